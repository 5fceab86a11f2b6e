"""The catalogue of courses."""

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _

from courses.models import CoursePage
from courses.queries import Asked, catalogue_screen
from courses.queries.catalogue import ORDERS


def show(request, page):
    """Show the courses that fit what was asked for, and all of them side by side."""
    given = request.GET
    order = given.get("order", "")
    asked = Asked(
        query=given.get("q", "").strip()[:200],
        levels=tuple(value for value in given.getlist("level") if value in CoursePage.Level.values),
        languages=tuple(value for value in given.getlist("language") if value in dict(settings.LANGUAGES)),
        lengths=tuple(value for value in given.getlist("length") if value in ("short", "long")),
        order=order if order in ORDERS else ORDERS[0],
    )
    names = {
        **{level.value: str(level.label) for level in CoursePage.Level},
        **dict(settings.LANGUAGES),
        "short": _("Up to 12 hours"),
        "long": _("More than 12 hours"),
    }
    screen = catalogue_screen(asked, page.locale.language_code, names)
    context = {"page": page, "screen": screen, "asked": asked}
    return render(request, "courses/catalogue.html", context)
