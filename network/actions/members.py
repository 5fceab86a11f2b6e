"""What happens to a profile: written, sent in to be listed, accepted, taken back, given a role, deleted."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.actions.directory import refresh_cards
from network.models import Member, Office, Role


class NothingToList(ValidationError):
    """A profile without a name and a country or an office cannot be found by anybody."""


#: What members may write themselves; role and listing are given by coordinators.
OWN_FIELDS = (
    "name",
    "country",
    "office",
    "office_other",
    "languages",
    "ask_me_about",
    "looking_for",
    "can_answer",
    "can_host",
    "show_profile",
    "show_country",
    "show_office",
    "show_languages",
    "show_topics",
    "show_sources",
    "show_ask_me_about",
    "show_looking_for",
    "show_availability",
)


@transaction.atomic
def write_profile(user: User, values: dict) -> Member:
    """Make or change the user's own profile from clean values; nothing else of it can be changed here."""
    member = Member.objects.select_for_update().filter(user=user).first()
    if member is None:
        member = Member(user=user, is_demonstration=user.is_demonstration)
    for name in OWN_FIELDS:
        if name in values:
            setattr(member, name, values[name])
    member.full_clean(exclude=["slug"])
    member.save()
    if "topics" in values:
        member.topics.set(values["topics"])
    if "sources" in values:
        member.sources.set(values["sources"])
    refresh_cards(member)
    return member


@transaction.atomic
def ask_to_be_listed(member: Member) -> None:
    """Send the profile in; a coordinator accepts it. Asking twice changes nothing."""
    if not (member.country_id or member.office_name):
        raise NothingToList(_("Name your country or your office first: without them nobody can place you."))
    if member.is_listed or member.listing_requested_at:
        return
    member.listing_requested_at = timezone.now()
    member.save(update_fields=["listing_requested_at", "updated_at"])


@transaction.atomic
def accept_listing(member: Member) -> None:
    """Put a member into the directory."""
    if member.is_listed:
        return
    member.is_listed = True
    member.save(update_fields=["is_listed", "updated_at"])
    refresh_cards(member)


@transaction.atomic
def leave_directory(member: Member) -> None:
    """Take a profile out of the directory, at the member's wish or the coordinator's. The profile itself stays."""
    member.is_listed = False
    member.listing_requested_at = None
    member.save(update_fields=["is_listed", "listing_requested_at", "updated_at"])
    refresh_cards(member)


@transaction.atomic
def give_role(
    member: Member, role: str, *, since: datetime.date | None = None, until: datetime.date | None = None
) -> None:
    """Give a role, with its dates. A focal point has an office or a country: the seat it fills."""
    if role in {Role.FOCAL_POINT, Role.ALTERNATE} and not (member.office_id or member.country_id):
        raise ValidationError({"office": _("A focal point needs an office or a country.")})
    # A new role begins today unless somebody says otherwise; one that is kept keeps its dates as they are given.
    member.role_since = since or (timezone.localdate() if role != member.role else None)
    member.role = role
    member.role_until = until
    member.full_clean(exclude=["slug"])
    member.save(update_fields=["role", "role_since", "role_until", "updated_at"])
    refresh_cards(member)


@dataclass(frozen=True)
class Decision:
    """What a coordinator decides about a member."""

    office: Office | None
    role: str
    since: datetime.date | None
    until: datetime.date | None
    is_listed: bool


@transaction.atomic
def coordinate(member: Member, decision: Decision) -> Member:
    """Carry out what a coordinator decides about a member: all of it, or nothing where a part is refused."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    if decision.office != member.office:
        member.office = decision.office
        member.save(update_fields=["office", "updated_at"])
    give_role(member, decision.role, since=decision.since, until=decision.until)
    if decision.is_listed:
        accept_listing(member)
    elif member.is_listed:
        leave_directory(member)
    return member


@transaction.atomic
def delete_profile(member: Member) -> None:
    """Delete a profile and (by the receiver of its deletion) every trace of it in the directory."""
    member.delete()
