"""Numbers of modules and lessons: given by the school where the author left them empty."""

from courses.models import LessonPage, ModulePage
from tests.courses.conftest import add_lesson


def test_a_lesson_is_numbered_under_a_module_that_is_still_a_draft(course):
    module = ModulePage(title="Remittances", slug="remittances", locale=course.locale, live=False)
    course.add_child(instance=module)
    ModulePage.objects.filter(pk=module.pk).update(code="")
    module = ModulePage.objects.get(pk=module.pk)
    lesson = add_lesson(module, "Cost", "cost")
    assert lesson.code == "3.1"
    module.save_revision().publish()
    assert ModulePage.objects.get(pk=module.pk).code == "3"
    assert add_lesson(module, "Speed", "speed").code == "3.2"


def test_a_number_that_was_written_stays(course):
    module = ModulePage.objects.child_of(course).order_by("path").first()
    lesson = LessonPage(title="Extra", slug="extra", code="1.A", locale=module.locale)
    module.add_child(instance=lesson)
    lesson.save_revision().publish()
    assert LessonPage.objects.get(pk=lesson.pk).code == "1.A"
