"""Scenes indoors."""

from portal.demo.drawing.canvas import Canvas, arc, mix, smooth, turned

# Rows of coordinates stay rows.
# fmt: off


def cheese(c: Canvas) -> None:
    """Wheels of cheese ripening in a cellar."""
    c.sky((0, "#3b2523"), (1, "#5d3a2a"))
    c.poly([*arc(800, 560, 900, 560, 180, 360), (1700, 1067), (-100, 1067)], "#75492f", shade="#3b2523", towards="up", strength=0.9)
    for radius in (1.0, 0.86, 0.72):
        c.line(arc(800, 560, 900 * radius, 560 * radius, 180, 360, steps=80), "#4a2d24", 6)
    c.glow(430, 260, 640, "#ffd98f", strength=0.75)
    c.line([(430, 0), (430, 160)], "#2a1a18", 5)
    c.poly([(380, 205), (430, 150), (480, 205)], "#2a1a18")
    c.oval(430, 214, 27, 25, "#fff3cf")
    for row, y in enumerate((400, 590, 780)):
        c.box(120, y, 1360, 24, "#a3683c", shade="#5a3426", strength=0.9)
        for number in range(7):
            if (row, number) in {(1, 3), (2, 2), (2, 3), (2, 4)}:
                continue
            _wheel(c, 222 + number * 192, y - 4, 84, c.random.choice((84, 96, 108)), c.random.choice(("#f0c567", "#e6b04f", "#d99a45", "#f3d588")))
    for x in (104, 1470):
        c.box(x, 240, 28, 760, "#6a4029", shade="#3b2523", towards="right")
    c.poly([(0, 985), (1600, 985), (1600, 1067), (0, 1067)], "#3b2523")
    c.box(420, 930, 780, 46, "#b87a48", r=8, shade="#6a3f2a", strength=0.8)
    _cut_wheel(c, 790, 860)


def _wheel(c: Canvas, x: float, y: float, half: float, height: float, fill: str) -> None:
    rind = mix(fill, "#8a4a20", 0.45)
    c.box(x - half, y - height, half * 2, height, fill, r=14, shade=rind, towards="right", strength=0.95)
    c.oval(x, y - height + 6, half, 17, mix(fill, "#fff3d0", 0.45), shade=fill, towards="right")
    c.line([(x - half + 6, y - height * 0.42), (x + half - 6, y - height * 0.42)], rind, 3)


def _cut_wheel(c: Canvas, x: float, y: float) -> None:
    c.veil(arc(x + 40, y + 78, 300, 26, 0, 360), "#3b1f18", strength=0.5)
    c.poly([*arc(x, y - 80, 250, 78, 0, 360, steps=70)], "#f6d98c", shade="#e0aa4c", towards="right", strength=0.9)
    c.poly([*arc(x, y - 80, 250, 78, 180, 105), *arc(x, y + 12, 250, 78, 105, 180)], "#d08f3e", shade="#9a5c28", towards="left", strength=0.7)
    c.poly([*arc(x, y - 80, 250, 78, 30, 0), *arc(x, y + 12, 250, 78, 0, 30)], "#b87434", shade="#7d4422", towards="right")
    rim_left, rim_right = arc(x, y - 80, 250, 78, 105, 106, steps=1)[0], arc(x, y - 80, 250, 78, 30, 31, steps=1)[0]
    c.poly([(x, y - 80), rim_left, (rim_left[0], rim_left[1] + 92), (x, y + 12)], "#fbe9b4", shade="#edc871", strength=0.8)
    c.poly([(x, y - 80), rim_right, (rim_right[0], rim_right[1] + 92), (x, y + 12)], "#f7dd98", shade="#dba94f", strength=0.9)
    c.poly([(x, y + 12), (rim_left[0], rim_left[1] + 92), *arc(x, y + 12, 250, 78, 105, 30), (rim_right[0], rim_right[1] + 92)], "#8a5a36")
    for dx, dy, r in ((-34, -10, 9), (-20, 30, 6), (46, -22, 10), (96, -6, 7), (70, 26, 6), (140, 0, 8), (-48, 42, 6)):
        c.oval(x + dx, y - 10 + dy, r, r * 0.8, "#d9a448")
    slice_points = [(x + 270, y + 70), (x + 470, y + 48), (x + 436, y - 20)]
    c.poly(slice_points, "#f6d98c", shade="#e0aa4c", towards="right")
    c.poly([(x + 270, y + 70), (x + 470, y + 48), (x + 470, y + 84), (x + 270, y + 92)], "#c98a3c")


def library(c: Canvas) -> None:
    """Bookshelves with a yellow umbrella."""
    c.sky((0, "#33495a"), (1, "#22323f"))
    cloths = ("#c8503d", "#e0a24a", "#2f7d7a", "#f0e2c2", "#7a3f52", "#4a6f8f", "#8a9a5b", "#d98a6a", "#1f3f4f", "#b5432f")
    for y in (236, 462, 688, 914):
        x = 30.0
        while x < 1570:
            x = _book(c, x, y, cloths) if c.random.random() < 0.94 else x + c.random.uniform(16, 46)
        c.box(0, y, 1600, 22, "#8a5a3a", shade="#4a2f27", strength=0.9)
        c.veil([(0, y + 22), (1600, y + 22), (1600, y + 54), (0, y + 54)], "#16222c", strength=0.4)
    c.poly([(0, 936), (1600, 936), (1600, 1067), (0, 1067)], "#c9975c", shade="#7d5236", strength=0.9)
    for x in (0, 530, 1068, 1578):
        c.box(x, 0, 24, 936, "#75482f", shade="#4a2f27", towards="right")
    _ladder(c)
    _umbrella(c, 560, 560)


def _book(c: Canvas, x: float, y: float, cloths: tuple[str, ...]) -> float:
    width, height = c.random.uniform(20, 46), c.random.uniform(128, 188)
    fill = c.random.choice(cloths)
    trim = mix(fill, "#fff3d0", 0.45) if fill != "#f0e2c2" else "#b5432f"
    spine = [(x, y), (x, y - height), (x + width, y - height), (x + width, y)]
    if c.random.random() < 0.07:
        spine = turned(spine, 9, around=(x + width, y))
        width += 22
    c.poly(spine, fill, shade=mix(fill, "#14202a", 0.6), towards="right", strength=0.55)
    kind = c.random.random()
    if spine[0][0] == x and kind < 0.7:
        c.box(x, y - height + 20, width - 1, 6, trim)
        c.box(x, y - 34, width - 1, 4 if kind < 0.4 else 10, trim)
        if kind < 0.25 and width > 30:
            c.oval(x + width / 2, y - height * 0.55, width * 0.22, width * 0.3, trim)
    return x + width + 2


def _ladder(c: Canvas) -> None:
    left, right = ((1210, 40), (1120, 1010)), ((1360, 40), (1330, 1010))
    for number in range(10):
        share = 0.06 + number * 0.094
        ends = [(top[0] + (foot[0] - top[0]) * share, top[1] + (foot[1] - top[1]) * share) for top, foot in (left, right)]
        c.line(ends, "#b87a48", 15)
    for rail in (left, right):
        c.line(list(rail), "#d99a5c", 20)


def _umbrella(c: Canvas, x: float, y: float) -> None:
    c.veil(arc(x + 20, 1010, 330, 28, 0, 360), "#3b2418", strength=0.45)
    c.poly(arc(x, y + 60, 350, 300, 180, 360, steps=50), "#f2b632", shade="#c9762a", towards="right", strength=0.8)
    for left, right in ((-350, -210), (-210, -70), (-70, 70), (70, 210), (210, 350)):
        c.poly([*arc(x + (left + right) / 2, y + 61, (right - left) / 2, 40, 180, 360)], "#a85f26" if left < 0 else "#8f4f24")
    top = (x, y - 240)
    for dx in (-210, -70, 70, 210):
        c.line(smooth([top, (x + dx * 0.78, y - 130), (x + dx, y + 60)]), "#d99426", 4)
    c.line([(x, y - 262), (x, y - 236)], "#4a2c22", 9)
    c.line([(x, y + 24), (x, y + 400)], "#4a2c22", 11)
    c.line(arc(x + 38, y + 400, 38, 44, 180, 20, steps=20), "#c8503d", 15)


def museum(c: Canvas) -> None:
    """A gallery of things that were never finished."""
    c.sky((0, "#e9e2d4"), (1, "#d8cdb9"), bottom=800)
    c.poly([(0, 790), (1600, 790), (1600, 1067), (0, 1067)], "#b98d62", shade="#7a5840", strength=0.9)
    for x in range(-600, 2300, 190):
        c.line([(800 + (x - 800) * 0.62, 790), (800 + (x - 800) * 1.3, 1067)], "#a57a52", 2)
    c.box(0, 770, 1600, 24, "#f3ede0")
    c.veil([(260, 0), (620, 0), (1120, 800), (520, 800)], "#fffaf0", strength=0.6)
    c.veil([(900, 0), (1120, 0), (1560, 800), (1220, 800)], "#fffaf0", strength=0.6)
    _frame(c, 120, 190, 330, 420, "#274b6d")
    c.poly([(142, 590), (260, 330), (330, 450), (380, 380), (428, 470), (428, 590)], "#d9825b")
    c.oval(350, 280, 44, 44, "#f0c25c")
    c.poly([(285, 212), (428, 212), (428, 590), (350, 590)], "#f5efe2")
    for number in range(7):
        c.line([(318 + number * 14, 560 - number * 32), (402, 560 - number * 30)], "#b9b0a0", 2)
    _frame(c, 560, 150, 260, 340, "#f5efe2")
    for radius, fill in ((92, "#c8442f"), (64, "#f0b44c"), (36, "#2f7d7a")):
        c.poly([(690, 320), *arc(690, 320, radius, radius, -90, 130)], fill)
    _frame(c, 1180, 200, 300, 300, "#3f3450")
    for number in range(5):
        c.line(smooth([(1205, 460 - number * 44), (1270, 410 - number * 30), (1330 - number * 16, 450 - number * 44)]), ("#e8a33d", "#d9594c", "#f3e3c3", "#5fb0a0", "#e8a33d")[number], 13)
    _plinths(c)
    _visitor(c, 470, 985, 300, "#2d3a55", "#c8442f")
    _visitor(c, 1130, 965, 270, "#33263a", "#e0a24a")


def _frame(c: Canvas, x: float, y: float, width: float, height: float, fill: str) -> None:
    c.veil([(x + 16, y + 22), (x + width + 26, y + 22), (x + width + 26, y + height + 26), (x + 16, y + height + 26)], "#6a5540", strength=0.35)
    c.box(x, y, width, height, "#8a5a35", shade="#5a3826", towards="right")
    c.box(x + 22, y + 22, width - 44, height - 44, fill)


def _plinths(c: Canvas) -> None:
    for x, top, width in ((690, 700, 190), (905, 640, 150)):
        c.veil([(x, 960), (x + width, 960), (x + width + 170, 1010), (x + 90, 1010)], "#4a3020", strength=0.4)
        c.box(x, top, width, 262, "#faf6ec", shade="#b9a88c", towards="right", strength=0.9)
        c.poly([(x - 10, top), (x + width + 10, top), (x + width - 4, top - 22), (x + 4, top - 22)], "#ffffff", shade="#d8ccb6", towards="right")
    c.poly([*arc(785, 682, 70, 118, 180, 292), (800, 640), (770, 610), (830, 590), (805, 682)], "#2f7d7a", shade="#174a4c", towards="right")
    for number in range(4):
        c.line([(980, 618), (940 + number * 27, 520 - (number % 2) * 46)], "#8a5a35", 9)
    c.line([(928, 540), (1036, 516)], "#8a5a35", 9)
    c.oval(980, 470, 15, 15, "#c8442f")


def _visitor(c: Canvas, x: float, y: float, height: float, dark: str, coat: str) -> None:
    c.veil(arc(x + 46, y, 110, 16, 0, 360), "#3a2418", strength=0.4)
    for side in (-1, 1):
        c.line([(x + side * height * 0.05, y - height * 0.42), (x + side * height * 0.06, y - 6)], dark, height * 0.085)
    c.poly(smooth([(x - height * 0.15, y - height * 0.34), (x - height * 0.12, y - height * 0.76), (x, y - height * 0.83), (x + height * 0.12, y - height * 0.76), (x + height * 0.15, y - height * 0.34)], closed=True, steps=8), coat, shade=mix(coat, dark, 0.7), towards="right")
    c.oval(x, y - height * 0.9, height * 0.085, height * 0.1, "#d9a67c")
    c.poly(arc(x, y - height * 0.91, height * 0.092, height * 0.105, 170, 370), dark)


SCENES = {"cheese": cheese, "library": library, "museum": museum}
