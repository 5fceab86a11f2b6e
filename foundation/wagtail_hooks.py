"""The editors' side: the glossary and the reference facts."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from foundation.language import page_trees
from foundation.models import Country, CountryFigure, GlossaryTerm, Term


class GlossaryViewSet(SnippetViewSet):
    """Terms and definitions, in every language."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    list_display = ["term", "source", "is_reviewed"]
    list_filter = ["is_reviewed"]


class TermViewSet(SnippetViewSet):
    """The one taxonomy: topics, sources, expertise."""

    model = Term
    icon = "tag"
    menu_label = _("Topics and sources")
    list_display = ["name", "kind", "code"]
    list_filter = ["kind"]
    search_fields = ["name_en", "name_fr", "code"]


class CountryViewSet(SnippetViewSet):
    """Countries with both regional classifications and their offices."""

    model = Country
    icon = "globe"
    menu_label = _("Countries")
    list_display = ["name", "iso3", "au_region", "m49_subregion", "office_name"]
    list_filter = ["au_region", "is_fictional"]
    search_fields = ["name_en", "name_fr", "name_pt", "name_es", "iso3"]
    copy_view_enabled = False


class FigureViewSet(SnippetViewSet):
    """Figures of countries, each with source, edition and type."""

    model = CountryFigure
    icon = "decimal"
    menu_label = _("Figures")
    list_display = ["country", "indicator", "year", "value", "type_code", "edition"]
    list_filter = ["indicator", "year", "edition"]
    search_fields = ["country__name_en", "indicator"]


class ReferenceGroup(SnippetViewSetGroup):
    """The cellar's entry in the menu."""

    items = (GlossaryViewSet, TermViewSet, CountryViewSet, FigureViewSet)
    menu_label = _("Reference")
    menu_icon = "list-ul"
    menu_order = 260


register_snippet(ReferenceGroup)


@hooks.register("register_icons")
def add_icons(icons: list[str]) -> list[str]:
    """Of the editors' side: Wagtail has no sign for a chart, and its eye means a preview."""
    return [*icons, "foundation/icons/chart.svg"]


@hooks.register("before_edit_page", order=-1)
def open_to_translators(_request, page) -> None:
    """Before wagtail-localize asks whether the page is an alias."""
    page_trees.open_to_translators(page)


@hooks.register("construct_translated_pages_to_cascade_actions")
def keep_trees_in_step(pages, action: str) -> dict | None:
    """A page that is moved takes its other languages along. (Aliases that are deleted or taken down go by themselves.)"""
    return page_trees.moved_with(pages) if action == "move" else None
