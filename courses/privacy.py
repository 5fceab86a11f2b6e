"""The personal data that this room holds."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from courses.models import CoursePage, CourseTeacher, Enrolment
from foundation.privacy import PersonalData, register


def export_enrolments(user) -> Iterable[dict]:
    """A person's enrolments with the lessons they opened and read, named by their English titles where there are any."""
    for enrolment in Enrolment.objects.of(user).prefetch_related("lessons"):
        course = CoursePage.objects.filter(translation_key=enrolment.course_key).order_by("pk").first()
        yield {
            "course": f"{course.code} {course.title}" if course else str(enrolment.course_key),
            "language": enrolment.language,
            "enrolled_at": enrolment.enrolled_at.isoformat(),
            "left_at": enrolment.left_at.isoformat() if enrolment.left_at else None,
            "completed_at": enrolment.completed_at.isoformat() if enrolment.completed_at else None,
            "lessons": [
                {
                    "lesson": str(lesson.lesson_key),
                    "visited_at": lesson.visited_at.isoformat(),
                    "read_at": lesson.read_at.isoformat() if lesson.read_at else None,
                }
                for lesson in enrolment.lessons.all()
            ],
        }


def erase_enrolments(user) -> int:
    """Delete a person's enrolments with their progress."""
    return Enrolment.objects.of(user).delete()[0]


def export_teaching(user) -> Iterable[dict]:
    """The courses on whose page a person is named as a trainer."""
    for teacher in CourseTeacher.objects.filter(user=user).select_related("page"):
        yield {"course": teacher.page.title, "about": teacher.about}


def erase_teaching(user) -> int:
    """Take a person off the courses' pages."""
    return CourseTeacher.objects.filter(user=user).delete()[0]


register(
    PersonalData(
        model="courses.Enrolment",
        covers=("courses.LessonProgress",),
        holds=_("The courses you enrolled in, the lessons you opened and read, and when."),
        why=_("To keep your place, to show your progress, and to know when you have earned a certificate."),
        seen_by=_("You and administrators."),
        keeps=_(
            "As long as the account; deleted with it. Leaving a course keeps it, so that you can come back."
        ),
        export=export_enrolments,
        erase=erase_enrolments,
    )
)
register(
    PersonalData(
        model="courses.CourseTeacher",
        holds=_("That you teach a course, and the words beside your name on its page."),
        why=_("So that trainees know who teaches, and so that you may write in the course."),
        seen_by=_("Everyone."),
        keeps=_("Until you are taken off the course; deleted with the account."),
        export=export_teaching,
        erase=erase_teaching,
    )
)
