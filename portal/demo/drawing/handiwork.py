"""People at what they do with their hands."""

import math

from portal.demo.drawing.canvas import Canvas, arc, mix, smooth
from portal.demo.drawing.figures import sleeve
from portal.demo.drawing.things import peak

# Rows of coordinates stay rows.
# fmt: off


def glassblower(c: Canvas) -> None:
    """Upright: a blower, her pipe, and the glow at the end of it."""
    c.sky((0, "#1f1a2e"), (1, "#3a2028"))
    for row, y in enumerate((150, 330)):
        c.box(40, y, 700, 18, "#4a2f33")
        for number in range(8):
            _jar(c, 84 + number * 86, y, 56 + (number * 5 + row * 3) % 22, 92 + (number * 7 + row) % 40)
    c.glow(210, 1130, 760, "#f0742a", strength=0.85)
    c.poly(arc(120, 1180, 330, 330, 180, 360), "#5a3330", shade="#2a161c", towards="right")
    c.poly(arc(150, 1170, 190, 220, 180, 360), "#fff0c0", shade="#f28a2a", towards="down", strength=1)
    for number in range(7):
        c.line(arc(120, 1180, 268, 274, 192 + number * 25, 208 + number * 25, steps=6), "#7a4a3a", 46)
    c.box(0, 1170, 1067, 260, "#3a2228", shade="#160c14", strength=0.9)
    _blower(c)
    c.line([(762, 560), (330, 912)], "#b9a08a", 17)
    c.line([(700, 610), (330, 912)], "#6a5048", 5)
    c.glow(280, 950, 300, "#ffb04a", strength=0.8)
    c.poly(smooth([(352, 892), (372, 960), (330, 1050), (240, 1076), (176, 1020), (190, 936), (270, 890)], closed=True), "#f6b24a", shade="#e8562a", towards="left", strength=0.8)
    c.poly(smooth([(330, 920), (322, 980), (270, 1020), (220, 1000), (240, 940)], closed=True), "#ffe9a8")
    for _number in range(60):
        angle, far = c.random.uniform(3.3, 6), c.random.uniform(120, 520)
        size = c.random.uniform(1.6, 4.5)
        c.oval(250 + far * math.cos(angle), 980 + far * math.sin(angle), size, size, c.random.choice(("#ffd27a", "#f2913f", "#fff0c0")))


def _jar(c: Canvas, x: float, y: float, width: float, height: float) -> None:
    c.box(x - width / 2, y - height, width, height, "#2f6a52", r=12, shade="#173a34", towards="right")
    c.box(x - width * 0.4, y - height - 14, width * 0.8, 18, "#3f7d60", r=6)
    c.line([(x - width * 0.28, y - height + 18), (x - width * 0.28, y - 20)], "#8fc4a2", 5)


def _blower(c: Canvas) -> None:
    coat, dark, skin = "#35507a", "#1a2444", "#d9a079"
    c.poly(smooth([(640, 1190), (660, 860), (720, 690), (860, 640), (980, 700), (1040, 900), (1050, 1190)], steps=10), coat, shade=dark, towards="right", strength=0.9)
    c.poly(smooth([(660, 1190), (672, 900), (730, 760), (800, 740), (860, 900), (880, 1190)], steps=8), "#8a4a30", shade="#4a241c", towards="right")
    c.line([(740, 770), (820, 660)], "#5a2f22", 16)
    c.poly(smooth([(800, 660), (790, 580), (900, 570), (900, 670)], steps=4), mix(skin, "#7a3a2a", 0.35))
    c.poly(smooth([(760, 556), (744, 500), (758, 440), (820, 386), (910, 396), (950, 470), (930, 560), (870, 610), (800, 606)], closed=True), skin, shade="#7a3a3a", towards="right", strength=0.8)
    c.poly(smooth([(748, 500), (720, 534), (750, 546)], steps=4), skin)
    c.poly(smooth([(760, 430), (810, 350), (930, 350), (990, 440), (966, 560), (930, 600), (930, 500), (880, 440), (800, 440)], closed=True), "#c8442f", shade="#6a1f28", towards="right")
    c.poly(smooth([(962, 540), (1040, 580), (1010, 650), (960, 600)], closed=True), "#c8442f", shade="#6a1f28", towards="right")
    sleeve(c, (930, 760), (820, 900), (590, 706), 96, mix(coat, "#0f1430", 0.15), skin)
    sleeve(c, (760, 740), (650, 800), (676, 640), 88, mix(coat, "#8a98c8", 0.15), skin)


def ballot(c: Canvas) -> None:
    """A ballot goes into its box; through the window one sees the mountain."""
    c.sky((0, "#7a3038"), (1, "#5a2230"), bottom=760)
    for x in range(0, 1600, 64):
        c.line([(x, 0), (x, 760)], "#853a40", 3)
    _mountain_window(c)
    c.poly([(0, 760), (1600, 760), (1600, 1067), (0, 1067)], "#c99a62", shade="#8a5a38", strength=0.8)
    c.veil([(150, 760), (620, 760), (1000, 1067), (200, 1067)], "#fff0cc", strength=0.4)
    _booth(c)
    c.veil([(560, 940), (1090, 940), (1290, 1010), (660, 1020)], "#4a2a1c", strength=0.45)
    c.box(560, 500, 520, 450, "#e0ae6a", r=6, shade="#94602f", towards="right", strength=0.8)
    c.poly([(560, 506), (1080, 506), (1040, 440), (600, 440)], "#efc789", shade="#c9924c", towards="right")
    c.poly([(740, 480), (900, 480), (896, 466), (744, 466)], "#3a2018")
    for x in (580, 1050):
        for y in (526, 926):
            c.oval(x, y, 9, 9, "#7a4a26")
    c.box(780, 660, 80, 96, "#b5813f", r=8)
    c.oval(820, 700, 15, 15, "#4a2a18")
    c.poly([(812, 704), (828, 704), (834, 736), (806, 736)], "#4a2a18")
    c.poly([(770, 300), (896, 276), (890, 474), (752, 474)], "#fdf8ea", shade="#d9ccb0", towards="down")
    c.line(smooth([(790, 360), (812, 340), (830, 372), (852, 344), (872, 356)]), "#3a4a7a", 6)
    c.line([(786, 404), (870, 392)], "#3a4a7a", 5)
    sleeve(c, (1500, -40), (1240, 170), (900, 312), 150, "#f0b43f", "#e0ac84")
    for dx, dy in ((-66, -26), (-74, 4), (-64, 32)):
        c.line(smooth([(900, 312 + dy * 0.5), (900 + dx * 0.6, 312 + dy * 0.9), (900 + dx, 318 + dy)]), "#e0ac84", 28)
    c.line(smooth([(360, 800), (420, 900), (330, 960), (240, 930)]), "#f3e3c3", 4)
    c.line([(130, 990), (250, 926)], "#e8b04a", 19)
    c.poly([(126, 978), (140, 1002), (94, 1012)], "#f3e3c3")


def _mountain_window(c: Canvas) -> None:
    c.box(90, 90, 420, 520, "#f3e6cc", r=6)
    c.box(116, 116, 368, 468, "#a9cbe0", shade="#f3f4ea", strength=0.8)
    peak(c, 300, 520, 366, 300, light="#9ab5c4", dark="#6f91a8", snow="#ffffff")
    c.box(116, 500, 368, 84, "#f6f9fb")
    c.box(294, 116, 12, 468, "#f3e6cc")
    c.box(116, 330, 368, 12, "#f3e6cc")
    c.box(90, 90, 26, 520, "#f3e6cc")
    c.box(484, 90, 26, 520, "#f3e6cc")
    c.box(66, 600, 470, 26, "#fbf1dc", r=6)


def _booth(c: Canvas) -> None:
    c.box(1180, 210, 380, 16, "#c99a3f", r=8)
    for number in range(8):
        x = 1186 + number * 47
        c.poly(smooth([(x, 222), (x + 50, 222), (x + 46, 500), (x + 54, 800), (x - 8, 800), (x + 4, 500)], closed=True), "#2f5f6a" if number % 2 else "#3a7078", shade="#173840", strength=0.9)
    for x in (1300, 1420):
        c.box(x, 796, 62, 40, "#2a2028", r=14)


def thermometer(c: Canvas) -> None:
    """A doorpost full of figures, and the hand that adds one."""
    c.sky((0, "#cdd9cf"), (1, "#b5c4b9"))
    for row in range(12):
        for column in range(8):
            c.box(column * 110 + (row % 2) * 55 - 60, row * 94, 104, 88, c.random.choice(("#d6dfd3", "#c6d2c6", "#bccabe")), r=5)
    c.box(640, 0, 560, 1067, "#d9b070", shade="#b5823f", towards="right", strength=0.6)
    for number in range(9):
        x = 660 + number * 64
        c.line(smooth([(x, -10), (x + c.random.uniform(-14, 14), 360), (x + c.random.uniform(-14, 14), 720), (x, 1080)]), "#c2934f", 3)
    c.box(628, 0, 16, 1067, "#8a5f30")
    c.box(1196, 0, 30, 1067, "#7a5028")
    c.box(1226, 0, 374, 1067, "#2b3038", shade="#15181f", towards="right")
    _shelves(c)
    # The last column is half full.
    for place in range(5 * 34 + 17):
        _figure(c, 900 + place // 34 * 48, 40 + place % 34 * 30)
    _enamel(c, 760, 120)
    sleeve(c, (1700, 1000), (1480, 830), (1240, 600), 140, "#5f7d74", "#d9a079")
    for dx, dy in ((-52, -20), (-60, 8), (-48, 34)):
        c.line(smooth([(1240, 600 + dy * 0.5), (1240 + dx * 0.6, 598 + dy * 0.9), (1240 + dx, 600 + dy)]), "#d9a079", 26)
    c.line([(1152, 562), (1300, 660)], "#c8442f", 17)
    c.poly([(1146, 570), (1158, 553), (1128, 546)], "#2a2028")


def _shelves(c: Canvas) -> None:
    for row in range(7):
        c.box(1290, 90 + row * 140, 310, 16, "#5a4a3a")
        for number in range(4):
            c.box(1300 + number * 76, 20 + row * 140, 62, 70, ("#5f6a74", "#7a5a3a", "#4a5a4a")[(row + number) % 3], r=4)


def _figure(c: Canvas, x: float, y: float) -> None:
    for place in range(c.random.choice((1, 2, 2))):
        left = x + place * 14
        c.line(smooth([(left, y + c.random.uniform(-2, 4)), (left + 7, y - 5 + c.random.uniform(-2, 2)), (left + 4, y + 6), (left + 8, y + 10 + c.random.uniform(-2, 2))], steps=4), "#6f5a3a", 2.4)


def _enamel(c: Canvas, x: float, y: float) -> None:
    c.box(x - 72, y + 8, 168, 640, "#8a5f30", r=14)
    c.box(x - 84, y, 168, 640, "#27508a", r=14, shade="#14284f", towards="right", strength=0.7)
    c.box(x - 72, y + 12, 144, 616, "#f3efe2", r=10)
    c.box(x - 72, y + 12, 144, 120, "#c8442f", r=10)
    for dx in (-36, 4, 40):
        c.line([(x + dx, y + 40), (x + dx - 12, y + 104)], "#f3efe2", 9)
        c.line([(x + dx - 16, y + 38), (x + dx + 14, y + 46)], "#f3efe2", 12)
    for number in range(19):
        y0 = y + 166 + number * 21
        c.line([(x + 18, y0), (x + (54 if number % 5 == 0 else 38), y0)], "#2a3040", 4 if number % 5 == 0 else 2)
    c.box(x - 12, y + 152, 22, 410, "#dfe6ea", r=10)
    c.box(x - 6, y + 350, 10, 220, "#c8442f", r=4)
    c.oval(x - 1, y + 578, 27, 27, "#c8442f", shade="#7d2433", towards="right")


def rain(c: Canvas) -> None:
    """Two sisters at the kitchen table, a card between them, and what is outside."""
    c.sky((0, "#23303f"), (1, "#141b26"))
    c.box(270, 50, 1060, 700, "#3a4a5a", shade="#6f8796", towards="down", strength=0.9)
    _pane(c)
    c.glow(800, 620, 700, "#ffcf8a", strength=0.42, flat=0.7)
    c.line([(800, 0), (800, 240)], "#1a1418", 5)
    c.poly([*arc(800, 330, 130, 92, 180, 360)], "#c8553f", shade="#6a2428", towards="right")
    c.oval(800, 334, 34, 22, "#fff3cf")
    _sister(c, 330, 1, "#7a3f52", "#d9d4d0")
    _sister(c, 1270, -1, "#2f6a6a", "#b9b2ae")
    c.poly([(120, 850), (1480, 850), (1640, 1067), (-40, 1067)], "#a8703f", shade="#5a3424", strength=0.9)
    c.veil([(520, 850), (1080, 850), (1320, 1067), (280, 1067)], "#ffe2a8", strength=0.4)
    for x in (470, 1000):
        c.box(x, 800, 150, 96, "#6a4630", shade="#3a2418", towards="right")
        for number in range(9):
            c.box(x + 10 + number * 15, 772 - (number * 5) % 11, 11, 40, "#f6ecd2" if number % 2 else "#e3d3ae")
    for x, turn, coat in ((330, 1, "#7a3f52"), (1270, -1, "#2f6a6a")):
        sleeve(c, (x + turn * 20, 800), (x + turn * 110, 950), (x + turn * 330, 966), 82, mix(coat, "#0f0d18", 0.2), "#e3b892")
        if turn > 0:
            c.line([(x + 330, 962), (x + 400, 960)], "#e3b892", 19)
    c.poly([(742, 930), (880, 922), (892, 984), (746, 994)], "#fffaf0", shade="#e0d0ac", towards="down")
    c.line(smooth([(766, 952), (790, 944), (812, 956), (850, 944)]), "#35507a", 5)
    c.line([(764, 970), (864, 962)], "#c8442f", 4)


def _pane(c: Canvas) -> None:
    for _number in range(30):
        c.glow(c.random.uniform(330, 1270), c.random.uniform(330, 700), c.random.uniform(26, 76), c.random.choice(("#f2c46a", "#e8944a", "#9fc4d0", "#d9715a")), strength=0.6)
    for _number in range(170):
        x, y = c.random.uniform(282, 1318), c.random.uniform(60, 740)
        size = c.random.uniform(2.5, 8)
        c.oval(x, y, size, size * 1.25, "#9fb5c2")
        c.oval(x - size * 0.3, y - size * 0.4, size * 0.35, size * 0.4, "#eef4f6")
        if size > 6.4:
            c.line(smooth([(x, y), (x - 4, max(56, y - 40)), (x + 3, max(54, y - 90))]), "#8ba3b2", 3)
    for x, width in ((250, 34), (783, 34), (1316, 34)):
        c.box(x, 40, width, 724, "#8a6a52", shade="#4a3832", towards="right")
    for y in (30, 744):
        c.box(250, y, 1100, 30, "#8a6a52", shade="#4a3832")


def _sister(c: Canvas, x: float, turn: int, coat: str, hair: str) -> None:
    skin = "#e3b892"
    c.poly(smooth([(x - 190, 1067), (x - 170, 720), (x - 60, 610), (x + 60, 610), (x + 170, 720), (x + 190, 1067)], steps=10), coat, shade=mix(coat, "#0f0d18", 0.6), towards="left" if turn > 0 else "right", strength=0.9)
    c.poly([(x - 44, 640), (x - 40, 540), (x + 40, 540), (x + 44, 640)], mix(skin, "#7a3a2a", 0.35))
    face = [(x - 84, 470), (x - 70, 376), (x, 346), (x + turn * 70, 380), (x + turn * 86, 440), (x + turn * 112, 482), (x + turn * 86, 496), (x + turn * 82, 540), (x + turn * 40, 574), (x - 50, 556)]
    c.poly(smooth(face if turn > 0 else [(2 * x - px if abs(px - x) in {84, 70, 50} and py in {470, 376, 556} else px, py) for px, py in face], closed=True), skin, shade="#8a5a4a", towards="left" if turn > 0 else "right", strength=0.6)
    c.poly(smooth([(x + turn * 84, 420), (x + turn * 60, 344), (x - turn * 20, 318), (x - turn * 100, 370), (x - turn * 104, 500), (x - turn * 60, 560), (x - turn * 30, 470), (x + turn * 20, 410)], closed=True), hair, shade=mix(hair, "#2a2430", 0.6), towards="left" if turn > 0 else "right")
    c.oval(x - turn * 104, 410, 52, 50, hair, shade=mix(hair, "#2a2430", 0.6), towards="left" if turn > 0 else "right")


SCENES = {"glassblower": glassblower, "ballot": ballot, "thermometer": thermometer, "rain": rain}
