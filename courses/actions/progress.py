"""Reading, and what follows from it: progress, completion, the certificate."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments import api as assessments
from courses.actions.errors import NoSuchLesson, NotEnrolled
from courses.models import Enrolment, LessonPage, LessonProgress
from courses.queries import CourseOutline, LessonPlace, outline_at, outline_of, progress_in, standing_in


@dataclass(frozen=True, slots=True)
class Place:
    """A lesson in the outline of its course."""

    outline: CourseOutline
    lesson: LessonPlace


def find_place(lesson_key: UUID, language: str) -> Place:
    """Where a published lesson stands, as readers of a language see it."""
    page = (
        LessonPage.objects.live()
        .filter(translation_key=lesson_key, locale__language_code=language)
        .only("path", "translation_key")
        .first()
    )
    outline = outline_at(page.course_path) if page else None
    lesson = outline.lesson(lesson_key) if outline else None
    if lesson is None:
        raise NoSuchLesson
    return Place(outline, lesson)  # type: ignore[arg-type]


def record_visit(user: User, lesson_key: UUID, language: str) -> None:
    """Note that a trainee opened a lesson, and that this is where to go on."""
    place = find_place(lesson_key, language)
    with transaction.atomic():
        enrolment = _enrolment(user, place.outline.key)
        _note_place(enrolment, lesson_key, language)
        LessonProgress.objects.get_or_create(
            enrolment=enrolment, lesson_key=lesson_key, defaults={"visited_at": timezone.now()}
        )


def mark_read(user: User, lesson_key: UUID, language: str) -> Place:
    """Mark a lesson as read; twice is once, and the first date stays."""
    place = find_place(lesson_key, language)
    with transaction.atomic():
        enrolment = _enrolment(user, place.outline.key)
        now = timezone.now()
        _note_place(enrolment, lesson_key, language)
        progress, made = LessonProgress.objects.get_or_create(
            enrolment=enrolment, lesson_key=lesson_key, defaults={"visited_at": now, "read_at": now}
        )
        if not made and progress.read_at is None:
            progress.read_at = now
            progress.save(update_fields=["read_at"])
    complete_if_done(enrolment.scope)
    return place


def complete_if_done(scope: UUID) -> bool:
    """Complete the course and give its certificate when all is done. A completion is never taken away."""
    enrolment = Enrolment.objects.active().filter(scope=scope).select_related("user").first()
    if enrolment is None:
        return False
    outline = outline_of(enrolment.course_key, enrolment.language)
    if outline is None:
        return False
    if enrolment.completed_at is None:
        progress = progress_in(enrolment.user, enrolment.course_key)
        if progress is None or not standing_in(outline, progress).is_complete:
            return False
    with transaction.atomic():
        # Two answers marked at the same moment both come here: only one of them sets the date.
        rule = f"{outline.rule.requires} {outline.rule.share} %, {len(outline.lessons)} lessons"
        Enrolment.objects.filter(pk=enrolment.pk, completed_at__isnull=True).update(
            completed_at=timezone.now(), completed_under=rule
        )
        if outline.rule.gives_certificate:
            _certify(enrolment, outline)
    return True


def _certify(enrolment: Enrolment, outline: CourseOutline) -> None:
    assessments.issue_certificate(
        scope=enrolment.scope,
        user_id=enrolment.user_id,
        title=outline.title,
        course_code=outline.code,
        language=enrolment.language,
        hours=outline.hours,
        issued_on=timezone.now().date(),
        is_demonstration=enrolment.user.is_demonstration,
    )


def _enrolment(user: User, course_key: UUID) -> Enrolment:
    enrolment = Enrolment.objects.of(user).active().filter(course_key=course_key).first()
    if enrolment is None:
        raise NotEnrolled
    return enrolment


def _note_place(enrolment: Enrolment, lesson_key: UUID, language: str) -> None:
    enrolment.last_lesson_key = lesson_key
    enrolment.last_visited_at = timezone.now()
    enrolment.language = language
    enrolment.save(update_fields=["last_lesson_key", "last_visited_at", "language"])
