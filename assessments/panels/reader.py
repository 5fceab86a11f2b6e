"""For whom a panel is made, and to which page they return."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from assessments.models import ActivityVersion
from foundation.templatetags.components import direction, written_in
from foundation.web.csrf import token_of

#: In how many orders the options of a question are shown to different readers.
ORDERS = 16


@dataclass(frozen=True)
class Reader:
    """Whose panel it is, and the page on which it stands."""

    language: str
    user: object
    scope: UUID | None
    request: object
    #: Where to go back to after an answer.
    next: str

    @property
    def may_answer(self) -> bool:
        return self.scope is not None

    @cached_property
    def csrf_token(self) -> str:
        """One for all forms of the page."""
        return token_of(self.request)  # type: ignore[arg-type]

    @property
    def seed(self) -> str:
        return seed_of(self.user)

    @property
    def owner(self) -> str:
        """Whose desk it is, as the reader's browser keeps it: the enrolment, else the account without its number."""
        pk = getattr(self.user, "pk", None)
        return str(self.scope) if self.scope else salted_hmac("desk", str(pk)).hexdigest()[:16] if pk else ""


def seed_of(user) -> str:
    """What the order of options depends on: the reader alone, so that it stays the same from try to try.

    Readers fall into a few orders, so that a panel that nobody has answered yet is rendered once for many.
    """
    pk = getattr(user, "pk", None)
    return f"order {pk % ORDERS}" if pk else "reader"


def query_of(version: ActivityVersion, reader: Reader) -> str:
    asked: dict = {"version": version.pk} if version.pk else {}
    if reader.may_answer:
        asked |= {"scope": reader.scope, "next": reader.next}
    return urlencode(asked)


def tongues(language: str) -> dict[str, SafeString]:
    """Attributes where the text's language is not the frame's: ``frame`` for what we say, ``said`` for what the author says."""
    reader = get_language() or language
    if reader.partition("-")[0] == language:
        return {"frame": SafeString(), "said": written_in(language)}
    attributes = ' lang="{}" dir="{}"'
    return {
        "frame": format_html(attributes, reader, direction(reader)),
        "said": format_html(attributes, language, direction(language)),
    }
