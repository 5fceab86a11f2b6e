"""The plain pages beside the rooms: about, accessibility, data protection, help."""

from functools import partial
from pathlib import Path

from django.utils.translation import get_language
from markdown_it import MarkdownIt
from wagtail.models import Page

from demonstration import CONTENT
from foundation.facts.files import read_yaml
from school.founding.pages import lay_out, standard_page
from school.models import StandardPage


def load(content: Path, locales: dict) -> None:
    """Make the pages of ``pages.yaml`` in every language."""
    homes = lay_out()
    for entry in read_yaml(content / "pages.yaml"):
        standard_page(homes, entry["slug"], partial(_write, entry=entry))


def remove() -> None:
    """Remove the pages that this part makes."""
    slugs = [entry["slug"] for entry in read_yaml(CONTENT / "pages.yaml")]
    for page in Page.objects.filter(pk__in=StandardPage.objects.filter(slug__in=slugs)):
        page.delete()


def _write(page: Page, entry: dict) -> None:
    texts = entry["texts"][get_language()]
    page.title = texts["title"]
    page.lead = texts["lead"]
    page.text = MarkdownIt().render(texts["body"])
