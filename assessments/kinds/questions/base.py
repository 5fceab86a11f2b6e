"""The contract of a kind of question: what it asks of a trainer, of a trainee, and of the marker."""

import random
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from hashlib import sha256
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from assessments.kinds.raw import MakeId
from assessments.shapes import Answer, Question

Q = TypeVar("Q", bound=Question)
#: Longer than any honest answer; what is longer is refused before anything reads it.
MAX_TEXT = 1000


@dataclass(frozen=True)
class Mark:
    """What an answer is worth, from 0 to 1 (``None``: not known), with what the author says to this very answer."""

    fraction: float | None
    feedback: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        return self.fraction == 1


@dataclass(frozen=True)
class Asked(Generic[Q]):
    """A question as it is asked of one reader: ``seed`` makes the order of what is offered theirs, and stable."""

    question: Q
    seed: str
    language: str

    @property
    def name(self) -> str:
        """The name of its first form field."""
        return f"q{self.question['id'].replace('-', '')[:12]}"

    def token(self, value: str) -> str:
        """What stands for an option in the page: it tells nothing, not even the option's place in the author's list."""
        return salted_hmac("assessments.kinds", f"{self.seed}:{self.question['id']}:{value}").hexdigest()[:10]

    def shuffled(self, items: Iterable) -> list:
        """The items in an order that depends on the reader and the question alone."""
        items = list(items)
        digest = sha256(f"{self.seed}:{self.question['id']}".encode()).digest()
        random.Random(digest).shuffle(items)  # noqa: S311  (an order for the eye, not a secret)
        return items


class QuestionBlock(blocks.StructBlock):
    """What every question has; each kind adds its own."""

    stem = blocks.TextBlock(
        label=_("Question"), rows=2, help_text=_("Ask one thing. Give every figure the reader needs.")
    )

    class Meta:
        icon = "help"
        template = "blocks/question.html"

    def get_context(self, value: StructValue, parent_context: dict | None = None) -> dict:
        # Imported here: the registry imports this module.
        from assessments.kinds.questions import as_asked, question_spec

        context = super().get_context(value, parent_context=parent_context)
        name = next(kind.name for kind in Kind.known if isinstance(self, kind.block))
        context["q"] = as_asked(question_spec(name, "0" * 8, value), 1, get_language() or "en")
        return context

    def get_preview_value(self) -> StructValue:
        return self.to_python({"points": 1, **self.meta.preview_value})

    @classmethod
    def closing_blocks(cls) -> list[tuple[str, blocks.Block]]:
        """What stands at the end of each kind's form."""
        return [
            (
                "hint",
                blocks.TextBlock(
                    label=_("Hint"),
                    rows=2,
                    required=False,
                    help_text=_(
                        "Shown with a wrong answer that you did not foresee. Do not give the answer away."
                    ),
                ),
            ),
            (
                "feedback",
                blocks.TextBlock(
                    label=_("Explanation"),
                    rows=2,
                    required=False,
                    help_text=_("Shown after answering: why the right answer is right."),
                ),
            ),
            (
                "source",
                blocks.CharBlock(
                    label=_("Source"),
                    required=False,
                    max_length=255,
                    help_text=_("Where the figures or the definition come from, with the edition."),
                ),
            ),
            (
                "points",
                blocks.IntegerBlock(
                    label=_("Points"),
                    default=1,
                    min_value=1,
                    max_value=20,
                    help_text=_("What it counts for beside the other questions."),
                ),
            ),
        ]

    def __init__(self, local_blocks: list | None = None, **kwargs: Any) -> None:
        super().__init__([*(local_blocks or []), *self.closing_blocks()], **kwargs)


@dataclass
class AnswerField:
    """One thing to fill in: the field's name and the field."""

    name: str
    field: forms.Field
    initial: Any = None
    extra: dict = dataclass_field(default_factory=dict)


class Kind(ABC, Generic[Q]):
    """A kind of question. Everything is pure: nothing here reads or writes the database."""

    name: ClassVar[str]
    block: ClassVar[type[QuestionBlock]]
    known: ClassVar[list[type["Kind"]]] = []
    #: Shows the fields; it is given ``ask`` (:class:`Asked`) and ``fields`` (bound fields).
    template: ClassVar[str] = "assessments/kinds/field.html"
    #: The answers are words of the school, in the reader's language, not of the author in the text's.
    is_ours: ClassVar[bool] = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "name" in vars(cls):
            Kind.known.append(cls)

    # --- for the trainer -----------------------------------------------------------------------------------
    @abstractmethod
    def spec(self, value: StructValue) -> dict:
        """The part of a question's specification that is this kind's own, from the block's value."""

    @abstractmethod
    def raw(self, source: dict, make_id: MakeId) -> dict:
        """The block's raw value from the text format of the demonstration school."""

    # --- for the trainee -----------------------------------------------------------------------------------
    @abstractmethod
    def fields(self, ask: Asked[Q], answer: Answer = None) -> list[AnswerField]:
        """The fields to answer with, showing an earlier answer. Nothing in them tells what is right."""

    @abstractmethod
    def clean(self, ask: Asked[Q], values: dict) -> Answer:
        """The answer as it is kept, from the fields' clean values; ``ValidationError`` where they do not fit together."""

    # --- for the marker ------------------------------------------------------------------------------------
    @abstractmethod
    def mark(self, question: Q, answer: Answer, language: str) -> Mark:
        """Mark an answer. Whatever was kept can be marked: nonsense is wrong, never an error."""

    @abstractmethod
    def shown(self, question: Q, answer: Answer, language: str) -> str:
        """An answer in words, as the trainee gave it."""

    @abstractmethod
    def explain(self, question: Q, language: str) -> str:
        """The right answer in words. Shown only when it was found or the tries are used up."""

    def is_marked(self, question: Q) -> bool:
        """Whether the machine can mark it."""
        return True

    # --- for the analyst -----------------------------------------------------------------------------------
    @abstractmethod
    def normalise(self, question: Q, answer: Answer) -> str:
        """The same text for answers that are the same, in whatever language they were given."""
