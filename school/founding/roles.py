"""The roles of the school as groups, with what each may do on the editors' side. Idempotent: made again, nothing changes.

A model that is not there (yet) is left out, and found the next time: the roles are set up at every start.

Trainee is no group: it is what everybody with an account is. In which course a trainer may write is said on the course's
page (``courses.actions.teachers``); the group here says what is true in all of them. The group of focal points gives no right: it lets
administrators list them, while the network goes by the role that coordinators write into the profile.
"""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

TRAINERS, EDITORS, FOCAL_POINTS = "Trainers", "Editors", "Focal points"
COORDINATORS, ADMINISTRATORS = "Coordinators", "Administrators"
ROLES = (TRAINERS, EDITORS, FOCAL_POINTS, COORDINATORS, ADMINISTRATORS)
#: As they stand in sentences of Wagtail's: “Awaiting the editors’ review”.
WORKFLOW = APPROVAL = "the editors’ review"
#: What stands outside the page tree and is approved by an editor all the same.
REVIEWED = ("assessments.Exercise",)

ALL = ("add", "change", "delete", "view")
#: Where readers see a published version beside a draft.
AND_PUBLISH = (*ALL, "publish")
DRAFT = ("add_page", "change_page")
PUBLISH = (*DRAFT, "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
CHOOSE_FILES = ("add_image", "choose_image", "add_document", "choose_document")
MANAGE_FILES = (*CHOOSE_FILES, "change_image", "delete_image", "change_document", "delete_document")

FILES = {
    TRAINERS: CHOOSE_FILES,
    EDITORS: MANAGE_FILES,
    COORDINATORS: CHOOSE_FILES,
    ADMINISTRATORS: MANAGE_FILES,
}

#: group → model → what it may do with its entries outside the page tree.
ENTRIES: dict[str, dict[str, Iterable[str]]] = {
    TRAINERS: {
        "assessments.Exercise": ("add", "change", "view"),
        "foundation.GlossaryTerm": ("view",),
        "webinars.Recording": ("view",),
    },
    EDITORS: {
        "assessments.Exercise": AND_PUBLISH,
        "foundation.GlossaryTerm": ALL,
        "foundation.Term": ALL,
        "foundation.Country": ("change", "view"),
        "foundation.CountryFigure": ALL,
        "foundation.Rec": ALL,
        "webinars.Recording": ALL,
    },
    COORDINATORS: {
        "network.Member": ("change", "delete", "view"),
        "network.Office": ALL,
        "webinars.Registration": ("view",),
        "webinars.Recording": ALL,
        "foundation.GlossaryTerm": ("view",),
        "foundation.Term": ("add", "change", "view"),
    },
}
#: What trainees hand in is theirs: administrators see it and have it marked again; trainers see that of their courses.
OVERSEEN = ("view_attempt", "change_attempt")
#: Pages that coordinators look after, with everything beneath: by model, where it exists.
COORDINATED = ("network.PracticeIndexPage", "webinars.WebinarIndexPage")
#: Apps whose entries administrators manage: people, groups, sites, languages, redirects, settings of the rooms.
ADMINISTERED = (
    "accounts",
    "auth",
    "wagtailcore",
    "wagtailredirects",
    "wagtail_localize",
    "wagtailsearch",
    "account",
)


@transaction.atomic
def set_up_roles() -> dict[str, Group]:
    """Make the groups and give each its rights."""
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in ROLES}
    _forget_wagtails_own(groups[EDITORS])
    for name, wanted in _permissions().items():
        groups[name].permissions.add(*Permission.objects.filter(wanted))
    for name, codenames in FILES.items():
        _permit_files(groups[name], codenames)
    root = Page.objects.filter(depth=1).first()
    if root is not None:
        for name in (EDITORS, ADMINISTRATORS):
            _permit_pages(groups[name], [root.pk], PUBLISH)
        _permit_pages(groups[COORDINATORS], _coordinated_pages(), PUBLISH)
        _approval(groups[EDITORS], root)
    return groups


def _permissions() -> dict[str, Q]:
    """What each group may do outside the page tree, as conditions on permissions."""
    wanted = {
        name: Q(content_type__app_label="wagtailadmin", codename="access_admin")
        for name in (TRAINERS, EDITORS, COORDINATORS, ADMINISTRATORS)
    }
    for name in (TRAINERS, EDITORS):
        wanted[name] |= Q(content_type__app_label="wagtail_localize", codename="submit_translation")
    for name, entries in ENTRIES.items():
        for label, verbs in entries.items():
            app, _, model = label.lower().partition(".")
            wanted[name] |= Q(content_type__app_label=app, codename__in=[f"{verb}_{model}" for verb in verbs])
            wanted[ADMINISTRATORS] |= Q(content_type__app_label=app, content_type__model=model)
    wanted[ADMINISTRATORS] |= Q(content_type__app_label__in=ADMINISTERED)
    wanted[ADMINISTRATORS] |= Q(content_type__app_label="assessments", codename__in=OVERSEEN)
    return wanted


def _permit_files(group: Group, codenames: Iterable[str]) -> None:
    collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
    permissions = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=codenames
    )
    for permission in permissions.exclude(
        groupcollectionpermission__group=group, groupcollectionpermission__collection=collection
    ):
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)


def _permit_pages(group: Group, pages: Iterable[int], codenames: Iterable[str]) -> None:
    permissions = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
    given = set(GroupPagePermission.objects.filter(group=group).values_list("page_id", "permission_id"))
    wanted = {(page, permission.pk) for page in pages for permission in permissions}
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page, permission_id=permission)
        for page, permission in sorted(wanted - given)
    )


def _coordinated_pages() -> list[int]:
    pages: list[int] = []
    for label in COORDINATED:
        app, _, name = label.lower().partition(".")
        if name in apps.all_models[app]:
            pages += apps.get_model(label).objects.values_list("pk", flat=True)
    return pages


def _approval(editors: Group, root: Page) -> None:
    """What trainers submit waits for an editor's approval, everywhere."""
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    task, _ = GroupApprovalTask.objects.get_or_create(name=APPROVAL)
    task.groups.set([editors])
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    for label in REVIEWED:
        kind = ContentType.objects.get_for_model(apps.get_model(label), for_concrete_model=False)
        WorkflowContentType.objects.update_or_create(content_type=kind, defaults={"workflow": workflow})


def _forget_wagtails_own(editors: Group) -> None:
    """Wagtail's first migration makes moderators and their workflow: our editors take their place, unless it is in use."""
    moderators = Group.objects.filter(name="Moderators").first()
    if moderators is None or moderators.user_set.exists():
        return
    for task in GroupApprovalTask.objects.filter(groups=moderators).exclude(name=APPROVAL):
        workflows = Workflow.objects.filter(workflow_tasks__task=task)
        if task.task_states.exists():
            task.groups.set([editors])
            continue
        workflows.delete()
        task.delete()
    moderators.delete()
