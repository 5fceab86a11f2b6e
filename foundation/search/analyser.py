"""One analyser for five languages: fold, stem (Snowball), light Arabic. It is applied to what is stored and to the query.

SQLite and PostgreSQL then need only to match words, and give the same answers.
"""

import re
import unicodedata
from functools import cache, lru_cache

import snowballstemmer

STEMMERS = {"en": "english", "fr": "french", "pt": "portuguese", "es": "spanish"}
MOST_WORDS = 12  # of a query
WORD = re.compile(r"[^\W_]+", re.UNICODE)
ARABIC = re.compile(r"[\u0600-\u06ff]")
ARABIC_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640]")
ARABIC_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
)
ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")
ARABIC_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
#: Words that say nothing in a query, folded; they are dropped from queries only.
STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "by",
        "do",
        "does",
        "for",
        "from",
        "how",
        "i",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "the",
        "to",
        "was",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "with",
        "au",
        "aux",
        "avec",
        "ce",
        "ces",
        "comment",
        "dans",
        "de",
        "des",
        "du",
        "elle",
        "en",
        "est",
        "et",
        "il",
        "la",
        "le",
        "les",
        "leur",
        "ne",
        "ou",
        "par",
        "pas",
        "pour",
        "quand",
        "que",
        "quel",
        "quelle",
        "qui",
        "quoi",
        "sa",
        "se",
        "ses",
        "son",
        "sur",
        "un",
        "une",
        "ao",
        "aos",
        "as",
        "com",
        "como",
        "da",
        "das",
        "do",
        "dos",
        "e",
        "em",
        "na",
        "nas",
        "no",
        "nos",
        "o",
        "os",
        "para",
        "pela",
        "pelo",
        "por",
        "qual",
        "quando",
        "que",
        "quem",
        "se",
        "sem",
        "uma",
        "um",
        "al",
        "como",
        "con",
        "cual",
        "cuando",
        "del",
        "el",
        "ella",
        "en",
        "entre",
        "es",
        "esta",
        "la",
        "las",
        "lo",
        "los",
        "mas",
        "por",
        "que",
        "quien",
        "se",
        "sin",
        "su",
        "sus",
        "una",
        "uno",
        "y",
        "في",
        "من",
        "على",
        "عن",
        "الي",
        "ما",
        "هل",
        "هو",
        "هي",
        "كيف",
        "متي",
        "اين",
        "هذا",
        "هذه",
        "و",
        "او",
        "ثم",
    ]
)


def fold(text: str) -> str:
    """Lower case, without accents; Arabic letters in their plain form."""
    text = ARABIC_MARKS.sub("", text).translate(ARABIC_LETTERS)
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@cache
def _stemmer(language: str):
    return snowballstemmer.stemmer(STEMMERS[language])


def _light_arabic(word: str) -> str:
    for prefix in ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    for suffix in ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of a word as written in a language, folded."""
    if ARABIC.search(word):
        return _light_arabic(fold(word))
    if language in STEMMERS:
        return fold(_stemmer(language).stemWord(word.casefold()))
    return fold(word)


def words(text: str) -> list[str]:
    """The words of a text, as written. The apostrophe parts words: l’immigration gives l, immigration."""
    return WORD.findall(text)


def analyse(text: str, language: str) -> str:
    """The words as stored: the folded word and, where it differs, its stem in the text's language."""
    out = []
    for word in words(text):
        folded = fold(word)
        stemmed = stem(word, language)
        out.append(folded if folded == stemmed else f"{folded} {stemmed}")
    return " ".join(out)


def variants(query: str) -> list[tuple[str, ...]]:
    """For each telling word of a query the forms that count as found: folded, and its stem in each language."""
    found = []
    # Unfolded before it is parted: one sign (ﷺ) may stand for several words, and count as so many.
    for word in words(unicodedata.normalize("NFKC", query))[:MOST_WORDS]:
        folded = fold(word)
        if folded in STOP or (len(folded) < 2 and not folded.isdigit()):
            continue
        forms = dict.fromkeys([folded, *(stem(word, language) for language in (*STEMMERS, "ar"))])
        found.append(tuple(form for form in forms if form))
    return found
