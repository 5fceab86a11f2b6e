"""The navigation: the pages that editors put into menus, and the screens that are not pages.

Each process keeps the list for a minute, so a page in the menu costs no query.
"""

from dataclasses import dataclass

from django.core.cache import caches
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

KEEP_SECONDS = 60


@dataclass(frozen=True)
class Item:
    """One entry of a menu."""

    title: str
    url: str
    is_current: bool = False
    is_exact: bool = False


def main(language: str, path: str) -> tuple[Item, ...]:
    """The main menu, with the entry marked in which the reader is."""
    home = f"/{language}/"
    with override(language):
        fixed = [(_("School"), home), (_("Network"), f"/{language}/network/")]
    entries = [fixed[0], *_menu_pages(language, "main"), fixed[1]]
    return tuple(
        Item(
            title, url, is_current=path == url or (url != home and path.startswith(url)), is_exact=path == url
        )
        for title, url in entries
    )


def footer(language: str) -> tuple[Item, ...]:
    """The menu at the foot: the standard pages under the home page."""
    return tuple(Item(title, url) for title, url in _menu_pages(language, "footer"))


def in_language(path: str, code: str) -> str:
    """The same address in another language: every page exists in all five."""
    rest = path.split("/", 2)
    return f"/{code}/{rest[2] if len(rest) > 2 else ''}"


def _menu_pages(language: str, menu: str) -> list[tuple[str, str]]:
    key = f"menu-{menu}-{language}"
    kept = caches["rendered"].get(key)
    if kept is None:
        from school.models import StandardPage

        pages = Page.objects.live().in_menu().filter(depth=3, locale__language_code=language).order_by("path")
        standard = set(StandardPage.objects.filter(pk__in=pages).values_list("pk", flat=True))
        kept = [(page.title, page.url) for page in pages if (page.pk in standard) == (menu == "footer")]
        caches["rendered"].set(key, kept, KEEP_SECONDS)
    return kept
