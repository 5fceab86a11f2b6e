"""When a practice is published or taken down: its words can be found, or no longer."""

from wagtail.models import Page

from foundation import search
from network.models import PracticePage
from network.queries.findable import PRACTICE, practice_entries


def make_findable(page: Page) -> None:
    """Make a practice findable in each language it is written in. Takes any page, and leaves others alone."""
    if not isinstance(page, PracticePage):
        return
    written = PracticePage.objects.live().filter(translation_key=page.translation_key, alias_of=None)
    search.replace(
        PRACTICE, str(page.translation_key), practice_entries(written.select_related("office", "locale"))
    )
