"""The look as numbers: the tokens read from the style sheet, and the contrast that a reader gets from them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders

DECLARATION = re.compile(r"--([\w-]+):\s*([^;]+);")
HEX = re.compile(r"^#([0-9a-f]{3}|[0-9a-f]{6})$")


@dataclass(frozen=True)
class Shade:
    """A colour on light and on dark paper, with its contrast against the ground it stands on (1 to 21)."""

    name: str
    light: str
    dark: str
    light_contrast: float
    dark_contrast: float


@lru_cache(maxsize=1)
def tokens() -> tuple[dict[str, str], dict[str, str]]:
    """The tokens on light paper, and those on dark paper (the light ones where dark says nothing else)."""
    sheet = Path(str(finders.find("css/tokens.css"))).read_text()
    before, dark_part = sheet.split("@media (prefers-color-scheme: dark)")
    light = dict(DECLARATION.findall(before))
    return light, light | dict(DECLARATION.findall(dark_part.split("[lang|=")[0]))


def shade(name: str, ground: str = "paper") -> Shade:
    """A colour token against another one."""
    light, dark = tokens()
    return Shade(
        name,
        light[name],
        dark[name],
        contrast(light[name], light[ground]),
        contrast(dark[name], dark[ground]),
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    if not HEX.match(colour):
        raise ValueError(f"{colour} is no colour in hexadecimal notation.")
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
