"""What every process would load at its first requests: loaded before the processes fork, it is loaded once and they share it."""

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override


def load() -> None:
    """Every address with its view, the texts of every language, every template of our own."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            reverse("root")
    folder = settings.BASE_DIR / "templates"
    for path in folder.rglob("*.html"):
        get_template(path.relative_to(folder).as_posix())
