"""Scenes in the hills."""

import math

from portal.demo.drawing.canvas import Canvas, arc, mix, smooth
from portal.demo.drawing.things import (
    birds,
    cloud,
    crescent,
    fir,
    hills,
    house,
    peak,
    poplar,
    stars,
    tree,
)

# Rows of coordinates stay rows.
# fmt: off


def beehives(c: Canvas) -> None:
    """Hives in a meadow; a goal stands behind them."""
    x: float
    y: float
    c.sky((0, "#8ecad0"), (1, "#f4edc9"), bottom=560)
    c.oval(1270, 190, 92, 92, "#f8d06a")
    cloud(c, 380, 190, 330, "#f6f5e4")
    cloud(c, 820, 120, 200, "#eef3e2")
    hills(c, 430, 70, "#a8c79a", waves=1.2, shift=0.9)
    hills(c, 510, 46, "#7fae78", waves=1.8, shift=3.5, shade="#c4d7a2", towards="up", strength=0.5)
    for x, height in ((90, 190), (180, 150), (1480, 200), (1560, 160)):
        tree(c, x, 590, height, "#4f8a56", shade="#2f5f49", trunk="#5a4030")
    hills(c, 590, 22, "#8fbb5c", waves=1.3, shift=5, shade="#3f7d4a", strength=0.75)
    goal = ((560, 640), (560, 470), (1010, 470), (1010, 640))
    c.line(list(goal), "#fffdf4", 10)
    for number, (x, y, fill, trim) in enumerate((
        (110, 760, "#e2a03a", "#c8442f"), (400, 790, "#2f7d8a", "#f3e3c3"), (720, 800, "#f3e3c3", "#e2a03a"), (1040, 785, "#c8442f", "#f3e3c3"), (1320, 755, "#5a3f6b", "#f0b44c"),
    )):  # fmt: skip
        _hive(c, x, y, fill, trim, number)
    for _number in range(260):
        x, y = c.random.uniform(0, 1600), 960 + 110 * c.random.random() ** 0.7
        c.line([(x, y + 40), (x + c.random.uniform(-8, 8), y)], "#3f7d4a", 3)
        if c.random.random() < 0.5:
            c.oval(x, y, 8, 8, c.random.choice(("#f8d06a", "#fffdf4", "#d9594c", "#b98ac9")))
    for x, y, size in ((360, 610, 15), (540, 560, 12), (700, 690, 17), (980, 620, 14), (1240, 560, 16), (1290, 680, 12), (860, 520, 11), (200, 640, 13), (1480, 600, 12)):
        _bee(c, x, y, size)


def _hive(c: Canvas, x: float, y: float, fill: str, trim: str, number: int) -> None:
    c.veil([(x + 10, y + 214), (x + 190, y + 214), (x + 300, y + 244), (x + 120, y + 250)], "#2f5a3a", strength=0.45)
    for dx in (22, 166):
        c.box(x + dx, y + 190, 14, 34, "#5a3a2a")
    c.box(x, y, 202, 196, fill, r=5, shade=mix(fill, "#2a1d2a", 0.6), towards="right", strength=0.8)
    c.line([(x + 4, y + 94), (x + 198, y + 94)], mix(fill, "#2a1d2a", 0.35), 4)
    c.poly([(x - 20, y + 4), (x - 8, y - 30), (x + 210, y - 30), (x + 222, y + 4)], trim, shade=mix(trim, "#2a1d2a", 0.5), towards="right")
    c.box(x + 60, y + 160, 82, 15, "#2a1d20", r=7)
    c.box(x + 44, y + 178, 114, 10, trim)
    if number % 3 == 0:
        c.poly([(x + 101, y + 22), (x + 128, y + 50), (x + 101, y + 78), (x + 74, y + 50)], trim)
    elif number % 3 == 1:
        c.oval(x + 101, y + 50, 27, 27, trim)
        c.oval(x + 101, y + 50, 13, 13, fill)
    else:
        for dx in (-34, 0, 34):
            c.oval(x + 101 + dx, y + 50, 12, 12, trim)


def _bee(c: Canvas, x: float, y: float, size: float) -> None:
    for number in range(1, 6):
        c.oval(x - size * (1 + number * 1.1), y + size * 0.9 * math.sin(number * 1.1), 2.4, 2.4, "#5a4a3a")
    c.oval(x - size * 0.3, y - size * 0.8, size * 0.42, size * 0.72, "#f6f9f4")
    c.oval(x + size * 0.4, y - size * 0.8, size * 0.42, size * 0.72, "#e6eef0")
    c.oval(x, y, size, size * 0.68, "#f2b632")
    for dx in (-0.35, 0.2):
        c.line([(x + dx * size, y - size * 0.55), (x + dx * size, y + size * 0.55)], "#2a1d20", size * 0.24)
    c.oval(x + size * 0.88, y, size * 0.34, size * 0.4, "#2a1d20")


def rescue(c: Canvas) -> None:
    """A chain of headlamps on a mountain at night."""
    x: float
    y: float
    c.sky((0, "#0c1530"), (0.6, "#1f3a68"), (1, "#47709a"), bottom=960)
    stars(c, 190, below=600, color="#dbe6f4")
    crescent(c, 1340, 170, 52, "#f6eecb")
    for x, width, height, light, dark in ((200, 900, 470, "#38588a", "#26406d"), (1390, 1000, 520, "#34528a", "#223a66")):
        peak(c, x, 850, width, height, light=light, dark=dark, snow="#b9cde4")
    peak(c, 800, 900, 1300, 780, light="#2f4a78", dark="#182c54", snow="#eaf1f8")
    trail = smooth([(310, 985), (520, 900), (420, 800), (640, 730), (560, 640), (720, 560), (690, 480)], steps=14)
    for number, (x, y) in enumerate(trail[::5]):
        size = 1.2 - number * 0.045
        c.glow(x, y, 66 * size, "#ffd98a", strength=0.75)
        c.oval(x, y, 7 * size, 7 * size, "#fff6dd")
    hills(c, 930, 34, "#16294c", waves=1.1, shift=2.2, shade="#0b1530", strength=0.8)
    for number in range(30):
        x = number * 56 + c.random.uniform(-18, 18)
        if not 1010 < x < 1330:
            fir(c, x, 990 + c.random.uniform(-16, 40), c.random.uniform(130, 240), "#10203f", shade="#070f22")
    c.glow(1170, 890, 260, "#f2a84a", strength=0.5)
    house(c, 1080, 960, 190, 110, wall="#3a2a33", roof="#e3ebf4", window="#ffd27a")
    c.box(1226, 770, 24, 60, "#2a1d28")
    c.poly([*smooth([(0, 1010), (500, 985), (1100, 960), (1600, 1000)]), (1600, 1067), (0, 1067)], "#dbe6f1", shade="#7f9cc2", strength=0.8)


def vineyard(c: Canvas) -> None:
    """Rows of vines below a farm."""
    c.sky((0, "#e88a5a"), (0.6, "#f6c27a"), (1, "#fbe6b4"), bottom=480)
    c.oval(420, 300, 116, 116, "#fdf0c8")
    hills(c, 360, 54, "#d99a6a", waves=1.3, shift=0.2)
    hills(c, 420, 40, "#b57a5a", waves=2.0, shift=2.4)
    hills(c, 470, 34, "#8f7a48", waves=1.1, shift=4.2, shade="#d99a6a", towards="up", strength=0.5)
    c.poly([*smooth([(0, 560), (400, 470), (820, 440), (1200, 470), (1600, 520)]), (1600, 1067), (0, 1067)], "#b08a4a", shade="#6a4a30", strength=0.8)
    rows = 13
    for number in range(rows + 1):
        near, far = -900 + number * 3400 / rows, 380 + number * 900 / rows
        c.poly([(far, 492), (far + 26, 492), (near + 150, 1067), (near, 1067)], "#6f7d35", shade="#38492c", towards="left", strength=0.8)
        for step in range(27):
            share = (step / 26) ** 1.6
            x, y = far + (near - far) * share, 492 + 575 * share
            size = 10 + 46 * share
            leaf = c.random.choice(("#8a9a3c", "#a8a843", "#74873a", "#c9963c", "#b5562f"))
            c.oval(x + size * 0.6, y - size * 0.5, size, size * 0.8, leaf, shade="#4a5a2c" if size > 18 else "", towards="right")
            if share > 0.2 and step % 3 == 0:
                for dx, dy in ((0, 0), (0.22, 0.02), (0.11, 0.2), (-0.1, 0.2), (0.02, 0.4)):
                    c.oval(x + (0.9 + dx) * size, y + (dy - 0.1) * size, size * 0.14, size * 0.14, "#5a2450")
    house(c, 1120, 480, 190, 110, wall="#f3e0bd", roof="#a84632", side="#c99a6a", window="#7a4a3a")
    c.box(1320, 340, 74, 140, "#e9d0a4", shade="#b5825a", towards="right")
    c.poly([(1310, 342), (1357, 286), (1404, 342)], "#8f3a2c")
    for x, height in ((1060, 170), (1092, 210), (1430, 190), (1462, 150)):
        poplar(c, x, 490, height, "#4a5a34", shade="#2c3a28")
    birds(c, ((700, 180, 40), (760, 150, 30), (820, 200, 26)), "#7a3f35")


def pasture(c: Canvas) -> None:
    """Sheep below the mountain, one with a bell."""
    x: float
    y: float
    c.sky((0, "#a6cfe0"), (1, "#f3f1dc"), bottom=720)
    cloud(c, 300, 170, 300, "#ffffff")
    cloud(c, 1250, 130, 240, "#f8faf4")
    for x, width, height in ((330, 800, 330), (1300, 900, 380)):
        peak(c, x, 620, width, height, light="#9ab5c4", dark="#7494aa", snow="#f6f9fb")
    peak(c, 820, 640, 1000, 500, light="#8aa8ba", dark="#5f8299", snow="#ffffff")
    hills(c, 620, 36, "#9cbf7a", waves=1.4, shift=1.8, shade="#6f9c5f", strength=0.5)
    for x in range(30, 1600, 74):
        if not 480 < x < 1000:
            fir(c, x + c.random.uniform(-16, 16), 660, c.random.uniform(80, 150), "#3f7058", shade="#274e45")
    hills(c, 720, 40, "#86b65c", waves=1.1, shift=4.6, shade="#4a8a4c", strength=0.8)
    for _number in range(150):
        x, y = c.random.uniform(0, 1600), c.random.uniform(840, 1060)
        c.oval(x, y, 5, 5, c.random.choice(("#fffdf4", "#f8d06a", "#e58a9a")))
    for x, y, size, turn in ((240, 760, 54, 1), (420, 730, 44, -1), (1180, 750, 52, -1), (1390, 790, 62, -1), (960, 722, 40, 1), (660, 780, 60, 1), (1120, 860, 78, -1)):
        _sheep(c, x, y, size, turn)
    _sheep(c, 420, 910, 150, 1, bell=True)


def _sheep(c: Canvas, x: float, y: float, size: float, turn: int, *, bell: bool = False) -> None:
    wool, dark = "#f8f3e6", "#3a3338"
    c.veil(arc(x + size * 0.1, y + size * 0.95, size * 1.1, size * 0.16, 0, 360), "#2f5f3a", strength=0.45)
    for dx in (-0.55, -0.25, 0.3, 0.6):
        c.line([(x + dx * size, y + size * 0.3), (x + dx * size, y + size * 0.92)], dark, size * 0.12)
    for dx, dy, r in ((-0.62, 0, 0.42), (-0.3, -0.28, 0.46), (0.12, -0.32, 0.46), (0.5, -0.12, 0.44), (0.2, 0.18, 0.5), (-0.3, 0.18, 0.5)):
        c.oval(x + dx * size, y + dy * size, r * size, r * size, wool)
    c.oval(x, y + size * 0.05, size * 0.86, size * 0.58, wool, shade="#c3bccb", strength=0.7)
    hx, hy = x + turn * size * 1.02, y - size * 0.22
    c.poly(smooth([(hx - size * 0.2, hy - size * 0.26), (hx + size * 0.2, hy - size * 0.22), (hx + turn * size * 0.24, hy + size * 0.26), (hx + turn * size * 0.06, hy + size * 0.36), (hx - turn * size * 0.2, hy + size * 0.12)], closed=True), dark)
    c.oval(hx - turn * size * 0.24, hy - size * 0.12, size * 0.2, size * 0.08, dark)
    c.oval(hx - turn * size * 0.04, hy - size * 0.28, size * 0.2, size * 0.15, wool)
    if bell:
        c.line(arc(x + turn * size * 0.8, y - size * 0.02, size * 0.24, size * 0.3, -70, 120), "#b5432f", size * 0.08)
        bx, by = x + turn * size * 0.9, y + size * 0.36
        c.poly([(bx - size * 0.09, by - size * 0.12), (bx + size * 0.09, by - size * 0.12), (bx + size * 0.17, by + size * 0.16), (bx - size * 0.17, by + size * 0.16)], "#e8b04a", shade="#a8702a", towards="right")
        c.oval(bx, by + size * 0.19, size * 0.05, size * 0.05, "#6a4020")


SCENES = {"beehives": beehives, "rescue": rescue, "vineyard": vineyard, "pasture": pasture}
