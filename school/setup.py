"""A new school: five languages, a home page in each, and the pages that the rooms need. Idempotent."""

from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from school.models import HomePage, StandardPage
from school.roles import set_up_roles

#: The modules of ``school.layout`` that make the rooms' first pages, in the order of the menu.
ROOMS = ("courses", "webinars", "network", "glossary")


@transaction.atomic
def lay_out() -> dict[str, HomePage]:
    """Make what is missing; returns the home pages by language."""
    source = _first_home()
    homes = {source.locale.language_code: source}
    for code, _name in settings.LANGUAGES:
        locale, _made = Locale.objects.get_or_create(language_code=code)
        if code != source.locale.language_code:
            homes[code] = translated(source, locale, home_texts)
            # A page that an editor makes in English appears in every language at once, as an alias until it is translated.
            LocaleSynchronization.objects.get_or_create(locale=locale, defaults={"sync_from": source.locale})
    for room in ROOMS:
        import_module(f"school.layout.{room}").lay_out(homes)
    set_up_roles()
    return homes


def home_texts(page: HomePage) -> None:
    """Write the home page's texts in the active language."""
    page.title = _("School of Migration Statistics")
    page.eyebrow = _("Courses, a network, a monthly webinar")
    page.heading = _("Counting people who move is a craft.")
    page.lead = _(
        "The school teaches it to the staff of statistical offices and ministries, with real tables and exercises "
        "that run in the browser. The network keeps the people who publish the figures in touch with each other."
    )


def translated(source: Page, locale: Locale, write) -> Page:
    """The page's translation into a locale, written by ``write(page)`` where it is missing or an alias of the source."""
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


def ensure_child(parent: Page, page: Page) -> Page:
    """The child with this slug, added and published where it is missing."""
    found = parent.get_children().filter(slug=page.slug).first()
    if found is not None:
        return found.specific
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def standard_page(homes: dict[str, HomePage], slug: str, write) -> StandardPage:
    """A standard page in every language; ``write(page)`` gives its texts in the active language."""
    home = homes["en"]
    page = StandardPage(slug=slug, show_in_menus=True, locale=home.locale)
    with override("en"):
        write(page)
    page = ensure_child(home, page)
    for code, home_page in homes.items():
        if code != "en":
            translated(page, home_page.locale, write)
    return page


def _first_home() -> HomePage:
    locale, _made = Locale.objects.get_or_create(language_code="en")
    home = HomePage.objects.filter(locale=locale, depth=2).first()
    if home is not None:
        return home
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    home = HomePage(slug="school", locale=locale, title="x", heading="x")
    with override("en"):
        home_texts(home)
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
