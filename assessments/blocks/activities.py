"""The blocks that put an activity into a body of text: a quiz, a notebook exercise."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from assessments.kinds.questions import KINDS, as_asked, question_spec
from assessments.shapes import QuizSpec

ANSWERED, SETTLED = "answered", "settled"


class QuestionsBlock(blocks.StreamBlock):
    """Questions of any kind, in the order in which they are asked."""

    def __init__(self, local_blocks=None, **kwargs):
        super().__init__(local_blocks or [(kind.name, kind.block()) for kind in KINDS.values()], **kwargs)


class QuizBlock(blocks.StructBlock):
    """Questions answered together; each try is kept with its feedback."""

    title = blocks.CharBlock(
        label=_("Title"), max_length=160, help_text=_("For example: Check what you have read.")
    )
    questions = QuestionsBlock(
        label=_("Questions"),
        max_num=30,
        help_text=_("Three to five are enough for a lesson. Add the first with the plus sign."),
    )
    tries = blocks.IntegerBlock(
        label=_("Tries"),
        default=3,
        min_value=0,
        max_value=20,
        help_text=_(
            "How often the reader may answer. 0 sets no limit. The right answers are shown afterwards."
        ),
    )
    pass_mark = blocks.IntegerBlock(
        label=_("Passed from, per cent"),
        default=60,
        min_value=0,
        max_value=100,
        help_text=_("The part of the points that counts as passed."),
    )
    explanations = blocks.ChoiceBlock(
        label=_("Explanations"),
        choices=[
            (ANSWERED, _("after every try")),
            (SETTLED, _("when the answer is right, or the tries are used up")),
        ],
        default=ANSWERED,
        help_text=_(
            "When to show a question's explanation. Feedback to an option or a known mistake is always shown."
        ),
    )

    class Meta:
        icon = "help"
        label = _("Quiz")
        label_format = "{title}"
        template = "blocks/quiz.html"
        description = _("Questions of eight kinds, marked at once, with feedback to each answer.")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        language = get_language() or "en"
        context["asked"] = [
            as_asked(question, number, language)
            for number, question in enumerate(quiz_spec(value)["questions"], start=1)
        ]
        return context

    def get_preview_value(self):
        return self.to_python(PREVIEW)


class NotebookBlock(blocks.StructBlock):
    """A notebook exercise, worked on in the browser and marked by the server."""

    exercise = SnippetChooserBlock(
        "assessments.Exercise",
        label=_("Exercise"),
        help_text=_("It brings its task, its data and its notebook along."),
    )

    def get_preview_value(self):
        exercise = apps.get_model("assessments", "Exercise")(**PREVIEW_EXERCISE)
        return self.normalize({"exercise": exercise})

    class Meta:
        icon = "code"
        label = _("Notebook exercise")
        label_format = "{exercise}"
        template = "blocks/notebook.html"
        description = _(
            "An exercise with data and a notebook. Write it first under Exercises, then choose it here."
        )

    def clean(self, value):
        """A lesson can be drafted with an exercise that is still being written, and not published with it."""
        cleaned = super().clean(value)
        exercise = cleaned["exercise"]
        if exercise is not None and not exercise.live and not self.is_deferred_validation:
            told = _("This exercise is not published yet. Try it and publish it first, under Exercises.")
            raise blocks.StructBlockValidationError(block_errors={"exercise": ValidationError(told)})
        return cleaned


def quiz_spec(block_value) -> QuizSpec:
    """The specification of a quiz block's value, as plain data."""
    return {
        "questions": [
            question_spec(child.block_type, child.id, child.value) for child in block_value["questions"]
        ],
        "tries": block_value["tries"] if block_value["tries"] is not None else 3,
        "pass_mark": block_value["pass_mark"] if block_value["pass_mark"] is not None else 60,
        "explanations": block_value["explanations"] or ANSWERED,
    }


PREVIEW_EXERCISE = {
    "code": "E01",
    "title": "Shares of the migrant stock",
    "minutes": 30,
    "task": "<p>Read the table of migrants by sex, and compute the share of women in each country.</p>",
}
_OPTION = "00000000-0000-4000-8000-00000000000"
PREVIEW = {
    "title": "Check what you have read",
    "tries": 3,
    "pass_mark": 60,
    "explanations": ANSWERED,
    "questions": [
        {
            "type": "numeric",
            "id": f"{_OPTION}1",
            "value": {
                "stem": "Ghana: 476,412 international migrants in 2020, population 31,887,804. "
                "What is the share in per cent, to two decimals?",
                "answer": 1.49,
                "tolerance": 0.01,
                "unit": "per cent",
                "mistakes": [],
                "points": 1,
            },
        },
        {
            "type": "true_false",
            "id": f"{_OPTION}2",
            "value": {
                "stem": "Every foreign-born resident is a foreign citizen.",
                "answer": "false",
                "points": 1,
            },
        },
    ],
}
