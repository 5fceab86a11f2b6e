"""The course catalogue in every language, and the way from a trainer's draft to a published lesson."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from courses.models import CataloguePage
from school.setup import ensure_child, translated

EDITORS = "Editors"


def lay_out(homes: dict) -> CataloguePage:
    """Make the catalogue where it is missing; returns the English one."""
    page = CataloguePage(slug="courses", show_in_menus=True, locale=homes["en"].locale)
    with override("en"):
        _write(page)
    page = ensure_child(homes["en"], page)
    for code, home in homes.items():
        if code != "en":
            translated(page, home.locale, _write)
    _review_by_editors(page)
    return page


def _write(page: CataloguePage) -> None:
    page.title = _("Courses")
    page.lead = _(
        "Each course says what you will be able to do, how long it takes and what to know before. "
        "Reading is open to everyone; enrol to answer the questions and earn a certificate."
    )


def _review_by_editors(catalogue: CataloguePage) -> None:
    """What trainers submit anywhere in the catalogue goes to the editors, who publish it or send it back."""
    if WorkflowPage.objects.filter(page=catalogue).exists():
        return
    workflow, made = Workflow.objects.get_or_create(name="Review by the editors")
    if made:
        task = GroupApprovalTask.objects.create(name="An editor reads and publishes")
        task.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for page in catalogue.get_translations(inclusive=True):
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})
