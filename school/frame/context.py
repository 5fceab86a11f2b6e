"""What every page's frame shows: navigation, languages, the way to the editors' side."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from foundation.web.csrf import BLANK, token_of
from school.frame import navigation
from school.frame.navigation import KEEP_SECONDS

KEPT_HEADS = 1000


@dataclass(frozen=True)
class Head:
    """All that the head of a page depends on: equal heads are rendered once."""

    language: str
    home_url: str
    navigation: tuple
    languages: tuple[tuple[str, str], ...]
    #: The name of who is signed in; nothing for everybody else.
    reader: str | None
    may_enter_cms: bool


class Frame:
    """The frame of one page, for one reader; each part is made only where a template asks for it."""

    def __init__(self, request):
        self.request = request
        self.language = get_language() or settings.LANGUAGE_CODE

    @property
    def home_url(self) -> str:
        return f"/{self.language}/"

    @cached_property
    def languages(self) -> tuple[tuple[str, str], ...]:
        path = self.request.path
        return tuple((code, navigation.in_language(path, code)) for code, _ in settings.LANGUAGES)

    @property
    def masthead(self) -> SafeString:
        user = getattr(self.request, "user", None)
        reader = user if user is not None and user.is_authenticated else None
        head = Head(
            language=self.language,
            home_url=self.home_url,
            navigation=navigation.main(self.language, self.request.path),
            languages=self.languages,
            reader=reader.name if reader else None,
            may_enter_cms=bool(reader and _may_enter_cms(reader)),
        )
        html = _masthead(head)
        # A token is letters and digits.
        return mark_safe(html.replace(BLANK, token_of(self.request))) if reader else html

    @property
    def footer(self) -> SafeString:
        return _footer(self.language, navigation.footer(self.language))


def frame(request) -> dict:
    """The frame, made only where a template asks for it."""
    return {
        "frame": SimpleLazyObject(lambda: Frame(request)),
        "csrf_token": SimpleLazyObject(lambda: token_of(request)),
        "LAB_ORIGIN": settings.LAB_ORIGIN,
    }


@lru_cache(maxsize=KEPT_HEADS)
def _masthead(head: Head) -> SafeString:
    return render_to_string("school/_masthead.html", {"head": head, "csrf_token": BLANK})


@lru_cache(maxsize=KEPT_HEADS)
def _footer(language: str, entries: tuple) -> SafeString:
    return render_to_string("school/_footer.html", {"entries": entries})


def _may_enter_cms(user) -> bool:
    """Whether to show the way to the editors' side. Kept for a minute: it is a link, the door itself asks anew."""
    return bool(
        caches["rendered"].get_or_set(
            f"may-enter-cms-{user.pk}", lambda: user.has_perm("wagtailadmin.access_admin"), KEEP_SECONDS
        )
    )
