"""Blocks made of words."""

import nh3
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]
MATHML_TAGS = {
    *[
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "ms",
        "mtext",
        "mspace",
        "mfrac",
        "msqrt",
        "mroot",
        "mstyle",
        "mpadded",
        "mphantom",
    ],
    *[
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mmultiscripts",
        "mtable",
        "mtr",
        "mtd",
        "semantics",
        "annotation",
    ],
}
MATHML_ATTRIBUTES = {
    "*": {"mathvariant", "dir", "displaystyle", "scriptlevel"},
    "math": {"display", "alttext", "xmlns"},
    "mo": {
        "stretchy",
        "fence",
        "separator",
        "lspace",
        "rspace",
        "form",
        "symmetric",
        "largeop",
        "movablelimits",
        "accent",
    },
    "mfrac": {"linethickness"},
    "mtable": {"columnalign", "rowspacing", "columnspacing"},
    "mtd": {"columnalign", "columnspan", "rowspan"},
    "mspace": {"width"},
    "mover": {"accent"},
    "munder": {"accentunder"},
}


class HeadingBlock(blocks.CharBlock):
    """A numbered heading of a section."""

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "blocks/heading.html"
        description = _("Begins a section. The number is given by itself.")
        preview_value = "A regional share is a ratio of sums"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "blocks/text.html"
        description = _("Paragraphs and lists. Short paragraphs read best on a phone.")
        preview_value = "<p>Add the migrants, add the populations, and divide <b>once</b>.</p>"


class NoteBlock(blocks.RichTextBlock):
    """A note in the margin."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", ["bold", "italic", "link"])
        super().__init__(**kwargs)

    class Meta:
        label = _("Note in the margin")
        icon = "comment"
        template = "blocks/note.html"
        description = _("One to three sentences that stand beside the text before them.")
        preview_value = (
            "<p><b>Migrant stock.</b> The number of migrants resident in a territory at one moment.</p>"
        )


class CalloutBlock(blocks.StructBlock):
    """A remark that must not be missed."""

    tone = blocks.ChoiceBlock(
        choices=[
            ("note", _("Remark")),
            ("warn", _("Care: a trap")),
            ("rights", _("Rights and safety of people")),
        ],
        default="note",
        label=_("Kind"),
        help_text=_("A remark, a mistake that is easily made, or a duty towards the people counted."),
    )
    title = blocks.CharBlock(
        label=_("Title"), max_length=160, help_text=_("Say it in a few words: Name the edition.")
    )
    text = blocks.RichTextBlock(
        features=FEATURES, label=_("Text"), help_text=_("Two or three sentences: why, and what to do.")
    )

    class Meta:
        label = _("Callout")
        icon = "warning"
        template = "blocks/callout.html"
        description = _("A remark, a trap, or a duty towards people, set apart from the text.")
        preview_value = {
            "tone": "warn",
            "title": "Name the edition",
            "text": "<p>Nobody moved: the estimate was revised.</p>",
        }


class WorkedExampleBlock(blocks.StructBlock):
    """An example calculated step by step."""

    title = blocks.CharBlock(
        label=_("Title"), max_length=200, help_text=_("What is calculated: Ten countries as one.")
    )
    steps = blocks.ListBlock(
        blocks.RichTextBlock(features=["bold", "italic", "superscript", "subscript"]),
        label=_("Steps"),
        help_text=_("One step in each, with its figures. They are numbered by themselves."),
    )
    result = blocks.RichTextBlock(
        features=["bold", "italic"],
        label=_("Result"),
        required=False,
        help_text=_("The figure with its unit, and what it says."),
    )

    class Meta:
        label = _("Worked example")
        icon = "list-ol"
        template = "blocks/worked_example.html"
        description = _("A calculation in steps, with its result.")
        preview_value = {
            "title": "Ten countries as one",
            "steps": ["<p>Add the migrants.</p>", "<p>Add the populations.</p>"],
            "result": "<p>2.05 per cent.</p>",
        }


class TryItBlock(blocks.StructBlock):
    """A question to think about before opening the answer."""

    question = blocks.RichTextBlock(
        features=FEATURES, label=_("Question"), help_text=_("Something to think about for a minute.")
    )
    answer = blocks.RichTextBlock(
        features=FEATURES, label=_("Answer"), help_text=_("Hidden until the reader opens it.")
    )

    class Meta:
        label = _("Try it yourself")
        icon = "help"
        template = "blocks/try_it.html"
        description = _("The reader thinks, then opens the answer. Nothing is marked.")
        preview_value = {
            "question": "<p>Who counts as a resident here?</p>",
            "answer": "<p>It depends on the rule.</p>",
        }


class GlossaryBlock(blocks.StructBlock):
    """Terms of the glossary, with their definitions in the margin."""

    terms = blocks.ListBlock(
        SnippetChooserBlock("foundation.GlossaryTerm"),
        label=_("Terms"),
        help_text=_("Their definitions stand in the glossary, and change here when they are changed there."),
    )

    def get_preview_value(self):
        term = apps.get_model("foundation", "GlossaryTerm")(
            term="Migrant stock",
            definition="The number of migrants who are resident in a territory at one moment.",
        )
        return self.normalize({"terms": [term]})

    class Meta:
        label = _("Glossary terms")
        icon = "openquote"
        template = "blocks/glossary.html"
        description = _("Shows the definitions of terms that this section uses.")


class EquationBlock(blocks.StructBlock):
    """An equation, written in LaTeX or MathML and shown as MathML: no script, and readable aloud."""

    latex = blocks.TextBlock(
        label=_("LaTeX"),
        required=False,
        rows=2,
        help_text=_(r"For example r = \frac{100}{10} \ln \frac{M_{2020}}{M_{2010}}"),
    )
    mathml = blocks.TextBlock(
        label=_("MathML"), required=False, rows=3, help_text=_("Instead of LaTeX, where you have it.")
    )
    spoken = blocks.CharBlock(
        label=_("As you would say it"),
        max_length=400,
        help_text=_("Read aloud to people who do not see the equation."),
    )

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        if bool(value["latex"].strip()) == bool(value["mathml"].strip()):
            raise blocks.StructBlockValidationError(
                block_errors={"latex": ValidationError(_("Give the equation either in LaTeX or in MathML."))}
            )
        if not to_mathml(value["latex"], value["mathml"]):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "latex": ValidationError(_("This equation could not be read. Check its brackets."))
                }
            )
        return value

    class Meta:
        label = _("Equation")
        icon = "superscript"
        template = "blocks/equation.html"
        description = _("An equation that is read aloud too.")
        value_class = type(
            "EquationValue",
            (blocks.StructValue,),
            {"markup": cached_property(lambda self: to_mathml(self["latex"], self["mathml"]))},
        )
        preview_value = {
            "latex": r"s = 100 \times \frac{\sum M}{\sum P}",
            "mathml": "",
            "spoken": "s is 100 times M over P",
        }


def to_mathml(latex: str, mathml: str):
    """Safe MathML from either source; empty where it cannot be read."""
    if latex.strip():
        from latex2mathml.converter import convert

        try:
            mathml = convert(latex, display="block")
        except Exception:  # (the library raises many kinds for what cannot be read)
            return ""
    clean = nh3.clean(mathml, tags=MATHML_TAGS, attributes=MATHML_ATTRIBUTES, link_rel=None)
    return mark_safe(clean) if "<math" in clean else ""
