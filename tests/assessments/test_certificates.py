"""Certificates: a snapshot, verified by anyone who has the address."""

from datetime import date
from uuid import uuid4

import pytest

from assessments.api import certificate_for, issue_certificate, revoke_certificate
from assessments.models import Certificate

pytestmark = pytest.mark.django_db


def issued(user, **changed) -> Certificate:
    given = {
        "scope": uuid4(),
        "user_id": user.pk,
        "title": "Counting people who move",
        "course_code": "MS101",
        "language": "en",
        "hours": 12,
        "issued_on": date(2026, 11, 20),
        "is_demonstration": False,
    }
    return issue_certificate(**given | changed)


def test_a_certificate_is_issued_once_for_a_scope(amina):
    scope = uuid4()
    assert issued(amina, scope=scope) == issued(amina, scope=scope, title="Other")
    assert certificate_for(scope).title == "Counting people who move"
    assert certificate_for(uuid4()) is None


def test_anybody_can_verify_it_and_a_new_name_does_not_reach_it(client, amina, site_tree):
    certificate = issued(amina)
    amina.first_name = "Another"
    amina.save()
    response = client.get(certificate.get_absolute_url())
    html = response.content.decode()
    assert response.status_code == 200
    assert "Amina" in html
    assert "Counting people who move" in html
    assert "12 hours" in html
    assert certificate.code in html
    assert "Valid" in html
    assert '<svg viewBox="0 0 ' in html
    assert "style=" not in html.split("<main")[1]
    assert amina.email not in html
    assert response["X-Robots-Tag"] == "noindex"


def test_a_demonstration_says_so(client, amina, site_tree):
    html = client.get(issued(amina, is_demonstration=True).get_absolute_url()).content.decode()
    assert "Demonstration content" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "it certifies nothing" in html


def test_what_was_taken_back_says_so_and_when(client, amina, site_tree):
    certificate = issued(amina)
    revoke_certificate(certificate, reason="Issued by mistake.")
    html = client.get(certificate.get_absolute_url()).content.decode()
    assert "Taken back on" in html
    assert "Issued by mistake." in html


def test_codes_cannot_be_guessed(amina):
    codes = {issued(amina).code for _number in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 19 for code in codes)


@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC-DDDD", "x", "x" * 5000, "%00", "<script>"])
def test_an_unknown_code_is_not_found(client, site_tree, code):
    assert client.get(f"/en/certificates/{code}/").status_code == 404


def test_a_code_typed_from_paper_is_found(client, amina, site_tree):
    certificate = issued(amina)
    typed = certificate.code.lower().replace("-", " ")
    response = client.get("/en/certificates/", {"code": typed})
    assert response["Location"] == certificate.get_absolute_url()
    wrong = client.get("/en/certificates/", {"code": "12"})
    assert wrong.status_code == 422
    assert "sixteen letters and digits" in wrong.content.decode()
    assert client.get("/en/certificates/", {"code": "x" * 5000}).status_code == 422
    assert client.get("/en/certificates/").status_code == 200


def test_the_certificate_goes_with_the_account(client, amina, site_tree):
    from foundation.privacy import all as declared
    from foundation.privacy import read_rooms

    read_rooms()
    certificate = issued(amina)
    mine = next(data for data in declared() if data.model == "assessments.Certificate")
    assert [row["code"] for row in mine.export(amina)] == [certificate.code]
    assert mine.erase(amina) == 1
    assert client.get(certificate.get_absolute_url()).status_code == 404
