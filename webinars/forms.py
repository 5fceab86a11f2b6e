"""What readers may ask of this room's screens."""

import contextlib

from django import forms
from django.conf import settings

from webinars.queries import Wanted

LONGEST_QUERY = 200


class ArchiveForm(forms.Form):
    """The search of the archive. What makes no sense is left out: a broken link still leads to the archive."""

    q = forms.CharField(max_length=LONGEST_QUERY, required=False)
    language = forms.ChoiceField(choices=settings.LANGUAGES, required=False)
    topic = forms.SlugField(required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    def wanted(self) -> Wanted:
        """The part of the request that can be understood."""
        self.is_valid()
        clean = self.cleaned_data
        return Wanted(
            query=clean.get("q") or "",
            language=clean.get("language") or "",
            topic=clean.get("topic") or "",
            page=clean.get("page") or 1,
        )


def moment_asked(value: str) -> int:
    """The second asked for in ``?t=``: 75, 1:15 or 0:01:15; 0 for what is not a moment."""
    seconds = 0
    parts = value.strip().rstrip("s").split(":")
    with contextlib.suppress(ValueError):
        if len(parts) <= 3 and all(part.isascii() and part.isdigit() and len(part) <= 6 for part in parts):
            for part in parts:
                seconds = seconds * 60 + int(part)
    return min(seconds, 86_400)
