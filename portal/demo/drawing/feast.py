"""What grows, what is kept, and where it is eaten."""

import math

from portal.demo.drawing.canvas import Canvas, arc, mix, smooth, turned
from portal.demo.drawing.figures import bust
from portal.demo.drawing.things import house, lantern, tree

# Rows of coordinates stay rows.
# fmt: off


def longtable(c: Canvas) -> None:
    """A panorama: a village at one table, whose parts stand on bricks and books."""
    x: float
    y: float
    c.sky((0, "#f2b98a"), (1, "#fbe3b4"), bottom=470)
    c.glow(1180, 330, 520, "#fff3cf", strength=0.7)
    for x, width, height, wall, roof in (
        (-40, 210, 190, "#d9a884", "#a84632"), (190, 170, 150, "#efd7ac", "#b5563c"), (380, 230, 210, "#c9927a", "#8a4a3c"), (1090, 190, 160, "#efd0a4", "#a84632"), (1300, 170, 200, "#cf9d7c", "#94433a"), (1480, 200, 170, "#e9c494", "#b5563c"),
    ):  # fmt: skip
        house(c, x, 450, width, height, wall=wall, roof=roof, side=mix(wall, "#7a4a4a", 0.5), window="#6f4a4a", rows=2)
    for x, height in ((660, 260), (860, 300), (1030, 220)):
        tree(c, x, 460, height, "#8a9a4a", shade="#4f6a3a", trunk="#5a4030")
    c.box(0, 440, 1600, 271, "#b99a5a", shade="#7d6a3c", strength=0.8)
    for left, right in ((-40, 420), (420, 880), (880, 1300), (1300, 1680)):
        string = smooth([(left, 70), ((left + right) / 2, 150), (right, 70)], steps=12)
        c.line(string, "#6a4a3a", 2.5)
        for x, y in string[2:-2:4]:
            lantern(c, x, y + 18, 19, c.random.choice(("#e8663f", "#f0a23c", "#d94f5c", "#5fa08a")), light="#fff0b8")
    coats = ("#7a3f52", "#2f6a6a", "#c8553f", "#35507a", "#e0a24a", "#f0e6d2", "#5f7d4a", "#4a3f6b")
    skins, hairs, cuts = ("#efc09a", "#c98f6a", "#e0ac84", "#b97a52"), ("#2a1d20", "#8a4a2a", "#d9d4d0", "#c9772f", "#5a3a2a"), ("short", "long", "bun", "cap", "bald")
    for number in range(13):
        bust(
            c, 50 + number * 125 + c.random.uniform(-10, 10), 520, 92 + (number * 5) % 17,
            coat=coats[(number * 3) % 8], skin=skins[(number * 7) % 4], hair=hairs[(number * 2) % 5], cut=cuts[(number * 3 + number // 5) % 5], turn=(-1, 1, 0)[number % 3],
        )  # fmt: skip
    _tables(c)


def _tables(c: Canvas) -> None:
    c.veil([(0, 640), (1600, 640), (1600, 711), (0, 711)], "#4a3a20", strength=0.45)
    for x, width, fill, drop in ((-30, 300, "#b5794a", 0), (270, 260, "#3f7396", 26), (530, 340, "#f3ead8", 10), (870, 290, "#9a5f3c", 44), (1160, 230, "#c99a5c", 18), (1390, 250, "#5f7d6a", 34)):
        top = 512
        c.box(x, top + 22, width - 3, 92 if fill == "#f3ead8" else 24, fill, shade=mix(fill, "#2a1a14", 0.6), strength=0.8)
        c.box(x, top, width - 3, 24, mix(fill, "#fff3dd", 0.25))
        if fill == "#f3ead8":
            for number in range(11):
                c.box(x + 8 + number * 31, top, 14, 114, "#c8442f")
        for leg in (x + 24, x + width - 44):
            c.box(leg, top + 46, 20, 130 - drop, mix(fill, "#2a1a14", 0.4))
            for brick in range(drop // 13):
                c.box(leg - 16 + brick * 3, top + 163 - brick * 13, 52, 12, ("#b5563c", "#35507a", "#e0c68a")[(brick + x) % 3], r=2)
    for x in range(40, 1600, 118):
        _dish(c, x + c.random.uniform(-16, 16), 514, x // 118)


def _dish(c: Canvas, x: float, y: float, number: int) -> None:
    if number % 4 == 0:
        c.oval(x, y - 18, 52, 30, "#c9823c", shade="#8a4a22", towards="right")
        for cut in (-22, 0, 22):
            c.line([(x + cut - 6, y - 36), (x + cut + 6, y - 8)], "#f3d9a4", 4)
    elif number % 4 == 1:
        for place in range(5):
            c.oval(x - 36 + place * 18, y - 34 - (place % 2) * 9, 17, 15, ("#c8442f", "#6f9c3d", "#f0b44c")[place % 3])
        c.poly(arc(x, y - 34, 58, 38, 0, 180), "#f6f0e2", shade="#b5a184", towards="right")
    elif number % 4 == 2:
        c.box(x - 15, y - 82, 30, 84, "#2f5a46", r=9, shade="#14301f", towards="right")
        c.box(x - 6, y - 112, 12, 36, "#2f5a46", r=4)
        for dx in (-48, 44):
            c.box(x + dx - 12, y - 40, 24, 40, "#f3efe6", r=5)
            c.box(x + dx - 10, y - 26, 20, 25, "#8a2440", r=4)
    else:
        c.box(x - 54, y - 12, 108, 13, "#f6f0e2", r=6)
        c.poly(arc(x, y - 12, 44, 34, 180, 360), "#e0a24a", shade="#a8642a", towards="right")


def pickles(c: Canvas) -> None:
    """Jars on a cellar shelf, against the light."""
    c.sky((0, "#2f2a33"), (1, "#1f1a22"))
    c.box(180, 70, 1240, 760, "#f7e3a8", shade="#e8b45c", strength=0.8)
    c.glow(800, 380, 900, "#fffbe6", strength=0.8)
    for x in (180, 590, 1000, 1400):
        c.box(x, 60, 22, 780, "#4a3a38")
    for y in (60, 430):
        c.box(170, y, 1262, 16, "#4a3a38")
    for y, row in ((520, 0), (940, 1)):
        for number in range(7):
            _pickle_jar(c, 160 + number * 214 + (row * 60 if number < 6 else 30), y, 84 + (number * 11 + row * 7) % 18, 250 + (number * 37 + row * 53) % 60, number + row * 3)
        c.box(0, y, 1600, 34, "#8a5a3a", shade="#4a2c22", strength=0.9)
        c.veil([(0, y + 34), (1600, y + 34), (1600, y + 80), (0, y + 80)], "#14101a", strength=0.5)


def _pickle_jar(c: Canvas, x: float, y: float, half: float, height: float, number: int) -> None:
    brine, bits = (
        ("#c8402f", ("#e8663f", "#b5302a", "#f0884a")), ("#b5b04a", ("#6f9c3d", "#8fb04a", "#4f7d34")), ("#e9dca4", ("#f6efd2", "#dfd08a", "#c9bf6a")), ("#a8b85a", ("#8fae3f", "#b5c860", "#6a8f34")), ("#d9823f", ("#f0a24a", "#e8772f", "#c8602a")),
    )[number % 5]  # fmt: skip
    c.box(x - half, y - height, half * 2, height, brine, r=26, shade=mix(brine, "#3a1a14", 0.6), towards="right", strength=0.7)
    for _number in range(34):
        px, py = x + c.random.uniform(-half + 22, half - 22), y - c.random.uniform(26, height - 40)
        size, fill = c.random.uniform(17, 25), c.random.choice(bits)
        if number % 5 == 1:
            c.poly(turned([(px - 14, py - 40), (px + 14, py - 40), (px + 16, py + 26), (px - 16, py + 26)], c.random.uniform(-14, 14), around=(px, py)), fill, shade=mix(fill, "#1f3a1a", 0.6), towards="right")
        else:
            c.oval(px, py, size, size * 0.9, fill, shade=mix(fill, "#5a1f14", 0.5), towards="right")
    c.line([(x - half + 16, y - height + 50), (x - half + 16, y - 40)], "#fffbe6", 8)
    c.box(x - half * 0.86, y - height - 14, half * 1.72, 26, mix(brine, "#fffbe6", 0.6), r=8)
    cloth = ("#c8442f", "#35507a", "#f6efe2", "#2f7d7a")[number % 4]
    c.poly(smooth([(x - half * 0.9, y - height - 10), (x - half * 0.8, y - height - 56), (x + half * 0.8, y - height - 56), (x + half * 0.9, y - height - 10), (x + half * 1.1, y - height + 30), (x + half * 0.4, y - height + 16), (x - half * 0.4, y - height + 18), (x - half * 1.1, y - height + 28)], closed=True, steps=6), cloth, shade=mix(cloth, "#14101a", 0.5), towards="right")
    c.line([(x - half * 0.88, y - height - 8), (x + half * 0.88, y - height - 8)], "#e8b04a", 7)


def pear(c: Canvas) -> None:
    """Upright: a plate from a book on fruit."""
    x: float
    y: float
    c.sky((0, "#f7efdc"), (1, "#efe2c6"))
    for inset, width in ((46, 5), (62, 2)):
        c.line([(inset, inset), (c.width - inset, inset), (c.width - inset, c.height - inset), (inset, c.height - inset), (inset, inset)], "#7a6a4a", width)
    c.line(smooth([(120, 190), (360, 150), (600, 190), (960, 130)]), "#7a5a3c", 26)
    c.line(smooth([(120, 184), (360, 144), (600, 184), (960, 126)]), "#a8835a", 8)
    for x, y, angle, size in ((250, 250, 40, 170), (390, 90, 250, 130), (690, 270, 20, 190), (860, 240, -20, 160), (180, 120, 200, 120), (780, 90, 300, 120)):
        _leaf(c, x, y, angle, size)
    c.line(smooth([(560, 180), (566, 260), (540, 350)]), "#6a4a2c", 17)
    body = smooth([(540, 340), (590, 350), (626, 440), (680, 560), (770, 680), (780, 800), (700, 890), (560, 912), (420, 890), (330, 800), (340, 680), (430, 560), (478, 440), (494, 350)], closed=True, steps=10)
    c.poly([(x + 30, y + 26) for x, y in body], "#e3d3b0")
    c.poly(body, "#a8b852", shade="#6a8038", towards="right", strength=0.9)
    c.glow(420, 740, 190, "#dfe58a", strength=0.6)
    c.glow(690, 720, 150, "#c8553f", strength=0.62)
    for _number in range(260):
        x, y = c.random.gauss(550, 90), c.random.gauss(740, 80)
        if math.hypot((x - 555) / 190, (y - 745) / 140) < 1:
            c.oval(x, y, 2.6, 2.6, c.random.choice(("#6f7d34", "#8a6a3a", "#c9cf7a")))
    c.poly(smooth([(530, 906), (550, 890), (580, 906), (556, 926)], closed=True), "#5a4630")
    _half(c, 300, 1130)
    _blossom(c, 800, 1150)


def _leaf(c: Canvas, x: float, y: float, angle: float, size: float) -> None:
    shape = smooth([(x - size * 0.5, y), (x - size * 0.1, y - size * 0.3), (x + size * 0.5, y), (x - size * 0.1, y + size * 0.3)], closed=True)
    c.poly(turned(shape, angle, around=(x, y)), "#5f8a4a", shade="#33573f", towards="right", strength=0.8)
    c.line(turned([(x - size * 0.5, y), (x + size * 0.44, y)], angle, around=(x, y)), "#a9c48a", 4)


def _half(c: Canvas, x: float, y: float) -> None:
    outline = [(0, -170), (40, -150), (60, -90), (120, 0), (140, 70), (80, 150), (-80, 150), (-140, 70), (-120, 0), (-60, -90), (-40, -150)]
    c.line([(x, y - 160), (x + 16, y - 230)], "#6a4a2c", 12)
    c.poly(smooth([(x + dx, y + dy) for dx, dy in outline], closed=True), "#a8b852", shade="#6a8038", towards="right")
    c.poly(smooth([(x + dx * 0.92, y + dy * 0.93) for dx, dy in outline], closed=True), "#fbf6df", shade="#e6d9a8", towards="right")
    onion = smooth([(x, y - 70), (x + 30, y - 20), (x + 64, y + 30), (x + 40, y + 84), (x, y + 100), (x - 40, y + 84), (x - 64, y + 30), (x - 30, y - 20)], closed=True)
    c.line([*onion, onion[0]], "#c9b56a", 5)
    for dx in (-24, 24):
        c.poly(smooth([(x + dx, y + 4), (x + dx + 14, y + 44), (x + dx, y + 72), (x + dx - 14, y + 44)], closed=True), "#2a1d18")


def _blossom(c: Canvas, x: float, y: float) -> None:
    c.line(smooth([(x - 150, y + 130), (x - 70, y + 90), (x, y)]), "#7a5a3c", 9)
    _leaf(c, x - 110, y + 60, 30, 110)
    for angle in range(0, 360, 72):
        petal = turned([(x, y - 10), (x + 52, y - 70), (x, y - 124), (x - 52, y - 70)], angle, around=(x, y))
        c.poly(smooth(petal, closed=True), "#fffaf4", shade="#e9bfc0", towards="right", strength=0.7)
    for angle in range(0, 360, 30):
        tip = turned([(x, y - 50)], angle, around=(x, y))[0]
        c.line([(x, y), tip], "#a9c48a", 3)
        c.oval(*tip, 7, 7, "#b5406a")


SCENES = {"longtable": longtable, "pickles": pickles, "pear": pear}
