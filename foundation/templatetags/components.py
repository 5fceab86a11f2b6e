"""Components: ``{% component "name" prop=value %}`` shows ``components/name.html``; an unknown prop is an error.

A component's template declares its props in its first line: ``{# props: title, url, tone=note #}`` (with ``=``: a default).
One that declares ``content`` can stand around a piece of a page: ``{% wrap "name" prop=value %} … {% endwrap %}``.
"""

import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import TemplateSyntaxError
from django.template.base import FilterExpression, token_kwargs
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from foundation.language import sentences
from foundation.language.numbers import format_number
from foundation.templatetags.icons import ICONS, RUNNING

register = template.Library()
PROPS = re.compile(r"\{#\s*props:\s*(.*?)\s*#\}")


class Component(template.Node):
    """A component where a page uses it. What the page got wrong is said when the page is compiled, before anybody asks for it."""

    child_nodelists = ("content",)

    def __init__(self, name: str, given: dict[str, FilterExpression], content: template.NodeList | None):
        self.template = get_template(f"components/{name}.html").template  # type: ignore[attr-defined]
        self.given, self.content = given, content
        self.defaults = _props(self.template)
        named = {*given, "content"} if content is not None else set(given)
        unknown = named - set(self.defaults)
        missing = {prop for prop, default in self.defaults.items() if default is None} - named
        if unknown or missing:
            raise TemplateSyntaxError(
                f"Component {name}: unknown props {sorted(unknown)}, missing props {sorted(missing)}."
            )

    def render(self, context) -> SafeString:
        """Show it; nothing else of the page's context is seen, but request and CSRF token."""
        values = {**self.defaults, "csrf_token": context.get("csrf_token"), "request": context.get("request")}
        for prop, expression in self.given.items():
            values[prop] = expression.resolve(context)
        if self.content is not None:
            values["content"] = self.content.render(context)
        return self.template.render(template.Context(values))


def _props(of: template.Template) -> dict[str, str | None]:
    """The props that a component's first line declares, with their defaults (none: it has to be given)."""
    declared = PROPS.match(of.source)
    if not declared:
        raise TemplateSyntaxError(f"{of.name} does not declare its props in its first line.")
    props: dict[str, str | None] = {}
    for item in filter(None, (part.strip() for part in declared.group(1).split(","))):
        prop, has_default, default = item.partition("=")
        props[prop.strip()] = default.strip() if has_default else None
    return props


@register.tag
def component(parser, token) -> Component:
    """``{% component "callout" tone="warn" title=_("Take care") %}``: a component with its props."""
    return Component(*_call(parser, token), content=None)


@register.tag
def wrap(parser, token) -> Component:
    """``{% wrap "callout" icon="pen" %} … {% endwrap %}``: a component around what stands between, which is its prop ``content``."""
    name, given = _call(parser, token)
    content = parser.parse(("endwrap",))
    parser.delete_first_token()
    return Component(name, given, content)


def _call(parser, token) -> tuple[str, dict[str, FilterExpression]]:
    tag, *bits = token.split_contents()
    name, *props = bits or [""]
    given = token_kwargs(props, parser)
    if props or name[:1] not in {"'", '"'}:
        raise TemplateSyntaxError(
            f"{{% {tag} %}} takes a component’s name in quotation marks, then prop=value."
        )
    return name[1:-1], given


@register.simple_tag
def icon(name: str, flip: bool = False) -> SafeString:
    """An icon of the set, drawn in the page itself: no further request, and it takes the text's colour."""
    if name not in ICONS:
        raise TemplateSyntaxError(f"There is no icon “{name}”.")
    css = "icon icon--flip" if flip or name in RUNNING else "icon"
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        css,
        mark_safe(ICONS[name]),
    )


@register.simple_tag
def stylesheets() -> SafeString:
    """The style sheets: one joined file where static files were collected, else each in its order."""
    from foundation.static_files import JOINED, SHEETS

    names = [JOINED] if _are_collected() else [f"css/{name}.css" for name in SHEETS]
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((staticfiles_storage.url(name),) for name in names)
    )


@register.simple_tag
def scripts() -> SafeString:
    """The scripts of every page: one joined file where static files were collected, else one for each behaviour."""
    from foundation.static_files import JOINED_SCRIPT, SCRIPTS

    names = [JOINED_SCRIPT] if _are_collected() else [f"js/every-page/{name}.js" for name in SCRIPTS]
    return format_html_join(
        "\n", '<script type="module" src="{}"></script>', ((staticfiles_storage.url(name),) for name in names)
    )


@register.simple_tag
def favicon() -> SafeString:
    """The school's sign, written into the page: one request less on a slow line."""
    return format_html('<link rel="icon" href="data:image/svg+xml,{}" type="image/svg+xml">', _sign())


@cache
def _sign() -> SafeString:
    drawing = Path(finders.find("img/mark.svg") or "").read_text().strip().replace('"', "'")
    return mark_safe(quote(drawing, safe=" /:='(),.-"))  # our own file, its marks encoded


def _are_collected() -> bool:
    return hasattr(staticfiles_storage, "manifest_strict") and not settings.DEBUG


@register.filter
def control(field) -> SafeString:
    """A form field's control in the look: its class, and the direction of what is typed into it."""
    widget = field.field.widget
    attrs = {}
    if getattr(widget, "input_type", "text") not in {"checkbox", "radio", "hidden", "file"}:
        attrs["class"] = f"{widget.attrs.get('class', '')} field__input".strip()
        attrs["dir"] = widget.attrs.get("dir", "auto")
    return field.as_widget(attrs=attrs)


@register.filter
def direction(language: str) -> str:
    """``rtl`` for a language written from right to left, else ``ltr``."""
    return "rtl" if language.split("-", maxsplit=1)[0] in settings.LANGUAGES_BIDI else "ltr"


@register.filter
def own_name(code: str) -> str:
    """A language's name in itself: fr gives Français. (Django's own filter ``language_name`` says French.)"""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def name_here(code: str) -> str:
    """A language's name in the reader's language, as it is written inside a sentence."""
    return sentences.name_of(code)


@register.filter
def written_in(code: str) -> SafeString:
    """The attributes of words written in a language: which, where it is not the reader's; from the right, where it is Arabic.

    (Without the latter a browser would take an Arabic title that begins with MS101 for one that runs from the left.)
    """
    if code and code != get_language():
        return format_html(' lang="{}" dir="{}"', code, direction(code))
    return SafeString(' dir="rtl"') if code and direction(code) == "rtl" else SafeString("")


@register.filter
def marked(text: str, attributes: str) -> SafeString:
    """Words of an author inside a sentence of ours, with the attributes that name their language."""
    return format_html("<bdi{}>{}</bdi>", attributes, text)


@register.simple_tag
def comma(language: str = "") -> str:
    """What stands between things in a row, in a language (the reader's by default)."""
    return sentences.comma(language)


@register.simple_tag
def colon() -> str:
    """What stands between a word and what it announces, as the reader's language writes it."""
    return sentences.colon()


@register.filter
def number(value, decimals: int = 0) -> str:
    """A number as the reader writes it: ``{{ 1234.5|number:1 }}``. Nothing stands for no figure."""
    return "" if value is None else format_number(value, decimals)
