"""The six sign-ins of the demonstration, one for each role. The only demonstration accounts with a password."""

from pathlib import Path

from allauth.account.models import EmailAddress

from accounts.models import User
from assessments.api import remove_demonstration_certificates
from school.founding import roles

#: Printed by ``make run``; production refuses to start while an account has it (``school/serving/demonstration_signins.py``).
PASSWORD = "demonstration only"  # noqa: S105

#: role → address, given names, family name, group, language, zone
PEOPLE = {
    "trainee": ("trainee@example.org", "Example", "Trainee", None, "en", "Africa/Nairobi"),
    "trainer": ("trainer@example.org", "Example", "Trainer", roles.TRAINERS, "en", "Africa/Dakar"),
    "editor": ("editor@example.org", "Example", "Editor", roles.EDITORS, "fr", "Africa/Tunis"),
    "focal point": (
        "focal.point@example.org",
        "Example",
        "Focal Point",
        roles.FOCAL_POINTS,
        "en",
        "Africa/Lagos",
    ),
    "coordinator": (
        "coordinator@example.org",
        "Example",
        "Coordinator",
        roles.COORDINATORS,
        "en",
        "Africa/Cairo",
    ),
    "administrator": (
        "administrator@example.org",
        "Example",
        "Administrator",
        roles.ADMINISTRATORS,
        "en",
        "UTC",
    ),
}


def signins() -> tuple[tuple[str, str], ...]:
    """Role and address of each sign-in."""
    return tuple((role, person[0]) for role, person in PEOPLE.items())


def load(content: Path, locales: dict) -> None:
    """Make the six people, with confirmed addresses."""
    groups = roles.set_up_roles()
    for email, first_name, last_name, group, language, zone in PEOPLE.values():
        user = User.objects.filter(email=email).first() or User(email=email)
        user.first_name, user.last_name = first_name, last_name
        user.language, user.time_zone, user.is_demonstration = language, zone, True
        user.set_password(PASSWORD)
        user.save()
        EmailAddress.objects.update_or_create(
            user=user, email=email, defaults={"verified": True, "primary": True}
        )
        if group:
            user.groups.add(groups[group])


def remove() -> None:
    """Remove the six people with everything of theirs."""
    from school.actions.leaving import erase_account

    # A person's certificate outlives the account as withdrawn; those of the demonstration were never anybody's.
    remove_demonstration_certificates()
    for user in User.objects.filter(is_demonstration=True, email__in=[email for _, email in signins()]):
        erase_account(user, say_goodbye=False)
