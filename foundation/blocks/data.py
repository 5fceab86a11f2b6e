"""Blocks made of data: tables and charts, both from cells pasted from a spreadsheet."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from foundation import charts, tabular

EXAMPLE = "Country\t2010\t2020\nGabon\t270829\t416651\nChad\t417034\t547494"


class DataBlock(blocks.TextBlock):
    """Cells pasted from a spreadsheet."""

    def __init__(self, **kwargs):
        kwargs.setdefault("rows", 6)
        kwargs.setdefault("label", _("Cells"))
        kwargs.setdefault(
            "help_text",
            _(
                "Copy the cells in your spreadsheet and paste them here; the first row holds the headings. "
                "Leave a cell empty where there is no figure: empty is not zero."
            ),
        )
        super().__init__(**kwargs)

    @cached_property
    def field(self):
        """The columns stand under each other while they are pasted and corrected."""
        field = blocks.TextBlock.field.func(self)
        field.widget.attrs |= {
            "wrap": "off",
            "dir": "auto",
            "spellcheck": "false",
            "style": "tab-size: 18; overflow-x: auto",
        }
        return field

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        try:
            tabular.read(value)
        except tabular.DataError as error:
            raise ValidationError(str(error)) from error
        return value


def _source() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("Source"),
        max_length=300,
        help_text=_("Who publishes the figures, and where: UN DESA, International Migrant Stock."),
    )


def _edition() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("Edition"),
        max_length=120,
        required=False,
        help_text=_("The year or version of the source: figures are revised."),
    )


def _licence() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("Licence"),
        max_length=120,
        required=False,
        help_text=_("What others may do with the figures: CC BY 4.0."),
    )


def _note() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_("What the reader must know to read it rightly: a definition, a break in the series."),
    )


class _Sourced(blocks.StructBlock):
    """What stands with every figure: title, units, and where it comes from."""

    title = blocks.CharBlock(
        label=_("Title"),
        max_length=250,
        help_text=_("What is counted, where and when: Migrants by sex, ten countries, 2020."),
    )
    units = blocks.CharBlock(
        label=_("Units"), max_length=120, required=False, help_text=_("For example: per cent")
    )


class DataValue(blocks.StructValue):
    """A struct with cells: ``table`` is what they hold."""

    @cached_property
    def table(self) -> tabular.Table:
        return tabular.read(self["cells"])


class TableBlock(_Sourced):
    """A table with its source and edition."""

    cells = DataBlock()
    has_total = blocks.BooleanBlock(
        label=_("The last row is a total"),
        required=False,
        help_text=_("It is set apart, and stays at the foot when a reader sorts the table."),
    )
    source = _source()
    edition = _edition()
    licence = _licence()
    note = _note()

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        table = value.table
        shown = table.shown(context.get("language") or get_language() or "en")
        split = -1 if value["has_total"] and len(shown) > 1 else None
        context.update(
            table=table, columns=table.columns, rows=shown[:split], total=shown[-1] if split else None
        )
        context["can_sort"] = len(shown) > 2
        return context

    class Meta:
        label = _("Table")
        icon = "table"
        template = "blocks/table.html"
        value_class = DataValue
        description = _("A table from your spreadsheet. Readers can sort it and take it as CSV.")
        preview_value = {
            "title": "Migrant stock",
            "units": "persons",
            "cells": EXAMPLE,
            "has_total": False,
            "source": "UN DESA",
            "edition": "2024",
        }


class ChartBlock(_Sourced):
    """A chart with the same cells as a table beside it."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("bar", _("Bars")),
            ("line", _("Lines over years")),
            ("pyramid", _("Pyramid of age and sex")),
            ("heatmap", _("Heat map")),
            ("threads", _("Threads from origin to destination")),
        ],
        default="bar",
        label=_("Kind"),
        help_text=_(
            "Bars and lines: first column names or years, then up to three columns of numbers. "
            "Pyramid: age group, years in the group, males, females. Heat map and threads: names, then columns of numbers."
        ),
    )
    cells = DataBlock()
    alt = blocks.CharBlock(
        label=_("What the chart shows"),
        max_length=400,
        help_text=_("One sentence for people who do not see it."),
    )
    source = _source()
    edition = _edition()
    licence = _licence()
    note = _note()

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        try:
            charts.draw(value["kind"], value.table, value["alt"], "en")
        except charts.ChartError as error:
            raise blocks.StructBlockValidationError(
                block_errors={"cells": ValidationError(str(error))}
            ) from error
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        language = context.get("language") or get_language() or "en"
        table = value.table
        context.update(
            drawing=charts.draw(value["kind"], table, value["alt"], language),
            table=table,
            columns=table.columns,
            rows=table.shown(language),
        )
        return context

    class Meta:
        label = _("Chart")
        icon = "chart"
        template = "blocks/chart.html"
        value_class = DataValue
        description = _("A chart drawn from your cells, with the cells as a table beside it.")
        preview_value = {
            "title": "Migrant stock",
            "units": "persons",
            "kind": "bar",
            "cells": EXAMPLE,
            "alt": "Both countries grew",
            "source": "UN DESA",
            "edition": "2024",
        }
