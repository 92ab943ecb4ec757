"""Scenes of the town."""

from portal.demo.drawing.canvas import Canvas, arc, mix, smooth
from portal.demo.drawing.things import fir, hills, house, person, stars, tree

# Rows of coordinates stay rows.
# fmt: off


def tram(c: Canvas) -> None:
    """Line 7 at night."""
    x: float
    y: float
    c.sky((0, "#101c3d"), (0.7, "#28386b"), (1, "#56518a"), bottom=820)
    stars(c, 70, below=300, color="#aebbe0")
    for fill, low, high, seed in (("#232f5e", 330, 520, 0), ("#182349", 230, 420, 1)):
        x = -40 - 60 * seed
        while x < 1600:
            width, height = c.random.uniform(120, 210), c.random.uniform(low, high)
            _block(c, x, 800, width, height, fill, lit=0.22 + 0.2 * seed)
            x += width + c.random.uniform(0, 14)
    c.sky((0, "#1d2247"), (1, "#0c1230"), top=790)
    for y in (905, 968):
        c.line([(0, y), (1600, y)], "#6d74ac", 4)
    c.line([(0, 236), (1600, 236)], "#0a1230", 3)
    for x in (150, 1480):
        c.line([(x, 800), (x, 190)], "#0a1230", 10)
        c.line([(x, 236), (x + (90 if x < 800 else -90), 210)], "#0a1230", 5)
    _tramcar(c, 300, 905)
    for _number in range(30):
        x, y = c.random.uniform(300, 1270), c.random.uniform(925, 1040)
        c.line([(x - 44, y), (x + 44, y)], c.random.choice(("#a0794f", "#8a4a4a", "#54508a")), 3.5)


def _block(c: Canvas, x: float, y: float, width: float, height: float, fill: str, *, lit: float) -> None:
    c.box(x, y - height, width, height, fill)
    columns, rows = int(width // 34), int(height // 52)
    for column in range(columns):
        for row in range(rows):
            if c.random.random() < lit:
                left = x + (width - columns * 34) / 2 + column * 34 + 9
                c.box(left, y - height + 18 + row * 52, 16, 24, c.random.choice(("#f4d58d", "#e8a95b", "#8b86b8")))


def _tramcar(c: Canvas, x: float, y: float) -> None:
    beam = [(x + 975, y - 118), (x + 975, y - 100), (1600, y + 10), (1600, y - 220)]
    c.veil(beam, "#ffe7a8", strength=0.5, towards="left")
    c.glow(x + 500, y - 190, 640, "#f0b45c", strength=0.35, flat=0.45)
    c.line([(x + 470, y - 345), (x + 540, y - 520), (x + 620, y - 668)], "#d9d6ea", 6)
    c.line([(x + 560, y - 668), (x + 680, y - 668)], "#d9d6ea", 6)
    c.box(x, y - 345, 990, 300, "#d2483a", r=62, shade="#7d2136", strength=0.75)
    c.box(x, y - 345, 990, 150, "#f3e5c9", r=62)
    c.box(x, y - 240, 990, 46, "#f3e5c9")
    c.box(x + 14, y - 352, 962, 26, "#8f2f37", r=13)
    for number in range(7):
        if number in {2, 5}:
            continue
        c.box(x + 46 + number * 130, y - 305, 108, 108, "#ffd98a", r=10, shade="#e89d4a", strength=0.7)
    for number in (2, 5):
        c.box(x + 46 + number * 130, y - 305, 108, 250, "#ffd98a", r=10, shade="#c9743d", strength=0.8)
        c.line([(x + 100 + number * 130, y - 305), (x + 100 + number * 130, y - 58)], "#8f2f37", 6)
    for dx, height in ((96, 74), (220, 64), (490, 78), (610, 66), (880, 76)):
        c.oval(x + dx, y - 205 - height * 0.52, 18, 21, "#3b2440")
        c.box(x + dx - 30, y - 205 - height * 0.25, 60, height * 0.25 + 8, "#3b2440", r=14)
    c.box(x, y - 197, 990, 9, "#8f2f37")
    for dx in (170, 290, 700, 820):
        c.oval(x + dx, y - 36, 36, 36, "#151226")
        c.oval(x + dx, y - 36, 15, 15, "#6d74ac")
    c.oval(x + 958, y - 110, 19, 19, "#fff3cf")
    c.oval(x + 920, y - 392, 40, 40, "#f3e5c9")
    c.line([(x + 904, y - 410), (x + 936, y - 410), (x + 914, y - 370)], "#b03a36", 8)


def bench(c: Canvas) -> None:
    """A red bench in an autumn park."""
    x: float
    y: float
    c.sky((0, "#f2c98a"), (1, "#fbeccb"), bottom=620)
    c.glow(800, 420, 600, "#fff6dd", strength=0.7)
    for x in range(-40, 1700, 150):
        height = c.random.uniform(240, 360)
        tree(c, x, 600, height, c.random.choice(("#e3b072", "#e8bf83", "#dba268")), shade="#cf8f5a", trunk="#c08a5a")
    c.poly([(0, 590), *smooth([(0, 590), (500, 575), (1100, 585), (1600, 570)]), (1600, 1067), (0, 1067)], "#c9a24f", shade="#8a6a34", strength=0.9)
    path = [*smooth([(650, 583), (690, 660), (420, 800), (230, 1067)]), *reversed(smooth([(720, 583), (800, 660), (720, 820), (820, 1067)]))]
    c.poly(path, "#f5e0b5", shade="#d9b377", strength=0.7)
    for x, y, height, fill in ((150, 720, 560, "#c8552d"), (1330, 700, 600, "#d9772f"), (1560, 800, 720, "#a83f2b"), (470, 640, 330, "#e39a3c")):
        c.veil([(x - 20, y), (x + 20, y), (x - height * 0.5, y + height * 0.34), (x - height * 0.9, y + height * 0.30)], "#6b4424", strength=0.28)
        tree(c, x, y, height, fill, shade="#7d2d28", trunk="#4a2c22")
    _bench(c, 770, 850)
    for _number in range(120):
        x, y = c.random.uniform(0, 1600), c.random.uniform(640, 1060)
        size = c.random.uniform(4, 10) * (y / 900)
        c.oval(x, y, size * 1.5, size * 0.7, c.random.choice(("#c8552d", "#e39a3c", "#a83f2b", "#f0c05c")))
    for _number in range(24):
        x, y = c.random.uniform(100, 1500), c.random.uniform(200, 640)
        c.oval(x, y, 8, 5, c.random.choice(("#c8552d", "#e8a33d")))


def _bench(c: Canvas, x: float, y: float) -> None:
    red, dark, iron = "#c23b33", "#8a2430", "#33262b"
    c.veil([(x + 20, y + 108), (x + 560, y + 108), (x + 430, y + 176), (x - 120, y + 176)], "#5a3a1c", strength=0.45)
    for dx in (60, 490):
        c.line([(x + dx, y + 112), (x + dx, y + 5), (x + dx - 16, y - 150)], iron, 15)
        c.line([(x + dx + 52, y + 118), (x + dx + 52, y + 26), (x + dx, y + 18)], iron, 15)
        c.line([(x + dx - 8, y - 48), (x + dx + 62, y - 48), (x + dx + 58, y + 20)], iron, 10)
    for number in range(4):
        c.box(x + 4 - number * 3, y - 46 - number * 36, 546, 25, red, r=9, shade=dark, towards="right", strength=0.7)
    for number in range(3):
        c.box(x + 8 + number * 12, y + 2 + number * 16, 560, 13, mix(red, "#f0a06a", 0.18 * number), r=6)
    c.box(x + 130, y - 40, 92, 42, "#f5ead6", r=3)
    c.line([(x + 142, y - 28), (x + 208, y - 28)], "#8a7a66", 3)
    c.line([(x + 142, y - 17), (x + 196, y - 17)], "#8a7a66", 3)
    c.oval(x + 270, y - 12, 19, 19, "#e8a33d", shade="#b5562b", towards="right")


def snow(c: Canvas) -> None:
    """A village under snow."""
    c.sky((0, "#6f8fb5"), (0.55, "#aec4d9"), (1, "#e9eef2"), bottom=760)
    hills(c, 450, 80, "#c6d6e4", waves=1.2, shift=1.2, shade="#8fabc9", strength=0.6)
    for number in range(26):
        x = number * 66 + c.random.uniform(-20, 20)
        fir(c, x, 560 + c.random.uniform(-20, 30), c.random.uniform(90, 170), "#6d8cab", shade="#4e6f94")
    hills(c, 590, 30, "#e4ebf1", waves=1.6, shift=3.1, shade="#b5c8da", strength=0.6)
    for x, y, width, height, wall in (
        (110, 790, 210, 170, "#a24a3c"), (370, 760, 170, 190, "#d8b48a"), (600, 745, 150, 150, "#8a5a4c"),
        (1060, 770, 200, 200, "#c98a5a"), (1310, 810, 230, 180, "#7a3f42"),
    ):  # fmt: skip
        house(c, x, y, width, height, wall=wall, roof="#f6f9fb", side="#4a3448", window="#ffd27a", rows=2 if height > 180 else 1)
        c.box(x + width * 0.68, y - height - width * 0.42, width * 0.11, width * 0.30, "#5a3f4a")
        c.box(x + width * 0.66, y - height - width * 0.44, width * 0.15, 12, "#f6f9fb", r=6)
    _church(c, 820, 740)
    c.poly([*smooth([(0, 800), (420, 770), (900, 800), (1300, 790), (1600, 830)]), (1600, 1067), (0, 1067)], "#f3f6f8", shade="#a8bfd6", strength=0.85)
    c.poly([*smooth([(760, 792), (700, 850), (900, 940), (820, 1067)]), (1130, 1067), *reversed(smooth([(830, 794), (830, 850), (1080, 930), (1130, 1067)]))], "#d5e0ea", shade="#9db6d0", strength=0.6)
    person(c, 905, 985, 168, "#2d2f45", coat="#3f4a6b")
    c.line([(925, 905), (950, 800)], "#2d2f45", 5)
    c.poly([*arc(950, 806, 98, 76, 180, 360), *reversed([(852 + 49 * k, 806 - (14 if k % 2 else 0)) for k in range(5)])], "#d6402f", shade="#8d2433", towards="right")
    for number in range(4):
        c.oval(880 - number * 22, 1000 + number * 22, 9 + number, 5, "#9db6d0")
    for _number in range(230):
        size = c.random.choice((2.2, 3, 4, 6.5))
        c.oval(c.random.uniform(0, 1600), c.random.uniform(0, 1067), size, size, "#ffffff")


def _church(c: Canvas, x: float, y: float) -> None:
    c.box(x, y - 330, 84, 330, "#efe6d8", shade="#a9a3b5", towards="right", strength=0.9)
    c.poly([(x - 12, y - 328), (x + 42, y - 500), (x + 96, y - 328)], "#54708f", shade="#33496b", towards="right")
    c.poly([(x + 8, y - 392), (x + 42, y - 500), (x + 60, y - 443), (x + 38, y - 420)], "#f6f9fb")
    c.oval(x + 42, y - 270, 22, 22, "#ffd27a")
    c.line([(x + 42, y - 270), (x + 42, y - 285)], "#4a3448", 3)
    c.line([(x + 42, y - 270), (x + 52, y - 266)], "#4a3448", 3)


SCENES = {"tram": tram, "bench": bench, "snow": snow}
