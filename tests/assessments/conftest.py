"""A quiz of all kinds, an exercise, and the scopes under which they are answered."""

import json
from uuid import UUID, uuid4, uuid5

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, Locale

from accounts.models import User
from assessments import rules
from assessments.actions.grading import begin_marking, record_marks
from assessments.api import ActivitySpec, publish_activities
from assessments.authoring import keep_trial
from assessments.blocks import QuizBlock
from assessments.blocks.activities import quiz_spec
from assessments.marking.runs import Run
from assessments.marking.trial import Outcome
from assessments.models import ActivityVersion, Attempt, Exercise, SubmittedNotebook
from assessments.spec.exercise import typed_value
from demonstration.quiz import quiz_value

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
    "ZEBRASOLUTION",
    "ZEBRAHIDDEN",
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
#: What a quiz of all of them counts for: a new kind of question adds its own.
POINTS = sum(question.get("points", 1) for question in QUESTIONS)


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


def tried(exercise, values: dict, *hidden: dict, mistakes: dict | None = None):
    """Keep the trial of an exercise as a school that loads one keeps it: what its solution gave on each data set."""
    expected = {name: [value, *(other[name] for other in hidden)] for name, value in values.items()}
    wrong = {
        answer["name"]: (mistakes or {}).get(answer["name"])
        or [typed_value(answer, mistake["value"]) for mistake in answer["mistakes"]]
        for answer in exercise.definition()["answers"]
    }
    outcome = Outcome({"expected": expected, "mistakes": wrong}, {"passed": True})
    return keep_trial(exercise.definition(), exercise.translation_key, outcome, runtime="test")


@pytest.fixture
def write_exercise(db, settings, tmp_path):
    """Writes an exercise that is tried and published: ``write_exercise("T01", answers, values, hidden_values, …)``."""
    settings.MEDIA_ROOT = tmp_path
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    locale, _made = Locale.objects.get_or_create(language_code="en")

    def write(
        code: str,
        answers: list[dict],
        *values: dict,
        publish: bool = True,
        hidden_content: str = HIDDEN,
        **fields,
    ) -> Exercise:
        document = get_document_model()(title="t.csv", file_size=8)
        document.file.save("t.csv", ContentFile(b"a,b\n1,2\n"), save=False)
        document.save()
        described = {
            "description": "Two numbers",
            "source": "School",
            "licence": "CC BY 4.0",
            "fictional": True,
        }
        data = {"document": document.pk, "name": "t.csv", **described}
        made = Exercise(
            code=code,
            locale=locale,
            title="Shares",
            task="<p>Compute <b>it</b>.</p>",
            method="s = 100 · M / P",
            data=json.dumps([{"type": "file", "id": ident("file"), "value": data}]),
            hidden=json.dumps([hidden_set(hidden_content) for _set in values[1:]]),
            answers=json.dumps(answers),
            live=publish,
            **fields,
        )
        starter, solution = notebook("import csv", "share = None"), notebook("share = 'ZEBRASOLUTION'")
        made.starter.save(f"{code}.ipynb", ContentFile(json.dumps(starter).encode()), save=False)
        made.solution.save(f"{code}s.ipynb", ContentFile(json.dumps(solution).encode()), save=False)
        made.full_clean()
        if values:
            tried(made, *values)
        made.save()
        if publish:
            made.save_revision().publish()
        return made

    return write


HIDDEN = "a,b\n3,ZEBRAHIDDEN\n"


def hidden_set(content: str, name: str = "t.csv") -> dict:
    files = [{"type": "item", "id": str(uuid4()), "value": {"name": name, "content": content}}]
    return {"type": "set", "id": str(uuid4()), "value": {"files": files}}


@pytest.fixture
def exercise(write_exercise):
    """An exercise whose expected values are unmistakable."""
    return write_exercise("T01", ANSWERS, {"share": 918273.645, "label": ["ZEBRAMODEL"]})


@pytest.fixture
def hidden_exercise(write_exercise):
    """The same with a hidden data set."""
    visible, hidden = (
        {"share": 918273.645, "label": ["ZEBRAMODEL"]},
        {"share": 564738.25, "label": "ZEBRAACCEPT"},
    )
    return write_exercise("T02", ANSWERS, visible, hidden)


def answer(
    name: str,
    expected: str = "",
    *,
    kind: str = "number",
    label: str = "",
    hints=(),
    mistakes=(),
    points: int = 1,
    **own,
) -> dict:
    """A named answer as the CMS stores it; a mistake is ``(value, feedback)`` or a whole block's value."""
    rule = {"compare": "absolute", "tolerance": 0.01, "unit": ""} if kind == "number" else {}
    blocks = [
        m if isinstance(m, dict) else {"value": m[0], "tolerance": 1, "feedback": m[1]} for m in mistakes
    ]
    return {
        "type": kind,
        "id": ident(name),
        "value": {
            "name": name,
            "label": label or name.title(),
            "expected": expected,
            "points": points,
            **rule,
            **own,
            "hints": [
                {"type": "item", "id": ident(f"{name} hint {place}"), "value": hint}
                for place, hint in enumerate(hints)
            ],
            "mistakes": [
                {"type": "item", "id": ident(f"{name} mistake {place}"), "value": value}
                for place, value in enumerate(blocks)
            ],
        },
    }


ANSWERS = [
    answer(
        "share",
        "918273.645",
        hints=["ZEBRAHINT one", "ZEBRAHINT two"],
        mistakes=[("564738", "ZEBRAFEEDBACK: last year")],
    ),
    answer("label", "ZEBRAMODEL", kind="text"),
]


@pytest.fixture
def trainees(db):
    return [User.objects.create_user(f"trainee{n}@example.org", first_name=f"Trainee {n}") for n in range(8)]


@pytest.fixture
def teach():
    """Makes somebody the trainer of scopes: ``teach(bruno, scope, …)``."""
    taught: dict[int, tuple] = {}

    def find(user):
        if user.pk not in taught:
            return None
        theirs, activities = taught[user.pk]
        return rules.Taught(scopes=theirs, asks=lambda key: key in activities)

    def teach(user, *theirs, activities=(), of=None):
        taught[user.pk] = (of if of is not None else list(theirs), set(activities))

    rules.register_teaching(find)
    yield teach
    rules._teaching.remove(find)


def hand_in(version, user, values: dict | None = None, *, scope=None, number: int = 1, cells=("x = 1",)):
    """One try; marked where there are values."""
    attempt = Attempt.objects.create(
        activity=version.activity,
        version=version,
        user=user,
        scope=scope or uuid4(),
        number=number,
        idempotency_key=uuid4(),
        state=Attempt.State.QUEUED,
    )
    SubmittedNotebook.objects.create(attempt=attempt, content=notebook(*cells))
    if values is not None:
        record_marks(begin_marking(attempt.pk), runs=[Run(values)], outcome={}, runtime="test", seconds=1)
    return Attempt.objects.get(pk=attempt.pk)
