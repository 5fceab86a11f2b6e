"""The glossary's page in every language."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from school.models import GlossaryPage
from school.setup import ensure_child, translated


def lay_out(homes: dict) -> GlossaryPage:
    """Make the page where it is missing; returns the English one."""
    page = GlossaryPage(slug="glossary", show_in_menus=True, locale=homes["en"].locale)
    with override("en"):
        _write(page)
    page = ensure_child(homes["en"], page)
    for code, home in homes.items():
        if code != "en":
            translated(page, home.locale, _write)
    return page


def _write(page: GlossaryPage) -> None:
    page.title = _("Glossary")
    page.lead = _(
        "The terms of migration statistics with their definitions, sources, and names in five languages."
    )
