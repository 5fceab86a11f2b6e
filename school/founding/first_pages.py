"""The pages that the rooms need under each home page, with the texts that they begin with, in the order of the menu."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.models import CataloguePage
from network.models import PracticeIndexPage
from school.models import GlossaryPage, HomePage
from webinars.models import WebinarIndexPage


@dataclass(frozen=True)
class FirstPage:
    """A page that a room needs, and what writes its title and lead in the active language."""

    model: type[Page]
    slug: str
    write: Callable[[Page], None]


def home(page: HomePage) -> None:
    """Write the home page's texts in the active language."""
    page.title = _("School of Migration Statistics")
    page.eyebrow = _("Courses, a network, a monthly webinar")
    page.heading = _("Counting people who move is a craft.")
    page.lead = _(
        "The school teaches it to the staff of statistical offices and ministries, with real tables and exercises "
        "that run in the browser. The network keeps the people who publish the figures in touch with each other."
    )


def _courses(page: CataloguePage) -> None:
    page.title = _("Courses")
    page.lead = _(
        "Each course says what you will be able to do, how long it takes and what to know before. "
        "Reading is open to everyone; enrol to answer the questions and earn a certificate."
    )


def _webinars(page: WebinarIndexPage) -> None:
    page.title = _("Webinars")
    page.lead = _(
        "An hour a month on one question of migration statistics, by the people who work on it. "
        "What was said stays here: to watch, to hear on a slow line, to read, and to search to the second."
    )


def _practices(page: PracticeIndexPage) -> None:
    page.title = _("Practices")
    page.lead = _(
        "What an office did, what came of it, what it cost and what did not work: written so that another office can do it too."
    )


def _glossary(page: GlossaryPage) -> None:
    page.title = _("Glossary")
    page.lead = _(
        "The terms of migration statistics with their definitions, sources, and names in five languages."
    )


FIRST_PAGES = (
    FirstPage(CataloguePage, "courses", _courses),
    FirstPage(WebinarIndexPage, "webinars", _webinars),
    FirstPage(PracticeIndexPage, "practices", _practices),
    FirstPage(GlossaryPage, "glossary", _glossary),
)
