"""Lines of text in the site's own fonts, which are cut by script: each letter finds its file."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont, features

_FOLDER = settings.BASE_DIR / "static"
_RULE = re.compile(r"@font-face \{(.*?)\}", re.DOTALL)
_FILE = re.compile(r"fonts/((?:serif|sans)-(?:latin|latin-ext|cyrillic|greek))\.woff2")
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
# Letter forms of a language, as Serbian has them, need the library that lays lines out.
_KNOWS_LANGUAGES = features.check("raqm")
BOLD = 700
# What stands for signs that the fonts lack and that Unicode knows no plainer form of.
_INSTEAD = {
    "\u2011": "-", "₺": "TL", "₽": "RUB", "₴": "UAH", "₾": "GEL", "₼": "AZN", "₿": "BTC",
}  # fmt: skip


@dataclass(frozen=True)
class Style:
    """`face` is "serif" or "sans"; the size in pixels; the language as BCP 47 has it."""

    face: str
    size: int
    language: str = ""

    @property
    def known_language(self) -> str | None:
        return self.language if self.language and _KNOWS_LANGUAGES else None


def drawable(text: str) -> str:
    """The text in signs that the fonts have; of what has no plainer form nothing is left."""
    known = _files("serif")
    composed = unicodedata.normalize("NFC", text)
    plain = "".join(sign if ord(sign) in known else _plainer(sign) for sign in composed)
    return " ".join("".join(sign for sign in plain if ord(sign) in known).split())


def _plainer(sign: str) -> str:
    return _INSTEAD.get(sign) or unicodedata.normalize("NFKD", sign)


def width(text: str, style: Style) -> float:
    return sum(
        font.getlength(run, language=style.known_language) for run, font in _runs(text, style)
    )


def draw(
    canvas: Image.Image, place: tuple[float, float], text: str, style: Style, colour: str
) -> None:
    """Write one line that begins at the place, which is on its base line."""
    pen, (x, y) = ImageDraw.Draw(canvas), place
    for run, font in _runs(text, style):
        pen.text((x, y), run, fill=colour, font=font, anchor="ls", language=style.known_language)
        x += font.getlength(run, language=style.known_language)


def wrapped(text: str, style: Style, *, widest: float) -> list[str]:
    """The text in lines of at most this width; only a word that fits on none is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, style) <= widest:
            lines[-1] = longer
        else:
            lines += _broken(word, style, widest)
    return [line for line in lines if line]


def _broken(word: str, style: Style, widest: float) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and width(pieces[-1] + sign, style) > widest:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _runs(text: str, style: Style) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    """Neighbours of one file together; a sign that none of our fonts has is left out."""
    files = _files(style.face)
    for file, signs in groupby(text, lambda sign: files.get(ord(sign), "")):
        if file:
            yield "".join(signs), _font(file, style.size)


@lru_cache(maxsize=64)
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(_FOLDER / "fonts" / f"{file}.woff2", size)
    font.set_variation_by_axes([BOLD])
    return font


@cache
def _files(face: str) -> dict[int, str]:
    """The file of each letter of a typeface, as browsers are told."""
    rules = _RULE.findall((_FOLDER / "css" / "fonts.css").read_text())
    named = {found[1]: rule for rule in rules if (found := _FILE.search(rule))}
    return {
        sign: file
        for file, rule in named.items()
        if file.startswith(f"{face}-")
        for first, last in _RANGE.findall(rule)
        for sign in range(int(first, 16), int(last or first, 16) + 1)
    }
