"""The six sign-ins of the demonstration, and the server that refuses to serve them to the world."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from accounts.models import User
from assessments.api import issue_certificate
from assessments.models import Certificate
from demonstration import people
from school.serving import demonstration_signins


@pytest.fixture
def six(site_tree):
    people.load(None, {})
    return User.objects.filter(is_demonstration=True)


def test_each_demonstration_person_signs_in_with_the_printed_password(six, client):
    assert six.count() == 6
    for _role, email in people.signins():
        client.cookies.clear()
        response = client.post("/en/account/login/", {"login": email, "password": people.PASSWORD})
        assert (response.status_code, response["Location"]) == (302, "/"), email


def test_the_printed_password_stands_in_quotes_because_it_is_two_words(six, capsys):
    call_command("demonstration_signins")
    assert f"(password: “{people.PASSWORD}”)" in capsys.readouterr().out


def test_loading_the_people_twice_makes_them_once_and_removing_leaves_none(six, amina):
    people.load(None, {})
    assert six.count() == 6
    learner = six.get(email=people.PEOPLE["trainee"][0])
    for person in (learner, amina):
        issue_certificate(
            scope=uuid4(),
            user_id=person.pk,
            title="Counting people who move",
            course_code="MS101",
            language="en",
            hours=12,
            issued_on=date(2026, 11, 20),
            is_demonstration=person.is_demonstration,
        )
    people.remove()
    assert list(User.objects.all()) == [amina]
    assert [certificate.user for certificate in Certificate.objects.all()] == [amina]


def test_production_refuses_to_start_while_a_demonstration_account_has_a_password(six, settings):
    demonstration_signins.refuse_demonstration_signins()
    settings.PRODUCTION = True
    with pytest.raises(ImproperlyConfigured, match=r"6 demonstration accounts.*remove_demonstration"):
        demonstration_signins.refuse_demonstration_signins()
    assert [warning.id for warning in demonstration_signins.warn(None)] == ["school.W001"]
    for person in six:
        person.set_unusable_password()
        person.save()
    demonstration_signins.refuse_demonstration_signins()
    assert demonstration_signins.warn(None) == []
