"""The statistical offices of the member states, so that members can choose theirs."""

from foundation.models import Country
from network.models import Office


def add_statistical_offices() -> None:
    """Add the office of each country that names one, where it is missing."""
    for country in Country.objects.exclude(office_name=""):
        Office.objects.get_or_create(
            country=country,
            kind=Office.Kind.STATISTICS,
            is_demonstration=False,
            defaults={"name": country.office_name, "acronym": country.office_acronym},
        )
