"""People who are near enough to have hair and hands, and still no faces."""

from portal.demo.drawing.canvas import Canvas, Point, arc, mix, smooth

# Rows of coordinates stay rows.
# fmt: off


def bust(
    c: Canvas, x: float, y: float, size: float, *, coat: str, skin: str, hair: str, cut: str = "short", turn: int = 0,
) -> None:
    """Head and shoulders cut off level at y; `size` is the height of the head, `turn` the side it looks to."""
    wide = size * 1.05
    shoulders = [(x - wide, y), (x - wide * 0.92, y - size * 0.62), (x - size * 0.42, y - size * 0.92), (x + size * 0.42, y - size * 0.92), (x + wide * 0.92, y - size * 0.62), (x + wide, y)]
    if cut == "long":
        c.poly(smooth([(x - size * 0.52, y - size * 0.66), (x - size * 0.5, y - size * 1.7), (x, y - size * 2.04), (x + size * 0.5, y - size * 1.7), (x + size * 0.52, y - size * 0.66)], closed=True), hair)
    c.poly([shoulders[0], *smooth(shoulders[1:-1], steps=6), shoulders[-1]], coat, shade=mix(coat, "#14142a", 0.6), towards="right", strength=0.8)
    c.poly(smooth([(x - size * 0.2, y - size * 1.2), (x - size * 0.24, y - size * 0.86), (x, y - size * 0.7), (x + size * 0.24, y - size * 0.86), (x + size * 0.2, y - size * 1.2)], steps=6), mix(skin, "#7a3a2a", 0.3))
    hx, hy = x + turn * size * 0.07, y - size * 1.42
    c.oval(hx, hy, size * 0.39, size * 0.5, skin, shade=mix(skin, "#7a2f2a", 0.5), towards="right", strength=0.7)
    _hair(c, hx, hy, size, hair, cut)


def _hair(c: Canvas, x: float, y: float, size: float, hair: str, cut: str) -> None:
    shade = mix(hair, "#0f0d18", 0.6)
    if cut == "cap":
        c.poly(arc(x, y - size * 0.16, size * 0.43, size * 0.42, 180, 360), hair, shade=shade, towards="right")
        c.box(x - size * 0.46, y - size * 0.24, size * 0.92, size * 0.15, mix(hair, "#fff3dd", 0.55), r=size * 0.07)
        return
    if cut == "bun":
        c.oval(x, y - size * 0.62, size * 0.2, size * 0.18, hair, shade=shade, towards="right")
    brow = -0.1 if cut == "bald" else -0.18
    crown = [(x - size * 0.43, y + size * 0.04), (x - size * 0.42, y - size * 0.34), (x - size * 0.14, y - size * 0.56), (x + size * 0.2, y - size * 0.54), (x + size * 0.43, y - size * 0.3), (x + size * 0.43, y + size * 0.04), (x + size * 0.3, y + size * brow), (x - size * 0.1, y - size * 0.3), (x - size * 0.3, y + size * brow)]
    if cut == "bald":
        for side in (-1, 1):
            c.oval(x + side * size * 0.38, y - size * 0.02, size * 0.09, size * 0.2, hair)
        return
    c.poly(smooth(crown, closed=True, steps=6), hair, shade=shade, towards="right", strength=0.5)


def sleeve(c: Canvas, shoulder: Point, elbow: Point, wrist: Point, width: float, coat: str, skin: str) -> None:
    """An arm in a sleeve, with a hand at its end."""
    c.line(smooth([elbow, wrist], steps=4), mix(skin, "#7a3a2a", 0.12), width * 0.62)
    c.line(smooth([shoulder, elbow, _towards(elbow, wrist, 0.72)], steps=8), coat, width)
    c.oval(*wrist, width * 0.42, width * 0.38, skin, shade=mix(skin, "#7a2f2a", 0.4), towards="right")


def _towards(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def back(c: Canvas, x: float, y: float, height: float, *, coat: str, hair: str, hat: str = "") -> None:
    """Somebody standing with their back to us, feet at (x, y)."""
    dark = mix(coat, "#14142a", 0.7)
    c.veil(arc(x + height * 0.06, y, height * 0.24, height * 0.035, 0, 360), "#14142a", strength=0.4)
    for side in (-1, 1):
        c.line([(x + side * height * 0.06, y - height * 0.4), (x + side * height * 0.065, y - height * 0.02)], dark, height * 0.085)
    c.poly(smooth([(x - height * 0.17, y - height * 0.3), (x - height * 0.15, y - height * 0.74), (x - height * 0.05, y - height * 0.82), (x + height * 0.05, y - height * 0.82), (x + height * 0.15, y - height * 0.74), (x + height * 0.17, y - height * 0.3)], closed=True, steps=8), coat, shade=dark, towards="right")
    c.oval(x, y - height * 0.9, height * 0.075, height * 0.092, hair)
    if hat:
        c.poly(arc(x, y - height * 0.92, height * 0.085, height * 0.09, 180, 360), hat, shade=mix(hat, "#14142a", 0.5), towards="right")
        c.box(x - height * 0.09, y - height * 0.935, height * 0.18, height * 0.03, mix(hat, "#fff3dd", 0.4), r=height * 0.014)
