"""Issuing and revoking certificates."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.models import Certificate


class HasNoName(Exception):
    """A certificate cannot be made out to nobody."""


def issue_certificate(
    *,
    scope: UUID,
    user_id: int,
    title: str,
    course_code: str,
    language: str,
    hours: Decimal | float | int,
    issued_on: date,
    is_demonstration: bool,
) -> Certificate:
    """Issue the certificate of a scope; asked again, it gives the one that was issued."""
    found = Certificate.objects.filter(scope=scope).first()
    if found is not None:
        return found
    user = get_user_model().objects.get(pk=user_id)
    if not user.name.strip():
        raise HasNoName
    certificate, _made = Certificate.objects.get_or_create(
        scope=scope,
        defaults={
            "user": user,
            "holder_name": user.name,
            "title": title,
            "course_code": course_code,
            "language": language,
            "hours": Decimal(str(hours)),
            "issued_on": issued_on,
            "is_demonstration": is_demonstration,
        },
    )
    return certificate


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, reason: str) -> None:
    """Take a certificate back; its page says so from then on. The first revocation stands."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.revoked_at is None:
        certificate.revoked_at, certificate.revoked_reason = timezone.now(), reason
        certificate.save(update_fields=["revoked_at", "revoked_reason"])


@transaction.atomic
def withdraw_certificates_of(user: User) -> int:
    """Withdraw a person's certificates for good and take off them all that leads to the person; says how many there were.

    The address stays: whoever was given it learns that the certificate is no longer valid, and not whose it was.
    """
    certificates = Certificate.objects.select_for_update().filter(user=user)
    for certificate in certificates:
        certificate.user, certificate.holder_name = None, ""
        # The scope is the enrolment's, and a reason may name the person.
        certificate.scope, certificate.revoked_reason = uuid4(), ""
        certificate.revoked_at = certificate.revoked_at or timezone.now()
        certificate.save(update_fields=["user", "holder_name", "scope", "revoked_at", "revoked_reason"])
    return len(certificates)


def remove_demonstration_certificates() -> int:
    """Remove what the demonstration has issued, whoever holds it; says how many there were."""
    return Certificate.objects.filter(is_demonstration=True).delete()[0]
