"""Every model with a path to a person is named in a room's ``privacy.py``."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from foundation import privacy

#: Names of fields that hold a person without a foreign key.
PERSONAL_NAMES = {"user_id", "email", "user_email", "ip", "ip_address", "phone"}


def _belongs_to(model, owners: set) -> bool:
    """Whether each row belongs to a row of one of these models: it goes when the other goes."""
    return any(
        field.related_model in owners and field.remote_field.on_delete is models.CASCADE and not field.null
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and not getattr(field.remote_field, "parent_link", False)
    )


def _models_with_a_path_to_a_person() -> set:
    user = get_user_model()
    known = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    found = {user}
    for model in known:
        fields = [field for field in model._meta.get_fields() if field.concrete and field.model is model]
        if any(field.related_model is user or field.name in PERSONAL_NAMES for field in fields):
            found.add(model)
    owned = {user}
    while more := {model for model in known if model not in owned and _belongs_to(model, owned)}:
        owned |= more
    return found | owned


def test_every_model_with_a_path_to_a_person_is_named():
    missing = {model._meta.label for model in _models_with_a_path_to_a_person()} - privacy.named()

    assert missing == set()


def test_every_statement_names_a_model_that_exists_and_has_words():
    for data in privacy.all():
        for label in (data.model, *data.covers):
            assert apps.get_model(label)
        assert all(str(text).strip() for text in (data.holds, data.why, data.seen_by, data.keeps))


def test_everything_that_is_stated_can_be_exported_and_erased_for_somebody_without_traces(chen):
    for data in privacy.all():
        list(data.export(chen))
        if data.model != "accounts.User":
            assert data.erase(chen) >= 0
