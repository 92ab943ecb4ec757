"""A drawing surface in flat poster style: shapes with grainy shading, drawn at twice the size and reduced.

All coordinates are those of a picture 1600 wide; the same seed always gives the same picture.
"""

import math
import random
from collections.abc import Callable, Sequence
from functools import cache

from PIL import Image, ImageChops, ImageColor, ImageDraw

WIDTH, HEIGHT = 1600, 1067
OVERSAMPLING = 2
# Pixels of the finished picture for one unit: 1280 are the widest size that is made of a picture of this width, and
# seeding spends its time on making sizes.
PIXELS = 0.8
_UNIT = OVERSAMPLING * PIXELS
_TILE = 256

Point = tuple[float, float]
Points = Sequence[Point]
# Towards where a shade or a light grows.
_TURNS: dict[str, Image.Transpose | None] = {
    "down": None,
    "up": Image.Transpose.ROTATE_180,
    "right": Image.Transpose.ROTATE_90,
    "left": Image.Transpose.ROTATE_270,
}


@cache
def _noise(width: int, height: int) -> Image.Image:
    """Even grey noise, a dot of it as large as a pixel of the finished picture."""
    dots = Image.frombytes("L", (_TILE, _TILE), random.Random(11).randbytes(_TILE * _TILE))
    tile = dots.resize((_TILE * OVERSAMPLING,) * 2, Image.Resampling.NEAREST)
    noise = Image.new("L", (width, height))
    for x in range(0, width, tile.width):
        for y in range(0, height, tile.height):
            noise.paste(tile, (x, y))
    return noise


@cache
def _grain(width: int, height: int, depth: int) -> Image.Image:
    fine = _noise(width, height).point(lambda value: 128 + (value - 128) * depth // 128)
    return Image.merge("RGB", (fine, fine, fine))


def mix(first: str, second: str, share: float) -> str:
    """The colour that lies the given share of the way from the first to the second."""
    pairs = zip(ImageColor.getrgb(first), ImageColor.getrgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def smooth(points: Points, *, steps: int = 10, closed: bool = False) -> list[Point]:
    """A curve through the points (Catmull-Rom)."""
    ring = (
        [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    )
    curve: list[Point] = []
    for a, b, c, d in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        for step in range(steps):
            t = step / steps
            curve.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return curve if closed else [*curve, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


def turned(points: Points, angle: float, *, around: Point) -> list[Point]:
    """The points turned by degrees, clockwise as one sees it."""
    sin, cos = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    x0, y0 = around
    return [
        (x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos)
        for x, y in points
    ]


def arc(
    cx: float, cy: float, rx: float, ry: float, start: float, end: float, *, steps: int = 40
) -> list[Point]:
    """Points of an ellipse from one angle to another, in degrees; 0 is right, 90 is down."""
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(cx + rx * math.cos(angle), cy + ry * math.sin(angle)) for angle in angles]


def _even(width: float, height: float) -> tuple[int, int]:
    """The size of the drawing in its own pixels, which can be reduced without a rest."""
    return round(width * PIXELS) * OVERSAMPLING, round(height * PIXELS) * OVERSAMPLING


class Canvas:
    """Where scenes are drawn; `random` belongs to the picture."""

    def __init__(self, *, seed: int, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.width, self.height = width, height
        self.random = random.Random(seed)
        self.image = Image.new("RGB", _even(width, height))
        self._pen = ImageDraw.Draw(self.image)

    def sky(self, *stops: tuple[float, str], top: float = 0, bottom: float | None = None) -> None:
        """Fill the whole width with colours that flow into one another; a stop's place is its share of the height."""
        bottom = self.height if bottom is None else bottom
        column = Image.new("RGB", (1, 256))
        for y in range(256):
            column.putpixel((0, y), ImageColor.getrgb(_stop(stops, y / 255)))
        size = (self.image.width, round((bottom - top) * _UNIT))
        self.image.paste(column.resize(size, Image.Resampling.BILINEAR), (0, round(top * _UNIT)))

    def poly(
        self,
        points: Points,
        fill: str,
        *,
        shade: str = "",
        towards: str = "down",
        strength: float = 0.7,
    ) -> None:
        """A polygon; with a shade, grain of that colour thickens towards one side."""
        scaled = [(x * _UNIT, y * _UNIT) for x, y in points]
        self._pen.polygon(scaled, fill=fill)
        if shade:
            self._shade(
                scaled, lambda pen, dots: pen.polygon(dots, fill=255), shade, towards, strength
            )

    def oval(
        self, cx: float, cy: float, rx: float, ry: float, fill: str,
        *, shade: str = "", towards: str = "down", strength: float = 0.7,
    ) -> None:  # fmt: skip
        corners = [
            ((cx - rx) * _UNIT, (cy - ry) * _UNIT),
            ((cx + rx) * _UNIT, (cy + ry) * _UNIT),
        ]
        self._pen.ellipse(corners, fill=fill)
        if shade:
            self._shade(
                corners, lambda pen, dots: pen.ellipse(dots, fill=255), shade, towards, strength
            )

    def box(
        self, x: float, y: float, width: float, height: float, fill: str,
        *, r: float = 0, shade: str = "", towards: str = "down", strength: float = 0.7,
    ) -> None:  # fmt: skip
        """A rectangle, with rounded corners if a radius is given."""
        corners = [
            (x * _UNIT, y * _UNIT),
            ((x + width) * _UNIT - 1, (y + height) * _UNIT - 1),
        ]
        radius = r * _UNIT
        self._pen.rounded_rectangle(corners, radius, fill=fill)
        if shade:
            self._shade(
                corners,
                lambda pen, dots: pen.rounded_rectangle(dots, radius, fill=255),
                shade,
                towards,
                strength,
            )

    def line(self, points: Points, fill: str, width: float) -> None:
        """A stroke with round ends and corners."""
        scaled = [(x * _UNIT, y * _UNIT) for x, y in points]
        thick = max(1, round(width * _UNIT))
        self._pen.line(scaled, fill=fill, width=thick, joint="curve")
        for x, y in (scaled[0], scaled[-1]):
            self._pen.ellipse(
                [x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2], fill=fill
            )

    def ribbon(self, points: Points, fill: str, width: float) -> None:
        """A broad stroke; in tight bends, where a line of that width has spikes."""
        for x, y in points:
            self.oval(x, y, width / 2, width / 2, fill)

    def glow(
        self,
        cx: float,
        cy: float,
        radius: float,
        color: str,
        *,
        strength: float = 0.8,
        flat: float = 1,
    ) -> None:
        """Light that fades from its middle; `flat` below 1 makes it lower than wide."""
        size = round(radius * 2 * _UNIT), round(radius * 2 * flat * _UNIT)
        faded = Image.radial_gradient("L").point(
            lambda value: round(max(0, 1 - value / 181) ** 2 * 255 * strength)
        )
        mask = faded.resize(size, Image.Resampling.BILINEAR)
        corner = round((cx - radius) * _UNIT), round((cy - radius * flat) * _UNIT)
        self.image.paste(color, (*corner, corner[0] + size[0], corner[1] + size[1]), mask)

    def veil(self, points: Points, fill: str, *, strength: float, towards: str = "") -> None:
        """A see-through polygon, even or growing towards one side: beams, mist, long shadows."""
        scaled = [(x * _UNIT, y * _UNIT) for x, y in points]
        left, top, mask = self._mask(scaled, lambda pen, dots: pen.polygon(dots, fill=255))
        amount = (
            self._ramp(mask.size, towards, strength)
            if towards
            else Image.new("L", mask.size, round(255 * strength))
        )
        self.image.paste(fill, (left, top), ImageChops.multiply(mask, amount))

    def finish(self, *, grain: int = 3) -> Image.Image:
        """The picture at its own size, with a little grain over all of it."""
        picture = self.image.reduce(OVERSAMPLING)
        return ImageChops.add(picture, _grain(*picture.size, grain), 1, -128)

    def _mask(
        self, points: Points, draw: Callable[[ImageDraw.ImageDraw, list[Point]], None]
    ) -> tuple[int, int, Image.Image]:
        left = math.floor(max(0, min(x for x, _y in points)))
        top = math.floor(max(0, min(y for _x, y in points)))
        right = math.ceil(min(self.image.width, max(x for x, _y in points) + 1))
        bottom = math.ceil(min(self.image.height, max(y for _x, y in points) + 1))
        mask = Image.new("L", (max(1, right - left), max(1, bottom - top)))
        draw(ImageDraw.Draw(mask), [(x - left, y - top) for x, y in points])
        return left, top, mask

    def _shade(
        self, points: Points, draw: Callable[[ImageDraw.ImageDraw, list[Point]], None],
        color: str, towards: str, strength: float,
    ) -> None:  # fmt: skip
        left, top, mask = self._mask(points, draw)
        ramp = self._ramp(mask.size, towards, strength)
        noise = _noise(*self.image.size).crop((left, top, left + mask.width, top + mask.height))
        dots = ImageChops.subtract(ramp, noise).point(lambda value: 255 if value else 0)
        # Dots alone make files twice as large; half of the tone is even.
        tone = ImageChops.multiply(mask, Image.blend(ramp, dots, 0.4))
        self.image.paste(color, (left, top), tone)

    @staticmethod
    def _ramp(size: tuple[int, int], towards: str, strength: float) -> Image.Image:
        ramp = Image.linear_gradient("L").point(lambda value: round(value * strength))
        turn = _TURNS[towards]
        return (ramp.transpose(turn) if turn is not None else ramp).resize(
            size, Image.Resampling.BILINEAR
        )


def _stop(stops: Sequence[tuple[float, str]], place: float) -> str:
    before = max((stop for stop in stops if stop[0] <= place), default=stops[0])
    after = min((stop for stop in stops if stop[0] >= place), default=stops[-1])
    if before == after:
        return before[1]
    return mix(before[1], after[1], (place - before[0]) / (after[0] - before[0]))
