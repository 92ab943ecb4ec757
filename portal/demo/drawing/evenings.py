"""Rooms after hours."""

import math

from portal.demo.drawing.canvas import Canvas, arc, mix, smooth
from portal.demo.drawing.figures import back, bust

# Rows of coordinates stay rows.
# fmt: off


def office(c: Canvas) -> None:
    """A registry at night: the clerks of all departments at one table."""
    c.sky((0, "#22314f"), (1, "#33425f"), bottom=760)
    for x in (150, 660, 1170):
        _tall_window(c, x, 60, 280, 470)
    c.box(0, 560, 1600, 18, "#4a4a66")
    c.box(0, 578, 1600, 200, "#5a3f3f", shade="#33262f", strength=0.8)
    for x in range(0, 1600, 200):
        c.box(x + 18, 606, 164, 140, "#6a4a45", r=6, shade="#3f2c33", strength=0.6)
    for x in (320, 800, 1280):
        c.glow(x, 470, 430, "#ffcf7d", strength=0.6, flat=0.8)
    for x, coat, skin, hair, cut in (
        (250, "#7a3f52", "#efc09a", "#b5622f", "bun"), (560, "#2f6a6a", "#c98f6a", "#231a2a", "short"), (830, "#d9a24a", "#eac3a0", "#7a2a2a", "long"),
        (1100, "#4a5a8f", "#d9a079", "#d9d4d0", "bald"), (1370, "#8a4a3a", "#e8b48c", "#3a2328", "long"),
    ):  # fmt: skip
        bust(c, x, 790, 150, coat=coat, skin=skin, hair=hair, cut=cut, turn=1 if x < 800 else -1)
    _long_desk(c)
    _clock(c, 1055, 154, 62)
    back(c, 405, 1120, 640, coat="#a8452f", hair="#2a1d20")
    c.poly(smooth([(503, 770), (595, 800), (635, 960), (575, 980), (515, 900)], closed=True), "#2a2028", shade="#0f0c14", towards="right")
    c.line([(595, 800), (585, 770)], "#e0b070", 8)


def _tall_window(c: Canvas, x: float, y: float, width: float, height: float) -> None:
    c.box(x - 20, y - 20, width + 40, height + 40, "#3f4a66", r=6)
    c.poly([*arc(x + width / 2, y + 90, width / 2, 90, 180, 360), (x + width, y + height), (x, y + height)], "#141c3a", shade="#3f4f86", strength=0.8)
    for _number in range(16):
        size = c.random.choice((1.5, 2.2))
        c.oval(c.random.uniform(x + 20, x + width - 20), c.random.uniform(y + 90, y + height * 0.6), size, size, "#c9d3ee")
    for number in range(5):
        top = y + height - c.random.uniform(60, 130)
        c.box(x + number * width / 5, top, width / 5, y + height - top, "#0f1630")
        if number % 2 == 0:
            c.box(x + number * width / 5 + 18, top + 20, 12, 16, "#f0c25c")
    c.box(x + width / 2 - 5, y, 10, height, "#3f4a66")
    c.box(x, y + height * 0.5, width, 9, "#3f4a66")


def _long_desk(c: Canvas) -> None:
    c.box(0, 790, 1600, 56, "#b5794a", shade="#7a4a30", strength=0.5)
    c.box(0, 846, 1600, 221, "#8a5436", shade="#4a2c22", strength=0.9)
    for x in (390, 970):
        c.box(x, 862, 8, 205, "#5a3526")
    for x in (395, 690, 970, 1240):
        c.veil([(x - 34, 700), (x + 34, 700), (x + 150, 820), (x - 150, 820)], "#ffe6a8", strength=0.55, towards="up")
        c.line([(x, 792), (x, 700)], "#c99a3f", 8)
        c.oval(x, 800, 34, 9, "#c99a3f")
        c.poly(arc(x, 706, 62, 44, 180, 360), "#2f7d5a", shade="#174a38", towards="right")
    for x, count in ((120, 5), (480, 3), (760, 7), (1180, 4), (1500, 8)):
        for number in range(count):
            c.box(x - 48 + (number * 7) % 11, 786 - number * 11, 96, 10, "#f6efdc" if number % 2 else "#e6d9bd", r=2)
    for x in (620, 905, 1300):
        c.oval(x, 796, 20, 10, "#33262f")
        c.box(x - 7, 756, 14, 36, "#6a3a2a", r=5)
        c.oval(x, 754, 13, 13, "#c8442f")


def _clock(c: Canvas, x: float, y: float, r: float) -> None:
    c.oval(x, y, r, r, "#c99a3f")
    c.oval(x, y, r * 0.86, r * 0.86, "#fbf3dd", shade="#e0cfa6", towards="right")
    for number in range(12):
        angle = math.radians(number * 30)
        c.line([(x + r * 0.7 * math.cos(angle), y + r * 0.7 * math.sin(angle)), (x + r * 0.78 * math.cos(angle), y + r * 0.78 * math.sin(angle))], "#33262f", 4)
    c.line([(x, y), (x + r * 0.42, y - r * 0.3)], "#33262f", 6)
    c.line([(x, y), (x - r * 0.56, y - r * 0.34)], "#33262f", 4)


def laundry(c: Canvas) -> None:
    """The launderette at two in the morning."""
    c.sky((0, "#9fd0c2"), (1, "#7ab5a8"), bottom=830)
    for row in range(12):
        for column in range(23):
            c.box(column * 72, row * 70, 68, 66, c.random.choice(("#a6d6c8", "#98cabc", "#aedccf", "#9dd0c2")), r=4)
    c.poly([(0, 830), (1600, 830), (1600, 1067), (0, 1067)], "#f0e3cc", shade="#c9ae8f", strength=0.8)
    for row in range(3):
        for column in range(-2, 16):
            if (row + column) % 2:
                near = 1 + row * 0.32
                x, y = 800 + (column * 120 - 800) * near, 830 + row * 78
                c.poly([(x, y), (x + 120 * near, y), (x + 120 * near + (x + 120 * near - 800) * 0.14, y + 79), (x + (x - 800) * 0.14, y + 79)], "#d9594c")
    _street_window(c)
    _socks(c)
    for number in range(5):
        _machine(c, 560 + number * 212, 590, number)
    _folding(c)


def _street_window(c: Canvas) -> None:
    c.box(40, 130, 430, 520, "#f6efdf", r=8)
    c.box(64, 154, 382, 472, "#16213f", shade="#2f4270", strength=0.9)
    for x, top, width in ((64, 380, 90), (160, 320, 110), (276, 410, 80), (360, 350, 86)):
        c.box(x, top, width, 626 - top, "#0e1730")
        for row in range(3):
            c.box(x + 18 + (row * 31) % 40, top + 30 + row * 62, 16, 22, "#f4d58d")
    c.oval(370, 230, 38, 38, "#f6ecc9")
    c.box(248, 154, 12, 472, "#f6efdf")
    c.box(30, 640, 450, 26, "#fffaf0", r=8)


def _machine(c: Canvas, x: float, y: float, number: int) -> None:
    c.veil([(x - 96, 850), (x + 110, 850), (x + 130, 872), (x - 90, 872)], "#4a3a3a", strength=0.35)
    c.box(x - 100, y - 190, 200, 446, "#fbf7ec", r=14, shade="#c6c3bd", towards="right", strength=0.8)
    c.box(x - 84, y - 174, 168, 52, "#35507a", r=8)
    for dx in (-56, -26):
        c.oval(x + dx, y - 148, 10, 10, "#f2c46a" if number != 3 else "#c8442f")
    c.oval(x + 52, y - 148, 17, 17, "#dfe6ea")
    c.oval(x, y + 22, 86, 86, "#b9c2c6", shade="#7a858c", towards="right")
    c.oval(x, y + 22, 68, 68, "#1c2c44")
    if number != 3:
        for turn, fill in enumerate((("#c8442f", "#f0e2c2"), ("#4a6f8f", "#f6efe2"), ("#e0a24a", "#7a3f52"), ("#fff", "#fff"), ("#f6efe2", "#2f7d7a"))[number]):
            c.poly(smooth([(x + 60 * math.cos(math.radians(a + turn * 150 + number * 50)) * f, y + 26 + 58 * math.sin(math.radians(a + turn * 150 + number * 50)) * f) for a, f in ((0, 1), (50, 1), (110, 0.95), (150, 0.5), (70, 0.1), (10, 0.4))], closed=True), fill, shade=mix(fill, "#14202a", 0.5), towards="right")
    c.line(arc(x, y + 22, 58, 58, 200, 260, steps=12), "#dff0f4", 7)
    c.box(x - 84, y + 204, 60, 12, "#b9c2c6", r=5)


def _socks(c: Canvas) -> None:
    line = smooth([(480, 150), (840, 206), (1220, 196), (1640, 130)], steps=16)
    c.line(line, "#5a4a4a", 4)
    for number, (x, y) in enumerate(line[3:-2:3]):
        fill = ("#c8442f", "#f6efe2", "#2f5f7a", "#e0a24a", "#7a3f52", "#4a7a52")[number % 6]
        c.poly(smooth([(x - 15, y), (x + 15, y), (x + 15, y + 62), (x + 50, y + 92), (x + 40, y + 112), (x - 6, y + 100), (x - 16, y + 70)], closed=True, steps=5), fill, shade=mix(fill, "#14202a", 0.5), towards="right")
        c.box(x - 16, y, 32, 16, mix(fill, "#fffaf0", 0.5), r=4)
        c.box(x - 5, y - 16, 10, 30, "#c99a6a", r=3)


def _folding(c: Canvas) -> None:
    c.box(30, 840, 640, 34, "#b5794a", r=8, shade="#7a4a30", strength=0.8)
    for x in (80, 600):
        c.box(x, 874, 24, 193, "#7a4a30")
    bust(c, 250, 842, 176, coat="#f3f6f4", skin="#c98f6a", hair="#231a2a", cut="bun", turn=1)
    c.line(smooth([(130, 760), (180, 850), (330, 826)]), "#f3f6f4", 52)
    c.line(smooth([(372, 760), (420, 842), (400, 826)]), "#e2e8e6", 52)
    c.oval(338, 824, 26, 22, "#c98f6a")
    c.poly(smooth([(300, 842), (312, 796), (470, 790), (500, 842)], closed=True, steps=4), "#e79a83", shade="#b5604f", towards="right")
    for number, fill in enumerate(("#4a6f8f", "#f6efe2", "#e0a24a", "#c8553f", "#f6efe2", "#2f7d7a")):
        c.box(530, 806 - number * 24, 120, 26, fill, r=10, shade=mix(fill, "#14202a", 0.5), towards="right")
    c.box(566, 640, 52, 40, "#fffdf4")
    c.line([(574, 652), (608, 652)], "#8a7a66", 3)
    c.line([(574, 664), (600, 664)], "#8a7a66", 3)


def cinema(c: Canvas) -> None:
    """The house that shows one film, at the end of the eighth reel."""
    x: float
    c.sky((0, "#17121f"), (1, "#0f0c16"))
    for x in (60, 1340):
        for fold in range(5):
            c.poly(smooth([(x + fold * 42, 0), (x + fold * 42 + 46, 0), (x + fold * 42 + 42, 400), (x + fold * 42 + 48, 720), (x + fold * 42 - 6, 720), (x + fold * 42 + 4, 400)], closed=True), "#5a1f30" if fold % 2 else "#74293c", shade="#2a0f1c", strength=0.9)
    c.glow(800, 380, 900, "#cfd6dc", strength=0.4, flat=0.7)
    c.box(300, 90, 1000, 560, "#e8e6df", r=6)
    _film(c)
    c.veil([(700, -20), (900, -20), (1300, 640), (300, 640)], "#ffffff", strength=0.14, towards="up")
    for row, (y, count, size) in enumerate(((760, 11, 62), (860, 9, 80), (990, 7, 104))):
        tone = mix("#241a2c", "#6a5a70", 0.4 - row * 0.2)
        for number in range(count):
            x = 800 + (number - (count - 1) / 2) * (1720 / count)
            _seat(c, x, y, size, mix("#5a1f30", "#14101a", 0.3 + row * 0.3), tone if (number * 7 + row * 5) % 6 else "")
    c.box(0, 1040, 1600, 27, "#0b0810")


def _film(c: Canvas) -> None:
    c.poly([(300, 350), *smooth([(300, 350), (560, 300), (860, 336), (1300, 280)]), (1300, 400), (300, 400)], "#a6a49f")
    c.box(300, 392, 1000, 258, "#c2c0ba")
    for _number in range(60):
        x, y = c.random.uniform(330, 1240), c.random.uniform(404, 636)
        c.line([(x, y), (x + 50, y)], c.random.choice(("#dedcd6", "#a9a7a1")), 3)
    c.poly([(760, 452), (1040, 452), (1012, 492), (790, 492)], "#55534f")
    c.box(900, 396, 70, 58, "#6d6b66")
    c.line([(300, 430), (1300, 446)], "#55534f", 2)
    c.poly([(300, 560), (640, 560), (700, 650), (300, 650)], "#4a4844")
    for x in (350, 470, 590):
        c.box(x, 540, 16, 110, "#33312e")
    c.poly(smooth([(470, 600), (484, 440), (500, 400), (548, 400), (566, 440), (590, 600)], closed=True, steps=6), "#1f1d1c")
    c.oval(524, 356, 36, 44, "#8f8d88")
    c.poly(smooth([(484, 372), (486, 320), (524, 296), (562, 318), (566, 410), (548, 384), (536, 330), (500, 340)], closed=True, steps=6), "#1f1d1c")
    c.box(586, 540, 104, 74, "#33312e", r=8)
    c.line(arc(638, 540, 22, 18, 180, 360), "#33312e", 7)
    for x in (420, 780, 1190):
        c.line([(x, 90), (x + c.random.uniform(-4, 4), 650)], "#f9f8f4", 1.6)
    c.oval(1240, 130, 15, 15, "#f9f8f4")


def _seat(c: Canvas, x: float, y: float, size: float, cloth: str, sitter: str) -> None:
    if sitter:
        c.oval(x, y - size * 0.62, size * 0.36, size * 0.44, sitter)
        c.poly(smooth([(x - size * 0.85, y + size * 0.5), (x - size * 0.7, y - size * 0.06), (x, y - size * 0.3), (x + size * 0.7, y - size * 0.06), (x + size * 0.85, y + size * 0.5)], steps=6), sitter)
    c.box(x - size * 0.92, y + size * 0.08, size * 1.84, size * 1.6, cloth, r=size * 0.4, shade="#0b0810", strength=0.9)


SCENES = {"office": office, "laundry": laundry, "cinema": cinema}
