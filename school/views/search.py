"""Site search: lessons, glossary, webinars to the second, practices, visible members."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from foundation import search
from school.frame.navigation import in_language

PAGE = 20
#: What can be asked for, in the order in which the filter shows it; a group may hold several kinds of entries.
GROUPS = {
    "lessons": (_("Courses and lessons"), ("lesson", "course")),
    "glossary": (_("Glossary"), ("glossary",)),
    "webinars": (_("Webinars"), ("webinar", "cue")),
    "practices": (_("Practices"), ("practice",)),
    "members": (_("Members"), ("member",)),
    "countries": (_("Countries"), ("country",)),
    "pages": (_("Pages"), ("page",)),
}
LABELS = {
    "lesson": _("Lesson"),
    "course": _("Course"),
    "glossary": _("Glossary"),
    "webinar": _("Webinar"),
    "cue": _("Moment in a webinar"),
    "practice": _("Practice"),
    "member": _("Member"),
    "country": _("Country"),
    "page": _("Page"),
}
#: Screens that are the same in every language.
NEUTRAL = frozenset(["member", "country"])


@dataclass(frozen=True)
class Found:
    """A hit with the name of its kind and its moment."""

    hit: search.Hit
    label: str
    moment: str
    url: str


def show(request):
    """Show what was found for ``?q=``, narrowed by ``?in=`` (a group) and ``?language=``; without a query, how to search."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    group = request.GET.get("in", "")
    language = request.GET.get("language", "")
    page = _page_number(request.GET.get("page", ""))
    results = None
    if query:
        results = search.find(
            query,
            kinds=GROUPS[group][1] if group in GROUPS else None,
            languages=[language] if language in dict(settings.LANGUAGES) else None,
            audiences=("public", "members" if request.user.is_authenticated else "guests"),
            start=(page - 1) * PAGE,
            limit=PAGE,
        )
    context = {
        "query": query,
        "group": group,
        "language": language,
        "groups": [(code, label) for code, (label, _kinds) in GROUPS.items()],
        "found": [_found(hit) for hit in results.hits] if results else [],
        "previous_address": _address(query, group, language, page - 1) if page > 1 else "",
        "next_address": _address(query, group, language, page + 1) if results and results.has_more else "",
    }
    return render(request, "school/search.html", context)


def _found(hit: search.Hit) -> Found:
    """A hit that is not a text of one language opens in the reader's."""
    url = in_language(hit.url, get_language() or "en") if hit.kind in NEUTRAL else hit.url
    return Found(hit, str(LABELS.get(hit.kind, hit.kind)), _moment(hit.seconds), url)


def _address(query: str, group: str, language: str, page: int) -> str:
    asked = {"q": query, "in": group, "language": language, "page": page}
    return "?" + urlencode(asked, quote_via=quote, safe="/")


def _page_number(text: str) -> int:
    return min(max(int(text), 1), 50) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def _moment(seconds: int | None) -> str:
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"
