"""What the room permits and asks for: yes or no, and what is still missing. Nothing here reads or writes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from accounts.models import Person

#: What a certificate asks of the quizzes and exercises of a course.
NOTHING, ATTEMPTED, PASSED = "nothing", "attempted", "passed"


@dataclass(frozen=True, slots=True)
class CertificateRule:
    """When a course is completed: every lesson read, and this share of its quizzes and exercises tried or passed.

    Not before all its lessons are there.
    """

    gives_certificate: bool = True
    requires: str = PASSED
    share: int = 100
    more_to_come: bool = False

    def needed(self, total: int) -> int:
        """How many of ``total`` activities are asked for (never fewer than the share says)."""
        if self.requires == NOTHING:
            return 0
        return -(-total * self.share // 100)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a trainee stands in a course."""

    rule: CertificateRule
    lessons_read: int
    lessons_total: int
    activities_done: int
    activities_needed: int
    unread: tuple[UUID, ...]
    open_activities: tuple[UUID, ...]

    @property
    def lessons_left(self) -> int:
        return len(self.unread)

    @property
    def activities_left(self) -> int:
        return max(0, self.activities_needed - self.activities_done)

    @property
    def is_complete(self) -> bool:
        """A course without a lesson is never completed, nor one of which lessons are still being written."""
        return (
            self.lessons_total > 0
            and not self.lessons_left
            and not self.activities_left
            and not self.rule.more_to_come
        )


def standing(
    rule: CertificateRule,
    lessons: Collection[UUID],
    read: Collection[UUID],
    activities: Collection[UUID],
    tried: Collection[UUID],
    passed: Collection[UUID],
) -> Standing:
    """Compare what was done with what the course holds today."""
    done = set(passed if rule.requires == PASSED else tried)
    unread = tuple(key for key in lessons if key not in read)
    still_open = tuple(key for key in activities if key not in done)
    return Standing(
        rule=rule,
        lessons_read=len(lessons) - len(unread),
        lessons_total=len(lessons),
        activities_done=len(activities) - len(still_open),
        activities_needed=rule.needed(len(activities)),
        unread=unread,
        open_activities=still_open if rule.requires != NOTHING else (),
    )


def tried_and_passed(results: Mapping) -> tuple[set[UUID], set[UUID]]:
    """The activity keys with an attempt, and those passed, out of ``assessments.api.results``."""
    tried = {key for (_scope, key), result in results.items() if result.attempts}
    passed = {key for (_scope, key), result in results.items() if result.is_passed}
    return tried, passed


def may_enrol(user: Person, has_lessons: bool) -> bool:
    """Anyone with an active account, in a course that has something to read."""
    return bool(has_lessons and user.is_authenticated and user.is_active)


class Enrolled(Protocol):
    """What the rules ask of an enrolment."""

    @property
    def user_id(self) -> int: ...

    @property
    def left_at(self) -> datetime | None: ...


def may_answer_in(user: Person, enrolment: Enrolled | None) -> bool:
    """Only the enrolled trainee answers under an enrolment, and only while it lasts."""
    return bool(
        user.is_authenticated
        and user.is_active
        and enrolment is not None
        and enrolment.user_id == user.pk
        and enrolment.left_at is None
    )
