"""A new school: five languages, a home page in each, and the pages that the rooms need. Idempotent."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils.translation import override
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from school.founding import first_pages
from school.founding.roles import set_up_roles
from school.models import HomePage, StandardPage


@transaction.atomic
def lay_out() -> dict[str, HomePage]:
    """Make what is missing; returns the home pages by language."""
    source = _first_home()
    homes = {source.locale.language_code: source}
    for code, _name in settings.LANGUAGES:
        locale, _made = Locale.objects.get_or_create(language_code=code)
        if code != source.locale.language_code:
            homes[code] = _translated(source, locale, first_pages.home)
            # A page that an editor makes in English appears in every language at once, as an alias until it is translated.
            LocaleSynchronization.objects.get_or_create(locale=locale, defaults={"sync_from": source.locale})
    for first in first_pages.FIRST_PAGES:
        in_every_language(homes, first.model(slug=first.slug), first.write)
    set_up_roles()
    return homes


def in_every_language(
    homes: dict[str, HomePage], page: Page, write: Callable[[Page], None]
) -> dict[str, Page]:
    """The page under each home page, made where it is missing; ``write(page)`` gives its texts in the active language."""
    page.locale, page.show_in_menus = homes["en"].locale, True
    with override("en"):
        write(page)
    page = _ensure_child(homes["en"], page)
    return {
        code: page if code == "en" else _translated(page, home.locale, write) for code, home in homes.items()
    }


def standard_page(homes: dict[str, HomePage], slug: str, write: Callable[[Page], None]) -> None:
    """A standard page in every language."""
    in_every_language(homes, StandardPage(slug=slug), write)


def _translated(source: Page, locale: Locale, write: Callable[[Page], None]) -> Page:
    """The page's translation into a locale, written where it is missing or an alias of the source."""
    found = source.get_translation_or_none(locale)
    if found is not None and found.alias_of_id is None:
        return found.specific
    # An alias stands there where the synchronisation of the languages was faster than we are.
    page = found.specific if found else source.copy_for_translation(locale, copy_parents=True)
    page.alias_of = None
    with override(locale.language_code):
        write(page)
    page.save_revision().publish()
    return page


def _ensure_child(parent: Page, page: Page) -> Page:
    """The child with this slug, added and published where it is missing."""
    found = parent.get_children().filter(slug=page.slug).first()
    if found is not None:
        return found.specific
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _first_home() -> HomePage:
    locale, _made = Locale.objects.get_or_create(language_code="en")
    home = HomePage.objects.filter(locale=locale, depth=2).first()
    if home is not None:
        return home
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    home = HomePage(slug="school", locale=locale, title="x", heading="x")
    with override("en"):
        first_pages.home(home)
    root.add_child(instance=home)
    home.save_revision().publish()
    # Wagtail's first migration leaves a welcome page as the root of its site.
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True, hostname="localhost"
    )
    site.root_page, site.site_name, site.port = home, settings.WAGTAIL_SITE_NAME, 80
    site.save()
    for welcome in Page.objects.filter(depth=2).exclude(pk=home.pk):
        if welcome.specific_class is Page:
            welcome.delete()
    return home
