"""Scenes out of doors, at hours when few people are."""

import math

from portal.demo.drawing.canvas import Canvas, arc, mix, smooth
from portal.demo.drawing.things import fir, hills, peak, ripples, sparkle, stars

# Rows of coordinates stay rows.
# fmt: off


def swimmers(c: Canvas) -> None:
    """Winter swimmers at first light, in their hats."""
    c.sky((0, "#c9d6e6"), (0.6, "#f1d3cf"), (1, "#fbe4d0"), bottom=430)
    c.oval(1180, 330, 70, 70, "#fdf3df")
    for x, width, height, fill in ((-40, 210, 250, "#b9bccf"), (160, 150, 180, "#a9aec6"), (300, 190, 290, "#b3b7cd"), (480, 130, 160, "#a4aac3"), (1330, 160, 210, "#b3b7cd"), (1480, 190, 150, "#a9aec6")):
        c.box(x, 440 - height, width, height, fill, shade="#e6d6dc", strength=0.7)
        c.poly([(x - 8, 440 - height), (x + width / 2, 400 - height - 30), (x + width + 8, 440 - height)], mix(fill, "#6a7296", 0.3))
        for number in range(3):
            c.box(x + 30 + number * 46, 480 - height, 18, 26, "#f6dcae" if number == 1 else "#8f96b5")
    c.sky((0, "#e9cfd2"), (0.15, "#a9bccc"), (1, "#2f5872"), top=430)
    sparkle(c, 1180, 440, 900, "#fff3e2", width=200, count=26)
    ripples(c, 450, 1060, "#c9dbe2", count=100, longest=190)
    for y, strength in ((460, 0.5), (520, 0.34), (640, 0.2)):
        c.veil(smooth([(-20, y), (400, y - 26), (820, y + 8), (1240, y - 20), (1640, y), (1640, y + 46), (900, y + 60), (-20, y + 40)], closed=True), "#fbf3f0", strength=strength)
    for x, y, size, hat, skin in (
        (560, 560, 52, "#e0a24a", "#e0ac84"), (760, 540, 48, "#7a3f52", "#efc09a"), (980, 556, 50, "#2f7d7a", "#c98f6a"), (1240, 590, 60, "#f0e2c2", "#e8b48c"),
        (420, 660, 74, "#35507a", "#c98f6a"), (1420, 700, 84, "#d9594c", "#d9a079"), (700, 700, 88, "#c8442f", "#efc09a"), (1060, 760, 100, "#e8b04a", "#b97a52"), (330, 850, 118, "#4a7a52", "#eac3a0"),
    ):  # fmt: skip
        _hat_in_water(c, x, y, size, hat, skin)
    c.line([(1530, 1067), (1530, 700), (1640, 620)], "#c23b33", 26)
    c.line([(1380, 1067), (1392, 980), (1530, 900)], "#c23b33", 18)


def _hat_in_water(c: Canvas, x: float, y: float, size: float, hat: str, skin: str) -> None:
    for ring in (1.5, 1.1):
        c.line(arc(x, y + size * 0.1, size * ring, size * ring * 0.26, 0, 360), "#dfeaee", max(2, size * 0.03))
    c.veil(arc(x, y + size * 0.42, size * 0.46, size * 0.3, 0, 180), mix(skin, "#2f5872", 0.5), strength=0.5)
    c.oval(x, y - size * 0.24, size * 0.36, size * 0.44, skin, shade=mix(skin, "#5a3a5a", 0.5), towards="right")
    c.line(smooth([(x, y - size * 0.28), (x - size * 0.05, y - size * 0.1), (x + size * 0.02, y - size * 0.08)], steps=4), mix(skin, "#7a2f2a", 0.45), size * 0.04)
    c.veil(arc(x, y + size * 0.2, size * 0.9, size * 0.22, 0, 360), "#6f93a8", strength=0.9)
    c.poly(arc(x, y - size * 0.4, size * 0.42, size * 0.46, 180, 360), hat, shade=mix(hat, "#1a1430", 0.6), towards="right")
    c.box(x - size * 0.46, y - size * 0.5, size * 0.92, size * 0.2, mix(hat, "#fffaf0", 0.5), r=size * 0.09)
    c.oval(x, y - size * 0.92, size * 0.15, size * 0.15, mix(hat, "#fffaf0", 0.7))


def observatory(c: Canvas) -> None:
    """A dome under the Milky Way; one thing up there does not belong."""
    c.sky((0, "#0b1030"), (0.55, "#1f2a5f"), (1, "#5f5a94"), bottom=960)
    for number in range(26):
        share = number / 25
        x, y = -80 + 1500 * share, 840 - 900 * share + 70 * math.sin(share * 5)
        c.glow(x, y, 210 + 60 * math.sin(number), "#b9b4e6", strength=0.14)
    for _number in range(520):
        share = c.random.random()
        x, y = -80 + 1500 * share + c.random.gauss(0, 90), 840 - 900 * share + c.random.gauss(0, 90)
        size = c.random.choice((0.9, 1.1, 1.4, 2))
        c.oval(x, y, size, size, c.random.choice(("#f3efff", "#cfc9f2", "#ffe9c9")))
    stars(c, 200, below=800, color="#dfe3fa")
    _balloon(c, 430, 250)
    for x, width, height in ((1350, 900, 300), (240, 1000, 240)):
        peak(c, x, 930, width, height, light="#2f3a70", dark="#1f2856")
    c.poly([*smooth([(0, 930), (400, 900), (800, 880), (1200, 900), (1600, 960)]), (1600, 1067), (0, 1067)], "#131a3c", shade="#070a1c", strength=0.8)
    _dome(c, 1080, 890)
    for x, height in ((90, 170), (190, 130), (1480, 190), (1560, 140), (620, 90), (680, 110)):
        fir(c, x, 985, height, "#0d1330", shade="#05081a")


def _balloon(c: Canvas, x: float, y: float) -> None:
    c.glow(x, y, 110, "#fff6e6", strength=0.35)
    c.oval(x, y, 34, 42, "#fbf6ee", shade="#a9a3c9", towards="right")
    c.poly([(x - 6, y + 48), (x + 6, y + 48), (x, y + 40)], "#d9d3e2")
    c.line(smooth([(x, y + 48), (x + 8, y + 80), (x - 6, y + 110), (x + 4, y + 140)]), "#cfc9e2", 2.4)
    c.poly([(x - 14, y + 140), (x + 20, y + 136), (x + 22, y + 162), (x - 12, y + 166)], "#f2d9a4")


def _dome(c: Canvas, x: float, y: float) -> None:
    c.glow(x + 30, y - 230, 420, "#e8663f", strength=0.28)
    c.box(x - 190, y - 150, 380, 180, "#c9cbe0", r=6, shade="#4a4f84", towards="right", strength=0.9)
    c.poly(arc(x, y - 150, 214, 214, 180, 360, steps=60), "#e9e9f4", shade="#565c94", towards="right", strength=0.9)
    c.box(x - 222, y - 166, 444, 28, "#8f94bd", r=8)
    c.poly([(x - 96, y - 152), (x - 120, y - 326), (x - 70, y - 352), (x - 8, y - 152)], "#b5402f", shade="#f2a84a", towards="down", strength=0.9)
    c.line([(x - 44, y - 160), (x - 150, y - 350)], "#20264f", 44)
    c.line([(x - 128, y - 312), (x - 164, y - 376)], "#343b70", 54)
    c.oval(x - 24, y - 176, 34, 42, "#141833")
    c.box(x - 52, y - 176, 60, 40, "#141833", r=14)
    c.box(x + 60, y - 84, 70, 114, "#2a2f58", r=6)
    c.box(x - 140, y - 96, 56, 56, "#ffd27a", r=4, shade="#e8944a", strength=0.7)
    c.box(x + 166, y - 300, 18, 120, "#343b70")
    for number in range(4):
        c.glow(x + 186 + number * 22, y - 320 - number * 30, 34 + number * 12, "#9a96c4", strength=0.4)


def lighthouse(c: Canvas) -> None:
    """A lighthouse on a lake in the rain."""
    x: float
    y: float
    c.sky((0, "#1f3340"), (0.6, "#3f5f6a"), (1, "#8aa39a"), bottom=720)
    for x, y, width, fill in ((200, 210, 700, "#2c4552"), (900, 150, 900, "#294150"), (1300, 300, 700, "#36535f"), (420, 360, 800, "#3f5d68")):
        for number in range(7):
            c.oval(x - width / 2 + number * width / 6, y + 26 * math.sin(number * 1.7), width / 6, 62, fill)
    hills(c, 650, 50, "#4a6a70", waves=1.3, shift=0.8)
    hills(c, 700, 26, "#375761", waves=2.2, shift=3.4, shade="#6f8f8f", towards="up", strength=0.4)
    c.sky((0, "#6f8f90"), (0.2, "#3a5f6c"), (1, "#14303d"), top=712)
    c.veil([(1112, 262), (1112, 300), (-60, 560), (-60, 60)], "#ffe9ae", strength=0.7, towards="right")
    c.veil([(1180, 262), (1180, 300), (1660, 380), (1660, 190)], "#ffe9ae", strength=0.5, towards="left")
    for _number in range(46):
        x, near = c.random.uniform(0, 1600), c.random.random() ** 0.7
        y, width = 730 + 330 * near, 60 + 130 * near
        c.line(smooth([(x - width, y + 8), (x - width * 0.4, y - 8 * near), (x, y + 6), (x + width * 0.5, y - 8 * near), (x + width, y + 8)]), "#86a8aa", 2 + 3 * near)
    c.glow(1146, 940, 320, "#ffe0a0", strength=0.3, flat=0.3)
    c.poly([*smooth([(830, 830), (900, 770), (1020, 760), (1160, 730), (1300, 762), (1400, 840), (1480, 850)]), (1440, 900), (900, 892)], "#20353c", shade="#0c1a20", strength=0.9)
    _tower(c, 1146, 742)
    for _number in range(240):
        x, y = c.random.uniform(-20, 1620), c.random.uniform(0, 1067)
        c.line([(x, y), (x - 14, y + c.random.uniform(26, 54))], "#a9c0c0", 1.6)


def _tower(c: Canvas, x: float, y: float) -> None:
    c.box(x + 60, y - 110, 190, 120, "#e6e2d4", shade="#6f7d7c", towards="right")
    c.poly([(x + 48, y - 108), (x + 84, y - 170), (x + 232, y - 170), (x + 264, y - 108)], "#8f3a2c", shade="#4a1f20")
    for dx in (96, 176):
        c.box(x + dx, y - 76, 36, 44, "#ffd98a", r=3)
    c.poly([(x - 74, y + 12), (x - 46, y - 390), (x + 46, y - 390), (x + 74, y + 12)], "#f1eee2", shade="#6f8088", towards="right", strength=0.9)
    for top, low in ((-330, -240), (-150, -60)):
        half = [46 + 28 * (390 + each) / 402 for each in (top, low)]
        c.poly([(x - half[0], y + top), (x + half[0], y + top), (x + half[1], y + low), (x - half[1], y + low)], "#b5402f", shade="#5a1f26", towards="right", strength=0.9)
    c.box(x - 66, y - 404, 132, 18, "#26343c", r=4)
    c.box(x - 40, y - 490, 80, 90, "#fff6d2")
    c.glow(x, y - 446, 190, "#fff0c0", strength=0.85)
    for dx in (-40, -14, 12, 36):
        c.box(x + dx, y - 490, 5, 90, "#26343c")
    c.poly([*arc(x, y - 488, 54, 48, 180, 360)], "#8f3a2c", shade="#4a1f20", towards="right")
    c.line([(x, y - 536), (x, y - 570)], "#26343c", 5)
    c.box(x - 20, y - 44, 40, 56, "#3a2f2c", r=4)


SCENES = {"swimmers": swimmers, "observatory": observatory, "lighthouse": lighthouse}
