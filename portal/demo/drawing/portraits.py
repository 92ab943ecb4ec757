"""Heads and shoulders without faces, cut from paper as it were, and the agency's pigeon."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.demo.drawing.canvas import Canvas, arc, mix, smooth

SIDE = 800

# Rows of coordinates stay rows.
# fmt: off


@dataclass(frozen=True, kw_only=True)
class Palette:
    """The colours of one portrait."""

    ground: str
    disc: str
    skin: str
    hair: str
    coat: str
    trim: str


def _bust(c: Canvas, colors: Palette) -> None:
    c.sky((0, colors.ground), (1, mix(colors.ground, "#1a1a2e", 0.25)))
    c.oval(400, 400, 300, 300, colors.disc, shade=mix(colors.disc, colors.ground, 0.6))


def _body(c: Canvas, colors: Palette) -> None:
    shoulders = smooth([(90, 820), (130, 680), (270, 610), (400, 596), (530, 610), (670, 680), (710, 820)], steps=12)
    c.poly(shoulders, colors.coat, shade=mix(colors.coat, "#14142a", 0.6), towards="right", strength=0.8)
    c.poly(smooth([(340, 470), (336, 600), (400, 660), (464, 600), (460, 470)], steps=8), mix(colors.skin, "#7a3a2a", 0.28))
    c.oval(400, 380, 122, 156, colors.skin, shade=mix(colors.skin, "#7a2f2a", 0.5), towards="right", strength=0.75)
    # A nose is enough for a face.
    c.line(smooth([(398, 340), (384, 418), (404, 426)]), mix(colors.skin, "#7a2f2a", 0.45), 7)


def zora(c: Canvas) -> None:
    colors = Palette(ground="#2f6f7a", disc="#f2c46a", skin="#e8b48c", hair="#7a2a2a", coat="#c8442f", trim="#f8efdc")
    _bust(c, colors)
    c.poly(smooth([(250, 330), (300, 200), (420, 170), (545, 230), (580, 400), (600, 600), (520, 640), (270, 640), (210, 560)], closed=True), colors.hair, shade="#3f1420", towards="right")
    _body(c, colors)
    c.poly(smooth([(268, 420), (280, 280), (360, 210), (470, 226), (534, 320), (530, 430), (500, 330), (400, 280), (330, 300)], closed=True), colors.hair, shade="#4f1a22", towards="right", strength=0.5)
    c.poly(smooth([(280, 628), (400, 700), (520, 628), (500, 700), (400, 752), (300, 700)], closed=True), colors.trim)
    for x in (352, 448):
        c.line(arc(x, 372, 42, 38, 0, 360), "#2a2030", 7)
    c.line([(394, 368), (406, 368)], "#2a2030", 7)


def teodor(c: Canvas) -> None:
    colors = Palette(ground="#33406e", disc="#d98a6a", skin="#d9a079", hair="#e9e2d6", coat="#23304f", trim="#e8a33d")
    _bust(c, colors)
    _body(c, colors)
    c.poly(smooth([(276, 400), (286, 500), (340, 560), (400, 580), (460, 560), (514, 500), (524, 400), (480, 452), (400, 440), (320, 452)], closed=True), colors.hair, shade="#b5a79a", towards="right", strength=0.7)
    c.poly(smooth([(268, 380), (262, 270), (330, 200), (440, 190), (530, 250), (532, 380), (504, 300), (420, 262), (320, 290)], closed=True), colors.hair, shade="#b5a79a", towards="right", strength=0.6)
    c.poly([(342, 622), (400, 660), (342, 704)], colors.trim)
    c.poly([(458, 622), (400, 660), (458, 704)], mix(colors.trim, "#7a3a1a", 0.3))
    c.oval(400, 662, 18, 20, mix(colors.trim, "#7a3a1a", 0.4))


def edina(c: Canvas) -> None:
    colors = Palette(ground="#7a3f5a", disc="#f0d9b4", skin="#c98f6a", hair="#231a2a", coat="#e0a24a", trim="#2f7d7a")
    _bust(c, colors)
    c.poly(smooth([(258, 520), (240, 340), (310, 190), (440, 170), (560, 260), (570, 420), (548, 530), (400, 560)], closed=True), colors.hair)
    _body(c, colors)
    c.poly(smooth([(270, 400), (266, 290), (340, 208), (460, 210), (532, 300), (532, 390), (470, 318), (380, 322)], closed=True), colors.hair, shade="#4f3f5a", towards="left", strength=0.5)
    c.oval(420, 150, 74, 66, colors.hair, shade="#4f3f5a", towards="left", strength=0.5)
    c.line(smooth([(250, 640), (330, 720), (400, 740), (470, 720), (550, 640)]), "#3a2430", 13)
    c.box(312, 700, 176, 112, "#2a2733", r=16)
    c.box(360, 680, 80, 30, "#2a2733", r=8)
    c.oval(400, 756, 46, 46, colors.trim, shade="#123a44", towards="right")
    c.oval(400, 756, 22, 22, "#0f1c2a")
    c.oval(388, 744, 7, 7, "#f0f4ee")


def luka(c: Canvas) -> None:
    colors = Palette(ground="#4f7a52", disc="#f4e3b4", skin="#efc09a", hair="#b5622f", coat="#2f6f4f", trim="#f4ead2")
    _bust(c, colors)
    _body(c, colors)
    for number in range(3):
        c.line(smooth([(286 - number * 8, 640 + number * 40), (400, 706 + number * 40), (514 + number * 8, 640 + number * 40)]), colors.trim, 22)
    c.poly(smooth([(276, 410), (300, 520), (400, 572), (500, 520), (524, 410), (486, 470), (400, 466), (314, 470)], closed=True), colors.hair, shade="#6f3420", towards="right", strength=0.7)
    c.poly([*arc(400, 306, 140, 128, 180, 360), (540, 330), (260, 330)], "#c8442f", shade="#7d2433", towards="right", strength=0.7)
    c.box(248, 300, 304, 56, "#f4ead2", r=20, shade="#c2b394", towards="right", strength=0.6)
    c.oval(400, 176, 38, 38, "#f4ead2", shade="#c2b394", towards="right")


def djordje(c: Canvas) -> None:
    colors = Palette(ground="#b5713a", disc="#a9cfc8", skin="#dba883", hair="#8f8a92", coat="#f3e6c8", trim="#4a6f8f")
    _bust(c, colors)
    _body(c, colors)
    c.poly([(344, 622), (400, 668), (456, 622), (470, 820), (330, 820)], colors.trim, shade="#2a4560")
    c.poly(smooth([(318, 446), (360, 426), (400, 436), (440, 426), (482, 446), (440, 470), (400, 458), (360, 470)], closed=True), colors.hair)
    c.oval(400, 286, 258, 50, "#e9c88a", shade="#a87a3f", towards="right", strength=0.7)
    c.poly([*arc(400, 262, 130, 116, 180, 360), (530, 284), (270, 284)], "#f0d49a", shade="#b5863f", towards="right", strength=0.7)
    c.box(270, 246, 260, 32, "#c8442f", shade="#7d2433", towards="right")


def golub(c: Canvas) -> None:
    """A pigeon carrying a letter."""
    c.sky((0, "#e8663f"), (1, "#c23f3a"))
    c.oval(400, 400, 300, 300, "#f8e3b4", shade="#f0b45c")
    body = smooth([(170, 470), (300, 360), (420, 300), (500, 200), (585, 180), (640, 236), (620, 300), (600, 420), (500, 540), (350, 570), (250, 530)], closed=True, steps=12)
    c.poly(body, "#2f3f63", shade="#182240", towards="down", strength=0.8)
    c.poly([(640, 232), (700, 250), (636, 268)], "#e8a33d")
    c.poly(smooth([(520, 216), (600, 300), (604, 360), (540, 330), (490, 270)], closed=True), "#2f8a80", shade="#7a3f7a", towards="right")
    c.oval(588, 226, 17, 17, "#f8efdc")
    c.oval(590, 226, 8, 8, "#14182e")
    for number in range(4):
        c.poly(smooth([(500 - number * 12, 340 + number * 30), (300 - number * 40, 220 + number * 74), (170 - number * 16, 230 + number * 84), (280, 400 + number * 30), (420, 480)], closed=True), ("#8a97b8", "#667499", "#4a5880", "#38466d")[number], shade="#1f2a4a", towards="right", strength=0.5)
    c.poly([(640, 260), (744, 290), (724, 366), (620, 336)], "#fffaf0", shade="#d8c9a8")
    c.line([(640, 262), (674, 322), (742, 292)], "#c8442f", 5)
    for x in (420, 470):
        c.line([(x, 550), (x - 8, 640), (x + 22, 648)], "#e8a33d", 11)


PORTRAITS: dict[str, Callable[[Canvas], None]] = {
    "zora": zora, "teodor": teodor, "edina": edina, "luka": luka, "djordje": djordje, "golub": golub,
}
SCENES = PORTRAITS
SIZE = {"width": SIDE, "height": SIDE}
