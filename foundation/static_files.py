"""Static files: hashed names; the style sheets joined into one file in their order, and the scripts of every page."""

import re
from pathlib import Path

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from rcssmin import cssmin

#: How Django finds what one module imports of another; its stubs do not know of it.
IMPORTS = ManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]  # type: ignore[attr-defined]

#: The order in which the style sheets are read: a later one may change what an earlier one said. Joined, they are one request.
SHEETS = (
    "tokens",
    "base",
    "parts/frame",
    "parts/buttons",
    "parts/cells",
    "parts/lists",
    "parts/forms",
    "parts/tables",
    "parts/figures",
    "parts/blocks",
    "parts/quiz",
    "parts/laboratory",
    "screens/home",
    "screens/courses",
    "screens/lesson",
    "screens/sheet",
    "screens/network",
    "screens/webinars",
    "screens/search",
    "screens/account",
    "screens/certificate",
    "forced-colours",
    "print",
)
JOINED = "css/site.css"
#: The behaviours of every page, none of which imports another; each does nothing where its elements are missing.
SCRIPTS = ("site", "table", "activity", "lesson", "open-lab")
JOINED_SCRIPT = "js/page.js"


def joined_script(sources: list[str]) -> str:
    """Modules in one file: each in a block of its own, so that its names stay its own."""
    return "\n".join(
        "{\n" + re.sub(r"^\s*//.*\n", "", source, flags=re.MULTILINE) + "}" for source in sources
    )


class SchoolStaticStorage(ManifestStaticFilesStorage):
    """Django's storage that first joins the sheets into ``css/site.css`` and the scripts into ``js/page.js``.

    ``launch.prepare`` compresses what was collected; WhiteNoise then only sends.
    """

    manifest_strict = False
    # The modules of the notebook import one another, by the names that browsers keep for ever.
    patterns = (*ManifestStaticFilesStorage.patterns, ("js/lab/*.js", IMPORTS))

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run and "css/tokens.css" in paths:
            storage, _ = paths["css/tokens.css"]
            sheets = [storage.open(f"css/{name}.css").read().decode() for name in SHEETS]
            scripts = [storage.open(f"js/every-page/{name}.js").read().decode() for name in SCRIPTS]
            self._put(paths, JOINED, cssmin("\n".join(sheets)))
            self._put(paths, JOINED_SCRIPT, joined_script(scripts))
        yield from super().post_process(paths, dry_run, **options)

    def _put(self, paths: dict, name: str, text: str) -> None:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        paths[name] = (self, name)
