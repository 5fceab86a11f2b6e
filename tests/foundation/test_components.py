"""Components are strict when a page is compiled, see nothing but their props, and can stand around a piece of a page."""

import pytest
from django.template import Context, TemplateSyntaxError, engines

from foundation.templates import LightTemplate

ENGINE = engines["django"].engine


def rendered(source: str, **values) -> str:
    return LightTemplate(source, engine=ENGINE).render(Context(values))


def test_a_component_shows_its_props_and_escapes_them():
    said = rendered('{% component "section_head" title=word id="x" %}', word="<b>")

    assert said == '<div class="sec__head"><h2 id="x">&lt;b&gt;</h2></div>'


def test_a_prop_may_be_a_sentence_to_translate():
    said = rendered('{% component "section_head" title=_("Take care, <b>now</b>") %}')

    assert said == '<div class="sec__head"><h2>Take care, <b>now</b></h2></div>'


def test_what_stands_between_is_of_the_page_and_the_component_sees_its_props_only():
    said = rendered('{% wrap "section_head" title="x" %}<a href="{{ id }}">y</a>{% endwrap %}', id="/z/")

    assert said == '<div class="sec__head"><h2>x</h2><a href="/z/">y</a></div>'


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ('{% component "section_head" %}', r"missing props \['title'\]"),
        ('{% component "section_head" title="x" colour="red" %}', r"unknown props \['colour'\]"),
        ('{% component "callout" icon="pen" %}', r"missing props \['content'\]"),
        ('{% wrap "refusal" text="x" %}y{% endwrap %}', r"unknown props \['content'\]"),
        ('{% component "section_head" "x" %}', "in quotation marks, then prop=value"),
        ("{% component section_head %}", "in quotation marks, then prop=value"),
        ("{% component %}", "in quotation marks, then prop=value"),
    ],
)
def test_what_a_page_got_wrong_is_said_when_it_is_compiled(source, wrong):
    with pytest.raises(TemplateSyntaxError, match=wrong):
        LightTemplate(source, engine=ENGINE)


def test_a_template_without_props_in_its_first_line_is_no_component(monkeypatch, tmp_path):
    (tmp_path / "components").mkdir()
    (tmp_path / "components" / "bare.html").write_text("<p>x</p>")
    monkeypatch.setattr(ENGINE.template_loaders[0].loaders[0], "dirs", [tmp_path])

    with pytest.raises(TemplateSyntaxError, match=r"components/bare.html does not declare its props"):
        LightTemplate('{% component "bare" %}', engine=ENGINE)


def test_a_block_inside_a_component_can_be_another_in_a_page_built_on_it():
    base = LightTemplate('{% wrap "crumbs" %}{% block crumb %}a{% endblock %}{% endwrap %}', engine=ENGINE)
    page = LightTemplate("{% extends base %}{% block crumb %}b{% endblock %}", engine=ENGINE)

    assert '<ol role="list">b</ol>' in page.render(Context({"base": base}))


@pytest.mark.parametrize(
    ("props", "links"),
    [
        ('previous="?page=1"', '<a rel="prev" href="?page=1">Previous</a>'),
        ("next=address", '<span></span><a rel="next" href="?q=a&amp;page=2">Next</a>'),
        (
            'previous="?page=1" next="?page=3" css="btn"',
            '<a class="btn" rel="prev" href="?page=1">Previous</a><a class="btn" rel="next" href="?page=3">Next</a>',
        ),
    ],
)
def test_the_pager_leads_both_ways(props, links):
    said = rendered(f'{{% component "pager" label="Pages" {props} %}}', address="?q=a&page=2")

    assert said == f'<nav class="pager" aria-label="Pages">{links}</nav>'


def test_a_pager_of_one_page_is_not_shown():
    assert rendered('{% component "pager" label="Pages" %}') == ""
