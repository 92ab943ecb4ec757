"""Scenes on the river."""

import math
from itertools import pairwise

from portal.demo.drawing.canvas import Canvas, mix, smooth, turned
from portal.demo.drawing.things import (
    birds,
    cloud,
    crescent,
    hills,
    lantern,
    person,
    poplar,
    ripples,
    sparkle,
    stars,
)

# Rows of coordinates stay rows.
# fmt: off


def bridge(c: Canvas) -> None:
    """A footbridge at sunset."""
    c.sky((0, "#3b3a6b"), (0.35, "#b8566b"), (0.62, "#f0956b"), (1, "#fbdca6"), bottom=700)
    c.glow(1080, 560, 620, "#ffe9b8", strength=0.75)
    c.oval(1080, 560, 118, 118, "#fff1cd")
    for y, height, fill, waves, shift in (
        (560, 60, "#b5606f", 1.3, 0.4), (612, 52, "#8a4668", 1.7, 2.2), (655, 34, "#5f3560", 2.3, 4.0),
    ):  # fmt: skip
        hills(c, y, height, fill, waves=waves, shift=shift, shade=mix(fill, "#f0956b", 0.5), towards="up", strength=0.35)
    c.sky((0, "#e08a6c"), (0.3, "#b45f6e"), (1, "#3a2f5c"), top=690)
    ripples(c, 710, 1060, "#d97f70", count=70, longest=200)
    sparkle(c, 1080, 700, 1040, "#ffe3ad", width=230, count=30)
    _span(c)
    bank = smooth([(0, 905), (150, 880), (330, 915), (470, 985), (540, 1067)])
    c.poly([*bank, (0, 1067)], "#241d3f", shade="#5f3560", towards="up", strength=0.5)
    for x, height in ((60, 190), (112, 150), (250, 120)):
        poplar(c, x, 925, height, "#1b1733")
    birds(c, ((420, 240, 44), (480, 212, 34), (520, 262, 28), (1290, 180, 36)), "#2b2450")


def _span(c: Canvas) -> None:
    x: float
    y: float
    dark, deck = "#2a2149", 640
    towers = (430, 1240)
    for x in towers:
        c.poly([(x - 17, 880), (x - 11, 330), (x + 11, 330), (x + 17, 880)], dark)
        c.box(x - 40, 860, 80, 26, dark, r=6)
        c.oval(x, 322, 15, 15, "#f6c66f")
    low = (towers[0] + towers[1]) / 2
    cable = smooth([(-60, 560), (towers[0], 338), (low, 604), (towers[1], 338), (1700, 560)], steps=24)
    c.line(cable, dark, 6)
    for x, y in cable[4::4]:
        if y < deck - 8:
            c.line([(x, y), (x, deck)], dark, 2)
    c.box(-10, deck, 1620, 17, dark)
    c.line([(0, deck - 34), (1600, deck - 34)], dark, 2.5)
    for x, height, coat in ((560, 84, ""), (604, 74, "#d95a4e"), (845, 86, ""), (1010, 80, "#f0b45c"), (1052, 54, "")):
        person(c, x, deck + 2, height, dark, coat=coat)


def ferry(c: Canvas) -> None:
    """A cable ferry in the morning."""
    c.sky((0, "#8cc4c4"), (0.6, "#cfe5d5"), (1, "#f8ecd0"), bottom=520)
    c.oval(340, 250, 78, 78, "#fdf3d2")
    cloud(c, 1180, 220, 330, "#e6f1e4")
    cloud(c, 860, 130, 190, "#d9ecdf")
    hills(c, 430, 60, "#9cc6b4", waves=1.2, shift=1)
    hills(c, 485, 40, "#6da591", waves=2.1, shift=3, shade="#cfe5d5", strength=0.5)
    for number in range(17):
        x = 60 + number * 96 + c.random.uniform(-22, 22)
        poplar(c, x, 545, c.random.uniform(120, 215), "#2f6f66", shade="#1d4f4d")
    c.box(0, 535, 1600, 18, "#2a625b")
    c.sky((0, "#5ea79d"), (0.25, "#3f8a86"), (1, "#17464f"), top=552)
    for number in range(17):
        x = 60 + number * 96
        c.veil([(x - 16, 552), (x + 16, 552), (x + 10, 660), (x - 10, 660)], "#1d4f4d", strength=0.25)
    ripples(c, 580, 1050, "#8cc9bd", count=110, longest=190)
    c.line(smooth([(-20, 560), (420, 655), (820, 690), (1240, 655), (1620, 560)], steps=16), "#f5ead6", 4)
    _barge(c)
    c.poly([*smooth([(0, 1000), (220, 975), (420, 1020), (560, 1067)]), (0, 1067)], "#12353d")
    for _number in range(26):
        x = c.random.uniform(0, 400)
        c.line([(x, 1067), (x + c.random.uniform(-18, 26), 1067 - c.random.uniform(60, 150))], "#12353d", 3.5)


def _barge(c: Canvas) -> None:
    c.veil([(470, 842), (1190, 842), (1110, 960), (560, 960)], "#0d3038", strength=0.45)
    c.poly([(430, 760), (1230, 760), (1165, 845), (495, 845)], "#c8442f", shade="#7d2430", strength=0.8)
    c.poly([(430, 760), (1230, 760), (1222, 778), (438, 778)], "#f5ead6")
    for x in range(470, 1220, 62):
        c.line([(x, 760), (x, 706)], "#3a2a2a", 5)
    c.line([(470, 706), (1214, 706)], "#3a2a2a", 5)
    c.box(960, 590, 160, 170, "#f5ead6", shade="#d1a978", towards="right")
    c.poly([(940, 596), (1140, 596), (1112, 556), (968, 556)], "#e07b39", shade="#b5562b")
    c.box(988, 630, 46, 52, "#3f8a86")
    c.box(1052, 630, 46, 130, "#8a4b2c")
    c.line([(700, 760), (700, 560)], "#3a2a2a", 9)
    c.oval(700, 672, 22, 22, "#e8b04a")
    c.oval(700, 672, 9, 9, "#3a2a2a")
    c.poly([(704, 566), (790, 584), (704, 606)], "#e8b04a")
    person(c, 610, 762, 140, "#2a2f3f", coat="#2d5d8a", stride=0.05)
    person(c, 838, 762, 132, "#2a2f3f", coat="#e8b04a", stride=0.06)
    c.oval(520, 736, 24, 24, "#2a2f3f")
    c.oval(520, 736, 18, 18, "#c8442f")


def rafts(c: Canvas) -> None:
    """Music on rafts, with lanterns."""
    c.sky((0, "#0e1a38"), (0.6, "#1c3a5e"), (1, "#2f6274"), bottom=600)
    stars(c, 120, below=420, color="#cfe0e8")
    c.glow(300, 200, 330, "#f6e7b8", strength=0.4)
    crescent(c, 300, 200, 66, "#f8eecb")
    hills(c, 520, 60, "#16304f", waves=1.4, shift=0.3)
    hills(c, 575, 34, "#10233f", waves=2.4, shift=2)
    for number in range(30):
        c.box(20 + number * 54 + c.random.uniform(-10, 10), 560 + c.random.uniform(0, 26), 6, 9, "#f2c25c")
    c.sky((0, "#1d4257"), (0.3, "#173650"), (1, "#0b1730"), top=606)
    ripples(c, 620, 1060, "#2c5a70", count=90, longest=170)
    for x, y, scale in ((330, 740, 0.72), (1290, 752, 0.78), (810, 890, 1.2)):
        _raft(c, x, y, scale)


def _raft(c: Canvas, x: float, y: float, scale: float) -> None:
    half, dark = 290 * scale, "#0a1226"
    posts = (x - half * 0.9, x, x + half * 0.9)
    c.glow(x, y - 80 * scale, 460 * scale, "#f3a64a", strength=0.45, flat=0.6)
    for number in range(16):
        dx = c.random.uniform(-half, half)
        c.line([(x + dx - 40 * scale, y + (30 + number * 9) * scale), (x + dx + 40 * scale, y + (30 + number * 9) * scale)], "#d98e43", 3.5 * scale)
    for post in posts:
        c.line([(post, y), (post, y - 250 * scale)], dark, 6 * scale)
    for left, right in pairwise(posts):
        string = smooth([(left, y - 248 * scale), ((left + right) / 2, y - 196 * scale), (right, y - 248 * scale)], steps=12)
        c.line(string, "#3b2f3d", 2)
        for place in string[3:-1:4]:
            lantern(c, place[0], place[1] + 14 * scale, 17 * scale, c.random.choice(("#e8663f", "#f0a23c", "#d94f5c")), light="#ffdf91")
    for number, dx in enumerate((-190, -110, -20, 70, 160)):
        _player(c, x + dx * scale, y, 132 * scale, horn=number % 2 == 0, left=number < 2)
    c.poly([(x - half, y), (x + half, y), (x + half * 0.94, y + 26 * scale), (x - half * 0.94, y + 26 * scale)], "#5a3626", shade=dark, strength=0.9)
    for number in range(9):
        c.oval(x - half + half * number / 4, y + 26 * scale, 20 * scale, 13 * scale, "#3a2320")


def _player(c: Canvas, x: float, y: float, height: float, *, horn: bool, left: bool) -> None:
    person(c, x, y, height, "#0a1226", coat="#182546", stride=0.07)
    turn = -1 if left else 1
    mouth = (x, y - height * 0.86)
    if horn:
        bell = (x + turn * height * 0.42, y - height * 1.02)
        c.line([mouth, bell], "#f0c04f", height * 0.04)
        c.poly([(bell[0] - turn * height * 0.08, bell[1] + height * 0.02), (bell[0] + turn * height * 0.08, bell[1] - height * 0.12), (bell[0] + turn * height * 0.12, bell[1] + height * 0.07)], "#f0c04f")
    else:
        c.oval(x + turn * height * 0.08, y - height * 0.55, height * 0.17, height * 0.17, "#b8402f")
        c.oval(x + turn * height * 0.08, y - height * 0.55, height * 0.11, height * 0.11, "#f3dcb0")


def raftrace(c: Canvas) -> None:
    """A bend of the river from above, with rafts drifting down."""
    x: float
    y: float
    c.sky((0, "#dfe3a6"), (1, "#b9c77c"))
    for x, y, width, height, fill, angle in (
        (120, 100, 380, 260, "#cdd48a", -12), (1180, 60, 460, 300, "#e6d98f", 10), (60, 620, 420, 330, "#a9bd6d", 8),
        (1120, 640, 520, 400, "#d8c877", -14), (560, -60, 420, 250, "#b4c474", 5),
    ):  # fmt: skip
        field = turned([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], angle, around=(x + width / 2, y + height / 2))
        c.poly(field, fill, shade="#8aa354", towards="right", strength=0.35)
        for step in range(1, 9):
            share = step / 9
            a, b, d, e = field
            c.line([(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share), (e[0] + (d[0] - e[0]) * share, e[1] + (d[1] - e[1]) * share)], mix(fill, "#7f964a", 0.35), 3)
    bend = smooth([(1700, 130), (1330, 210), (1050, 420), (1130, 640), (960, 850), (560, 800), (420, 560), (120, 420), (-140, 470)], steps=24)
    for width, fill in ((330, "#f2e8bd"), (290, "#7fc0b8"), (250, "#4c9fa6"), (150, "#3d8c9a")):
        c.ribbon(bend, fill, width)
    for _number in range(60):
        x, y = c.random.choice(bend)
        dx, dy = c.random.uniform(-95, 95), c.random.uniform(-95, 95)
        c.line([(x + dx, y + dy), (x + dx + 34, y + dy - 6)], "#8fd0c8", 3.5)
    for number, (share, angle) in enumerate(((0.13, 60), (0.27, 40), (0.42, 95), (0.52, 150), (0.63, 12), (0.80, 40))):
        x, y = bend[int(len(bend) * share)]
        _small_raft(c, x + (-1) ** number * 34, y + (number % 3 - 1) * 26, angle, ("#c8442f", "#e8a33d", "#5a3a6b")[number % 3])
    for _number in range(70):
        x, y = c.random.uniform(0, 1600), c.random.uniform(0, 1067)
        if min(math.hypot(x - px, y - py) for px, py in bend[::4]) > 200:
            size = c.random.uniform(16, 36)
            c.oval(x + 9, y + 11, size, size, "#869c50")
            c.oval(x, y, size, size, "#4f7d4a", shade="#2f5a40", towards="right")


def _small_raft(c: Canvas, x: float, y: float, angle: float, color: str) -> None:
    around = (x, y)
    c.poly(turned([(x - 66, y - 34), (x + 78, y - 34), (x + 78, y + 50), (x - 66, y + 50)], angle, around=around), "#2d7080")
    for log in range(5):
        top = y - 44 + log * 18
        c.poly(turned([(x - 74, top), (x + 74, top), (x + 74, top + 15), (x - 74, top + 15)], angle, around=around), "#b07a4a" if log % 2 else "#9a6639")
    c.poly(turned([(x - 26, y - 36), (x + 40, y - 36), (x + 40, y + 36), (x - 26, y + 36)], angle, around=around), color, shade="#3a1f2a", towards="right", strength=0.4)
    for dx in (-52, 58):
        (px, py), = turned([(x + dx, y)], angle, around=around)
        c.oval(px, py, 12, 12, "#f5e3c8")
    c.line(turned([(x - 120, y - 60), (x - 40, y + 4)], angle, around=around), "#6b4330", 6)


SCENES = {"bridge": bridge, "ferry": ferry, "rafts": rafts, "raftrace": raftrace}
