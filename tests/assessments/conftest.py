"""A quiz of all kinds, an exercise, and the scopes under which they are answered."""

import json
from uuid import UUID, uuid4, uuid5

import pytest
from django.core.files.base import ContentFile

from assessments import rules
from assessments.api import ActivitySpec, publish_activities
from assessments.blocks import QuizBlock, quiz_spec
from assessments.models import ActivityVersion
from school.demo.quiz import quiz_value

NAMESPACE = UUID("11111111-2222-5333-8444-555555555555")

#: Words that must never reach the browser before an answer.
SECRETS = (
    "ZEBRAMODEL",
    "ZEBRAACCEPT",
    "ZEBRAFEEDBACK",
    "ZEBRAGENERAL",
    "ZEBRAHINT",
    "918273.645",
    "918273,645",
    "564738",
)

QUESTIONS = [
    {
        "id": "T1",
        "kind": "single_choice",
        "stem": "Which unit?",
        "options": [
            {"text": "Person", "correct": True, "feedback": "Yes. ZEBRAFEEDBACK"},
            {"text": "Permit", "feedback": "A permit is a record. ZEBRAFEEDBACK"},
            {"text": "Household"},
        ],
        "feedback": "ZEBRAGENERAL persons.",
        "source": "UN",
    },
    {
        "id": "T2",
        "kind": "multiple_choice",
        "stem": "Which topics?",
        "points": 2,
        "options": [
            {"text": "Birth", "correct": True, "feedback": "ZEBRAFEEDBACK birth"},
            {"text": "Citizenship", "correct": True},
            {"text": "Religion", "feedback": "Not this. ZEBRAFEEDBACK"},
        ],
        "feedback": "ZEBRAGENERAL topics",
    },
    {"id": "T3", "kind": "true_false", "stem": "All are.", "answer": False, "feedback": "ZEBRAGENERAL no"},
    {
        "id": "T4",
        "kind": "numeric",
        "stem": "The share?",
        "answer": 918273.645,
        "tolerance": 0.01,
        "unit": "per cent",
        "hint": "ZEBRAHINT",
        "mistakes": [{"value": 564738, "tolerance": 1, "feedback": "ZEBRAFEEDBACK the other year"}],
        "feedback": "ZEBRAGENERAL share",
    },
    {
        "id": "T5",
        "kind": "matching",
        "stem": "Match.",
        "pairs": [{"left": "Census", "right": "stock"}, {"left": "Permits", "right": "entries"}],
        "distractors": ["nothing"],
    },
    {"id": "T6", "kind": "ordering", "stem": "Order.", "items": ["Design", "Collect", "Disseminate"]},
    {
        "id": "T7",
        "kind": "short_text",
        "stem": "Why?",
        "accept": ["ZEBRAACCEPT", "édition"],
        "model_answer": "ZEBRAMODEL",
    },
    {
        "id": "T8",
        "kind": "fill_table",
        "stem": "Complete.",
        "columns": ["Native", "Foreign"],
        "rows": ["National", "Alien"],
        "cells": [[{"answer": 918273.645}, {"given": 5}], [{"blank": True}, {"answer": 564738}]],
        "tolerance": 0.5,
    },
]


def ident(path: str) -> str:
    return str(uuid5(NAMESPACE, path))


def quiz(questions=QUESTIONS, **settings) -> dict:
    """The specification of a quiz, through the block as the CMS makes it."""
    block = QuizBlock()
    return quiz_spec(block.clean(block.to_python(quiz_value(questions, title="Check", **settings))))


def one(kind: str) -> dict:
    """The specification of the test question of a kind."""
    return next(question for question in quiz()["questions"] if question["kind"] == kind)


def option_values(question: dict, ask) -> dict:
    """The form's values that answer a test question wrongly."""
    name = ask.name
    match question["kind"]:
        case "single_choice" | "multiple_choice":
            return {name: ask.token(question["options"][-1]["id"])}
        case "true_false":
            return {name: "true"}
        case "numeric":
            return {name: "564738"}
        case "matching":
            nothing = ask.token(question["distractors"][0]["id"])
            return {f"{name}-{place}": nothing for place, _pair in enumerate(question["pairs"])}
        case "ordering":
            backwards = list(reversed(question["items"]))
            return {f"{name}-{ask.token(item['id'])}": str(n) for n, item in enumerate(backwards, start=1)}
        case "short_text":
            return {name: "Nobody knows."}
        case _:
            return {f"{name}-0-0": "1", f"{name}-1-1": "1"}


def published(
    spec: dict, key: UUID | None = None, language: str = "en", kind: str = "quiz"
) -> ActivityVersion:
    key = key or uuid4()
    publish_activities(language=language, activities=[ActivitySpec(key, kind, "Check", spec)])
    return ActivityVersion.objects.current().get(activity__key=key, language=language)


@pytest.fixture
def scopes():
    """Gives scopes out: ``scopes(user)`` is a new one of this user's."""
    owned: dict[UUID, int] = {}

    def owns(scope, user) -> bool:
        return owned.get(scope) == user.pk

    def give(user) -> UUID:
        scope = uuid4()
        owned[scope] = user.pk
        return scope

    rules.register_scope_owner(owns)
    yield give
    rules._scope_owners.remove(owns)


def notebook(*sources: str) -> dict:
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {
                "id": f"c{place}",
                "cell_type": "code",
                "metadata": {},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
            for place, source in enumerate(sources)
        ],
    }


@pytest.fixture
def exercise(db, settings, tmp_path):
    """An exercise whose expected values are unmistakable."""
    from wagtail.documents import get_document_model
    from wagtail.models import Collection, Locale

    from assessments.models import Exercise

    settings.MEDIA_ROOT = tmp_path
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    locale, _made = Locale.objects.get_or_create(language_code="en")
    document = get_document_model()(title="t.csv", file_size=8)
    document.file.save("t.csv", ContentFile(b"a,b\n1,2\n"), save=False)
    document.save()
    made = Exercise(
        code="T01",
        locale=locale,
        title="Shares",
        task="<p>Compute <b>it</b>.</p>",
        method="s = 100 · M / P",
        data=json.dumps(
            [
                {
                    "type": "file",
                    "id": ident("file"),
                    "value": {
                        "document": document.pk,
                        "name": "t.csv",
                        "description": "Two numbers",
                        "source": "School",
                        "licence": "CC BY 4.0",
                        "fictional": True,
                    },
                }
            ]
        ),
        answers=json.dumps(
            [
                _answer(
                    "share",
                    "Share",
                    "918273.645",
                    hint="ZEBRAHINT",
                    mistakes=[(564738, "ZEBRAFEEDBACK: last year")],
                ),
                _answer("label", "Label", "ZEBRAMODEL", kind="text"),
            ]
        ),
    )
    made.starter.save(
        "t01.ipynb", ContentFile(json.dumps(notebook("import csv", "share = None")).encode()), save=False
    )
    made.full_clean()
    made.save()
    made.save_revision().publish()
    return made


def _answer(
    name: str, label: str, expected: str, *, kind: str = "number", hint: str = "", mistakes=()
) -> dict:
    return {
        "type": "answer",
        "id": ident(name),
        "value": {
            "name": name,
            "label": label,
            "unit": "",
            "kind": kind,
            "expected": expected,
            "tolerance": 0.01,
            "points": 1,
            "hint": hint,
            "mistakes": [
                {
                    "type": "item",
                    "id": ident(f"{name}{value}"),
                    "value": {"value": value, "tolerance": 1, "feedback": text},
                }
                for value, text in mistakes
            ],
        },
    }
