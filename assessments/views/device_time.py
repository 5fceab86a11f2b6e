"""What a device says of the time: to be shown beside the server's, never to be relied on."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime

#: Nearer to the server's time it tells nothing; further away the clock is wrong.
LATER_BY, LONGEST = timedelta(minutes=2), timedelta(days=120)


def written_at(said_to_be: str | None) -> datetime | None:
    """When a notebook was handed in on the device, where it waited there; ``None`` where it came at once."""
    try:
        said = parse_datetime(said_to_be or "")
    except ValueError:
        return None
    if said is None or timezone.is_naive(said):
        return None
    return said if LATER_BY <= timezone.now() - said <= LONGEST else None
