"""Templates are written one tag a line; the white space between tags is taken out once, when a template is compiled.

The rule, for each line break of an HTML template under ``templates/`` together with the spaces around it:

- next to a tag, ``<p>`` as well as ``{% if %}``, it vanishes;
- between words it is one space (``{{ value }}`` is a word);
- inside a start tag and inside an attribute's value it is one space before a word, and vanishes before ``{% if %}`` and before the end;
- comments count as nothing.

Spaces inside a line stay. ``{{ " " }}`` is a space where a line has to end beside a tag. What ``pre``, ``textarea``, ``script``,
``style``, ``{% blocktranslate %}`` and ``{% verbatim %}`` hold stays as it is written, and so do mails and the templates of
other packages.
"""

import re
from collections.abc import Callable, Iterator

from django.template import Template, TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import DebugLexer, Lexer, Origin, Parser, Token, TokenType
from django.template.loaders import base, cached, filesystem

KEPT_TAGS = ("pre", "textarea", "script", "style")
KEPT_BLOCKS = ("blocktrans", "blocktranslate", "verbatim")
SPACE = '" "'
#: What a text is read in: a line break with its spaces, a tag's beginning (its name may be a template's), spaces, words, marks.
PIECE = re.compile(r"\s*\n\s*|<!--|<(?P<name>[/!]?(?:[a-zA-Z][\w:-]*|\Z))|[^\S\n]+|[^\s<>\"']+|.")
OPENS = re.compile(r"<[/!]?(?:[a-zA-Z]|\Z)")

#: Where the reading of a template stands: in text, between attributes, in a value (its quotation mark), or in what is kept (its end).
TEXT, TAG = "", "<"


class _Compiling(base.Loader):
    #: Each of Django's loaders has its own; the class they share does not name it.
    get_contents: Callable[[Origin], str]

    def get_template(self, template_name, skip=None):
        """Django's own; a template from the project's folder becomes a light one."""
        tried = []
        for origin in self.get_template_sources(template_name):
            if skip is not None and origin in skip:
                tried.append((origin, "Skipped to avoid recursion"))
                continue
            try:
                source = self.get_contents(origin)
            except TemplateDoesNotExist:
                tried.append((origin, "Source does not exist"))
                continue
            # (The loader of the packages' folders is a subclass of this one.)
            is_ours = type(origin.loader) is filesystem.Loader and template_name.endswith(".html")
            return (LightTemplate if is_ours else Template)(source, origin, template_name, self.engine)
        raise TemplateDoesNotExist(template_name, tried=tried)


class Loader(cached.Loader, _Compiling):
    """Keeps compiled templates as Django's cached loader does, which asks the next class in line for those it has not."""


class LightTemplate(Template):
    """A template without the white space of its writing. ``source`` is as written, so errors name the right line."""

    def compile_nodelist(self):
        """Django's own, with the white space taken out between lexer and parser."""
        lexer = DebugLexer(self.source) if self.engine.debug else Lexer(self.source)
        libraries, builtins = self.engine.template_libraries, self.engine.template_builtins
        try:
            parser = Parser(list(lightened(lexer.tokenize())), libraries, builtins, self.origin)
            nodelist = parser.parse()
        except Exception as error:
            if self.engine.debug and hasattr(error, "token"):
                # (Where Django's page about an error looks for the place.)
                error.template_debug = self.get_exception_info(error, error.token)  # type: ignore[attr-defined]
            raise
        self.extra_data = parser.extra_data
        return nodelist


def lightened(tokens: list[Token]) -> Iterator[Token]:
    """The tokens of a template without the white space of its writing."""
    tokens = _without_comments(tokens)
    beside_tag = [True, *(token.token_type == TokenType.BLOCK or _is_space(token) for token in tokens), True]
    reading, kept_until = _Reading(), ""
    for number, token in enumerate(tokens):
        first = token.contents.split(maxsplit=1)[0] if token.token_type == TokenType.BLOCK else ""
        if kept_until:
            kept_until = "" if first == kept_until else kept_until
        elif first in KEPT_BLOCKS:
            kept_until = f"end{first}"
        elif token.token_type == TokenType.TEXT:
            token.contents = reading.lightened(token, beside_tag[number], beside_tag[number + 2])
        elif _is_space(token):
            token.token_type, token.contents = TokenType.TEXT, " "
        if token.token_type != TokenType.TEXT or token.contents:
            yield token
    if reading.state != TEXT:
        raise _wrong(tokens[-1], "The template ends inside a tag, or inside an element whose text is kept.")


def _without_comments(tokens: list[Token]) -> list[Token]:
    """Neither form of comment divides the text around it."""
    kept: list[Token] = []
    in_comment = False
    for token in tokens:
        first = token.contents.split(maxsplit=1)[:1] if token.token_type == TokenType.BLOCK else []
        if in_comment:
            in_comment = first != ["endcomment"]
        elif first == ["comment"]:
            in_comment = True
        elif token.token_type == TokenType.TEXT and kept and kept[-1].token_type == TokenType.TEXT:
            kept[-1].contents += token.contents
        elif token.token_type != TokenType.COMMENT:
            kept.append(token)
    return kept


def _is_space(token: Token) -> bool:
    return token.token_type == TokenType.VAR and token.contents == SPACE


def _wrong(token: Token, message: str) -> TemplateSyntaxError:
    error = TemplateSyntaxError(f"Line {token.lineno}: {message}")
    error.token = token  # type: ignore[attr-defined]
    return error


class _Reading:
    """Reads the text of one template, token after token, and knows whether it is inside a tag."""

    def __init__(self) -> None:
        self.state = TEXT
        self.name = ""
        self.needs_space = False

    def lightened(self, token: Token, tag_before: bool, tag_after: bool) -> str:
        """The text of a token without its line breaks; whether a template's tag stands before and after it."""
        text, written, at, beside_tag = token.contents, "", 0, tag_before
        if self.needs_space and re.match(r"[^\s>/]", text):
            raise _wrong(
                token, "Write a space before an attribute whose condition stands in a line of its own."
            )
        self.needs_space = False
        while at < len(text):
            if len(self.state) > 1:
                end = re.compile(re.escape(self.state), re.IGNORECASE).search(text, at)
                written += text[at : end.start() if end else None]
                if not end:
                    break
                at, self.state = end.start(), TEXT
            found = PIECE.match(text, at)
            assert found  # every character begins a piece
            piece, at = found[0], found.end()
            if "\n" in piece:
                beside_tag = beside_tag if self.state == TEXT else written.endswith(self.state)
                written += "" if beside_tag or self._ends_before(text[at:], tag_after) else " "
            else:
                beside_tag = self._passed(piece, found["name"])
                written += piece
        return written

    def _ends_before(self, rest: str, tag_after: bool) -> bool:
        """Whether a line break vanishes before what follows it."""
        if not rest:
            self.needs_space = tag_after and self.state == TAG
            return tag_after
        if self.state == TEXT:
            return bool(OPENS.match(rest))
        return rest.startswith((">", "/>") if self.state == TAG else self.state)

    def _passed(self, piece: str, name: str | None) -> bool:
        """Go past a piece of text that is no line break; whether a tag has just ended with it."""
        if self.state == TEXT:
            if piece == "<!--":
                self.state = "-->"
            elif name is not None:
                self.state, self.name = TAG, name.lower()
        elif self.state == TAG and piece == ">":
            self.state = f"</{self.name}" if self.name in KEPT_TAGS else TEXT
            return True
        elif self.state == TAG and piece in ("'", '"'):
            self.state = piece
        elif self.state == piece:
            self.state = TAG
        return False
