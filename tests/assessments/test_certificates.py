"""Certificates: a snapshot, verified by anyone who has the address."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils.translation import override

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


def test_what_was_withdrawn_says_so_and_when(client, amina, site_tree):
    certificate = issued(amina)
    revoke_certificate(certificate, reason="Issued by mistake.")
    html = client.get(certificate.get_absolute_url()).content.decode()
    assert "Withdrawn on" in html
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


@pytest.fixture
def kept_of_certificates():
    """What the register of personal data says of certificates."""
    from foundation import privacy

    privacy.read_rooms()
    return next(data for data in privacy.all() if data.model == "assessments.Certificate")


def test_a_certificate_is_exported_with_its_code_and_its_state(amina, kept_of_certificates):
    valid, withdrawn = issued(amina), issued(amina, course_code="MS102")
    revoke_certificate(withdrawn, reason="Issued by mistake.")
    rows = {row["code"]: row for row in kept_of_certificates.export(amina)}
    assert set(rows) == {valid.code, withdrawn.code}
    assert rows[valid.code]["withdrawn"] is None
    assert rows[withdrawn.code]["withdrawn"] is not None


WITHDRAWN = {
    "en": "Withdrawn on",
    "fr": "Retiré le",
    "pt": "Retirado em",
    "es": "Retirado el",
    "ar": "سُحبت في",
}


@pytest.mark.parametrize("language", WITHDRAWN)
def test_without_the_account_the_certificate_stays_at_its_address_as_withdrawn(
    client, amina, site_tree, language
):
    certificate = issued(amina)
    address = certificate.get_absolute_url().replace("/en/", f"/{language}/")
    assert "Amina" in client.get(address).content.decode()
    amina.delete()
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 200
    assert WITHDRAWN[language] in html
    assert "cert__state--good" not in html
    assert "Amina" not in html
    assert certificate.code in html
    assert response["X-Robots-Tag"] == "noindex"


def test_nothing_from_which_the_person_follows_is_kept(amina, kept_of_certificates):
    certificate = issued(amina)
    assert kept_of_certificates.erase(amina) == 1
    kept = Certificate.objects.get(pk=certificate.pk)
    assert (kept.user, kept.holder_name, kept.revoked_reason) == (None, "", "")
    assert not kept.is_valid
    # The scope is that of the enrolment: whoever has a copy of one would find the person by it.
    assert kept.scope != certificate.scope
    assert "Amina" not in str(kept)
    assert list(kept_of_certificates.export(amina)) == []
    assert kept_of_certificates.erase(amina) == 0


def test_one_that_was_withdrawn_before_keeps_its_day_and_loses_its_reason(amina, kept_of_certificates):
    certificate = issued(amina)
    revoke_certificate(certificate, reason="Amina had handed in the work of another.")
    day = Certificate.objects.get(pk=certificate.pk).revoked_at
    assert kept_of_certificates.erase(amina) == 1
    kept = Certificate.objects.get(pk=certificate.pk)
    assert (kept.revoked_at, kept.revoked_reason, kept.holder_name) == (day, "", "")


def test_only_the_certificates_of_this_person_are_withdrawn(amina, chen, kept_of_certificates):
    mine, other = issued(amina), issued(chen)
    kept_of_certificates.erase(amina)
    unchanged = Certificate.objects.get(pk=other.pk)
    assert (unchanged.user, unchanged.holder_name, unchanged.scope) == (chen, other.holder_name, other.scope)
    assert unchanged.is_valid
    assert not Certificate.objects.get(pk=mine.pk).is_valid


def test_no_cache_answers_for_a_certificate(client, amina, site_tree):
    """Somebody verifies it: what they see is true now, and no copy outlives the name."""
    certificate = issued(amina)
    first = client.get(certificate.get_absolute_url())
    assert "no-store" in first["Cache-Control"]
    # No signal of a page is sent here: only a page that is made anew can say it.
    revoke_certificate(certificate, reason="Issued by mistake.")
    assert "Withdrawn on" in client.get(certificate.get_absolute_url()).content.decode()


@pytest.mark.parametrize("language", ["en", "fr", "pt", "es", "ar"])
def test_the_register_says_that_certificates_are_withdrawn(kept_of_certificates, language):
    said = {"en": "withdrawn", "fr": "retiré", "pt": "retirado", "es": "retirado", "ar": "مسحوبة"}
    with override(language):
        assert said[language] in str(kept_of_certificates.keeps)
