"""Scenes with an audience."""

import math

from portal.demo.drawing.canvas import Canvas, arc, mix, smooth
from portal.demo.drawing.things import hills, person, stars

# Rows of coordinates stay rows.
# fmt: off


def floodlights(c: Canvas) -> None:
    """A small ground on the evening of a match."""
    c.sky((0, "#0b1533"), (0.6, "#1b3363"), (1, "#3f5f8a"), bottom=620)
    stars(c, 60, below=320, color="#9fb3d6")
    hills(c, 470, 60, "#142a52", waves=1.3, shift=2)
    c.poly([(0, 470), (520, 520), (520, 640), (0, 700)], "#0d1b3a")
    c.poly([(1600, 470), (1080, 520), (1080, 640), (1600, 700)], "#0d1b3a")
    c.poly([(0, 440), (560, 500), (560, 516), (0, 470)], "#c8442f")
    c.poly([(1600, 440), (1040, 500), (1040, 516), (1600, 470)], "#c8442f")
    for _number in range(560):
        x = c.random.uniform(0, 520)
        y = c.random.uniform(500 + x * 0.08, 672 - x * 0.1)
        mirrored = c.random.random() < 0.5
        c.oval(1600 - x if mirrored else x, y, 6.5 - x * 0.005, 7 - x * 0.005, c.random.choice(("#e8c9a0", "#d98f6a", "#f3e3c3", "#c8442f", "#49629a", "#f0b44c")))
    c.poly([(300, 620), (1300, 620), (1900, 1067), (-300, 1067)], "#2f8a55")
    for number in range(0, 10, 2):
        left, right = 300 + number * 100, 400 + number * 100
        c.poly([(left, 620), (right, 620), (-300 + (number + 1) * 220, 1067), (-300 + number * 220, 1067)], "#3c9c60")
    c.veil([(300, 620), (1300, 620), (1900, 1067), (-300, 1067)], "#0c3a3c", strength=0.7, towards="down")
    c.line([(330, 640), (1270, 640)], "#e9f3e4", 4)
    c.line(arc(800, 850, 300, 92, 0, 360, steps=80), "#e9f3e4", 5)
    c.line([(-300, 850), (1900, 850)], "#e9f3e4", 5)
    c.line([(690, 640), (690, 560), (910, 560), (910, 640)], "#f6f9fb", 6)
    for x, turn in ((150, 1), (1450, -1)):
        _pylon(c, x, turn)
    for x, y, coat in ((520, 760, "#d9483b"), (720, 705, "#f0b44c"), (985, 735, "#d9483b"), (1130, 800, "#f0b44c"), (800, 660, "#5fb0a0")):
        c.veil([(x - 8, y), (x + 8, y), (x + 60, y + 34), (x + 40, y + 36)], "#0c2a2c", strength=0.5)
        person(c, x, y, (y - 560) * 0.62 + 30, "#1c1a2e", coat=coat)
    _ball(c, 800, 945, 62)


def _pylon(c: Canvas, x: float, turn: int) -> None:
    c.veil([(x - 60, 130), (x + 60, 130), (x + turn * 1000, 1000), (x + turn * 330, 1067)], "#fff3cf", strength=0.42, towards="up")
    c.glow(x, 120, 420, "#fff0c4", strength=0.8)
    c.line([(x - 26, 720), (x - 10, 170)], "#0a1128", 9)
    c.line([(x + 26, 720), (x + 10, 170)], "#0a1128", 9)
    for number in range(8):
        y, half = 210 + number * 62, 11 + number * 1.8
        c.line([(x - half, y), (x + half, y + 62)], "#0a1128", 4)
    c.box(x - 92, 58, 184, 118, "#0a1128", r=8)
    for row in range(3):
        for column in range(4):
            c.oval(x - 66 + column * 44, 82 + row * 35, 16, 14, "#fffbe8")


def _ball(c: Canvas, x: float, y: float, r: float) -> None:
    c.veil(arc(x + 26, y + r, r * 1.25, r * 0.26, 0, 360), "#06231f", strength=0.6)
    c.oval(x, y, r, r, "#f8f4e6", shade="#8f93a8", strength=0.8)
    ink = "#20243f"
    c.poly(arc(x, y, r * 0.36, r * 0.36, -90, 270, steps=5), ink)
    for number in range(5):
        angle = math.radians(-90 + number * 72)
        cos, sin = math.cos(angle), math.sin(angle)
        c.line([(x + r * 0.36 * cos, y + r * 0.36 * sin), (x + r * 0.7 * cos, y + r * 0.7 * sin)], ink, 4)
        c.poly([(x + r * 0.7 * math.cos(angle - 0.35), y + r * 0.7 * math.sin(angle - 0.35)), (x + r * 0.66 * cos, y + r * 0.66 * sin), (x + r * 0.7 * math.cos(angle + 0.35), y + r * 0.7 * math.sin(angle + 0.35)), (x + r * 0.97 * math.cos(angle + 0.26), y + r * 0.97 * math.sin(angle + 0.26)), (x + r * 0.97 * math.cos(angle - 0.26), y + r * 0.97 * math.sin(angle - 0.26))], ink)


def orchestra(c: Canvas) -> None:
    """A school orchestra against the light."""
    x: float
    c.sky((0, "#2b1636"), (1, "#5a2440"))
    c.oval(800, 560, 520, 520, "#e8663f", shade="#f5b04a", strength=1)
    c.oval(800, 560, 380, 380, "#f2913f", shade="#fbd27a", strength=1)
    for x, foot in ((120, 560), (480, 700), (1120, 900), (1480, 1040)):
        c.veil([(x - 16, -10), (x + 16, -10), (foot + 190, 1067), (foot - 190, 1067)], "#ffe0a0", strength=0.34, towards="up")
    for x in (-10, 1430):
        for fold in range(5):
            c.poly(smooth([(x + fold * 38, 0), (x + fold * 38 + 44, 0), (x + fold * 38 + 40, 620), (x + fold * 38 + 46, 1067), (x + fold * 38 - 6, 1067), (x + fold * 38 + 4, 620)], closed=True), "#8f2440" if fold % 2 else "#a83048", shade="#4a1230", strength=0.8)
    ink = "#1d1028"
    for row, (y, count, size) in enumerate(((640, 9, 62), (745, 8, 78))):
        for number in range(count):
            x = 800 + (number - (count - 1) / 2) * (1150 / count)
            _musician(c, x, y, size, mix(ink, "#7a2a44", 0.5 - row * 0.25), number + row)
    c.poly([*arc(800, 1130, 1000, 260, 180, 360), (1800, 1067), (-200, 1067)], ink)
    for x, size, kind in ((300, 112, 3), (520, 104, 0), (1080, 104, 1), (1300, 112, 2)):
        _musician(c, x, 905, size, ink, kind)
        c.line([(x + 78, 1000), (x + 78, 868)], ink, 6)
        c.poly([(x + 34, 862), (x + 110, 846), (x + 122, 892), (x + 44, 906)], ink)
    _conductor(c, 800, 1000, 380, ink)


def _musician(c: Canvas, x: float, y: float, size: float, ink: str, kind: int) -> None:
    c.oval(x, y - size * 1.05, size * 0.27, size * 0.31, ink)
    c.poly(smooth([(x - size * 0.56, y + size * 0.9), (x - size * 0.46, y - size * 0.36), (x - size * 0.12, y - size * 0.72), (x + size * 0.12, y - size * 0.72), (x + size * 0.46, y - size * 0.36), (x + size * 0.56, y + size * 0.9)], closed=True, steps=6), ink)
    if kind % 4 == 0:
        c.line([(x - size * 0.2, y - size * 0.6), (x - size * 0.95, y - size * 0.86)], ink, size * 0.2)
        c.line([(x - size * 1.05, y - size * 0.2), (x - size * 0.5, y - size * 1.4)], ink, size * 0.045)
    elif kind % 4 == 1:
        c.line([(x + size * 0.1, y - size * 0.86), (x + size * 0.96, y - size * 0.5)], ink, size * 0.1)
        c.poly([(x + size * 0.9, y - size * 0.62), (x + size * 1.2, y - size * 0.52), (x + size * 1.02, y - size * 0.2)], ink)
    elif kind % 4 == 2:
        c.line([(x + size * 0.62, y + size * 0.7), (x + size * 0.5, y - size * 1.7)], ink, size * 0.15)
        c.line([(x + size * 0.52, y - size * 0.7), (x + size * 0.12, y - size * 0.9)], ink, size * 0.05)
    else:
        c.oval(x + size * 0.5, y + size * 0.3, size * 0.48, size * 0.6, ink)
        c.line([(x + size * 0.5, y), (x + size * 0.34, y - size * 1.6)], ink, size * 0.12)


def _conductor(c: Canvas, x: float, y: float, height: float, ink: str) -> None:
    c.box(x - 120, y - 6, 240, 80, ink)
    for side in (-1, 1):
        c.line([(x + side * 16, y - height * 0.44), (x + side * 26, y)], ink, 30)
    c.poly(smooth([(x - 66, y - height * 0.3), (x - 58, y - height * 0.74), (x, y - height * 0.84), (x + 58, y - height * 0.74), (x + 66, y - height * 0.3)], closed=True), ink)
    c.oval(x, y - height * 0.92, 33, 39, ink)
    c.line([(x + 48, y - height * 0.76), (x + 142, y - height * 0.86), (x + 190, y - height * 1.12)], ink, 25)
    c.line([(x + 190, y - height * 1.12), (x + 250, y - height * 1.34)], "#fff0cf", 6)
    c.line([(x - 48, y - height * 0.76), (x - 150, y - height * 0.80), (x - 206, y - height * 1.0)], ink, 25)


SCENES = {"floodlights": floodlights, "orchestra": orchestra}
