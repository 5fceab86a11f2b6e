from courses.models.enrolment import Enrolment, LessonProgress
from courses.models.pages import CataloguePage, CoursePage, CourseTeacher, LessonPage, ModulePage

__all__ = [
    "CataloguePage",
    "CoursePage",
    "CourseTeacher",
    "Enrolment",
    "LessonPage",
    "LessonProgress",
    "ModulePage",
]
