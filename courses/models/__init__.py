from courses.models.enrolment import Enrolment, LessonProgress
from courses.models.pages import CataloguePage, CoursePage, CourseTeacher, LessonPage, ModulePage
from courses.models.teaching import CourseGroup

__all__ = [
    "CataloguePage",
    "CourseGroup",
    "CoursePage",
    "CourseTeacher",
    "Enrolment",
    "LessonPage",
    "LessonProgress",
    "ModulePage",
]
