"""Enrolling and leaving."""

import pytest
from allauth.account.models import EmailAddress

from courses import actions
from courses.models import Enrolment
from tests.courses.conftest import address

pytestmark = pytest.mark.django_db


LOGIN, SIGNUP, LEARNING = "/en/account/login/", "/en/account/signup/", "/en/learning/"


def url(name: str, course, language: str = "en") -> str:
    return address(name, course.translation_key, language)


def test_enrol_twice_is_once(client, amina, course, lessons):
    client.force_login(amina)
    for _click in range(2):
        response = client.post(url("enrol", course))
        assert response.status_code == 302
        assert response["Location"] == "/en/courses/counting/"
    assert Enrolment.objects.count() == 1
    assert Enrolment.objects.get().user == amina


def test_asking_to_enrol_writes_nothing(client, amina, course, lessons):
    client.force_login(amina)
    response = client.get(url("enrol", course))
    assert response.status_code == 200
    assert Enrolment.objects.count() == 0


def test_enrolment_is_the_same_in_every_language(client, amina, course, lessons):
    client.force_login(amina)
    client.post(url("enrol", course))
    client.post(url("enrol", course, "ar"))
    assert Enrolment.objects.count() == 1
    page = client.get("/ar/courses/counting/")
    assert page.context["screen"].progress.scope == Enrolment.objects.get().scope


def test_nobody_enrols_in_a_course_without_lessons(client, amina, course, lessons):
    for lesson in lessons:
        lesson.unpublish()
    client.force_login(amina)
    assert client.post(url("enrol", course)).status_code == 302
    assert Enrolment.objects.count() == 0
    with pytest.raises(actions.EnrolmentClosed):
        actions.enrol(amina, course.translation_key, "en")


def test_enrolling_in_what_is_not_published_is_not_found(client, amina, course, lessons):
    course.unpublish()
    client.force_login(amina)
    assert client.post(url("enrol", course)).status_code == 404
    assert client.get(url("leave", course)).status_code == 404


def test_who_enrols_before_signing_in_is_enrolled_after(client, amina, course, lessons):
    EmailAddress.objects.create(user=amina, email=amina.email, verified=True, primary=True)
    response = client.post(url("enrol", course), {"sign": "in"})
    assert response["Location"] == f"{LOGIN}?next=%2Fen%2Fcourses%2Fcounting%2F"
    assert Enrolment.objects.count() == 0

    response = client.post(response["Location"], {"login": amina.email, "password": "correct horse battery"})
    assert response["Location"] == "/en/courses/counting/"
    assert Enrolment.objects.get().user == amina


def test_sign_up_is_the_other_door(client, course, lessons):
    response = client.post(url("enrol", course), {"sign": "up"})
    assert response["Location"].startswith(SIGNUP)


def test_a_wish_for_a_course_that_closed_meanwhile_does_not_hinder_signing_in(client, amina, course, lessons):
    client.post(url("enrol", course))
    course.unpublish()
    response = client.post(LOGIN, {"login": amina.email, "password": "correct horse battery"})
    assert response.status_code == 302
    assert Enrolment.objects.count() == 0


def test_leaving_keeps_everything_and_coming_back_finds_it(client, amina, course, lessons, enrolled):
    actions.mark_read(amina, lessons[0].translation_key, "en")
    client.force_login(amina)
    assert client.get(url("leave", course)).status_code == 200
    assert Enrolment.objects.active().count() == 1

    client.post(url("leave", course))
    assert Enrolment.objects.active().count() == 0
    assert client.get(LEARNING).context["courses"] == ()

    client.post(url("enrol", course))
    again = Enrolment.objects.get()
    assert again.scope == enrolled.scope
    assert client.get(course.url).context["screen"].progress.read == {lessons[0].translation_key}


def test_leaving_twice_keeps_the_first_date(amina, course, enrolled):
    actions.leave(amina, course.translation_key)
    first = Enrolment.objects.get().left_at
    actions.leave(amina, course.translation_key)
    assert Enrolment.objects.get().left_at == first


def test_leaving_asks_for_an_account(client, course, lessons):
    for method in (client.get, client.post):
        response = method(url("leave", course))
        assert response.status_code == 302
        assert LOGIN in response["Location"]
