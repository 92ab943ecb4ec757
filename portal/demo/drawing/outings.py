"""On the way: up a hill, over a gorge, round and round, and up a weir."""

import math

from portal.demo.drawing.canvas import Canvas, arc, mix, smooth, turned
from portal.demo.drawing.things import fir, peak, stars

# Rows of coordinates stay rows.
# fmt: off


def eel(c: Canvas) -> None:
    """Under water: young eels climb a plank of brushes."""
    x: float
    y: float
    c.sky((0, "#8fc9b4"), (0.14, "#3f8f8a"), (0.6, "#1d5a66"), (1, "#0d2f40"))
    for x, width, lean in ((260, 120, -160), (560, 200, -60), (900, 130, 40), (1240, 180, 160)):
        c.veil([(x - width / 2, 60), (x + width / 2, 60), (x + lean + width * 1.5, 1067), (x + lean - width * 1.5, 1067)], "#d9f3dc", strength=0.3, towards="up")
    c.poly([*smooth([(0, 70), (300, 46), (640, 80), (1000, 50), (1320, 84), (1600, 56)]), (1600, 0), (0, 0)], "#cfe9d6", shade="#8fc9b4", strength=0.8)
    c.oval(1130, 30, 90, 22, "#fdf6dc")
    c.poly([*smooth([(0, 930), (300, 960), (700, 990), (1200, 960), (1600, 1000)]), (1600, 1067), (0, 1067)], "#123a3f", shade="#081f2a", strength=0.8)
    for x, y, rx in ((120, 960, 150), (380, 1020, 120), (1490, 1000, 150), (1280, 1040, 110), (860, 1050, 130)):
        c.oval(x, y, rx, rx * 0.5, "#2f5a58", shade="#0f2f38", towards="down")
    _plank(c)
    for number in range(9):
        x = 40 + number * 19 + c.random.uniform(-8, 8)
        c.line(smooth([(x, 1067), (x + 30 * math.sin(number), 860), (x - 20, 690), (x + 26 * math.cos(number), 560 - number * 12)]), ("#3f7d52", "#2f6648", "#5a9a5c")[number % 3], 11)
    for x, y, angle, size in ((330, 850, -26, 1.1), (560, 900, -40, 1.3), (240, 700, -8, 0.9), (760, 960, -30, 1), (430, 620, -20, 0.8), (980, 930, -55, 1.1)):
        _eel(c, x, y, angle, size)
    for _number in range(60):
        x, y = c.random.uniform(0, 1600), c.random.uniform(110, 1000)
        size = c.random.uniform(2, 8)
        c.line(arc(x, y, size, size, 0, 360, steps=14), "#bfe6d9", 1.8)


def _plank(c: Canvas) -> None:
    angle, around = -30, (980, 560)
    c.poly(turned([(420, 560), (1760, 560), (1760, 640), (420, 640)], angle, around=around), "#8a6240", shade="#3f2a24", towards="down")
    for number in range(30):
        x = 440 + number * 43
        for bristle in range(7):
            lean = c.random.uniform(-7, 7)
            c.line(turned([(x + bristle * 5, 562), (x + bristle * 5 + lean, 506 + c.random.uniform(-7, 7))], angle, around=around), ("#e8c98a", "#d9b06a", "#f0dcae")[bristle % 3], 3)
        c.poly(turned([(x - 4, 548), (x + 36, 548), (x + 36, 566), (x - 4, 566)], angle, around=around), "#b5563c" if number % 2 else "#c98a4a")
    for x, lift, size in ((560, 28, 0.8), (760, 22, 0.9), (930, 30, 0.75), (1120, 22, 0.95), (1300, 30, 0.8)):
        place = turned([(x, 560 - lift)], angle, around=around)[0]
        _eel(c, place[0], place[1], angle + c.random.uniform(-12, 12), size)


def _eel(c: Canvas, x: float, y: float, angle: float, size: float) -> None:
    bend = c.random.choice((-1, 1))
    body = turned(smooth([(x - 110 * size, y + 8 * bend), (x - 60 * size, y - 22 * bend * size), (x, y + 14 * bend * size), (x + 56 * size, y - 12 * bend * size), (x + 104 * size, y)], steps=14), angle, around=(x, y))
    for number, (px, py) in enumerate(body):
        r = size * (4 + 15 * math.sin(math.pi * min(1, 0.12 + number / len(body) * 0.95)) ** 0.7)
        c.oval(px, py + r * 0.5, r, r, "#0f2f38")
    for number, (px, py) in enumerate(body):
        r = size * (3 + 14 * math.sin(math.pi * min(1, 0.12 + number / len(body) * 0.95)) ** 0.7)
        c.oval(px, py, r, r, mix("#3a4a34", "#c9b56a", 0.34))
    head = body[-4]
    c.oval(head[0], head[1] - 3 * size, 4.2 * size, 4.2 * size, "#f6efd2")
    c.oval(head[0] + size, head[1] - 3 * size, 2.2 * size, 2.2 * size, "#14181c")


def hillrace(c: Canvas) -> None:
    """Hairpins from above; one of the riders carries a bag."""
    c.sky((0, "#c2a25a"), (1, "#a8864a"))
    for _number in range(90):
        x, y, r = c.random.uniform(0, 1600), c.random.uniform(0, 1067), c.random.uniform(60, 150)
        c.oval(x, y, r, r * 0.6, c.random.choice(("#cbb068", "#b5924e", "#9f8448", "#d4bc78")))
    road = smooth([(1720, 980), (1300, 1000), (420, 930), (210, 830), (420, 740), (1180, 790), (1390, 690), (1180, 590), (470, 620), (260, 510), (470, 410), (1120, 450), (1320, 350), (1120, 250), (560, 280), (390, 180), (560, 90), (1000, 110), (1180, -60)], steps=48)
    for width, fill, shift in ((122, "#8a6a38", 12), (112, "#f3ead6", 0), (96, "#7a7478", 0)):
        c.ribbon([(x, y + shift) for x, y in road], fill, width)
    for number in range(0, len(road) - 9, 18):
        c.line(road[number:number + 8], "#e9e3d6", 4)
    for x, y in ((60, 740), (150, 660), (90, 470), (1540, 820), (1500, 560), (1560, 420), (1480, 200), (180, 260), (240, 90), (660, 674), (980, 690), (760, 512), (900, 344), (1380, 90), (1010, 868), (90, 1010)):
        for dx, dy in ((0, 0), (36, 18), (10, 38)):
            c.oval(x + dx + 14, y + dy + 16, 24, 24, "#7d6436")
            c.oval(x + dx, y + dy, 25, 25, "#6a7d3c", shade="#3a5230", towards="right")
    riders = ((0.985, -16, "#f0c04f"), (0.905, 18, "#c8442f"), (0.845, -14, "#35507a"), (0.80, 20, "#f6efe2"), (0.70, -16, "#2f7d7a"), (0.62, 14, "#c8442f"), (0.585, -18, "#7a3f52"), (0.5, 12, "#e0a24a"), (0.42, -14, "#f6efe2"), (0.33, 16, "#35507a"), (0.26, -10, "#c8442f"), (0.18, 14, "#2f7d7a"))
    for share, aside, fill in riders:
        _rider(c, road, int((len(road) - 40) * share), aside, fill, post=fill == "#f0c04f")


def _rider(c: Canvas, road: list[tuple[float, float]], place: int, aside: float, fill: str, *, post: bool) -> None:
    (x, y), (nx, ny) = road[place], road[place + 6]
    angle = math.degrees(math.atan2(ny - y, nx - x))
    around = x, y = x, y + aside
    c.veil(turned([(x - 60, y - 6), (x + 60, y - 6), (x + 90, y + 44), (x - 20, y + 50)], 0, around=around), "#3a3034", strength=0.35)
    c.line(turned([(x - 58, y), (x + 58, y)], angle, around=around), "#1f1d24", 8)
    c.line(turned([(x + 38, y - 24), (x + 38, y + 24)], angle, around=around), "#1f1d24", 6)
    for side in (-1, 1):
        c.line(turned([(x + 4, y + side * 16), (x + 36, y + side * 22)], angle, around=around), "#e0ac84", 9)
        c.line(turned([(x - 26, y + side * 8), (x + 4 + side * 10, y + side * 12)], angle, around=around), "#2a2430", 12)
    c.poly(smooth(turned([(x - 34, y - 18), (x + 10, y - 26), (x + 16, y + 26), (x - 34, y + 18)], angle, around=around), closed=True), fill, shade=mix(fill, "#2a1a20", 0.5), towards="right")
    head = turned([(x + 18, y)], angle, around=around)[0]
    c.oval(*head, 17, 16, mix(fill, "#fffaf0", 0.45) if not post else "#27508a")
    if post:
        c.poly(turned([(x - 78, y - 26), (x - 36, y - 26), (x - 36, y + 26), (x - 78, y + 26)], angle, around=around), "#8a5a34", shade="#4a2c1c", towards="right")
        c.poly(turned([(x - 70, y - 14), (x - 46, y - 14), (x - 46, y + 10), (x - 70, y + 10)], angle, around=around), "#fdf8ea")


def cablecar(c: Canvas) -> None:
    """Two cabins meet above the gorge; sandwiches change hands."""
    x: float
    y: float
    c.sky((0, "#2f2a5c"), (0.45, "#a04f78"), (0.75, "#f0906a"), (1, "#fbd79a"))
    stars(c, 50, below=220, color="#e6d9ee")
    for x, width, height, light, dark in ((240, 1180, 640, "#7a4a7c", "#58386c"), (1400, 1240, 730, "#70447a", "#4e3266")):
        peak(c, x, 1070, width, height, light=light, dark=dark, snow="#f3c9bb")
    c.poly([*smooth([(0, 470), (190, 520), (330, 700), (420, 1067)]), (0, 1067)], "#33234c", shade="#1d1534", strength=0.8)
    c.poly([*smooth([(1600, 420), (1440, 500), (1300, 700), (1200, 1067)]), (1600, 1067)], "#2d2048", shade="#1a1230", strength=0.8)
    for _number in range(34):
        share = c.random.random()
        x, y = 1330 + 260 * share + c.random.uniform(-10, 50), 760 - 300 * share + c.random.uniform(0, 120)
        c.box(x, y, 34, 26, c.random.choice(("#4a3560", "#573d6a")))
        c.box(x + 9, y + 8, 9, 11, "#ffd27a")
    c.veil([(380, 700), (1300, 700), (1200, 1067), (420, 1067)], "#fbd7b0", strength=0.5, towards="down")
    for y in (196, 236):
        c.line(smooth([(-20, y + 190), (500, y + 30), (800, y), (1100, y + 24), (1640, y - 150)], steps=16), "#1d1534", 6)
    _cabin(c, 530, 244, "#c8442f", 1)
    _cabin(c, 1070, 244, "#f0b43f", -1)
    c.line([(706, 560), (796, 570)], "#35507a", 26)
    c.line([(894, 560), (806, 570)], "#5f7d4a", 26)
    c.poly(turned([(760, 530), (842, 530), (842, 566), (760, 566)], -5, around=(800, 550)), "#fdf3dc", shade="#d9b98a", towards="down")
    c.line([(766, 548), (838, 543)], "#c8442f", 7)
    for x, y, height in ((60, 520, 130), (150, 560, 150), (240, 690, 140), (1545, 520, 120)):
        fir(c, x, y + 60, height, "#1d1534")


def _cabin(c: Canvas, x: float, y: float, fill: str, turn: int) -> None:
    c.line([(x - 30, y - 30), (x, y + 40), (x, y + 170)], "#1d1534", 13)
    for dx in (-56, -20, 20, 56):
        c.oval(x + dx, y - 26 + (4 if abs(dx) > 40 else 0), 16, 16, "#3a2a4c")
    c.box(x - 74, y - 36, 148, 12, "#1d1534", r=5)
    c.box(x - 180, y + 160, 360, 300, fill, r=44, shade=mix(fill, "#3a1030", 0.7), towards="right", strength=0.8)
    c.box(x - 190, y + 150, 380, 40, mix(fill, "#fff3dd", 0.55), r=18)
    for number in range(3):
        c.box(x - 154 + number * 106, y + 214, 96, 116, "#ffe2a4", r=12, shade="#f0a04a", strength=0.8)
    c.box(x - 180, y + 366, 360, 20, mix(fill, "#fff3dd", 0.55))
    for dx, tone in ((-106, "#4a2f50"), (0, "#5a3a4c"), (104, "#3f2a4a")):
        c.oval(x + dx, y + 272, 23, 27, tone)
        c.box(x + dx - 34, y + 294, 68, 36, tone, r=15)
    c.box(x + turn * 128 - 22, y + 290, 44, 40, "#35507a" if turn > 0 else "#5f7d4a", r=14)


def carousel(c: Canvas) -> None:
    """A roundabout in the park at the blue hour."""
    c.sky((0, "#27346b"), (0.7, "#5a6fae"), (1, "#c9a9c4"), bottom=820)
    stars(c, 60, below=300, color="#d9dff4")
    for x in range(-60, 1700, 120):
        r = c.random.uniform(90, 150)
        c.oval(x, 780 - r * 0.5, r, r, c.random.choice(("#2a3a5f", "#24345a", "#304266")))
    c.box(0, 800, 1600, 267, "#3a4a5f", shade="#1d2740", strength=0.9)
    c.glow(800, 560, 820, "#ffc76a", strength=0.62, flat=0.8)
    c.veil(arc(800, 960, 700, 110, 0, 360), "#ffd98a", strength=0.4)
    c.poly([*arc(800, 870, 560, 70, 0, 180), (240, 850), (1360, 850)], "#a83f3a", shade="#5a1f2c", towards="right")
    c.oval(800, 850, 560, 68, "#d9a45c", shade="#a8703a", towards="right")
    c.box(690, 360, 220, 470, "#e9b45a", shade="#a8642f", towards="right")
    for number in range(5):
        c.box(700 + number * 42, 400, 34, 400, "#fff0c4" if number % 2 else "#c8553f", r=6)
    for x, y, size, kind in ((450, 640, 0.8, "horse"), (1150, 640, 0.8, "horse"), (560, 740, 1.15, "swan"), (1010, 730, 1.15, "engine"), (310, 730, 0.95, "horse"), (1290, 730, 0.95, "horse")):
        c.line([(x, 330), (x, 860)], "#f6e3b0", 9 * size)
        _mount(c, x, y, size, kind)
    _canopy(c)
    for x, height, coat in ((120, 240, "#1d2438"), (190, 150, "#c8442f"), (1480, 250, "#1d2438"), (1410, 140, "#e8b04a")):
        c.oval(x, 1010 - height * 0.9, height * 0.08, height * 0.1, "#2a2430")
        c.poly(smooth([(x - height * 0.16, 1010), (x - height * 0.13, 1010 - height * 0.72), (x, 1010 - height * 0.82), (x + height * 0.13, 1010 - height * 0.72), (x + height * 0.16, 1010)], steps=6), coat)


def _canopy(c: Canvas) -> None:
    for number in range(12):
        left, right = 200 + number * 100, 300 + number * 100
        fill = "#c8442f" if number % 2 else "#f6e9cf"
        c.poly([(800, 90), (left, 310), (right, 310)], fill, shade=mix(fill, "#4a1830", 0.55), towards="down", strength=0.6)
        c.poly(arc((left + right) / 2, 340, 50, 42, 0, 180, steps=12), mix(fill, "#4a1830", 0.16))
        c.box(left, 306, 100, 36, mix(fill, "#4a1830", 0.08))
        for dx in (25, 75):
            c.glow(left + dx, 324, 26, "#fff3c4", strength=0.9)
            c.oval(left + dx, 324, 7, 7, "#fffbe6")
    c.oval(800, 84, 22, 22, "#f0c04f", shade="#b5742f", towards="right")
    c.poly([(800, 20), (868, 36), (800, 56)], "#c8442f")
    c.line([(800, 14), (800, 70)], "#f0c04f", 6)


def _mount(c: Canvas, x: float, y: float, s: float, kind: str) -> None:
    if kind == "engine":
        c.box(x - 130 * s, y - 20 * s, 260 * s, 90 * s, "#d2382f", r=14 * s, shade="#7d1a2a", towards="right")
        c.box(x + 20 * s, y - 80 * s, 100 * s, 70 * s, "#d2382f", r=10 * s)
        c.box(x + 38 * s, y - 66 * s, 64 * s, 44 * s, "#ffe2a4", r=6 * s)
        c.line([(x - 120 * s, y - 40 * s), (x + 10 * s, y - 56 * s)], "#f6e9cf", 12 * s)
        for dx in (-76, 76):
            c.oval(x + dx * s, y + 74 * s, 36 * s, 36 * s, "#1d1a2a")
            c.oval(x + dx * s, y + 74 * s, 16 * s, 16 * s, "#f0c04f")
        return
    if kind == "swan":
        c.poly(smooth([(x - 130 * s, y + 10 * s), (x - 150 * s, y - 60 * s), (x - 60 * s, y - 20 * s), (x + 40 * s, y - 10 * s), (x + 70 * s, y - 90 * s), (x + 50 * s, y - 150 * s), (x + 90 * s, y - 176 * s), (x + 128 * s, y - 140 * s), (x + 112 * s, y - 40 * s), (x + 120 * s, y + 60 * s), (x, y + 100 * s), (x - 100 * s, y + 80 * s)], closed=True), "#fdf8ee", shade="#b9aecb", towards="right")
        c.poly([(x + 122 * s, y - 152 * s), (x + 166 * s, y - 128 * s), (x + 122 * s, y - 128 * s)], "#e8772f")
        c.oval(x + 100 * s, y - 150 * s, 6 * s, 6 * s, "#1d1a2a")
        return
    coat = "#f6efe2" if x < 800 else "#8a5a3a"
    c.poly(smooth([(x - 110 * s, y - 40 * s), (x + 40 * s, y - 50 * s), (x + 84 * s, y - 130 * s), (x + 130 * s, y - 150 * s), (x + 176 * s, y - 96 * s), (x + 160 * s, y - 76 * s), (x + 124 * s, y - 90 * s), (x + 96 * s, y + 30 * s), (x - 90 * s, y + 30 * s)], closed=True, steps=8), coat, shade=mix(coat, "#3a1a30", 0.5), towards="right")
    for dx, tip in ((-80, -120), (-60, -30), (70, 130), (50, 40)):
        c.line(smooth([(x + dx * s, y + 10 * s), (x + (dx + tip) / 2 * s, y + 70 * s), (x + tip * s, y + 104 * s)]), coat, 22 * s)
    c.line(smooth([(x - 108 * s, y - 26 * s), (x - 160 * s, y + 10 * s), (x - 150 * s, y + 70 * s)]), "#e8a33d", 20 * s)
    c.line(smooth([(x + 60 * s, y - 70 * s), (x + 90 * s, y - 130 * s), (x + 126 * s, y - 156 * s)]), "#e8a33d", 18 * s)
    c.poly(smooth([(x - 50 * s, y - 54 * s), (x + 30 * s, y - 56 * s), (x + 26 * s, y + 10 * s), (x - 44 * s, y + 10 * s)], closed=True, steps=4), "#c8442f", shade="#7d1a2a", towards="right")


SCENES = {"eel": eel, "hillrace": hillrace, "cablecar": cablecar, "carousel": carousel}
