"""The tokens and components of the look, with their states; everything shown is computed or drawn as on the other screens."""

from dataclasses import dataclass

from django import forms
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from foundation.templatetags.icons import ICONS
from school.style import figures, tokens

#: Each colour with the ground it is read against and the least contrast it needs there (0: decoration).
PAPER = {
    "paper": (gettext_lazy("page"), "", 0),
    "leaf": (gettext_lazy("fields, frames"), "", 0),
    "sunk": (gettext_lazy("plates, bars"), "", 0),
    "ink": (gettext_lazy("text"), "paper", 4.5),
    "ink-2": (gettext_lazy("labels, sources"), "paper", 4.5),
    "ink-3": (gettext_lazy("borders only"), "paper", 3),
    "rule": (gettext_lazy("hairlines, decoration"), "", 0),
    "accent": (gettext_lazy("links, actions"), "paper", 4.5),
    "on-accent": (gettext_lazy("words on the accent"), "accent", 4.5),
    "wash": (gettext_lazy("the current row"), "", 0),
    "rubric": (gettext_lazy("numbers, errors"), "paper", 4.5),
    "amber": (gettext_lazy("care, demonstration"), "amber-wash", 4.5),
    "good": (gettext_lazy("passed"), "good-wash", 4.5),
    "focus": (gettext_lazy("the ring around what has the focus"), "paper", 3),
}
DATA = {
    "d1": (gettext_lazy("first series"), "paper", 3),
    "d2": (gettext_lazy("second line, highlight"), "paper", 3),
    "d3": (gettext_lazy("third series"), "paper", 3),
    "d4": (gettext_lazy("fourth"), "paper", 3),
    "d5": (gettext_lazy("comparison"), "paper", 3),
    "q1": (gettext_lazy("lowest class"), "on-q-light", 4.5),
    "q2": (gettext_lazy("second class"), "on-q-light", 4.5),
    "q3": (gettext_lazy("third class"), "", 0),
    "q4": (gettext_lazy("fourth class"), "on-q-dark", 4.5),
    "q5": (gettext_lazy("highest class"), "on-q-dark", 4.5),
}
TYPE = [
    ("t-9", gettext_lazy("Title page")),
    ("t-8", gettext_lazy("Heading of a lesson")),
    ("t-7", gettext_lazy("Heading of a section")),
    ("t-6", gettext_lazy("Heading of a part")),
    ("t-5", gettext_lazy("Reading text, about sixty-six letters a line")),
    ("t-4", gettext_lazy("Captions, cards, worked steps")),
    ("t-3", gettext_lazy("Interface and tables")),
    ("t-2", gettext_lazy("Labels, chips, notes")),
    ("t-1", gettext_lazy("Sources, ticks, weights")),
]


@dataclass(frozen=True)
class Swatch:
    """A colour as the page shows it."""

    shade: tokens.Shade
    use: str
    ground: str
    least: float


class Sample(forms.Form):
    """A form in its states: a hint, an error, a good value, one that cannot be changed, a choice."""

    office = forms.CharField(
        label=gettext_lazy("Office"), help_text=gettext_lazy("As it appears on letters."), max_length=100
    )
    population = forms.IntegerField(
        label=gettext_lazy("Population"),
        error_messages={"invalid": gettext_lazy("Enter a whole number, without a unit.")},
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), choices=[("QMA", gettext_lazy("Country A (fictional)"))]
    )
    locked = forms.CharField(label=gettext_lazy("Set by your office"), disabled=True, required=False)
    findable = forms.BooleanField(label=gettext_lazy("Let members find me"), required=False)


def show(request):
    """Show the style page."""
    language = get_language() or "en"
    data = {
        "office": _("Example Statistical Office"),
        "population": "31.9 m",
        "country": "QMA",
        "findable": "on",
    }
    return render(
        request,
        "school/style.html",
        {
            "paper": swatches(PAPER),
            "data": swatches(DATA),
            "type": TYPE,
            "sizes": _sizes(),
            "spaces": _spaces(),
            "icons": sorted(ICONS),
            "form": Sample(data, auto_id="style_%s", initial={"locked": _("National Statistical Office")}),
            "figures": figures.figures(language),
            "crumb_items": [(_("School"), f"/{language}/")],
        },
    )


def swatches(colours: dict) -> list[Swatch]:
    """The colours with their contrast against the ground they stand on."""
    return [
        Swatch(tokens.shade(name, ground or "paper"), use, ground, least)
        for name, (use, ground, least) in colours.items()
    ]


def _sizes() -> dict[str, str]:
    light, _dark = tokens.tokens()
    return {name: light[name] for name, _use in TYPE}


def _spaces() -> list[tuple[str, int]]:
    light, _dark = tokens.tokens()
    return [(f"s{n}", round(float(light[f"s{n}"].removesuffix("rem")) * 16)) for n in range(1, 10)]
