"""The data of a table or chart, as CSV."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from wagtail.models import Page

from foundation import tabular


def show(request, page_id: int, block_id):
    """Answer with the cells of a block of a live page that everybody may read."""
    page = Page.objects.live().public().filter(pk=page_id).specific().first()
    wanted = str(block_id)
    for child in getattr(page, "body", None) or ():
        if child.id == wanted and "cells" in getattr(child.value, "keys", tuple)():
            response = HttpResponse(tabular.to_csv(child.value.table), content_type="text/csv; charset=utf-8")
            name = slugify(child.value["title"])[:60] or "table"
            response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
            return response
    raise Http404
