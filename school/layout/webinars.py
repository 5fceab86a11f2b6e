"""The programme of webinars, empty, in every language."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from school.models import HomePage
from school.setup import ensure_child, translated
from webinars.models import WebinarIndexPage


def lay_out(homes: dict[str, HomePage]) -> None:
    """Make the programme's page where it is missing."""
    home = homes["en"]
    page = WebinarIndexPage(slug="webinars", show_in_menus=True, locale=home.locale)
    with override("en"):
        _write(page)
    page = ensure_child(home, page)
    for code, home_page in homes.items():
        if code != "en":
            translated(page, home_page.locale, _write)


def _write(page: WebinarIndexPage) -> None:
    page.title = _("Webinars")
    page.lead = _(
        "An hour a month on one question of migration statistics, by the people who work on it. "
        "What was said stays here: to watch, to hear on a slow line, to read, and to search to the second."
    )
