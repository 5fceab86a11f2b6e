"""What a sentence needs of the five languages, and how words of another language are marked."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from foundation.language.sentences import colon, comma, name_of, semicolon
from foundation.templatetags.components import marked, written_in


@pytest.mark.parametrize(
    ("reader", "row", "announced", "name"),
    [
        ("en", ", ", ":", "French"),
        ("fr", ", ", "\u00a0:", "français"),
        ("pt", ", ", ":", "francês"),
        ("es", ", ", ":", "francés"),
        ("ar", "، ", ":", "الفرنسية"),
    ],
)
def test_a_sentence_is_joined_as_its_language_joins(reader, row, announced, name):
    with override(reader):
        assert (comma(), colon(), name_of("fr")) == (row, announced, name)
        tags = Template("{% comma %}|{% colon %}|{{ code|name_here }}").render(Context({"code": "fr"}))
    assert tags == f"{row}|{announced}|{name}"


def test_a_language_may_be_named():
    with override("en"):
        assert (comma("ar"), colon("fr"), semicolon()) == ("، ", "\u00a0:", "; ")
        assert (semicolon("ar"), semicolon("fr")) == ("؛ ", "\u00a0; ")


@pytest.mark.parametrize(
    ("reader", "language", "attributes"),
    [
        ("en", "en", ""),
        ("en", "ar", ' lang="ar" dir="rtl"'),
        ("ar", "en", ' lang="en" dir="ltr"'),
        # A title that begins with a code in Latin letters is still one that runs from the right.
        ("ar", "ar", ' dir="rtl"'),
        ("fr", "es", ' lang="es" dir="ltr"'),
        ("fr", "", ""),
    ],
)
def test_words_of_another_language_are_marked(reader, language, attributes):
    with override(reader):
        assert written_in(language) == attributes


def test_an_authors_words_are_escaped_inside_a_sentence():
    assert marked("<b>", written_in("")) == "<bdi>&lt;b&gt;</bdi>"
