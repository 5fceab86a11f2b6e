"""The body of a lesson in chunks: what is the same for every reader, and the places of the activities."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import brotli
from django.conf import settings
from django.utils.translation import override

from courses.blocks import ACTIVITY_BLOCKS
from courses.models import LessonPage
from courses.queries.shelf import PUBLISHED
from foundation.blocks import Chunk, render_body

FILES = re.compile(r'(?:src|poster)="(/media/[^"]+)"')


@dataclass(frozen=True, slots=True)
class Body:
    """A lesson's rendered body and its weight: the compressed text with its drawings, and the images it shows."""

    chunks: tuple[Chunk, ...]
    weight: int

    @property
    def keys(self) -> tuple:
        return tuple(chunk.key for chunk in self.chunks if chunk.key)


def body_of(page: LessonPage, *, is_preview: bool = False) -> Body:
    """The body of a lesson; kept until something is published, once for a page and its aliases."""
    if is_preview:
        return _render(page, is_draft=True)
    return PUBLISHED.kept(f"body-{page.alias_of_id or page.pk}", lambda: _render(page))


def _render(page: LessonPage, *, is_draft: bool = False) -> Body:
    # The words around a figure ("Source", "Table 4.1.1") belong to the text: they are in its language, not the reader's.
    with override(page.content_language):
        chunks = render_body(
            page.body,
            prefix=page.code,
            language=page.content_language,
            page_id=page.alias_of_id or page.pk or 0,
            activities=ACTIVITY_BLOCKS,
            is_draft=is_draft,
        )
    html = "".join(chunk.html for chunk in chunks)
    weight = len(brotli.compress(html.encode(), quality=4)) + sum(map(_size, set(FILES.findall(html))))
    return Body(tuple(chunks), weight)


def _size(address: str) -> int:
    path = Path(settings.MEDIA_ROOT) / unquote(address).removeprefix(settings.MEDIA_URL)
    return path.stat().st_size if path.is_file() else 0
