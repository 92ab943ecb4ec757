"""Rooms and workplaces by day."""

from portal.demo.drawing.canvas import Canvas, arc, mix, smooth, turned
from portal.demo.drawing.figures import bust, sleeve

# Rows of coordinates stay rows.
# fmt: off

# Numbers on shirts as strokes in a box of two by two around the middle.
DIGITS = (
    ((-0.6, -0.6), (0, -1), (0, 1)),
    ((-1, -0.7), (0, -1), (1, -0.6), (0.8, 0), (-1, 1), (1, 1)),
    ((-1, -1), (1, -1), (0, -0.2), (1, 0.3), (0.4, 1), (-1, 0.8)),
    ((0.5, 1), (0.5, -1), (-1, 0.4), (1, 0.4)),
    ((-0.6, -0.6), (0, -1), (0, 1)),
    ((1, -1), (-0.8, -1), (-0.9, -0.1), (0.6, -0.1), (0.9, 0.5), (0.3, 1), (-0.9, 0.9)),
    ((0.8, -1), (-0.6, -0.1), (-0.9, 0.5), (0, 1), (0.9, 0.5), (0, -0.1), (-0.8, 0.4)),
    ((-1, -1), (1, -1), (-0.2, 1)),
    ((0, -0.1), (0.8, -0.5), (0, -1), (-0.8, -0.5), (0.8, 0.5), (0, 1), (-0.8, 0.5), (0, -0.1)),
)


def school(c: Canvas) -> None:
    """A classroom with one desk in the sun."""
    c.sky((0, "#f6e7b8"), (1, "#efd9a4"), bottom=700)
    c.box(0, 430, 1600, 290, "#a9c4a4", shade="#86a88a", strength=0.6)
    c.box(0, 424, 1600, 12, "#f8f1dd")
    c.poly([(0, 720), (1600, 720), (1600, 1067), (0, 1067)], "#cf9a62", shade="#9a6640", strength=0.8)
    for x in range(-900, 2600, 150):
        c.line([(800 + (x - 800) * 0.6, 720), (800 + (x - 800) * 1.5, 1067)], "#b98350", 2.5)
    _blackboard(c)
    for x in (70, 330):
        c.box(x, 80, 210, 400, "#fffaf0", r=4)
        c.box(x + 16, 96, 178, 368, "#bfe0e6", shade="#f3f6e4", strength=0.9)
        c.oval(x + 66, 424, 48, 38, "#7fae78")
        c.oval(x + 150, 416, 42, 46, "#6a9c6a")
        c.box(x + 100, 96, 9, 368, "#fffaf0")
        c.box(x + 16, 270, 178, 9, "#fffaf0")
    c.veil([(86, 96), (264, 96), (860, 1067), (420, 1067)], "#fff6cf", strength=0.5)
    c.veil([(346, 96), (524, 96), (1320, 1067), (960, 1067)], "#fff6cf", strength=0.5)
    for number in range(9):
        c.box(640 + number * 100, 508, 14, 40, "#6a4a38", r=6)
        c.oval(647 + number * 100, 546, 12, 9, "#6a4a38")
    c.poly(smooth([(640, 540), (654, 540), (690, 660), (646, 700), (604, 660)], closed=True), "#c8442f", shade="#7d2433", towards="right")
    _pupil(c)
    _globe(c, 1420, 760)


def _blackboard(c: Canvas) -> None:
    c.box(660, 70, 800, 340, "#8a5a3a", r=8)
    c.box(682, 92, 756, 296, "#2f5247", shade="#1f3a35", strength=0.8)
    chalk = "#dfe9dc"
    c.line(smooth([(740, 250), (752, 330), (800, 346), (880, 346), (926, 330), (938, 250)]), chalk, 5)
    c.line([(720, 250), (958, 250)], chalk, 5)
    for number in range(3):
        c.line(smooth([(760, 278 + number * 20), (810, 270 + number * 20), (860, 284 + number * 20), (920, 276 + number * 20)]), "#8fb8c4", 3)
    c.line([(770, 130), (770, 200), (800, 200), (800, 226)], chalk, 5)
    for row, (x, width) in enumerate(((1010, 300), (1010, 220), (1010, 350), (1010, 120))):
        for step in range(0, width, 34):
            y = 150 + row * 56
            c.line(smooth([(x + step, y + c.random.uniform(-8, 8)), (x + step + 10, y + c.random.uniform(-14, 14)), (x + step + 22, y + c.random.uniform(-8, 8))]), chalk, 3.5)
    c.line([(1010, 352), (1150, 352)], "#f0c25c", 4)
    c.box(640, 408, 840, 14, "#a8704a")
    for x, fill in ((900, "#f6efe2"), (960, "#e79a83"), (1180, "#f6efe2")):
        c.box(x, 400, 38, 9, fill, r=4)


def _pupil(c: Canvas) -> None:
    c.veil([(520, 1004), (930, 1004), (1110, 1058), (640, 1058)], "#6a4028", strength=0.4)
    for x in (500, 880):
        c.line([(x, 800), (x - 14, 1010)], "#6a4a38", 16)
        c.line([(x + 46, 800), (x + 60, 1010)], "#5a3f30", 14)
    bust(c, 700, 800, 152, coat="#3f6f9a", skin="#efc09a", hair="#8a4a2a", turn=-1)
    c.poly([(470, 784), (950, 784), (980, 828), (440, 828)], "#d9a466", shade="#a86f40", towards="right", strength=0.6)
    c.box(440, 828, 540, 40, "#b5794a", shade="#7a4a30", strength=0.8)
    c.poly([(590, 786), (700, 800), (700, 824), (560, 812)], "#fffdf4")
    c.poly([(700, 800), (810, 786), (836, 812), (700, 824)], "#f0e6d2", shade="#c9b795", towards="left")
    for x in (560, 840):
        c.line(smooth([(x + (30 if x < 700 else -30), 740), (x, 780), (x + (40 if x < 700 else -40), 804)]), "#3f6f9a", 34)
        c.oval(x + (50 if x < 700 else -50), 804, 20, 15, "#efc09a")
    c.oval(904, 776, 26, 24, "#c8442f", shade="#7d2433", towards="right")
    c.line([(904, 752), (912, 738)], "#4a6f3a", 5)


def _globe(c: Canvas, x: float, y: float) -> None:
    c.box(x - 150, y, 300, 30, "#a8704a", r=4)
    for side in (-1, 1):
        c.box(x + side * 120 - 10, y + 30, 20, 200, "#8a5a3a")
    c.poly([(x - 60, y), (x + 60, y), (x + 16, y - 34), (x - 16, y - 34)], "#5a3f30")
    c.line(arc(x, y - 130, 112, 112, -60, 110, steps=30), "#c99a3f", 9)
    c.oval(x, y - 130, 98, 98, "#5f9fb5", shade="#2f5f7a", towards="right", strength=0.8)
    for points in (((-60, -40), (-20, -70), (10, -40), (-10, 0), (-50, 0)), ((20, 10), (60, -10), (70, 30), (30, 60)), ((-50, 40), (-20, 34), (-16, 66), (-40, 70))):
        c.poly(smooth([(x + dx, y - 130 + dy) for dx, dy in points], closed=True), "#8fb05c")


def changingroom(c: Canvas) -> None:
    """Shirts on their pegs; outside they play."""
    c.sky((0, "#dfe6df"), (1, "#c9d6d2"), bottom=900)
    for row in range(14):
        for column in range(17):
            c.box(column * 98 + (row % 2) * 49 - 49, row * 68, 94, 64, c.random.choice(("#e6ece4", "#dce5df", "#d3dfda")), r=3)
    for x in (240, 980):
        c.box(x, 50, 380, 120, "#5a6a6f", r=4)
        c.box(x + 12, 62, 356, 96, "#fff3c4", shade="#f0d48a", strength=0.5)
        for bar in range(1, 5):
            c.box(x + 12 + bar * 71, 62, 6, 96, "#5a6a6f")
        c.veil([(x, 170), (x + 380, 170), (x + 700, 1067), (x + 60, 1067)], "#fffbe0", strength=0.3)
    c.box(0, 290, 1600, 40, "#8a5a3a", shade="#5a3826", strength=0.8)
    for number in range(9):
        _shirt(c, 110 + number * 172, 322, number)
    c.box(0, 790, 1600, 44, "#b5794a", shade="#7a4a30", strength=0.8)
    c.poly([(0, 900), (1600, 900), (1600, 1067), (0, 1067)], "#6f8a86", shade="#3f5a5a", strength=0.8)
    for x in (60, 520, 980, 1440):
        c.box(x, 834, 30, 130, "#5a3f30")
    for number, x in enumerate((180, 330, 690, 850, 1160, 1330)):
        _boots(c, x, 930, ("#2a2430", "#c8442f", "#f0e2c2")[number % 3])
    _basket(c, 620, 770)


def _shirt(c: Canvas, x: float, y: float, number: int) -> None:
    gold, blue = ("#f0b43f", "#2f4f8f") if number != 4 else ("#3f7a52", "#f0d04f")
    c.line([(x, y - 16), (x, y + 10)], "#3a2a28", 9)
    c.veil(smooth([(x - 60, y + 40), (x + 92, y + 40), (x + 84, y + 300), (x - 40, y + 300)], closed=True, steps=4), "#5a6a6f", strength=0.35)
    body = [(x - 24, y), (x + 24, y), (x + 86, y + 46), (x + 66, y + 110), (x + 50, y + 98), (x + 54, y + 280), (x - 54, y + 280), (x - 50, y + 98), (x - 66, y + 110), (x - 86, y + 46)]
    c.poly(body, gold, shade=mix(gold, "#5a2a1a", 0.6), towards="right", strength=0.7)
    if number != 4:
        for dx in (-36, 0, 36):
            c.box(x + dx - 9, y + (26 if dx else 20), 18, 254 if dx else 260, blue)
    c.poly(arc(x, y, 24, 18, 0, 180, steps=12), mix(blue, "#10162a", 0.3))
    c.box(x - 30, y + 84, 60, 66, gold if number != 4 else "#3f7a52", r=6)
    c.line([(x + dx * 13, y + 117 + dy * 24) for dx, dy in DIGITS[number]], "#fffaf0", 7)


def _boots(c: Canvas, x: float, y: float, fill: str) -> None:
    for dx in (0, 64):
        c.veil(arc(x + dx + 10, y + 46, 52, 10, 0, 360), "#1f2f30", strength=0.5)
        c.poly(smooth([(x + dx - 34, y - 40), (x + dx + 2, y - 44), (x + dx + 12, y - 6), (x + dx + 50, y + 16), (x + dx + 52, y + 36), (x + dx - 34, y + 36)], closed=True, steps=6), fill, shade=mix(fill, "#0f0d18", 0.6), towards="right")
        c.line([(x + dx + 2, y - 18), (x + dx + 22, y - 2)], "#f6efe2", 4)
        for stud in (-24, 4, 34):
            c.box(x + dx + stud - 5, y + 36, 10, 12, "#c9d0d4", r=2)


def _basket(c: Canvas, x: float, y: float) -> None:
    for number, fill in enumerate(("#f6efe2", "#f0b43f", "#f6efe2", "#2f4f8f", "#f6efe2")):
        c.oval(x - 90 + number * 46, y - 130 - (number % 2) * 16, 48, 40, fill, shade=mix(fill, "#14202a", 0.5), towards="right")
    c.poly([(x - 136, y - 124), (x + 136, y - 124), (x + 112, y + 22), (x - 112, y + 22)], "#c99a5c", shade="#7a5230", towards="right", strength=0.8)
    for row in range(4):
        for column in range(10):
            c.line([(x - 124 + row * 5 + column * 25 + (row % 2) * 12, y - 106 + row * 34), (x - 106 + row * 5 + column * 25 + (row % 2) * 12, y - 106 + row * 34)], "#8a5f38", 6)
    c.box(x - 144, y - 134, 288, 20, "#d9ae70", r=9)


def piano(c: Canvas) -> None:
    """Inside a grand piano, with the tuner's hand on a pin."""
    c.sky((0, "#3a1f1a"), (1, "#1f1216"))
    c.poly(smooth([(-80, 300), (500, 170), (1050, 200), (1420, 420), (1540, 760), (1700, 1000), (1700, 1200), (-80, 1200)], steps=12), "#c98a3f", shade="#7a4520", towards="right", strength=0.8)
    for number in range(26):
        far = 380 + number * 38
        top = 300 + max(0, far - 1050) * 0.9
        c.veil([(-60 + number * 76, 1100), (-52 + number * 76, 1100), (far + 6, top), (far, top)], "#8a5526", strength=0.3)
    for x, y, r in ((420, 560, 74), (650, 640, 60), (880, 560, 66)):
        c.oval(x, y, r, r * 0.8, "#5a2f1a", shade="#2a1410", towards="down")
    c.poly(smooth([(-40, 330), (560, 210), (1080, 240), (1400, 450), (1340, 500), (1060, 300), (560, 268), (-40, 400)], closed=True), "#e0b45c", shade="#a87a2f", towards="right")
    for number in range(46):
        x = -40 + number * 36
        c.line([(x, 905), (x * 0.62 + 380, 268 + abs(x - 500) * 0.1)], "#f6e3b0" if number % 3 else "#c9752f", 2.6 if number % 3 else 4.5)
    c.poly([(-20, 880), (1640, 930), (1640, 990), (-20, 940)], "#e0b45c", shade="#9a6c2a", strength=0.8)
    for number in range(40):
        x = 10 + number * 41
        c.oval(x, 914 + x * 0.031, 11, 11, "#4a4f58", shade="#1f2026", towards="right")
        c.oval(x - 2, 911 + x * 0.031, 4, 4, "#cfd6dc")
    for number in range(44):
        x = -10 + number * 37
        up = 26 if number in {11, 12} else 0
        c.box(x, 990 - up + x * 0.03, 24, 90 + up, "#f3ead6", r=4, shade="#b5a184", strength=0.8)
        c.box(x, 982 - up + x * 0.03, 24, 26, "#b5402f", r=8)
    _tuner(c)


def _tuner(c: Canvas) -> None:
    c.line(turned([(1090, 950), (1290, 760)], 0, around=(1090, 950)), "#2a2a30", 22)
    c.line([(1100, 930), (1280, 760)], "#8a95a0", 7)
    c.line([(1260, 780), (1350, 690)], "#7a3a26", 40)
    c.oval(1092, 944, 22, 22, "#3f444c")
    sleeve(c, (1700, 330), (1560, 520), (1330, 700), 150, "#35507a", "#e0ac84")
    for dx, dy in ((-46, -30), (-58, 2), (-54, 34), (-36, 60)):
        c.line(smooth([(1330 + dx * 0.1, 700 + dy * 0.6), (1330 + dx * 0.9, 704 + dy * 0.8), (1330 + dx, 720 + dy * 0.7)]), "#e0ac84", 27)
        c.line(arc(1330 + dx, 720 + dy * 0.7, 9, 9, 90, 250, steps=8), "#b5785a", 2)
    x, y = 240, 700
    for side in (-1, 1):
        c.line(turned([(x + side * 24, y - 190), (x + side * 24, y), (x, y + 36)], 24, around=(x, y)), "#dfe6ea", 17)
    c.line(turned([(x, y + 36), (x, y + 170)], 24, around=(x, y)), "#b9c2c6", 17)
    for r in (90, 130, 170):
        c.line(arc(x + 90, y - 180, r, r, 250 - 360, 330 - 360, steps=16), "#f6e3b0", 3)


SCENES = {"school": school, "changingroom": changingroom, "piano": piano}
