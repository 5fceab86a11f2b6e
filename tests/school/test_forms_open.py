"""Every form of the editors' side opens: a page of each type under a parent that allows it, an entry of each kind."""

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from courses.models import CataloguePage, CoursePage, ModulePage

ROOMS = ("courses", "network", "school", "webinars")
PAGES = [
    model for room in ROOMS for model in apps.get_app_config(room).get_models() if issubclass(model, Page)
]
OURS = {"accounts", "assessments", "foundation", *ROOMS}
ENTRIES = [model for model in get_snippet_models() if model._meta.app_label in OURS]


@pytest.fixture
def tree(site_tree):
    """A course with a module, so that every type of page has a parent."""
    course = (
        CataloguePage.objects.filter(locale__language_code="en")
        .first()
        .add_child(instance=CoursePage(title="C", slug="c", code="C1", hours=1, weeks=1, summary="S"))
    )
    course.add_child(instance=ModulePage(title="M", slug="m"))


def parent_of(model):
    for candidate in model.allowed_parent_page_models() or [Page]:
        for page in candidate.objects.filter(depth__lt=6).order_by("depth", "pk"):
            if candidate is not Page or page.depth == 1:
                return page
    return None


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_the_form_of_a_page_opens(client, admin, tree, model):
    client.force_login(admin)
    parent = parent_of(model)
    assert parent is not None
    existing = model.objects.filter(depth__gt=1).first()
    if model.can_create_at(parent):
        label = (model._meta.app_label, model._meta.model_name, parent.pk)
        answer = client.get(reverse("wagtailadmin_pages:add", args=label))
    else:
        answer = client.get(reverse("wagtailadmin_pages:edit", args=[existing.pk]))
    assert answer.status_code == 200
    assert 'name="title"' in answer.text


@pytest.mark.parametrize("model", ENTRIES, ids=lambda model: model.__name__)
def test_the_list_and_the_form_of_an_entry_open(client, admin, site_tree, model):
    client.force_login(admin)
    viewset = model.snippet_viewset
    listed = client.get(reverse(viewset.get_url_name("list")))
    assert listed.status_code == 200
    may_add = viewset.permission_policy.user_has_permission(admin, "add")
    assert (reverse(viewset.get_url_name("add")) in listed.text) == may_add
    if may_add:
        opened = client.get(reverse(viewset.get_url_name("add")))
        assert opened.status_code == 200
        assert opened.context["form"].visible_fields()
