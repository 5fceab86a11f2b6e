"""Who may answer, and who may see the answers of others. Rules read nothing of the request."""

from collections.abc import Callable
from uuid import UUID

ScopeOwner = Callable[[UUID, object], bool]

_scope_owners: list[ScopeOwner] = []


def register_scope_owner(owns: ScopeOwner) -> None:
    """A room that gives out scopes (enrolments, registrations) tells whose they are."""
    if owns not in _scope_owners:
        _scope_owners.append(owns)


def may_answer(scope: UUID | None, user) -> bool:
    """Whether this person may answer under this scope: some room says that it is theirs, now."""
    if scope is None or not user.is_authenticated:
        return False
    return any(owns(scope, user) for owns in _scope_owners)


def may_see_results(user) -> bool:
    """Whether this person may see how activities are answered, without names: those who write exercises."""
    return user.is_active and user.has_perm("assessments.view_exercise")
