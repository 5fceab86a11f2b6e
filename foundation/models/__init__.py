from foundation.models.glossary import GlossaryTerm
from foundation.models.jobs import JobWorker
from foundation.models.pages import BasePage
from foundation.models.reference import Country, CountryFigure, NamedInFive, Rec, RecMembership, Term
from foundation.models.search import SearchEntry

__all__ = [
    "BasePage",
    "Country",
    "CountryFigure",
    "GlossaryTerm",
    "JobWorker",
    "NamedInFive",
    "Rec",
    "RecMembership",
    "SearchEntry",
    "Term",
]
