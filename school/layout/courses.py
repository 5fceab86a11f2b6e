"""The course catalogue in every language."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.models import CataloguePage
from school.setup import ensure_child, translated


def lay_out(homes: dict) -> CataloguePage:
    """Make the catalogue where it is missing; returns the English one."""
    page = CataloguePage(slug="courses", show_in_menus=True, locale=homes["en"].locale)
    with override("en"):
        _write(page)
    page = ensure_child(homes["en"], page)
    for code, home in homes.items():
        if code != "en":
            translated(page, home.locale, _write)
    return page


def _write(page: CataloguePage) -> None:
    page.title = _("Courses")
    page.lead = _(
        "Each course says what you will be able to do, how long it takes and what to know before. "
        "Reading is open to everyone; enrol to answer the questions and earn a certificate."
    )
