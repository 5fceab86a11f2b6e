"""What a page says and in which language it says it: every text, every spoken attribute, every word kept for a script."""

import re
from dataclasses import dataclass
from functools import cache

import yaml
from babel.messages.pofile import read_po
from playwright.sync_api import Page

import demonstration
from demonstration import people
from tests.house.project import ROOT

#: Every piece of a page that is seen or read out, with the language of the nearest element that names one. Closed details
#: are opened for it and closed again: their text is one press away. Variable names, code and formulas are the same in every language.
SAID = """() => {
  const closed = [...document.querySelectorAll("details:not([open])")];
  closed.forEach((one) => { one.open = true; });
  const spoken = ["aria-label", "aria-description", "aria-roledescription", "title", "alt", "placeholder", "label", "data-label"];
  const silent = "script, style, code, pre, kbd, samp, math, noscript, .secret, .codes";
  const found = [];
  const say = (text, element, where) => {
    const words = (text || "").trim().replace(/\\s+/g, " ");
    const nearest = element.closest("[lang]");
    if (words) found.push({ text: words, language: nearest ? nearest.lang : "", where });
  };
  const texts = (element, where) => {
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) say(node.data, element, where);
  };
  texts(document.querySelector("title"), "title");
  for (const one of document.querySelectorAll("meta[name=description]")) say(one.content, one, "description");
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    for (const name of spoken) say(element.getAttribute(name), element, `${element.localName}[${name}]`);
    if (element.matches("input[type=submit], input[type=button], input[type=reset]")) say(element.value, element, "input[value]");
    if (!element.closest(silent)) texts(element, element.localName);
  }
  for (const kept of document.querySelectorAll("template")) for (const one of kept.content.querySelectorAll("*"))
    if (!one.closest(silent)) for (const node of one.childNodes) if (node.nodeType === Node.TEXT_NODE) say(node.data, kept, "template");
  closed.forEach((one) => { one.open = false; });
  return found;
}"""


@dataclass(frozen=True)
class Said:
    """A text of a page, the language it is marked with, and the element that says it."""

    text: str
    language: str
    where: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text[:160]}"


def said(page: Page) -> list[Said]:
    """Everything a page says, once."""
    found = [Said(one["text"], one["language"].split("-")[0], one["where"]) for one in page.evaluate(SAID)]
    return list(dict.fromkeys(found))


# --- Arabic: no Latin letter without a reason ------------------------------------------------------------------
#: Why Latin letters may stand in an Arabic sentence. (Arabic joins “and” to the next word: no word boundary stands there.)
REASONS = {
    "codes of courses, exercises, regions, countries, indicators, certificates": (
        r"MS\d{3}|E\d\d|M49|10\.(?:c\.1|7\.x)|[A-Z]{3} · [A-Z]{2}|QM[A-L]|(?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}"
    ),
    "a country or a language shown by its code alone": r"^[A-Z]{2,3}$|^(?:en|fr|pt|es|ar)$",
    "communities, organisations and standards known by their letters": (
        r"AMU|CEN-SAD|COMESA|EAC|ECCAS|ECOWAS|IGAD|SADC|UN DESA|ESSnet|UBOS|GSBPM|SDMX|IRRS|IRIS|IROSS|WCAG|AA"
    ),
    "names of publications and licences": (
        r"International Migrant Stock|World Population Prospects|World Bank, World Development Indicators|"
        r"CC BY \d\.\d(?: IGO)?|PopulationStatistics/refugees \w+|Source Serif"
    ),
    "kinds of files, and names of files": r"CSV|PDF|TXT|\.ics|\.ipynb|[\w-]+\.(?:csv|pdf|ipynb)",
    "what stands in the files of an exercise": r"District [A-Z]|True",
    "names of keys, programs and devices": r"Shift|Enter|Escape|Tab|Python|Chrome|Linux",
    "addresses": r"[\w.+-]+@[\w.-]+|https?://\S+|localhost:\d+\S*|room\.example\.org",
    "time zones by their offset": r"UTC(?:[+−]\d+)?",
    "what a script fills in": r"\{\w+\}",
    "code that is quoted in a sentence": r"check\(\"name\", value\)",
    "letters that are spoken of as letters: types of an estimate, letters of a code, variables, an initial": (
        r"[A-Zk]|[BCRI]{1,4}|EH"
    ),
}
#: The page on the look itself shows values of the style sheets.
STYLE = re.compile(r"#[0-9a-f]{6}\b|\b\d+ px\b|\bclamp\(|\d(rem|vw)\b|\([a-z-]+\)")
LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")
#: A comma, a question mark or a semicolon of the Latin script behind an Arabic word.
LATIN_MARK = re.compile(r"[\u0621-\u064a][)»\u2069]?[,;?](?=\s|$)")


@cache
def _names() -> re.Pattern:
    """The names that people and offices of the demonstration gave themselves."""
    members = yaml.safe_load((demonstration.CONTENT / "members.yaml").read_text(encoding="utf-8"))
    names = {member[field] for member in members for field in ("name", "office")}
    names |= {f"{person[1]} {person[2]}" for person in people.PEOPLE.values()}
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def not_arabic(page: Page, *names: str) -> list[str]:
    """The texts marked as Arabic that hold Latin letters or marks without a reason; ``names``: of people of the test."""
    allowed = [
        _names(),
        *(re.compile(rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z])") for pattern in REASONS.values()),
    ]
    allowed += [re.compile(re.escape(name)) for name in names]
    if "/style/" in page.url:
        allowed.append(STYLE)
    found = []
    for one in said(page):
        if one.language == "ar":
            rest = one.text
            for pattern in allowed:
                rest = pattern.sub(" ", rest)
            if LATIN.search(rest) or LATIN_MARK.search(one.text):
                found.append(str(one))
    return found


# --- Every language: no text of the catalogue that is still the English one -----------------------------------
PLACE = re.compile(r"%\(\w+\)[sdif]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?\w[^>]*>")
WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def english(language: str) -> tuple[frozenset[str], tuple[re.Pattern, ...]]:
    """The texts that a page in this language must not show: those whose translation differs from the English.

    Short ones as they are; longer ones also with something filled in, and in the pieces that tags divide them into.
    """
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]
    own, wanted = set(), set()
    for message in messages:
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        own |= {_plain(piece) for text in texts for piece in TAG.split(text)}
        for original in originals:
            if original not in texts:
                wanted |= {_plain(piece) for piece in TAG.split(original)}
    wanted = {text for text in wanted - own if WORD.search(PLACE.sub("", text))}
    whole = frozenset(text for text in wanted if not PLACE.search(text))
    filled = [text for text in wanted if PLACE.search(text) and len(WORD.findall(PLACE.sub("", text))) > 1]
    return whole, tuple(re.compile(f"^{'.+'.join(map(re.escape, PLACE.split(text)))}$") for text in filled)


def _plain(text: str) -> str:
    return " ".join(text.replace("%%", "%").split())


def english_left(page: Page, language: str) -> list[str]:
    """The texts marked as being in the page's language that the catalogue knows as English ones."""
    whole, filled = english(language)
    return [
        str(one)
        for one in said(page)
        if one.language == language
        and (one.text.strip(" ·:") in whole or any(pattern.match(one.text) for pattern in filled))
    ]
