"""Earlier versions of a draft: kept when a draft is saved over, dense in the last minutes and sparse in the past."""

from datetime import datetime, timedelta

from django.utils import timezone

from assessments.models import Draft, DraftVersion
from assessments.shapes import Notebook

#: How many are kept, and how far apart two are at least.
KEPT = 20
APART = timedelta(minutes=1)


def keep_earlier_version(
    draft: Draft, written_at: datetime, coming: Notebook, *, for_certain: bool = False
) -> DraftVersion | None:
    """Keep what a draft holds before ``coming`` takes its place; ``None`` where that is not worth a version.

    While somebody types, one a minute is enough; ``for_certain`` where the whole notebook is about to be replaced.
    """
    mine = bare(draft.notebook)
    if mine == bare(coming):
        return None  # nothing was written, something was run
    last = draft.versions.only("written_at", "notebook").first()
    if last is not None:
        if last.notebook == mine:
            return None
        if not for_certain and written_at - last.written_at < APART:
            return None
    kept = DraftVersion.objects.create(draft=draft, notebook=mine, written_at=written_at)
    _thin(draft)
    return kept


def bare(notebook: Notebook) -> Notebook:
    """The notebook without what came of its cells."""
    cells = [
        {**cell, "outputs": [], "execution_count": None} if cell.get("cell_type") == "code" else cell
        for cell in notebook.get("cells", [])
    ]
    return {**notebook, "cells": cells}


def _thin(draft: Draft) -> None:
    """Let the versions go that leave the smallest gap for their age, until so many are left. The first and the last stay."""
    rows = list(draft.versions.order_by("written_at", "pk").values_list("pk", "written_at"))
    now = timezone.now()
    gone = []
    while len(rows) > KEPT:
        # (after - before) against how long ago: a gap of a minute weighs more in the last hour than in the last month.
        gaps = [
            (
                (rows[place + 1][1] - rows[place - 1][1]) / max(now - rows[place][1], timedelta(seconds=1)),
                place,
            )
            for place in range(1, len(rows) - 1)
        ]
        gone.append(rows.pop(min(gaps)[1])[0])
    if gone:
        DraftVersion.objects.filter(pk__in=gone).delete()
