"""Scenes of the way through the valley."""

import math

from portal.demo.drawing.canvas import Canvas, arc, mix, smooth, turned
from portal.demo.drawing.things import fir, hills, ripples, stars, tree

# Rows of coordinates stay rows.
# fmt: off


def nighttrain(c: Canvas) -> None:
    """The night train on a viaduct."""
    c.sky((0, "#161a42"), (0.55, "#3d3a76"), (1, "#9a6a94"), bottom=760)
    stars(c, 130, below=420, color="#e6def4")
    c.glow(1180, 230, 420, "#fbe6c4", strength=0.5)
    c.oval(1180, 230, 108, 108, "#fbeed2", shade="#e0c6b0", towards="right", strength=0.6)
    hills(c, 560, 90, "#544a86", waves=1.2, shift=0.5, shade="#9a6a94", strength=0.5)
    hills(c, 660, 60, "#3f3a72", waves=1.9, shift=2.9, shade="#7a5c90", strength=0.6)
    for x in range(-20, 1640, 42):
        fir(c, x + c.random.uniform(-10, 10), 780 + c.random.uniform(-20, 20), c.random.uniform(70, 130), "#2d2c5c")
    c.sky((0, "#2d2c5c"), (1, "#14163a"), top=776)
    for y, strength in ((770, 0.16), (860, 0.12), (940, 0.09)):
        c.veil(smooth([(0, y + 20), (400, y - 20), (900, y + 24), (1600, y - 16), (1600, y + 50), (800, y + 80), (0, y + 60)], closed=True), "#c9a6c4", strength=strength)
    _viaduct(c, 560)
    _carriages(c, 548)
    for x, height in ((60, 300), (150, 360), (1440, 330), (1540, 400), (250, 240)):
        fir(c, x, 1090, height, "#0d1030", shade="#05071a")


def _viaduct(c: Canvas, y: float) -> None:
    stone, dark = "#6a5a8c", "#3a3362"
    c.box(0, y, 1600, 44, stone, shade=dark, strength=0.8)
    for x in range(-100, 1700, 200):
        c.box(x - 26, y + 40, 52, 520, stone, shade=dark, towards="right", strength=0.95)
        c.veil([(x - 26, y + 200), (x + 26, y + 200), (x + 26, y + 560), (x - 26, y + 560)], "#1b1c44", strength=0.75, towards="down")
        c.poly([(x + 26, y + 140), *arc(x + 100, y + 140, 74, 78, 180, 360), (x + 174, y + 140), (x + 174, y + 42), (x + 26, y + 42)], stone, shade=dark, strength=0.6)
    c.line([(0, y), (1600, y)], "#8a7aa8", 6)


def _carriages(c: Canvas, y: float) -> None:
    c.glow(760, y - 60, 900, "#f0b45c", strength=0.26, flat=0.22)
    for number in range(4):
        x = -230 + number * 396
        fill = "#27468a" if number % 2 else "#2f5296"
        c.box(x, y - 122, 384, 106, fill, r=12, shade="#141c4a", strength=0.8)
        c.box(x + 6, y - 132, 372, 20, "#b9aecb", r=10)
        c.box(x, y - 46, 384, 9, "#e8b04a")
        for window in range(6):
            lit = c.random.random() < 0.72
            c.box(x + 26 + window * 57, y - 98, 42, 38, "#ffd98a" if lit else "#1b2452", r=6, shade="#e08f44" if lit else "", strength=0.6)
            if lit and c.random.random() < 0.45:
                c.oval(x + 47 + window * 57, y - 76, 8, 9, "#4a2f4a")
                c.box(x + 36 + window * 57, y - 69, 22, 10, "#4a2f4a", r=5)
        for dx in (60, 110, 280, 330):
            c.oval(x + dx, y - 8, 17, 17, "#0d1030")
    x = 1354
    c.veil([(x + 190, y - 96), (x + 190, y - 60), (1600, y - 20), (1600, y - 170)], "#fff0c4", strength=0.5, towards="left")
    c.poly([(x, y - 14), (x, y - 132), (x + 120, y - 132), (x + 196, y - 62), (x + 196, y - 14)], "#c8442f", shade="#6a1f38", strength=0.8)
    c.poly([(x + 104, y - 112), (x + 122, y - 112), (x + 160, y - 74), (x + 104, y - 74)], "#ffe7a8")
    c.box(x, y - 46, 196, 9, "#e8b04a")
    c.oval(x + 184, y - 54, 10, 10, "#fffbe8")
    for dx in (46, 96, 150):
        c.oval(x + dx, y - 8, 17, 17, "#0d1030")


def valley(c: Canvas) -> None:
    """A map of the valley with its seven mills."""
    x: float
    y: float
    c.sky((0, "#f3e9cf"), (1, "#ecdfbe"))
    for cx, cy, rx, ry, tint in ((330, 260, 420, 300, "#c9cf9a"), (1290, 300, 460, 320, "#c4cb98"), (420, 900, 480, 290, "#d0d3a4"), (1320, 900, 400, 260, "#cbd09f")):
        for ring in range(6):
            share = 1 - ring * 0.155
            wobble = [
                (cx + rx * share * (1 + 0.12 * math.sin(3 * a + cx)) * math.cos(a), cy + ry * share * (1 + 0.12 * math.cos(2 * a + cy)) * math.sin(a))
                for a in (math.radians(step * 20) for step in range(18))
            ]
            outline = smooth(wobble, closed=True, steps=6)
            c.poly(outline, mix("#efe3c4", tint, 0.25 + ring * 0.15))
            c.line([*outline, outline[0]], "#a8a873", 2)
    stream = smooth([(-60, 120), (240, 470), (520, 560), (760, 470), (930, 560), (1080, 640), (1300, 590), (1680, 700)], steps=24)
    c.line(stream, "#cfe0d8", 92)
    c.line(stream, "#4c9fa6", 54)
    c.line(stream, "#6fb8b8", 22)
    c.line(smooth([(800, -40), (840, 160), (760, 330), (770, 470)], steps=20), "#4c9fa6", 20)
    path = smooth([(120, 440), (300, 600), (560, 660), (770, 580), (900, 660), (1090, 740), (1310, 690), (1520, 770)], steps=20)
    for number in range(0, len(path) - 4, 6):
        c.line(path[number:number + 4], "#c8442f", 7)
    for x, y in ((150, 356), (330, 520), (520, 562), (760, 470), (932, 562), (1110, 634), (1420, 632)):
        _mill_mark(c, x, y - 52)
    for x, y in ((230, 180), (330, 130), (420, 210), (1240, 200), (1350, 150), (1440, 240)):
        c.poly([(x - 52, y + 40), (x, y - 46), (x + 52, y + 40)], "#b5a06a", shade="#7a6a4a", towards="right")
        c.poly([(x - 17, y - 18), (x, y - 46), (x + 17, y - 18), (x + 4, y - 8), (x - 6, y - 18)], "#fbf6e6")
    for _number in range(46):
        x, y = c.random.uniform(40, 1560), c.random.choice((c.random.uniform(780, 1020), c.random.uniform(30, 330)))
        fir(c, x, y, c.random.uniform(40, 62), "#7f9a62", shade="#557a50")
    _compass(c, 1440, 930)


def _mill_mark(c: Canvas, x: float, y: float) -> None:
    c.veil(arc(x + 6, y + 48, 34, 9, 0, 360), "#5a4a30", strength=0.4)
    c.poly([*arc(x, y, 40, 40, 150, 390), (x, y + 62)], "#c8442f", shade="#8d2433", towards="right")
    c.oval(x, y, 25, 25, "#fbf6e6")
    for number in range(4):
        angle = math.radians(number * 45)
        c.line([(x - 18 * math.cos(angle), y - 18 * math.sin(angle)), (x + 18 * math.cos(angle), y + 18 * math.sin(angle))], "#6a4030", 4)
    c.line(arc(x, y, 15, 15, 0, 360), "#6a4030", 4)


def _compass(c: Canvas, x: float, y: float) -> None:
    c.oval(x, y, 82, 82, "#fbf6e6")
    c.line(arc(x, y, 82, 82, 0, 360, steps=60), "#7a6a4a", 4)
    c.poly([(x, y - 100), (x + 20, y), (x, y + 8), (x - 20, y)], "#c8442f")
    c.poly([(x, y + 100), (x + 20, y), (x, y - 8), (x - 20, y)], "#3f5f6a")
    for side in (-1, 1):
        c.poly([(x + side * 96, y), (x, y + 15), (x, y - 15)], "#b5a06a")


def watermill(c: Canvas) -> None:
    """A mill with its wheel turning."""
    x: float
    y: float
    c.sky((0, "#f3d9a4"), (1, "#f9efd6"), bottom=640)
    c.oval(1260, 240, 110, 110, "#f0b45c")
    hills(c, 470, 80, "#c9c98a", waves=1.1, shift=2.4)
    hills(c, 560, 60, "#93ad6c", waves=1.7, shift=0.6, shade="#c9c98a", towards="up", strength=0.5)
    for x, y, height in ((70, 640, 260), (215, 655, 200), (1330, 640, 240), (1480, 655, 300), (1180, 650, 190)):
        tree(c, x, y, height, "#5f8a4e", shade="#33573f", trunk="#5a4030")
    hills(c, 680, 26, "#7a9c56", waves=1.4, shift=4, shade="#3f6b46", strength=0.6)
    _mill_house(c)
    c.poly([*smooth([(720, 770), (900, 800), (1180, 830), (1600, 870)]), (1600, 1067), (120, 1067), (420, 930), (600, 830)], "#4d95a0", shade="#1f5563", strength=0.9)
    ripples(c, 850, 1050, "#a9d3d0", count=60, left=380, right=1600, longest=150)
    _wheel(c, 830, 690, 205)
    for number in range(16):
        x = 665 + number * 13 + c.random.uniform(-4, 4)
        c.line([(x, 812 + c.random.uniform(0, 50)), (x - 10, 880 + c.random.uniform(0, 50))], "#eef6ec", 5)
    c.poly([*smooth([(0, 820), (260, 815), (470, 870), (420, 960), (200, 1067)]), (0, 1067)], "#557f43", shade="#2c4f36", strength=0.8)
    for _number in range(40):
        x, y = c.random.uniform(10, 360), c.random.uniform(870, 1040)
        c.oval(x, y, 6, 6, c.random.choice(("#f5ead6", "#f0b45c", "#d9594c")))


def _mill_house(c: Canvas) -> None:
    c.box(330, 420, 420, 400, "#f1e3c8", shade="#c29a6b", towards="right", strength=0.9)
    for _number in range(46):
        x, y = c.random.uniform(335, 715), c.random.uniform(690, 800)
        c.box(x, y, c.random.uniform(22, 36), 15, c.random.choice(("#b9a58a", "#a08c73", "#cbb79a")), r=5)
    c.poly([(285, 440), (410, 250), (690, 250), (800, 440)], "#b5482f", shade="#6e2a2a", towards="right", strength=0.8)
    for row in range(1, 6):
        y = 250 + row * 32
        c.line([(410 - row * 21, y), (690 + row * 18, y)], "#8f3a2b", 2)
    c.box(560, 205, 46, 90, "#8a4b2c")
    for x in (400, 520):
        c.box(x, 500, 66, 88, "#3f5f5a", r=4)
        c.line([(x + 33, 500), (x + 33, 588)], "#f1e3c8", 4)
        c.line([(x, 544), (x + 66, 544)], "#f1e3c8", 4)
    c.poly([*arc(470, 700, 42, 42, 180, 360), (512, 815), (428, 815)], "#6b4330")


def _wheel(c: Canvas, cx: float, cy: float, r: float) -> None:
    wood, dark = "#7a4a2e", "#4d2d20"
    for number in range(16):
        angle = number * 22.5
        paddle = [(cx - 13, cy - r - 26), (cx + 13, cy - r - 26), (cx + 13, cy - r + 34), (cx - 13, cy - r + 34)]
        c.poly(turned(paddle, angle, around=(cx, cy)), dark)
    for radius, width in ((r, 20), (r * 0.78, 14)):
        ring = arc(cx, cy, radius, radius, 0, 360, steps=90)
        c.line(ring, wood, width)
    for number in range(8):
        angle = math.radians(number * 45 + 12)
        c.line([(cx, cy), (cx + r * math.cos(angle), cy + r * math.sin(angle))], wood, 13)
    c.oval(cx, cy, 34, 34, dark)
    c.oval(cx, cy, 13, 13, "#e0b070")


SCENES = {"nighttrain": nighttrain, "valley": valley, "watermill": watermill}
