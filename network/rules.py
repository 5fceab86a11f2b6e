"""Who may see and do what in the network: yes or no, nothing else."""

from typing import Protocol

from accounts.models import Person


class Profile(Protocol):
    """What the rules ask of a member."""

    @property
    def user_id(self) -> int: ...

    @property
    def can_answer(self) -> bool: ...

    def is_found_by(self, audience: str) -> bool: ...

    def shares(self, name: str, audience: str) -> bool: ...


def audience_of(user: Person) -> str:
    """The audience a reader belongs to."""
    return "members" if getattr(user, "is_authenticated", False) and user.is_active else "public"


def may_open(user: Person, member: Profile) -> bool:
    """Whether a reader may open a profile: their own, or one that is listed for their audience."""
    return is_own(user, member) or member.is_found_by(audience_of(user))


def may_ask(user: Person, member: Profile) -> bool:
    """Whether a user may send a member a question: one who is found, who offers answers, and who shows that offer."""
    audience = audience_of(user)
    return (
        audience == "members"
        and not is_own(user, member)
        and member.is_found_by(audience)
        and member.can_answer
        and member.shares("availability", audience)
    )


def may_coordinate(user: Person) -> bool:
    """Whether a user accepts requests to be listed and gives roles."""
    return getattr(user, "is_authenticated", False) and user.has_perm("network.change_member")


def is_own(user: Person, member: Profile) -> bool:
    """Whether the profile is the reader's own."""
    return getattr(user, "is_authenticated", False) and member.user_id == user.pk
