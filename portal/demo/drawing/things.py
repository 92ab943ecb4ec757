"""What stands in more than one scene."""

import math

from portal.demo.drawing.canvas import Canvas, Point, arc, mix, smooth

# Rows of coordinates stay rows.
# fmt: off


def hills(
    c: Canvas, y: float, height: float, fill: str, *, shade: str = "", waves: float = 2, shift: float = 0,
    towards: str = "down", strength: float = 0.7,
) -> list[Point]:
    """A rolling ridge over the whole width, filled down to the lower edge; gives the ridge back."""
    ridge = []
    for step in range(81):
        x = c.width * step / 80
        angle = 2 * math.pi * waves * step / 80 + shift
        ridge.append((x, y - height * (0.62 * math.sin(angle) + 0.38 * math.sin(2.3 * angle + 1.3))))
    c.poly([*ridge, (c.width, c.height), (0, c.height)], fill, shade=shade, towards=towards, strength=strength)
    return ridge


def peak(c: Canvas, x: float, y: float, width: float, height: float, *, light: str, dark: str, snow: str = "") -> None:
    """A mountain of two faces, its foot in the middle of (x, y)."""
    top = (x, y - height)
    keel = [top, (x + width * 0.05, y - height * 0.66), (x - width * 0.04, y - height * 0.38), (x + width * 0.08, y)]
    c.poly([top, (x - width / 2, y), *reversed(keel)], light, shade=dark, towards="down", strength=0.35)
    c.poly([*keel, (x + width / 2, y)], dark)
    if snow:
        _snow(c, x, y, width, height, snow, mix(snow, dark, 0.35))


def _snow(c: Canvas, x: float, y: float, width: float, height: float, light: str, dark: str) -> None:
    def down(share: float, side: float) -> Point:
        return x + side * width / 2 * share, y - height * (1 - share)

    middle = (x + width * 0.05, y - height * 0.66)
    c.poly([down(0, 1), middle, (x + width * 0.10, y - height * 0.70), (x + width * 0.12, y - height * 0.60), down(0.34, 1)], dark)
    c.poly([down(0, 1), down(0.38, -1), (x - width * 0.12, y - height * 0.70), (x - width * 0.07, y - height * 0.58), (x - width * 0.02, y - height * 0.70), middle], light)


def stars(c: Canvas, count: int, *, below: float, color: str) -> None:
    for _number in range(count):
        x, y = c.random.uniform(0, c.width), c.random.uniform(0, below)
        size = c.random.choice((0.9, 1.1, 1.4, 2.2))
        c.oval(x, y, size, size, color)


def ripples(
    c: Canvas, top: float, bottom: float, color: str, *, count: int = 60, left: float = 0, right: float = 0,
    longest: float = 120,
) -> None:
    """Short level strokes on water, longer and wider apart towards the viewer."""
    right = right or c.width
    for _number in range(count):
        near = c.random.random() ** 0.8
        y = top + (bottom - top) * near
        x = c.random.uniform(left, right)
        length = longest * (0.25 + 0.75 * near) * c.random.uniform(0.4, 1)
        c.line([(x - length / 2, y), (x + length / 2, y)], color, 1.5 + 3 * near)


def sparkle(c: Canvas, x: float, top: float, bottom: float, color: str, *, width: float, count: int = 24) -> None:
    """The track of a light on water below it."""
    for number in range(count):
        share = number / count
        y = top + (bottom - top) * share
        half = width * (0.35 + 0.65 * share) * c.random.uniform(0.35, 1) / 2
        drift = c.random.uniform(-0.2, 0.2) * width
        c.line([(x + drift - half, y), (x + drift + half, y)], color, 2 + 3.5 * share)


def cloud(c: Canvas, x: float, y: float, width: float, color: str, *, shade: str = "") -> None:
    """A flat-bottomed cloud, its foot in the middle of (x, y)."""
    for dx, dy, r in ((-0.30, 0.10, 0.14), (-0.08, 0.18, 0.20), (0.16, 0.13, 0.17), (0.34, 0.07, 0.10)):
        c.oval(x + dx * width, y - dy * width * 0.6, r * width, r * width * 0.8, color)
    c.box(x - width / 2, y - 0.12 * width, width, 0.12 * width, color, r=0.06 * width, shade=shade, strength=0.4)


def poplar(c: Canvas, x: float, y: float, height: float, color: str, *, shade: str = "") -> None:
    """A slender tree with its foot at (x, y)."""
    width = height * 0.16
    c.line([(x, y), (x, y - height * 0.2)], mix(color, "#2a1d14", 0.6), max(2, height * 0.025))
    leaf = smooth([(x, y - height), (x + width * 0.72, y - height * 0.55), (x + width * 0.5, y - height * 0.16), (x, y - height * 0.08), (x - width * 0.5, y - height * 0.16), (x - width * 0.72, y - height * 0.55)], closed=True)
    c.poly(leaf, color, shade=shade, towards="right", strength=0.8)


def tree(c: Canvas, x: float, y: float, height: float, color: str, *, shade: str, trunk: str) -> None:
    """A round tree with its foot at (x, y)."""
    r = height * 0.36
    top = y - height + r
    c.poly([(x - height * 0.03, y), (x + height * 0.03, y), (x + height * 0.018, top), (x - height * 0.018, top)], trunk)
    for side in (-1, 1):
        c.line([(x, top + r * 0.75), (x + side * r * 0.42, top + r * 0.25)], trunk, height * 0.022)
    c.oval(x, top, r, r * 1.06, color, shade=shade, towards="right", strength=0.75)


def fir(c: Canvas, x: float, y: float, height: float, color: str, *, shade: str = "") -> None:
    width = height * 0.42
    c.box(x - height * 0.02, y - height * 0.12, height * 0.04, height * 0.12, mix(color, "#1a120c", 0.6))
    for low, high, share in ((0.08, 0.52, 1.0), (0.32, 0.76, 0.74), (0.56, 1.0, 0.48)):
        half = width * share / 2
        c.poly([(x - half, y - height * low), (x, y - height * high), (x + half, y - height * low)], color, shade=shade, towards="right", strength=0.7)


def house(
    c: Canvas, x: float, y: float, width: float, height: float, *, wall: str, roof: str, side: str = "",
    window: str = "", rows: int = 1,
) -> None:
    """A house seen from the front, its lower left corner at (x, y); the roof stands above its height."""
    c.box(x, y - height, width, height, wall, shade=side, towards="right", strength=0.7)
    rise = width * 0.42
    c.poly([(x - width * 0.08, y - height), (x + width * 0.5, y - height - rise), (x + width * 1.08, y - height)], roof)
    if not window:
        return
    columns = max(1, round(width / 60))
    gap = width / (columns + 1)
    for row in range(rows):
        for column in range(columns):
            size = min(gap * 0.42, height / rows * 0.34)
            cx, cy = x + gap * (column + 1), y - height + height / rows * (row + 0.45)
            c.box(cx - size / 2, cy - size * 0.65, size, size * 1.3, window, r=size * 0.08)


def person(c: Canvas, x: float, y: float, height: float, color: str, *, coat: str = "", stride: float = 0.12) -> None:
    """A walking figure without a face, feet at (x, y)."""
    head = height * 0.085
    for side in (-1, 1):
        c.line([(x, y - height * 0.42), (x + side * stride * height, y)], color, height * 0.07)
    body = [(x - height * 0.12, y - height * 0.36), (x - height * 0.09, y - height * 0.80), (x + height * 0.09, y - height * 0.80), (x + height * 0.12, y - height * 0.36)]
    c.poly(smooth(body, closed=True, steps=5), coat or color)
    c.oval(x, y - height + head, head, head * 1.1, color)


def birds(c: Canvas, places: tuple[tuple[float, float, float], ...], color: str) -> None:
    for x, y, span in places:
        left = arc(x - span / 4, y, span / 4, span / 6, 190, 350, steps=12)
        right = arc(x + span / 4, y, span / 4, span / 6, 190, 350, steps=12)
        c.line(left, color, max(1.6, span / 16))
        c.line(right, color, max(1.6, span / 16))


def lantern(c: Canvas, x: float, y: float, size: float, color: str, *, light: str) -> None:
    c.glow(x, y, size * 4.5, light, strength=0.55)
    c.oval(x, y, size * 0.62, size * 0.8, color)
    c.oval(x, y, size * 0.34, size * 0.5, light)


def crescent(c: Canvas, x: float, y: float, r: float, color: str) -> None:
    """A young moon, open to the upper right."""
    # The angles at which the two circles meet.
    outer = arc(x, y, r, r, 22, 263)
    inner = arc(x + r * 0.42, y - r * 0.32, r * 0.86, r * 0.86, 231, 54)
    c.poly([*outer, *inner], color)
