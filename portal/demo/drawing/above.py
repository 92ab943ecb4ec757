"""Scenes looked at from above."""

import math

from portal.demo.drawing.canvas import Canvas, Point, arc, mix, smooth, turned
from portal.demo.drawing.figures import sleeve

# Rows of coordinates stay rows.
# fmt: off

CLOTHS = ("#c8442f", "#e0a24a", "#2f7d7a", "#f0e2c2", "#7a3f52", "#4a6f8f", "#8a9a5b", "#d98a6a", "#1f3f4f", "#b98ac9")


def buttons(c: Canvas) -> None:
    """A coat on the counter of the button shop; one button is gone."""
    c.sky((0, "#3f6b5f"), (1, "#284a45"))
    c.glow(520, 420, 1000, "#a8d0a8", strength=0.35)
    for row in range(13):
        for column in range(12):
            x, y = 60 + column * 92 + (row % 2) * 46 + c.random.uniform(-13, 13), 40 + row * 84 + c.random.uniform(-13, 13)
            if x + y * 0.62 < 1040 and c.random.random() < 0.86:
                _button(c, x, y, c.random.uniform(24, 42), c.random.choice(CLOTHS), holes=c.random.choice((2, 4, 4)))
    _coat(c)
    _thread(c, 905, 205)


def _button(c: Canvas, x: float, y: float, r: float, fill: str, *, holes: int) -> None:
    dark = mix(fill, "#1a1420", 0.55)
    c.oval(x + r * 0.16, y + r * 0.24, r, r, "#1c3532")
    c.oval(x, y, r, r, fill, shade=dark, towards="right", strength=0.8)
    c.oval(x, y, r * 0.74, r * 0.74, mix(fill, "#fff6e0", 0.22), shade=fill, towards="left", strength=0.8)
    turn = c.random.uniform(0, 90)
    for number in range(holes):
        angle = math.radians(turn + number * 360 / holes)
        c.oval(x + r * 0.26 * math.cos(angle), y + r * 0.26 * math.sin(angle), r * 0.12, r * 0.12, dark)


def _coat(c: Canvas) -> None:
    wool, dark = "#27345c", "#141b38"
    c.veil([(1020, 0), (1620, 0), (1620, 1090), (420, 1090)], "#12211f", strength=0.4)
    c.poly([*smooth([(1060, -20), (960, 240), (800, 560), (560, 1090)], steps=10), (1620, 1090), (1620, -20)], wool, shade=dark, towards="right", strength=0.8)
    for number in range(46):
        y = number * 26 - 40
        c.veil([(700, y + 420), (1620, y - 160), (1620, y - 154), (700, y + 426)], "#5a6a9a", strength=0.3)
    edge = smooth([(1060, -20), (960, 240), (800, 560), (560, 1090)], steps=10)
    c.line([(x + 30, y) for x, y in edge], mix(wool, "#8a98c8", 0.5), 3)
    c.poly(smooth([(1240, -30), (1080, 130), (1150, 330), (1330, 470), (1480, 200), (1500, -30)], closed=True), mix(wool, "#0f1430", 0.35), shade=mix(wool, "#8a98c8", 0.3), towards="left", strength=0.6)
    for x, y in ((1022, 300), (900, 560), (680, 1000)):
        _button(c, x, y, 50, "#e0a24a", holes=4)
    for angle in (20, 75, 130, 200, 260, 320):
        end = 34 + c.random.uniform(-8, 14)
        c.line(smooth([(790, 780), (790 + end * 0.5 * math.cos(angle), 780 + end * 0.6 * math.sin(angle)), (790 + end * math.cos(math.radians(angle)), 780 + end * math.sin(math.radians(angle)))]), "#e8b04a", 4)


def _thread(c: Canvas, x: float, y: float) -> None:
    c.line(smooth([(x - 30, y + 26), (x - 200, y + 120), (x - 120, y + 300), (x - 60, y + 420), (x - 116, y + 560)], steps=16), "#e8663f", 4)
    c.line([(x - 116, y + 560), (x - 176, y + 660)], "#e9eef2", 6)
    c.veil(turned([(x - 80, y - 36), (x + 96, y - 36), (x + 96, y + 60), (x - 80, y + 60)], -24, around=(x, y)), "#12211f", strength=0.4)
    for left, width, fill in ((-96, 30, "#d9a466"), (66, 30, "#d9a466"), (-68, 136, "#e8663f")):
        spool = [(x + left, y - (52 if width == 30 else 42)), (x + left + width, y - (52 if width == 30 else 42)), (x + left + width, y + (52 if width == 30 else 42)), (x + left, y + (52 if width == 30 else 42))]
        c.poly(turned(spool, -24, around=(x, y)), fill, shade=mix(fill, "#4a1f1a", 0.6), towards="down")
    for number in range(9):
        c.line(turned([(x - 60 + number * 15, y - 40), (x - 54 + number * 15, y + 40)], -24, around=(x, y)), "#b5402a", 2.5)


def dumplings(c: Canvas) -> None:
    """A plate of plum dumplings, one of them open."""
    c.sky((0, "#e9d9b8"), (1, "#d7bd92"))
    for number in range(-6, 24):
        c.veil([(number * 120, 0), (number * 120 + 56, 0), (number * 120 - 344, 1067), (number * 120 - 400, 1067)], "#c8553f", strength=0.32)
    for number in range(11):
        c.veil([(0, number * 120), (1600, number * 120 - 130), (1600, number * 120 - 76), (0, number * 120 + 54)], "#c8553f", strength=0.32)
    x, y = 900, 560
    c.veil(arc(x + 26, y + 40, 560, 440, 0, 360, steps=60), "#5a2f22", strength=0.42)
    c.oval(x, y, 540, 424, "#f7f3e6", shade="#c3b8a8", towards="right", strength=0.7)
    c.line(arc(x, y, 508, 396, 0, 360, steps=90), "#2f5f9a", 16)
    c.oval(x, y, 420, 322, "#fbf8ee", shade="#ded4c2", towards="left", strength=0.6)
    _crumbs(c, x, y, 240)
    for dx, dy in ((-230, -120), (-60, -190), (130, -180), (270, -70), (-290, 60), (-110, 10), (-150, 180), (110, 190)):
        _dumpling(c, x + dx, y + dy)
    _open_dumpling(c, x + 120, y + 10)
    _fork(c)
    for px, py, r in ((170, 210, 96), (330, 150, 84), (250, 330, 90)):
        _plum(c, px, py, r)


def _crumbs(c: Canvas, x: float, y: float, count: int) -> None:
    for _number in range(count):
        angle, far = c.random.uniform(0, 6.28), c.random.random() ** 0.6
        size = c.random.uniform(2, 6)
        c.oval(x + 400 * far * math.cos(angle), y + 300 * far * math.sin(angle), size, size, c.random.choice(("#c98a3f", "#a8642a", "#e0b06a")))


def _dumpling(c: Canvas, x: float, y: float) -> None:
    c.veil(arc(x + 14, y + 26, 100, 88, 0, 360), "#6a4028", strength=0.4)
    c.oval(x, y, 96, 88, "#d9a25a", shade="#8f5426", towards="right", strength=0.8)
    for _number in range(90):
        angle, far = c.random.uniform(0, 6.28), c.random.random() ** 0.5
        size = c.random.uniform(2.5, 6.5)
        c.oval(x + 90 * far * math.cos(angle), y + 82 * far * math.sin(angle), size, size * 0.8, c.random.choice(("#c4803a", "#a8622a", "#ecc98a", "#f3dcae")))


def _open_dumpling(c: Canvas, x: float, y: float) -> None:
    c.veil(arc(x + 14, y + 26, 122, 104, 0, 360), "#6a4028", strength=0.4)
    c.oval(x, y, 116, 100, "#c98f48", shade="#8f5426", towards="right", strength=0.8)
    c.oval(x, y, 100, 86, "#fbefcf", shade="#e3c795", towards="right")
    c.oval(x - 4, y + 2, 66, 58, "#7a2450", shade="#43123a", towards="right", strength=0.9)
    c.oval(x - 12, y - 2, 34, 28, "#d9487a", shade="#9a2450", towards="right")
    c.poly(smooth([(x + 30, y + 44), (x + 90, y + 66), (x + 150, y + 120), (x + 100, y + 130), (x + 40, y + 84)], closed=True), "#a82f60", shade="#6a1a44", towards="right")


def _plum(c: Canvas, x: float, y: float, r: float) -> None:
    c.veil(arc(x + 14, y + 22, r, r * 0.9, 0, 360), "#5a2f22", strength=0.4)
    c.oval(x, y, r, r * 0.9, "#5a3a78", shade="#2b1844", towards="right", strength=0.9)
    c.oval(x - r * 0.36, y - r * 0.36, r * 0.3, r * 0.18, "#a592c4")
    c.line(smooth([(x - r * 0.5, y + r * 0.6), (x, y + r * 0.2), (x + r * 0.3, y - r * 0.5)]), "#3a2456", 4)


def _fork(c: Canvas) -> None:
    metal, dark = "#c9d0d4", "#7a858c"
    c.veil([(120, 900), (620, 700), (630, 720), (130, 924)], "#5a2f22", strength=0.35)
    c.line([(90, 930), (430, 776)], metal, 26)
    c.line([(94, 936), (430, 784)], dark, 5)
    c.poly(smooth([(420, 744), (500, 700), (546, 716), (534, 760), (460, 808), (424, 808)], closed=True), metal, shade=dark, towards="down")
    for number in range(4):
        c.line([(508 + number * 9, 708 + number * 15), (650 + number * 9, 646 + number * 15)], metal, 9)


def tableware(c: Canvas) -> None:
    """The long table from above: dishes are pushed on by hands from both sides."""
    c.sky((0, "#8fb06a"), (1, "#7d9f5c"))
    for _number in range(260):
        x, y = c.random.uniform(0, 1600), c.random.uniform(0, 1067)
        c.line([(x, y), (x + c.random.uniform(-6, 6), y - 16)], c.random.choice(("#a8c47c", "#6d8f50")), 3)
    c.veil([(0, 300), (1600, 300), (1600, 850), (0, 850)], "#2f4a2a", strength=0.4)
    for x, width, top, fill in ((-40, 430, 262, "#b8834f"), (390, 360, 280, "#3f7396"), (750, 480, 252, "#f3ead8"), (1230, 420, 272, "#9a5f3c")):
        c.box(x, top, width, 1067 - 2 * top, fill, shade=mix(fill, "#3a2018", 0.5), towards="right", strength=0.5)
        c.line([(x, top), (x, 1067 - top)], mix(fill, "#20140f", 0.6), 5)
    for number in range(5):
        c.line([(-20, 330 + number * 100), (386, 330 + number * 100)], "#9a6a3c", 3)
    for number in range(8):
        c.veil([(750 + number * 60, 252), (780 + number * 60, 252), (780 + number * 60, 815), (750 + number * 60, 815)], "#c8442f", strength=0.4)
    _dishes(c)
    _hands(c)


def _dishes(c: Canvas) -> None:
    for x, y, r, rim, inside, bits in (
        (180, 440, 104, "#f6f0e2", "#e9dcc0", ("#c8442f", "#6f9c3d")), (560, 650, 120, "#2b2b33", "#8a5a34", ("#e0b06a", "#c98a3f")),
        (940, 420, 112, "#e8a33d", "#f6efdc", ("#6f9c3d", "#f0c25c", "#c8442f")), (1150, 660, 92, "#f6f0e2", "#f6f0e2", ("#f7efd8",)), (1420, 450, 118, "#4a6f8f", "#f0e6d0", ("#7a2f3a", "#f6efdc")),
        (300, 700, 74, "#c8442f", "#fbf3dd", ("#8a9a5b",)), (640, 380, 70, "#f6f0e2", "#d9a25a", ("#f3dcae",)),
    ):  # fmt: skip
        c.veil(arc(x + 12, y + 18, r, r, 0, 360), "#2a1a14", strength=0.4)
        c.oval(x, y, r, r, rim, shade=mix(rim, "#2a2028", 0.5), towards="right")
        c.oval(x, y, r * 0.78, r * 0.78, inside, shade=mix(inside, "#5a3a28", 0.4), towards="right")
        for _number in range(1 if len(bits) == 1 and inside == "#f6f0e2" else 26):
            angle, far = c.random.uniform(0, 6.28), c.random.random() ** 0.6 * r * 0.62
            size = r * (0.3 if inside == "#f6f0e2" else c.random.uniform(0.07, 0.15))
            c.oval(x + far * math.cos(angle) * (size < r * 0.2), y + far * math.sin(angle) * (size < r * 0.2), size, size * 0.8, c.random.choice(bits), shade="#c9a06a", strength=0.5)
    for x, y in ((470, 330), (790, 740), (1290, 760), (1050, 310), (60, 640)):
        c.oval(x + 7, y + 9, 32, 32, "#3a2a22")
        c.oval(x, y, 32, 32, "#dfe9e4")
        c.oval(x, y, 25, 25, "#8a2440", shade="#5a1430", towards="right")


def _hands(c: Canvas) -> None:
    for shoulder, elbow, wrist, coat, skin in (
        ((60, -60), (110, 180), (170, 326), "#c8442f", "#e0ac84"), ((720, 1130), (690, 900), (628, 768), "#f0e2c2", "#b97a52"),
        ((880, -60), (900, 140), (918, 300), "#2f6a5a", "#efc09a"), ((1240, 1130), (1240, 900), (1190, 760), "#5a3f6b", "#d9a079"),
        ((1560, -60), (1530, 150), (1470, 330), "#e0a24a", "#c98f6a"), ((220, 1130), (250, 930), (288, 790), "#35507a", "#eac3a0"),
    ):  # fmt: skip
        sleeve(c, shoulder, elbow, wrist, 84, coat, skin)


def umbrellas(c: Canvas) -> None:
    """A wet square from above, full of umbrellas."""
    x: float
    y: float
    c.sky((0, "#34414f"), (1, "#222b3a"))
    for row in range(16):
        for column in range(22):
            x, y = column * 78 + (row % 2) * 39, row * 70
            c.box(x, y, 72, 64, c.random.choice(("#3a4857", "#303d4c", "#414f5e")), r=8)
    for shift in (0, 96):
        c.line(smooth([(-40, 760 + shift), (420, 700 + shift), (900, 470 + shift), (1660, 240 + shift)], steps=20), "#8a97a5", 7)
    places = _places(c)
    colors = [c.random.choice(("#c8442f", "#27345c", "#2f7d7a", "#7a3f52", "#1f2733", "#4a6f8f", "#5f4a3a")) for _place in places]
    for (x, y), fill in [*zip(places, colors, strict=True), ((1130, 700), "#f2b632")]:
        _open_umbrella(c, x, y, c.random.uniform(82, 112), fill)
    for _number in range(420):
        x, y = c.random.uniform(0, 1600), c.random.uniform(0, 1067)
        c.line([(x, y), (x - 6, y + c.random.uniform(14, 32))], "#aebccb", 1.6)


def _places(c: Canvas) -> list[Point]:
    chosen: list[Point] = [(1130, 700)]
    for _try in range(900):
        place = c.random.uniform(40, 1560), c.random.uniform(30, 1040)
        if all(math.dist(place, other) > 196 for other in chosen):
            chosen.append(place)
    return [place for place in chosen[1:] if c.random.random() < 0.84]


def _open_umbrella(c: Canvas, x: float, y: float, r: float, fill: str) -> None:
    turn = c.random.uniform(0, 45)
    c.veil(arc(x + 16, y + 26, r, r, 0, 360), "#0f141d", strength=0.5)
    c.glow(x - 10, y + r * 1.5, r * 0.9, fill, strength=0.35, flat=0.4)
    rim = [(x + r * math.cos(math.radians(turn + k * 45)), y + r * math.sin(math.radians(turn + k * 45))) for k in range(9)]
    for number in range(8):
        tone = mix(fill, "#fff3dd", 0.16) if 2 <= (number + round(turn / 45)) % 8 <= 5 else mix(fill, "#0f1020", 0.18)
        a, b = rim[number], rim[number + 1]
        hollow = (x + (a[0] + b[0] - 2 * x) * 0.46, y + (a[1] + b[1] - 2 * y) * 0.46)
        c.poly([(x, y), *smooth([a, hollow, b], steps=6)], tone if number % 2 else fill, shade=mix(fill, "#0f1020", 0.5), towards="right", strength=0.4)
    c.oval(x, y, r * 0.07, r * 0.07, "#f0e6d2")


SCENES = {"buttons": buttons, "dumplings": dumplings, "tableware": tableware, "umbrellas": umbrellas}
