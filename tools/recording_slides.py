"""The slides of a demonstration talk as one HTML document, in the school's look.

Used by tools/recordings.py alone: Chromium photographs each slide for the video and prints the
same document as the PDF that people download.
"""

from html import escape
from pathlib import Path

WIDTH, HEIGHT = 854, 480
FONTS = Path(__file__).resolve().parents[1] / "static" / "fonts"

STYLE = """
@font-face { font-family: "School Serif"; src: url("FONT_FILE"); font-weight: 400 700; }
@page { size: WIDTHpx HEIGHTpx; margin: 0; }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { -webkit-print-color-adjust: exact; }
body { color: #1f1b16; font: 20px/1.4 "Noto Sans", "Noto Sans Arabic", sans-serif; font-variant-numeric: tabular-nums; }
section { position: relative; inline-size: WIDTHpx; block-size: HEIGHTpx; overflow: hidden; background: #faf8f3;
  padding: 26px 44px 20px; border-block-start: 7px solid #0f4f47; display: flex; flex-direction: column; break-after: page; }
section:last-child { break-after: auto; }
.top { display: flex; align-items: center; gap: 12px; min-block-size: 24px; color: #0f4f47; font-size: 15px; font-weight: 600; }
.top svg { inline-size: 22px; block-size: 22px; }
h1, h2 { font-family: "School Serif", "Noto Naskh Arabic", "Noto Serif", serif; font-weight: 500; line-height: 1.14;
  letter-spacing: -.012em; text-wrap: balance; }
:lang(ar) h1, :lang(ar) h2 { font-weight: 700; line-height: 1.35; letter-spacing: 0; }
h1 { font-size: 54px; margin-block: auto; max-inline-size: 15em; }
h2 { font-size: 37px; margin-block: 12px 18px; }
main { flex: 1; display: flex; flex-direction: column; padding-block-start: 10px; }
footer { display: flex; justify-content: space-between; align-items: center; gap: 24px; font-size: 13px; color: #5c5347; }
footer svg { inline-size: 180px; block-size: 14px; flex: none; }
[dir="rtl"] footer svg { transform: scaleX(-1); }
.note { margin-block-start: 16px; font-size: 17px; color: #5c5347; }
ol, ul { list-style: none; }
li { display: flex; gap: 18px; align-items: baseline; padding-block: 11px; border-block-start: 1px solid #d9d1c1; font-size: 27px;
  font-family: "School Serif", "Noto Naskh Arabic", "Noto Serif", serif; }
main :has(> li:nth-child(5)) > li { font-size: 23px; padding-block: 8px; }
li:last-child { border-block-end: 1px solid #d9d1c1; }
li b { color: #a3271f; font-weight: 500; min-inline-size: 1.2em; }
li i { inline-size: 12px; block-size: 12px; background: #0f4f47; flex: none; align-self: center; }
.form li { padding-block: 13px; align-items: center; color: #5c5347; }
.form li span { flex: 1; }
.form em { display: flex; gap: 12px; }
.form em i { inline-size: 26px; block-size: 26px; border: 1.5px solid #aca08a; background: none; }
.form .on { color: #1f1b16; background: #e2ece6; box-shadow: -14px 0 0 #e2ece6, 14px 0 0 #e2ece6; }
.form .on em i:first-child { background: #0f4f47; border-color: #0f4f47; }
table { inline-size: 100%; border-collapse: collapse; border-block-start: 3px solid #1f1b16; font-size: 22px; }
th { font-size: 16px; font-weight: 600; text-align: start; padding-block: 6px; border-block-end: 1px solid #1f1b16; }
td { padding-block: 6px; border-block-end: 1px solid #d9d1c1; }
td + td, th + th { text-align: end; }
td bdi { unicode-bidi: isolate; direction: ltr; }
tr:last-child td { border-block-end: 1px solid #1f1b16; }
table.long { font-size: 20px; } table.long :is(th, td) { padding-block: 3px; } table.long + .note { margin-block-start: 8px; font-size: 15px; }
tr.total td { font-weight: 600; border-block-start: 1px solid #1f1b16; }
.bars { display: grid; gap: 15px; }
.bars div { display: grid; grid-template-columns: 1fr auto; gap: 3px 16px; }
.bars svg { grid-column: 1 / -1; inline-size: 100%; block-size: 22px; }
[dir="rtl"] .bars svg { transform: scaleX(-1); }
.bars strong { font-weight: 600; }
section.cover { background: #0f4f47; color: #fdfbf5; border-color: #0a3a34; }
.cover .top, .cover footer, .cover .note { color: #cfe0d8; }
"""

MARK = (
    '<svg viewBox="0 0 36 36"><path d="M.75.75h10v10h-10zM12.75 12.75h10v10h-10zM25.25 25.25h10v10h-10z" fill="none" '
    'stroke="currentColor" stroke-width="1.5"/><path d="M13 0h11v11H13zM26 0h10v11H26zM0 13h11v11H0zM0 26h11v10H0zM13 26h11v10'
    'H13z" fill="currentColor" opacity=".32"/><path d="M25 12h11v11H25z" fill="currentColor"/></svg>'
)


def _ticks(index: int, count: int) -> str:
    """The axis at the foot: one tick a slide, the line drawn as far as the talk has come."""
    step = 176 / max(count - 1, 1)
    ticks = "".join(f'<path d="M{2 + step * n:.1f} 2v10" stroke="currentColor"/>' for n in range(count))
    done = 2 + step * index
    return (
        f'<svg viewBox="0 0 180 14"><path d="M2 7h176" stroke="currentColor"/>{ticks}'
        f'<path d="M2 7H{done:.1f}" stroke="#c8463c" stroke-width="4"/></svg>'
    )


def _cell(value) -> str:
    return f"<td><bdi>{escape(str(value))}</bdi></td>"


def _table(slide: dict) -> str:
    heads = "".join(f"<th>{escape(label)}</th>" for label in slide["columns"])
    rows = [
        "<tr>" + f"<td>{escape(row[0])}</td>" + "".join(map(_cell, row[1:])) + "</tr>"
        for row in slide["rows"]
    ]
    if total := slide.get("total"):
        cells = f"<td>{escape(total[0])}</td>" + "".join(map(_cell, total[1:]))
        rows.append(f'<tr class="total">{cells}</tr>')
    size = ' class="long"' if len(rows) > 5 else ""
    return f"<table{size}><tr>{heads}</tr>{''.join(rows)}</table>"


def _bars(slide: dict) -> str:
    greatest = max(value for _, value, _ in slide["bars"])
    parts = []
    for label, value, shown in slide["bars"]:
        bar = f'<svg preserveAspectRatio="none" viewBox="0 0 100 10"><path d="M0 0h{100 * value / greatest:.2f}v10H0z" fill="#0f4f47"/></svg>'
        parts.append(
            f"<div><span>{escape(label)}</span><strong><bdi dir='ltr'>{escape(shown)}</bdi></strong>{bar}</div>"
        )
    return f'<div class="bars">{"".join(parts)}</div>'


def _points(slide: dict) -> str:
    return (
        "<ul>"
        + "".join(f"<li><i></i><span>{escape(point)}</span></li>" for point in slide["points"])
        + "</ul>"
    )


def _steps(slide: dict) -> str:
    items = (f"<li><b>{n}</b><span>{escape(point)}</span></li>" for n, point in enumerate(slide["points"], 1))
    return "<ol>" + "".join(items) + "</ol>"


def _form(slide: dict) -> str:
    """The questionnaire of the look: three lines of a form, the one being spoken of is lit."""
    items = []
    for number, row in enumerate(slide["rows"], 1):
        lit = ' class="on"' if number == slide["lit"] else ""
        items.append(f"<li{lit}><b>{number}</b><span>{escape(row)}</span><em><i></i><i></i><i></i></em></li>")
    return f'<ul class="form">{"".join(items)}</ul>'


KINDS = {"table": _table, "bars": _bars, "points": _points, "steps": _steps, "form": _form}


def _slide(slide: dict, index: int, count: int, chapter: str, footer: str) -> str:
    note = f'<p class="note">{escape(slide["note"])}</p>' if slide.get("note") else ""
    top = f'<div class="top">{MARK}<span>{escape(chapter)}</span></div>'
    foot = f"<footer><span>{escape(footer)}</span>{_ticks(index, count)}</footer>"
    if slide["kind"] == "cover":
        return f'<section class="cover">{top}<h1>{escape(slide["heading"])}</h1>{note}<p>&nbsp;</p>{foot}</section>'
    body = f"<main>{KINDS[slide['kind']](slide)}{note}</main>"
    return f"<section>{top}<h2>{escape(slide['heading'])}</h2>{body}{foot}</section>"


def deck(talk: dict) -> str:
    """The whole talk as one HTML document, one <section> a slide."""
    style = STYLE.replace("FONT_FILE", (FONTS / "source-serif-4-roman.woff2").as_uri())
    style = style.replace("WIDTH", str(WIDTH)).replace("HEIGHT", str(HEIGHT))
    sections, chapter = [], ""
    for index, slide in enumerate(talk["slides"]):
        chapter = slide.get("chapter", chapter)
        sections.append(_slide(slide, index, len(talk["slides"]), chapter, talk["footer"]))
    direction = "rtl" if talk["language"] == "ar" else "ltr"
    title = escape(talk["slides"][0]["heading"])
    return (
        f'<!doctype html><html lang="{talk["language"]}" dir="{direction}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style}</style></head><body>{''.join(sections)}</body></html>"
    )
