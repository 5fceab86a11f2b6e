"""What follows when a page is published, taken down, moved, deleted or restricted: every step, in its order.

Wagtail announces each by a signal, in the process and the transaction of whoever did it: an editor who publishes or approves, the
command that publishes what was scheduled, a translation that is published, a script. ``school.receivers`` hands the page over to
the functions below, one for each signal. A step takes any page, and the room that it belongs to does what it must.

Before the signal, on the editors' side (hooks and middlewares):

1. ``OneEditAtATimeMiddleware``: changes to one page wait for each other.
2. ``before_edit_page``: ``save_and_no_more`` (what saves by itself never approves), then ``open_to_translators`` (an alias that is
   being translated opens in the editor of translations).
3. ``BasePage.full_clean``: nothing unfinished is published. ``RefusedPublicationMiddleware`` says so where there is no form.

After it, ``say_that_it_is_published`` (``after_edit_page``) tells who approved that readers see the page now.

What is not announced by a page is heard in the rooms: an exercise and its versions (``assessments.receivers``,
``courses.receivers``), a term, a country, a member, a recording.
"""

from wagtail.models import Page

from courses import api as courses
from foundation import search
from network import api as network
from school.models import StandardPage
from school.queries.findable import PAGE, page_entries
from school.queries.shelf import ANONYMOUS
from webinars import api as webinars


def after_publishing(page: Page) -> None:
    """Called for what was published, for what was copied as published, and for what was scheduled for the first time (which is
    not live yet; its steps are taken again when it is).

    An alias is announced after its original, in a call of its own: it says nothing that its original has not said, so only what is
    kept of it is forgotten. An alias that is made (by ``complete_languages`` here, or by wagtail-localize) is not announced at all.
    """
    forget_kept(page)
    if page.alias_of_id:
        return
    courses.publish_module(
        page
    )  # of a lesson; the module goes through this function first, as a page of its own
    courses.publish_activities(page)  # new versions, where a quiz or an exercise says something new
    courses.complete_languages(page)  # aliases in the languages in which it is not written
    courses.appoint(page)  # the rights of those who teach the course
    webinars.announce(page)  # the time; who signed up is told where it has changed
    make_findable(page)
    forget_kept(page)  # again: somebody may have read, and so kept, what was half done


def after_unpublishing(page: Page) -> None:
    """Called for a page that is taken down, for each of its aliases, and for a live page just before it is deleted."""
    forget_kept(page)
    make_findable(page)


def after_moving(page: Page) -> None:
    """Called for a page with another place or another address, and by Wagtail for its other languages where it moves with them.
    Everything below has another address too."""
    forget_kept(page)
    _make_all_findable(page)


def after_deleting(page: Page) -> None:
    """Called once the row is gone, for each page that goes with it (``foundation.language.page_trees`` takes its aliases along)."""
    forget_kept(page)
    courses.dismiss(page)  # the last page of a course: its group of trainers
    webinars.forget(page)  # the last page of a webinar: its registrations and its time
    make_findable(page)


def after_restricting(page: Page) -> None:
    """Called when a page is opened to fewer or to more readers; what is below it follows."""
    forget_kept(page)
    _make_all_findable(page)


def forget_kept(page: Page) -> None:
    """Empty what is kept under a version, in all processes: at once, and again when the transaction is saved.

    ``courses``: outlines, bodies, panels and rendered parts of lessons, for a page of a course. ``anonymous``: whole pages for
    readers without an account, for any page. What is kept for a minute alone (the menu, the names of the network) is left.
    """
    courses.forget_kept(page)
    ANONYMOUS.clear()


def make_findable(page: Page) -> None:
    """Write the search entries of this page as it stands now; where nobody may read it, none are left."""
    courses.make_findable(page)
    webinars.make_findable(page)
    network.make_findable(page)
    if isinstance(page, StandardPage):
        search.replace(PAGE, str(page.pk), page_entries(page.pk))


def _make_all_findable(page: Page) -> None:
    for found in page.get_descendants(inclusive=True).filter(alias_of__isnull=True).specific():
        make_findable(found)
