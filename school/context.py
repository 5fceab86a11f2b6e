"""What every page's frame shows: navigation, languages, the way to the editors' side."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from school import navigation
from school.navigation import KEEP_SECONDS


@dataclass(frozen=True)
class Frame:
    """The frame of one page, for one reader."""

    home_url: str
    navigation: tuple
    footer: tuple
    languages: tuple[tuple[str, str], ...]
    may_enter_cms: bool


def frame(request) -> dict:
    """The frame, made only where a template asks for it."""
    return {
        "frame": SimpleLazyObject(lambda: _frame(request)),
        "LAB_ORIGIN": settings.LAB_ORIGIN,
    }


def _frame(request) -> Frame:
    language = get_language() or settings.LANGUAGE_CODE
    user = getattr(request, "user", None)
    return Frame(
        home_url=f"/{language}/",
        navigation=navigation.main(language, request.path),
        footer=navigation.footer(language),
        languages=tuple((code, navigation.in_language(request.path, code)) for code, _ in settings.LANGUAGES),
        may_enter_cms=bool(user and user.is_authenticated and _may_enter_cms(user)),
    )


def _may_enter_cms(user) -> bool:
    """Whether to show the way to the editors' side. Kept for a minute: it is a link, the door itself asks anew."""
    return bool(
        caches["rendered"].get_or_set(
            f"may-enter-cms-{user.pk}", lambda: user.has_perm("wagtailadmin.access_admin"), KEEP_SECONDS
        )
    )
