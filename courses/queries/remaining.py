"""What is still missing for a certificate, in plain words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.queries.outline import CourseOutline, LessonPlace
from courses.rules import ATTEMPTED, Standing


@dataclass(frozen=True, slots=True)
class Remaining:
    """One thing to do, with the lessons in which to do it."""

    text: str
    lessons: tuple[LessonPlace, ...]
    more: int = 0


#: Up to so many lessons are all named; of more, only the first.
MOST, FEWER = 12, 8


def remaining(outline: CourseOutline, standing: Standing) -> tuple[Remaining, ...]:
    """What to do for the certificate (or to complete a course without one); nothing when all is done."""
    things = []
    if standing.unread:
        text = ngettext("Read %(count)d lesson", "Read %(count)d lessons", standing.lessons_left)
        unread = set(standing.unread)
        things.append(
            _thing(
                text % {"count": standing.lessons_left},
                [lesson for lesson in outline.lessons if lesson.key in unread],
            )
        )
    if standing.activities_left:
        missing = set(standing.open_activities)
        where = [lesson for lesson in outline.lessons if missing.intersection(lesson.activity_keys)]
        things.append(_thing(_activities(standing), where))
    if standing.rule.more_to_come:
        things.append(_thing(_("Wait for the lessons that are still being written"), []))
    return tuple(things)


def _activities(standing: Standing) -> str:
    left = standing.activities_left
    if standing.rule.requires == ATTEMPTED:
        text = ngettext("Answer %(count)d quiz or exercise", "Answer %(count)d quizzes or exercises", left)
    else:
        text = ngettext("Pass %(count)d quiz or exercise", "Pass %(count)d quizzes or exercises", left)
    if left < len(standing.open_activities):
        choice = _("%(text)s of the %(open)d still open")
        return choice % {"text": text % {"count": left}, "open": len(standing.open_activities)}
    return text % {"count": left}


def _thing(text: str, lessons: list[LessonPlace]) -> Remaining:
    shown = lessons if len(lessons) <= MOST else lessons[:FEWER]
    return Remaining(text, tuple(shown), len(lessons) - len(shown))


def rule_in_words(outline: CourseOutline) -> str:
    """What the certificate of a course asks for."""
    if outline.rule.more_to_come:
        return _("More lessons are being written: the course can be completed when all of them are there.")
    total = len(outline.activity_keys)
    needed = outline.rule.needed(total)
    if not needed:
        return _("Read every lesson.")
    if outline.rule.requires == ATTEMPTED:
        if needed == total:
            return _("Read every lesson and answer every quiz and exercise.")
        words = _("Read every lesson and answer at least %(needed)d of the %(total)d quizzes and exercises.")
    else:
        if needed == total:
            return _("Read every lesson and pass every quiz and exercise.")
        words = _("Read every lesson and pass at least %(needed)d of the %(total)d quizzes and exercises.")
    return words % {"needed": needed, "total": total}
