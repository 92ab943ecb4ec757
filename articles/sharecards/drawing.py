"""Draws a card, as large as all who show shared links ask for."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

from articles.sharecards import HEIGHT, WIDTH, Card, letters
from articles.sharecards.letters import Style

EDGE = 80
PAPER, INK, LINE = "#fbf8f2", "#211c15", "#dfd6c6"
# As static/css/tokens.css has them on paper; the first where a section has none.
HUES = {
    "": "#98301a", "brick": "#98301a", "amber": "#8a5200", "olive": "#5c6312",
    "forest": "#27683b", "teal": "#0f6a6a", "blue": "#1f5f95", "violet": "#5b4a9e",
    "plum": "#8a3272", "slate": "#4f5a66",
}  # fmt: skip
BAND, RULE_AT, SITE_AT = 20, 522, 582
HEADLINE_SIZES = (92, 84, 76, 68, 60, 54, 48, 42)
# Of the size, from one line to the next.
LEADING = 1.14
# A palette is a fifth of the bytes, and enough for letters on paper.
COLOURS = 48


def draw(card: Card) -> bytes:
    """The card as a PNG; the same bytes for the same words."""
    canvas, hue = Image.new("RGB", (WIDTH, HEIGHT), PAPER), HUES[card.colour]
    pen = ImageDraw.Draw(canvas)
    pen.rectangle((0, 0, WIDTH, BAND), fill=hue)
    pen.rectangle((EDGE, RULE_AT, WIDTH - EDGE, RULE_AT + 1), fill=LINE)
    top = BAND + 50
    if card.above:
        style = Style("sans", 36, card.language)
        letters.draw(canvas, (EDGE, top + 44), _line(card.above, style), style, hue)
        top += 76
    _headline(canvas, card, top)
    style = Style("serif", 40)
    letters.draw(canvas, (EDGE, SITE_AT), _line(card.site, style), style, INK)
    file = BytesIO()
    canvas.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        file, "PNG", optimize=True
    )
    return file.getvalue()


def _headline(canvas: Image.Image, card: Card, top: int) -> None:
    """As large as there is room for, in the middle of it; what is too long ends in an ellipsis."""
    room = RULE_AT - 30 - top
    style, lines = _fitting(card, room)
    step = style.size * LEADING
    first = top + (room - step * len(lines)) / 2 + style.size
    for number, line in enumerate(lines):
        letters.draw(canvas, (EDGE, first + number * step), line, style, INK)


def _fitting(card: Card, room: int) -> tuple[Style, Sequence[str]]:
    for size in HEADLINE_SIZES:
        style = Style("serif", size, card.language)
        lines = letters.wrapped(card.headline, style, widest=WIDTH - 2 * EDGE)
        most = int(room // (size * LEADING))
        if len(lines) <= most:
            return style, lines
    rest = " ".join(lines[most - 1 :])
    return style, [*lines[: most - 1], _line(rest, style)]


def _line(text: str, style: Style) -> str:
    """As much of the text as one line holds."""
    kept = text
    while letters.width(kept, style) > WIDTH - 2 * EDGE:
        kept = kept.removesuffix("…")[:-1].rstrip() + "…"
    return kept
