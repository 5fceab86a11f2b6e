"""What our own templates lose of the white space they are written with, and what they keep."""

import pytest
from django.template import Context, Template, TemplateSyntaxError, engines
from django.template.loader import get_template

from foundation.templates import LightTemplate
from tests.house.project import ROOT

ENGINE = engines["django"].engine


def rendered(source: str, **values) -> str:
    return LightTemplate(source, engine=ENGINE).render(Context(values))


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        # Beside a tag a line break vanishes, with the spaces around it.
        ("<ul>\n  <li>\n    one\n  </li>\n</ul>\n", "<ul><li>one</li></ul>"),
        ("<p>\n  {{ word }}\n</p>\n\n<p>x</p>", "<p>yes</p><p>x</p>"),
        ("{% if word %}\n  yes\n{% else %}\n  no\n{% endif %}", "yes"),
        ("<br>\r\n\t<b>x</b>", "<br><b>x</b>"),
        # Between words it is one space; a value is a word.
        ("<p>one\n   two</p>", "<p>one two</p>"),
        ("<p>{{ word }}\n  {{ word }}\n  and so on</p>", "<p>yes yes and so on</p>"),
        ("<p>1 < 2\n  > 1</p>", "<p>1 < 2 > 1</p>"),
        # Spaces inside a line stay, and one can be asked for where a line ends.
        ("<p>one <b>two</b> {% if word %} three {% endif %}</p>", "<p>one <b>two</b>  three </p>"),
        ('<b>one</b>{{ " " }}\n<b>two</b>{{ " " }}\nthree', "<b>one</b> <b>two</b> three"),
        # In a start tag it divides attributes.
        ('<a class="x"\n   href="y"\n   hidden>z</a>', '<a class="x" href="y" hidden>z</a>'),
        ('<a\n  class="x"\n>z</a>', '<a class="x">z</a>'),
        ('<input\n  name="x"\n/>', '<input name="x"/>'),
        ('<a class="x"\n  {% if word %} hidden{% endif %}\n  id="y">', '<a class="x" hidden id="y">'),
        ('<a class="x"\n  {% if not word %}\n    hidden\n  {% endif %}>', '<a class="x">'),
        ('<a class="x"\n  {% if word %}\n    hidden\n  {% endif %}>', '<a class="x" hidden>'),
        # And in a value words.
        ('<p class="one\n  two\n  {% if word %} three{% endif %}">', '<p class="one two three">'),
        ('<p title="\n  {% if word %}1 > 0{% endif %}\n">\n  x', '<p title="1 > 0">x'),
        ("<p title='it is\n \"so\"'>\n x</p>", "<p title='it is \"so\"'>x</p>"),
        # A tag's name may be chosen by a condition.
        (
            "<{% if word %}a{% else %}b{% endif %}\n  id='x'>\n y\n</{% if word %}a{% endif %}>\n",
            "<a id='x'>y</a>",
        ),
        ("<!doctype html>\n<html\n  lang='en'>", "<!doctype html><html lang='en'>"),
        # Comments count as nothing.
        ("one {# not\n this #}two".replace("\n", ""), "one two"),
        ("one\n{# why #}\ntwo", "one two"),
        ("<p>\n  {# why #}\n  {{ word }}\n</p>", "<p>yes</p>"),
        ("<p>\n  {% comment %}\n why\n <b\n {% endcomment %}\n  x</p>", "<p>x</p>"),
    ],
)
def test_line_breaks(written, sent):
    assert rendered(written, word="yes") == sent


@pytest.mark.parametrize(
    "kept",
    [
        "<pre>\n one\n  <b>two</b>\n{% if word %}\n three{% endif %}\n</pre>",
        "<PRE class='x'>\n one\n</PRE>",
        "<textarea>\n one\n\n two </textarea>",
        "<script>\n if (1 < 2)\n   go()\n</script>",
        "<style>\n a { b: c }\n</style>",
        "<!-- one\n  <b -->",
    ],
)
def test_what_is_kept_as_written(kept):
    said = kept.replace("{% if word %}", "").replace("{% endif %}", "")

    assert rendered(f"<p>\n {kept}\n <b>x</b></p>", word="yes").replace(" <b>x</b></p>", "<b>x</b></p>") == (
        f"<p>{said}<b>x</b></p>"
    )


def test_verbatim_is_kept_as_written():
    source = "{% verbatim %}\n <b>\n {{ x }}\n{% endverbatim %}\n<i>\n</i>"

    assert rendered(source) == "\n <b>\n {{ x }}\n<i></i>"


def test_a_sentence_to_translate_keeps_its_name_in_the_catalogue():
    plain = "{% load i18n %}{% blocktranslate %}\n one\n <b>two</b>\n{% endblocktranslate %}"
    trimmed = (
        "{% load i18n %}<p>\n  {% blocktrans trimmed %}\n  one\n  <b>two</b>\n {% endblocktrans %}\n</p>"
    )

    assert rendered(plain) == "\n one\n <b>two</b>\n"
    assert rendered(trimmed) == "<p>one <b>two</b></p>"


def test_a_condition_in_its_own_line_of_a_start_tag_needs_the_space_of_its_attribute():
    with pytest.raises(TemplateSyntaxError, match="Line 2: Write a space"):
        rendered('<a id="x"\n  {% if word %}hidden{% endif %}>')


@pytest.mark.parametrize("open_at_the_end", ['<a href="x"', "<pre>\n", '<a href="x>'])
def test_a_template_that_ends_inside_a_tag_is_refused(open_at_the_end):
    with pytest.raises(TemplateSyntaxError, match="ends inside a tag"):
        rendered(open_at_the_end)


def test_ours_lose_their_line_breaks_and_those_of_packages_do_not():
    ours, mail, theirs = (
        get_template(name).template for name in ("base.html", "email/base.txt", "wagtailadmin/base.html")
    )

    assert [type(template) for template in (ours, mail, theirs)] == [LightTemplate, Template, Template]


def test_an_error_is_shown_in_its_line_as_written(monkeypatch):
    monkeypatch.setattr(ENGINE, "debug", True)

    with pytest.raises(TemplateSyntaxError) as caught:
        LightTemplate("<p>\n  x\n</p>\n{% nonsense %}\n", engine=ENGINE)

    assert (caught.value.template_debug["line"], caught.value.template_debug["during"]) == (
        4,
        "{% nonsense %}",
    )


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_template_of_ours_is_compiled(path):
    assert get_template(str(path.relative_to(ROOT / "templates"))).template.nodelist is not None
