"""Scenes of buying and selling."""

import math

from portal.demo.drawing.canvas import Canvas, arc, mix, smooth
from portal.demo.drawing.things import cloud, house, person

# Rows of coordinates stay rows.
# fmt: off


def market(c: Canvas) -> None:
    """Stalls on a Saturday morning."""
    c.sky((0, "#9fd0d6"), (1, "#f6efd2"), bottom=640)
    cloud(c, 1300, 160, 300, "#f4f3e2")
    cloud(c, 260, 120, 200, "#eef1e0")
    for x, width, height, wall, roof in (
        (-30, 230, 360, "#e6b98a", "#b5563c"), (215, 190, 300, "#f0d7a8", "#c76a43"), (420, 250, 400, "#d99a76", "#94433a"),
        (690, 200, 320, "#efe0bd", "#b5563c"), (905, 240, 380, "#c9b98f", "#8a4a3c"), (1160, 200, 310, "#e9c494", "#c76a43"), (1375, 270, 370, "#d8a07c", "#94433a"),
    ):  # fmt: skip
        house(c, x, 700, width, height, wall=wall, roof=roof, side=mix(wall, "#8a5a4a", 0.5), window="#7a5a52", rows=3)
    c.poly([(0, 636), (1600, 636), (1600, 1067), (0, 1067)], "#e3cda0", shade="#b08a5e", strength=0.8)
    for x, width, colors in ((-60, 480, ("#2f7d7a", "#f6ecd3")), (500, 620, ("#cf4634", "#f8eed8")), (1200, 500, ("#e2a03a", "#f8eed8"))):
        _stall(c, x, width, colors)


def _stall(c: Canvas, x: float, width: float, colors: tuple[str, str]) -> None:
    big = width > 600
    y, top = (1000, 400) if big else (930, 450)
    for post in (x + 20, x + width - 20):
        c.line([(post, y), (post, top + 60)], "#6a4632", 12)
    c.veil([(x + 26, top + 140), (x + width - 26, top + 140), (x + width - 26, y - 170), (x + 26, y - 170)], "#4a2c2a", strength=0.55)
    if big:
        person(c, x + 330, y - 30, 420, "#5a3428", coat="#f2e3c4", stride=0.02)
        c.box(x + 284, y - 300, 92, 160, "#2f6a6a", r=16)
        c.box(x + 292, y - 452, 76, 26, "#c23b33", r=12)
    _awning(c, x, top, width, colors)
    c.box(x, y - 172, width, 172, "#a9744a", shade="#6a3f2c", strength=0.8)
    crates = max(3, round(width / 140))
    for number in range(crates):
        _crate(c, x + 12 + number * (width - 24) / crates, y - 128, (width - 24) / crates - 10, number)


def _awning(c: Canvas, x: float, y: float, width: float, colors: tuple[str, str]) -> None:
    stripes = round(width / 62)
    for number in range(stripes):
        left, right = x - 34 + number * (width + 68) / stripes, x - 34 + (number + 1) * (width + 68) / stripes
        top_left, top_right = x + number * width / stripes, x + (number + 1) * width / stripes
        fill = colors[number % 2]
        c.poly([(top_left, y), (top_right, y), (right, y + 110), (left, y + 110)], fill, shade=mix(fill, "#8a3f2a", 0.45), strength=0.5)
        c.poly(arc((left + right) / 2, y + 109, (right - left) / 2, 34, 0, 180, steps=14), mix(fill, "#5a2f2a", 0.18))


def _crate(c: Canvas, x: float, y: float, width: float, number: int) -> None:
    heaps = (("#d8392f", "#8d1f2b"), ("#f0a52e", "#c26a1e"), ("#6f9c3d", "#3b6a34"), ("#7a3a6a", "#4a1f48"), ("#f3d04e", "#c99a2e"), ("#e0693a", "#a33d26"))
    fill, shade = heaps[(number * 2 + round(x / 97)) % len(heaps)]
    r = 19
    for row in range(3):
        count = int(width // (r * 1.7)) - row
        for place in range(count):
            cx = x + width / 2 + (place - (count - 1) / 2) * r * 1.75
            c.oval(cx, y - 2 - row * r * 1.25, r, r, fill, shade=shade, towards="right", strength=0.9)
    c.box(x, y, width, 62, "#d9a466", r=4, shade="#a86f40", strength=0.8)
    c.line([(x + 6, y + 31), (x + width - 6, y + 31)], "#a86f40", 4)


def bakery(c: Canvas) -> None:
    """A bakery window before dawn, a bicycle in front of it."""
    c.sky((0, "#27335e"), (1, "#1b2347"), bottom=880)
    for row in range(22):
        for column in range(18):
            if c.random.random() < 0.18:
                c.box(column * 92 + (row % 2) * 46, row * 40, 84, 32, c.random.choice(("#2f3d6d", "#222c55", "#334377")), r=4)
    c.glow(800, 500, 900, "#f0a24a", strength=0.38, flat=0.8)
    c.box(330, 190, 940, 590, "#5a2f2f", r=14)
    c.poly([*arc(800, 400, 440, 180, 180, 360), (1240, 750), (360, 750)], "#ffcf7d", shade="#e38a3c", strength=0.9)
    for y in (430, 570, 700):
        c.box(360, y, 880, 14, "#9a5a34")
        c.veil([(360, y + 14), (1240, y + 14), (1240, y + 34), (360, y + 34)], "#7a3a24", strength=0.35)
    _loaves(c)
    for x in (650, 950):
        c.box(x - 7, 232, 14, 520, "#5a2f2f")
    c.box(330, 740, 940, 46, "#7a3f33", r=6)
    _scallops(c, 300, 150, 1000)
    c.sky((0, "#343a63"), (1, "#171c3a"), top=868)
    c.veil([(380, 872), (1220, 872), (1480, 1067), (140, 1067)], "#f0a24a", strength=0.6, towards="up")
    _bicycle(c, 960, 905)


def _loaves(c: Canvas) -> None:
    crust, dark = "#c4752f", "#8a4320"
    for x in range(400, 1220, 104):
        c.oval(x + 10, 412, 45, 26, crust, shade=dark, strength=0.8)
        for cut in (-16, 0, 16):
            c.line([(x + 4 + cut, 402), (x + 14 + cut, 420)], "#f5d8a0", 4)
    for x in range(420, 1220, 132):
        c.oval(x, 538, 52, 38, "#d08a3c", shade=dark, strength=0.9)
        c.line(arc(x, 544, 30, 22, 200, 340, steps=12), "#f5d8a0", 4)
    for x in range(385, 1230, 58):
        c.poly(smooth([(x, 696), (x + 6, 610), (x + 22, 596), (x + 36, 612), (x + 40, 696)], steps=6), "#dba04e" if x % 4 else "#c98338", shade=dark, towards="right", strength=0.7)


def _scallops(c: Canvas, x: float, y: float, width: float) -> None:
    step = width / 12
    for number in range(12):
        fill = "#c8453a" if number % 2 else "#f3e3c3"
        c.box(x + number * step, y, step, 70, fill, shade="#5a2440", strength=0.4)
        c.poly(arc(x + (number + 0.5) * step, y + 69, step / 2, 32, 0, 180, steps=14), mix(fill, "#5a2440", 0.25))


def _bicycle(c: Canvas, x: float, y: float) -> None:
    ink, frame, r = "#12142b", "#4fb0a0", 118
    back, front, pedals = (x - 190, y), (x + 190, y), (x - 30, y + 4)
    c.veil([(x - 320, y + 116), (x + 320, y + 116), (x + 250, y + 146), (x - 250, y + 146)], "#0d1024", strength=0.5)
    for cx, cy in (back, front):
        c.line(arc(cx, cy, r, r, 0, 360, steps=72), ink, 11)
        for number in range(12):
            angle = math.radians(number * 30)
            c.line([(cx, cy), (cx + r * math.cos(angle), cy + r * math.sin(angle))], "#8f8aa8", 1.6)
    saddle, head = (x - 92, y - 176), (x + 128, y - 196)
    c.line([back, pedals, head], frame, 13)
    c.line([back, (x - 84, y - 150), head], frame, 11)
    c.line([pedals, saddle], frame, 12)
    c.line([front, head, (x + 120, y - 236), (x + 66, y - 256)], frame, 12)
    c.poly(smooth([(x - 140, y - 190), (x - 60, y - 192), (x - 48, y - 178), (x - 130, y - 172)], closed=True, steps=5), ink)
    c.oval(*pedals, 27, 27, ink)
    c.line([(pedals[0], pedals[1]), (pedals[0] + 20, pedals[1] + 56)], ink, 8)
    for number, angle in enumerate((-34, -14, 10, 30)):
        sin, cos = math.sin(math.radians(angle)), math.cos(math.radians(angle))
        foot = (x + 168 + number * 22, y - 190)
        c.line([foot, (foot[0] + 150 * sin, foot[1] - 150 * cos)], ("#d99a4a", "#c4803a")[number % 2], 25)
    c.poly([(x + 132, y - 226), (x + 278, y - 226), (x + 258, y - 118), (x + 152, y - 118)], "#8a5a3a", shade="#4a2c24", strength=0.8)
    for number in range(3):
        c.line([(x + 138 + number * 5, y - 200 + number * 28), (x + 272 - number * 5, y - 200 + number * 28)], "#b98252", 4)


SCENES = {"market": market, "bakery": bakery}
