"""Nothing that a reader sees is left out of the catalogues, and no translation loses what the program fills in."""

import re
from pathlib import Path

import babel
import pytest
from babel.messages.pofile import read_po

from tests.house import untranslated
from tests.house.project import ROOT, files
from tools import strings, translations

PLACEHOLDER = re.compile(r"%\((\w+)\)[sdif]|%([sd])|\{(\w*)\}")
BARE_PERCENT = re.compile(r"%(?!%|\(\w+\)[sdif]|[sd]\b)")
TAG = re.compile(r"</?\w[^>]*>")
ROOMS = set(strings.ROOMS)


def placeholders(text: str) -> list[str]:
    return sorted(match[0] for match in PLACEHOLDER.finditer(text))


def bare_percents(text: str) -> list[str]:
    return BARE_PERCENT.findall(text.replace("%%", ""))


def catalogue(language: str):
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        pytest.fail(f"There is no catalogue for “{language}”.")
    with path.open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def forms(message) -> list[tuple[str, str]]:
    """Pairs of original and translation; every plural form is held against the original's plural."""
    if isinstance(message.id, tuple):
        return [(message.id[1], text) for text in message.string if text]
    return [(message.id, message.string)] if message.string else []


def test_templates_say_nothing_outside_the_translation_tags():
    found = []
    for path in files(".html", ".txt"):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith("templates/"):
            texts = untranslated.in_template(path.read_text(), is_html=path.suffix == ".html")
            found += [f"{name}: {text[:100]}" for text in texts]
    assert found == []


def test_code_shows_no_plain_string():
    found = []
    for path in files(".py"):
        name = path.relative_to(ROOT)
        is_shown = name.parts[0] in ROOMS and not {"migrations", "management"} & set(name.parts)
        if is_shown:
            found += [f"{name}: {text}" for text in untranslated.in_code(path)]
    assert found == []


def test_scripts_take_their_words_from_the_page():
    found = []
    for path in files(".js", ".mjs"):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith("static/js/"):
            found += [f"{name}: {text}" for text in untranslated.in_script(path.read_text())]
    assert found == []


def test_strings_with_something_to_fill_in_have_no_bare_percent():
    wanted = strings.of_the_project(ROOT)
    assert [text for _context, text in wanted if placeholders(text) and bare_percents(text)] == []


def test_every_catalogue_is_complete(capsys):
    assert translations.check() == 0, capsys.readouterr().out


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_translations_keep_what_is_filled_in(language):
    wrong = []
    for message in catalogue(language):
        pairs = forms(message)
        for number, (original, text) in enumerate(pairs):
            wanted, given = placeholders(original), placeholders(text)
            # “One term”, “two terms” may be said without the number; the last form is for every other number.
            is_free = isinstance(message.id, tuple) and number < len(pairs) - 1 and set(given) <= set(wanted)
            if wanted != given and not is_free:
                wrong.append(f"{original!r} → {text!r}")
            elif wanted and bare_percents(text):
                wrong.append(f"bare %: {text!r}")
    assert wrong == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_translations_keep_tags_and_line_ends(language):
    wrong = []
    for message in catalogue(language):
        for original, text in forms(message):
            same_tags = sorted(TAG.findall(original)) == sorted(TAG.findall(text))
            same_ends = original.startswith("\n") == text.startswith("\n")
            same_ends = same_ends and original.endswith("\n") == text.endswith("\n")
            if not (same_tags and same_ends):
                wrong.append(f"{original!r} → {text!r}")
    assert wrong == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_nothing_stays_in_english(language):
    """Short words may be equal (“Source”, “Total”); a sentence may not, and Arabic is written in Arabic letters."""
    left = []
    for message in catalogue(language):
        for original, text in forms(message):
            said = untranslated.words(PLACEHOLDER.sub("", original))
            is_left = text == original and len(said.split()) > 3
            if language == "ar" and len(said) > 3:
                is_left = not re.search(r"[\u0600-\u06ff]", text)
            if is_left:
                left.append(original)
    assert left == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p>{% trans "Read" %} · {{ number }} &nbsp; CSV</p>', []),
        ("<p>Read {{ number }}</p>", ["Read x"]),
        ("{% blocktrans %}Read it{% endblocktrans %}<b>{# Read #}</b>", []),
        ('<a class="tag" aria-label="Read">{{ text }}</a>', ["aria-label: Read"]),
        ('<a aria-label="{% trans "Read" %}"{% if x %} hidden{% endif %}>→</a>', []),
        ("<script>const word = 1;</script>", []),
        ('<input type="submit" value="Send"><input type="hidden" value="Send">', ["value: Send"]),
    ],
)
def test_the_finder_finds_text_and_nothing_else(source, found):
    assert untranslated.in_template(source) == found


PO = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Generated-By: Babel {babel}\\n"

msgid "Stays as it is"
msgstr "{language} stays"

msgid "Go on to the next lesson"
msgstr "{language} go on"

msgid "Nobody asks for this any more"
msgstr "{language} gone"
"""


@pytest.fixture
def small_project(tmp_path):
    """A project with one template and its catalogues."""
    (tmp_path / "templates").mkdir()
    for language in translations.LANGUAGES:
        folder = tmp_path / "locale" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").write_text(PO.format(language=language, babel=babel.__version__))
    return tmp_path


def write_template(project, *texts: str) -> None:
    tags = "".join(texts)
    (project / "templates" / "page.html").write_text("{% load i18n %}" + tags)


def french_file(project) -> Path:
    return project / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def french(project) -> dict:
    with french_file(project).open("rb") as file:
        return {message.id: message for message in read_po(file) if message.id}


def test_gathering_what_is_gathered_already_changes_nothing(tmp_path):
    for language in translations.LANGUAGES:
        target = tmp_path / "locale" / language / "LC_MESSAGES"
        target.mkdir(parents=True)
        (target / "django.po").write_bytes(
            (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").read_bytes()
        )
    for room in [*strings.ROOMS, "templates"]:
        (tmp_path / room).symlink_to(ROOT / room)
    assert translations.run(tmp_path) == 0
    for language in translations.LANGUAGES:
        name = f"locale/{language}/LC_MESSAGES/django.po"
        assert (tmp_path / name).read_text() == (ROOT / name).read_text()


def test_a_reworded_text_takes_its_translation_along_to_be_looked_at(small_project):
    write_template(small_project, '{% trans "Stays as it is" %}', '{% trans "Go to the next lesson" %}')
    translations.run(small_project)
    found = french(small_project)
    assert list(found) == ["Stays as it is", "Go to the next lesson"]
    kept, reworded = found.values()
    assert (kept.string, kept.fuzzy) == ("fr stays", False)
    assert (reworded.string, reworded.fuzzy) == ("fr go on", True)
    # Translators see what it said before; Babel writes that, and does not read it.
    assert '#| msgid "Go on to the next lesson"' in french_file(small_project).read_text()


def test_a_new_text_waits_for_its_translation_with_all_forms_of_the_plural(small_project):
    plural = "{% blocktranslate count n=1 %}{{ n }} bird{% plural %}{{ n }} birds{% endblocktranslate %}"
    write_template(small_project, '{% trans "Stays as it is" %}', plural)
    translations.run(small_project)
    found = french(small_project)
    assert list(found) == ["Stays as it is", ("%(n)s bird", "%(n)s birds")]
    birds = found["%(n)s bird", "%(n)s birds"]
    assert (birds.string, birds.fuzzy, birds.python_format) == (("", ""), False, True)
