"""Who may answer, and who may see the answers of others. Rules read nothing of the request."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Person

ScopeOwner = Callable[[UUID, Person], bool]


@dataclass(frozen=True)
class Taught:
    """What a person teaches in one room: the scopes of those who learn there, and which activities it asks."""

    #: A query of scopes rather than a list of them: a course may have thousands.
    scopes: Iterable
    asks: Callable[[UUID], bool]


_scope_owners: list[ScopeOwner] = []
_places: list[Callable[[str], dict[UUID, str]]] = []
_teaching: list[Callable[[Person], Taught | None]] = []


def register_scope_owner(owns: ScopeOwner) -> None:
    """A room that gives out scopes (enrolments, registrations) tells whose they are."""
    if owns not in _scope_owners:
        _scope_owners.append(owns)


def register_teaching(find: Callable[[Person], Taught | None]) -> None:
    """A room that gives out scopes tells whose work a person may see; nothing for somebody who teaches nobody."""
    if find not in _teaching:
        _teaching.append(find)


def register_places(find: Callable[[str], dict[UUID, str]]) -> None:
    """A room that shows activities tells, for a language, where each of them stands."""
    if find not in _places:
        _places.append(find)


def places(language: str) -> dict[UUID, str]:
    """Where each activity stands, in words: its course and its lesson."""
    return {key: place for find in _places for key, place in find(language).items()}


def taught_by(user: Person) -> list[Taught]:
    """What this person teaches, room by room."""
    if not user.is_authenticated or not user.is_active:
        return []
    return [taught for find in _teaching if (taught := find(user)) is not None]


def may_answer(scope: UUID | None, user: Person) -> bool:
    """Whether this person may answer under this scope: some room says that it is theirs, now."""
    if scope is None or not user.is_authenticated:
        return False
    return any(owns(scope, user) for owns in _scope_owners)


def may_see_results(user: Person) -> bool:
    """Whether this person may see how activities are answered, without names: those who write exercises."""
    return user.is_active and user.has_perm("assessments.view_exercise")


def may_see_all_submissions(user: Person) -> bool:
    """Whether this person may open what was handed in anywhere, with names: administrators. Trainers see their own courses'."""
    return user.is_active and user.has_perm("assessments.view_attempt")


def may_see_counts(user: Person) -> bool:
    """Whether this person may see what was answered, counted and without names: editors, who answer for the exercises."""
    return user.is_active and user.has_perm("assessments.publish_exercise")


def may_run_marking(user: Person) -> bool:
    """Whether this person may look after the queue and have a notebook marked again: administrators."""
    return user.is_active and user.has_perm("assessments.change_attempt")
