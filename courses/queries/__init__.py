"""What the screens of this room read. Nothing here writes."""

from courses.queries.catalogue import Asked, Catalogue, all_courses, catalogue_screen
from courses.queries.outline import CourseOutline, LessonPlace, ModulePlace, outline_at, outline_of
from courses.queries.progress import Progress, marked, progress_in, standing_in
from courses.queries.remaining import remaining, rule_in_words
from courses.queries.screens import (
    CourseScreen,
    Learning,
    LessonScreen,
    continue_at,
    course_screen,
    learning_screen,
    lesson_screen,
)
from courses.queries.shelf import PUBLISHED
from courses.queries.teaching import taught_by, taught_keys

__all__ = [
    "PUBLISHED",
    "Asked",
    "Catalogue",
    "CourseOutline",
    "CourseScreen",
    "Learning",
    "LessonPlace",
    "LessonScreen",
    "ModulePlace",
    "Progress",
    "all_courses",
    "catalogue_screen",
    "continue_at",
    "course_screen",
    "learning_screen",
    "lesson_screen",
    "marked",
    "outline_at",
    "outline_of",
    "progress_in",
    "remaining",
    "rule_in_words",
    "standing_in",
    "taught_by",
    "taught_keys",
]
