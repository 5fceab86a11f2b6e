"""The network's page: the list of practices. Its other screens need no page."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from network.models import PracticeIndexPage
from school.models import HomePage
from school.setup import ensure_child, translated


def lay_out(homes: dict[str, HomePage]) -> dict[str, PracticeIndexPage]:
    """Make the list of practices in every language; returns the lists by language."""
    home = homes["en"]
    page = PracticeIndexPage(slug="practices", show_in_menus=True, locale=home.locale)
    with override("en"):
        write(page)
    page = ensure_child(home, page)
    return {
        code: page if code == "en" else translated(page, home_page.locale, write)
        for code, home_page in homes.items()
    }


def write(page: PracticeIndexPage) -> None:
    """Write the page's texts in the active language."""
    page.title = _("Practices")
    page.lead = _(
        "What an office did, what came of it, what it cost and what did not work: written so that another office can do it too."
    )
