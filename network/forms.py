"""Input of the network's screens, turned into clean values."""

from typing import cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.names import check_visible
from foundation.models import Country, Term
from network.models import SHARED_FIELDS, WORKING_LANGUAGES, Audience, Member, Office, Visibility
from network.queries.directory import KINDS, ORDERS, Search
from network.queries.practices import KINDS as PRACTICE_KINDS
from network.queries.practices import PracticeSearch
from network.queries.reference import names

LONGEST_QUERY = 200
MOST_VALUES = 40


def clean_text(text: str) -> str:
    """A query as the engine may see it."""
    return text.replace("\x00", "").strip()[:LONGEST_QUERY]


def _chosen(data, kinds) -> dict[str, tuple[str, ...]]:
    chosen = {}
    for kind in kinds:
        values = tuple(dict.fromkeys(value[:60] for value in data.getlist(kind) if value))[:MOST_VALUES]
        if values:
            chosen[kind] = values
    return chosen


def directory_search(data) -> Search:
    """What a reader asked the directory, from the address; nonsense asks for nothing."""
    order = data.get("order", "")
    return Search(
        text=clean_text(data.get("q", "")),
        chosen=_chosen(data, KINDS),
        order=order if order in ORDERS else "name",
        demonstration=data.get("demo") == "1",
        after=data.get("after", "")[:600],
    )


def practice_search(data) -> PracticeSearch:
    """What a reader asked of the practices, from the address."""
    page = data.get("page", "")
    return PracticeSearch(
        text=clean_text(data.get("q", "")),
        chosen=_chosen(data, PRACTICE_KINDS),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 4 and int(page) else 1,
    )


class ProfileForm(forms.ModelForm):
    """A member's own profile, with the choice of its readers beside each field."""

    languages = forms.MultipleChoiceField(
        label=_("Languages you can work in"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Member
        fields = [
            "name",
            "country",
            "office",
            "office_other",
            "languages",
            "topics",
            "sources",
            "ask_me_about",
            "looking_for",
            "can_answer",
            "can_host",
            "show_profile",
            *SHARED_FIELDS.values(),
        ]
        widgets = {
            "topics": forms.CheckboxSelectMultiple,
            "sources": forms.CheckboxSelectMultiple,
            "ask_me_about": forms.Textarea(attrs={"rows": 5}),
            "looking_for": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "name": _("Name, as others should read it"),
            "office_other": _("Office, if it is not in the list"),
            "can_answer": _("I answer questions of other members"),
            "can_host": _("My office can host a visit"),
        }
        help_texts = {
            "ask_me_about": _("Two or three sentences: what have you done that others could learn from?"),
            "looking_for": _("What would help you? Be as concrete as you can."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        known = names(language)
        languages = cast(forms.MultipleChoiceField, self.fields["languages"])
        languages.choices = [(code, known.label(f"language:{code}")) for code in WORKING_LANGUAGES]
        self._offer_places(language)
        for name, kind in (("topics", "topic"), ("sources", "source")):
            terms = Term.objects.filter(kind=kind)
            choice = cast(forms.ModelMultipleChoiceField, self.fields[name])
            choice.queryset = terms
            # (A function in the place of a method; it is called on the field and so gets the term alone.)
            choice.label_from_instance = lambda term: term.name_in(language)  # type: ignore[assignment]
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.TextInput | forms.Textarea | forms.Select):
                field.widget.attrs.setdefault("class", "field__input")
            if name in {"name", "office_other", "ask_me_about", "looking_for"}:
                field.widget.attrs["dir"] = "auto"
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["name"].validators.append(check_visible)
        for column in SHARED_FIELDS.values():
            seen_by = cast(forms.ChoiceField, self.fields[column])
            seen_by.label = _("Who sees this")
            seen_by.choices = Visibility.choices
        found_by = cast(forms.ChoiceField, self.fields["show_profile"])
        found_by.label = _("Who finds you in the directory")
        found_by.choices = Audience.choices
        found_by.help_text = _("Whoever finds you sees your name and your role. For the rest, choose below.")

    def _offer_places(self, language: str) -> None:
        is_demonstration = self.instance.is_demonstration
        countries = Country.objects.filter(is_fictional=is_demonstration)
        offices = Office.objects.filter(is_demonstration=is_demonstration).select_related("country")
        country, office = self.fields["country"], self.fields["office"]
        country.queryset, office.queryset = countries, offices  # type: ignore[attr-defined]
        country.choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *sorted(((row.pk, row.name_in(language)) for row in countries), key=lambda pair: pair[1]),
        ]
        office.choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *sorted(
                (
                    (row.pk, f"{row.country.name_in(language)}: {row.name}" if row.country else row.name)
                    for row in offices
                ),
                key=lambda pair: pair[1],
            ),
        ]

    @property
    def shared(self):
        """Each field of the profile with the field that says who sees it, in the order of the screen."""
        groups = (
            ("country", ("country",)),
            ("office", ("office", "office_other")),
            ("languages", ("languages",)),
            ("topics", ("topics",)),
            ("sources", ("sources",)),
            ("ask_me_about", ("ask_me_about",)),
            ("looking_for", ("looking_for",)),
            ("availability", ("can_answer", "can_host")),
        )
        return [
            (name, [self[field] for field in fields], self[SHARED_FIELDS[name]]) for name, fields in groups
        ]


class QuestionForm(forms.Form):
    """A question to a member."""

    text = forms.CharField(
        label=_("Your question"),
        max_length=2000,
        min_length=20,
        help_text=_(
            "Say what you are working on and what you would like to know. One question is answered sooner than five."
        ),
        widget=forms.Textarea(attrs={"rows": 7, "class": "field__input", "dir": "auto"}),
    )
    consent = forms.BooleanField(
        label=_("Send my name and my e-mail address with the question, so that the answer can reach me")
    )
