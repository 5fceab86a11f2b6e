"""Who may see and do what in the network: yes or no, nothing else."""


def audience_of(user) -> str:
    """The audience a reader belongs to."""
    return "members" if getattr(user, "is_authenticated", False) and user.is_active else "public"


def may_open(user, member) -> bool:
    """Whether a reader may open a profile: their own, or one that is listed for their audience."""
    return is_own(user, member) or member.is_found_by(audience_of(user))


def may_edit(user, member) -> bool:
    """Only the member changes their profile; coordinators give roles, on the editors' side."""
    return is_own(user, member)


def may_coordinate(user) -> bool:
    """Whether a user accepts requests to be listed and gives roles."""
    return getattr(user, "is_authenticated", False) and user.has_perm("network.change_member")


def is_own(user, member) -> bool:
    """Whether the profile is the reader's own."""
    return getattr(user, "is_authenticated", False) and member.user_id == user.pk
