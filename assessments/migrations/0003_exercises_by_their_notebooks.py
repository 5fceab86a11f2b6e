"""Exercises as they were written before: one programming language, answers of one kind, one hint."""

import json
import uuid

from django.db import migrations
from django.db.models import F, JSONField
from django.db.models.functions import Cast
from wagtail.blocks import StreamValue


def new_answers(raw):
    """Named answers in the form of today."""
    return [_answer(child) if child["type"] == "answer" else child for child in raw]


def _answer(child):
    value = dict(child["value"])
    kind, hint = value.pop("kind", "number"), value.pop("hint", "")
    value["hints"] = [{"type": "item", "id": str(uuid.uuid4()), "value": hint}] if hint else []
    value["mistakes"] = [_mistake(mistake) for mistake in value.get("mistakes") or []]
    if kind != "text":
        value["compare"] = kind if kind in ("exact", "max") else "absolute"
    return {**child, "type": "text" if kind == "text" else "number", "value": value}


def _mistake(child):
    # An item of a list without its frame is the bare value.
    value = child["value"] if "type" in child else child
    wrong = value.get("value")
    changed = {**value, "value": repr(wrong) if isinstance(wrong, int | float) else wrong or ""}
    return {**child, "value": changed} if "type" in child else {"type": "item", "id": str(uuid.uuid4()), "value": changed}


def forwards(apps, schema_editor):
    Exercise = apps.get_model("assessments", "Exercise")
    for exercise in Exercise.objects.annotate(raw=Cast(F("answers"), JSONField())):
        stream = Exercise._meta.get_field("answers").stream_block
        exercise.answers = StreamValue(stream, new_answers(exercise.raw or []), is_lazy=True)
        if exercise.programming_language == "r":
            exercise.starter_r, exercise.starter = exercise.starter, ""
        exercise.save()
    _revisions(apps)
    _drafts(apps)


def _revisions(apps):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Revision = apps.get_model("wagtailcore", "Revision")
    kind = ContentType.objects.filter(app_label="assessments", model="exercise").first()
    if kind is None:
        return
    for revision in Revision.objects.filter(content_type=kind):
        content = revision.content
        if "answers" in content:
            content["answers"] = json.dumps(new_answers(json.loads(content["answers"] or "[]")))
        if content.pop("programming_language", "python") == "r":
            content["starter_r"], content["starter"] = content.get("starter", ""), ""
        revision.save(update_fields=["content"])


def _drafts(apps):
    """Drafts of exercises in R belong to R."""
    Draft = apps.get_model("assessments", "Draft")
    ActivityVersion = apps.get_model("assessments", "ActivityVersion")
    for activity in Draft.objects.values_list("activity", flat=True).distinct():
        newest = ActivityVersion.objects.filter(activity=activity).order_by("-pk").first()
        if newest is not None and newest.spec.get("programming_language") == "r":
            Draft.objects.filter(activity=activity).update(language="r")


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_exercises_are_tried"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
