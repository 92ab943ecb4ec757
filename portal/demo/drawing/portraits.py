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


def mirna(c: Canvas) -> None:
    colors = Palette(ground="#8a3b3a", disc="#f1d7a6", skin="#eac3a0", hair="#d9d4d0", coat="#3f5a6b", trim="#f4ead2")
    _bust(c, colors)
    c.oval(400, 156, 92, 70, colors.hair, shade="#9c98a0", towards="right", strength=0.6)
    c.line([(316, 176), (486, 118)], "#e0a23c", 11)
    _body(c, colors)
    c.poly(smooth([(266, 424), (256, 280), (330, 196), (470, 196), (544, 280), (534, 424), (512, 330), (450, 250), (350, 250), (290, 330)], closed=True), colors.hair, shade="#9c98a0", towards="right", strength=0.6)
    for x in (348, 452):
        c.poly(smooth([(x - 50, 356), (x + 50, 356), (x + 44, 398), (x, 412), (x - 44, 398)], closed=True), "#f6efe2", shade="#b9c6c9", towards="right", strength=0.5)
        c.line([(x - 52, 356), (x + 52, 356)], "#2f2a33", 9)
    c.line([(398, 366), (402, 366)], "#2f2a33", 7)
    c.poly([(330, 618), (400, 700), (470, 618), (520, 640), (404, 790), (284, 640)], colors.trim, shade="#c8b795", towards="right")
    c.oval(400, 728, 24, 24, "#c8442f", shade="#7d2433", towards="right")


def selman(c: Canvas) -> None:
    colors = Palette(ground="#2f5d50", disc="#eab66e", skin="#b97a52", hair="#1f1a1c", coat="#f3e8d2", trim="#8a3b2c")
    _bust(c, colors)
    _body(c, colors)
    c.poly(smooth([(270, 376), (262, 270), (330, 204), (400, 214), (450, 190), (536, 252), (532, 376), (508, 290), (430, 264), (360, 284), (300, 290)], closed=True), colors.hair, shade="#4a4048", towards="left", strength=0.6)
    c.poly(smooth([(306, 452), (340, 424), (398, 438), (456, 424), (494, 452), (500, 474), (440, 462), (398, 470), (356, 462), (298, 474)], closed=True), colors.hair)
    c.poly([(262, 640), (300, 622), (356, 820), (300, 820)], colors.trim)
    c.poly([(538, 640), (500, 622), (444, 820), (500, 820)], colors.trim)
    c.poly([(312, 716), (488, 716), (520, 820), (280, 820)], colors.trim, shade="#4f1f1c", towards="down")
    # A pencil behind the ear.
    c.line([(508, 330), (590, 268)], "#e8b04a", 13)
    c.poly([(582, 264), (596, 282), (620, 246)], "#f3e3c3")


def drita(c: Canvas) -> None:
    colors = Palette(ground="#4a5a8f", disc="#f3d9c0", skin="#f0c8a2", hair="#c9772f", coat="#5f7d4a", trim="#e8b04a")
    _bust(c, colors)
    for side in (-1, 1):
        plait = [(400 + side * 128, 400), (400 + side * 170, 480), (400 + side * 150, 560), (400 + side * 176, 640), (400 + side * 160, 720)]
        for number, (x, y) in enumerate(smooth(plait, steps=3)):
            c.oval(x, y, 34 - number * 0.8, 26, colors.hair, shade="#7a3f1c", towards="right", strength=0.7)
        c.oval(400 + side * 160, 742, 24, 34, colors.hair)
        c.box(400 + side * 160 - 22, 716, 44, 16, "#c8442f", r=7)
    _body(c, colors)
    c.poly(smooth([(268, 436), (262, 280), (340, 200), (400, 214), (460, 200), (538, 280), (532, 436), (500, 330), (404, 250), (300, 330)], closed=True), colors.hair, shade="#7a3f1c", towards="right", strength=0.5)
    for x, y in ((330, 420), (352, 434), (452, 434), (474, 420), (348, 410), (456, 410)):
        c.oval(x, y, 4, 4, "#c98a5f")
    c.line([(270, 640), (330, 820)], "#3a4a30", 18)
    c.line(smooth([(470, 800), (486, 720), (476, 650)]), "#2f5a3a", 7)
    for dx, dy in ((-24, -14), (24, -14), (0, -34), (-15, 12), (15, 12)):
        c.oval(476 + dx, 644 + dy, 19, 19, "#f6efe2")
    c.oval(476, 640, 14, 14, colors.trim)


def asen(c: Canvas) -> None:
    colors = Palette(ground="#c9963f", disc="#4f8a8b", skin="#dfae86", hair="#5a4a44", coat="#55463f", trim="#9a2f38")
    _bust(c, colors)
    _body(c, colors)
    c.poly([(330, 612), (400, 680), (470, 612), (450, 820), (350, 820)], "#f6efe2", shade="#c9bfae", towards="right")
    c.poly([(380, 668), (420, 668), (432, 820), (368, 820)], colors.trim, shade="#5a1a26", towards="right")
    c.poly(smooth([(270, 400), (284, 520), (350, 580), (400, 588), (450, 580), (516, 520), (530, 400), (496, 440), (440, 436), (400, 450), (360, 436), (304, 440)], closed=True), colors.hair, shade="#2f2628", towards="right", strength=0.7)
    c.poly(smooth([(270, 372), (276, 290), (312, 262), (300, 330)], closed=True), colors.hair)
    c.poly(smooth([(530, 372), (524, 290), (488, 262), (500, 330)], closed=True), colors.hair)
    c.poly(smooth([(276, 300), (286, 230), (350, 186), (450, 186), (514, 230), (524, 300), (400, 276)], closed=True), "#6b6f3f", shade="#3a3f26", towards="right", strength=0.7)
    c.poly(smooth([(270, 306), (400, 262), (560, 300), (600, 326), (540, 330), (400, 300), (290, 322)], closed=True), "#55592f")
    c.line(smooth([(300, 632), (330, 760), (400, 800)]), "#2a2a33", 11)
    c.line(smooth([(500, 632), (480, 740), (520, 790)]), "#2a2a33", 11)
    c.oval(528, 800, 26, 26, "#b9c2c6", shade="#6d7a80", towards="right")


def nilufer(c: Canvas) -> None:
    colors = Palette(ground="#3f2f5c", disc="#e79a83", skin="#cf9870", hair="#3a2328", coat="#2f8a86", trim="#f2c46a")
    _bust(c, colors)
    curls = ((270, 300), (262, 380), (250, 460), (270, 540), (300, 230), (360, 190), (430, 182), (500, 210), (544, 270), (556, 350), (560, 430), (548, 510), (300, 590), (520, 580))
    for x, y in curls:
        c.oval(x, y, 70, 66, colors.hair, shade="#6a4048", towards="left", strength=0.5)
    _body(c, colors)
    for x, y in ((300, 300), (340, 250), (400, 232), (460, 248), (506, 300)):
        c.oval(x, y, 52, 44, colors.hair, shade="#6a4048", towards="left", strength=0.4)
    for x in (262, 540):
        c.line([(x, 470), (x, 500)], colors.trim, 5)
        c.poly([(x, 496), (x + 20, 530), (x, 564), (x - 20, 530)], colors.trim, shade="#b5742f", towards="right")
    c.poly(smooth([(270, 636), (330, 600), (400, 668), (470, 600), (530, 636), (480, 720), (400, 748), (320, 720)], closed=True), "#f6e6d0", shade="#cfa98a", towards="right")
    for number in range(7):
        c.oval(306 + number * 31, 690 + 40 * (1 - ((number - 3) / 3) ** 2), 8, 8, "#c8442f")


PORTRAITS: dict[str, Callable[[Canvas], None]] = {
    "zora": zora, "teodor": teodor, "edina": edina, "luka": luka, "djordje": djordje, "golub": golub,
    "mirna": mirna, "selman": selman, "drita": drita, "asen": asen, "nilufer": nilufer,
}
SCENES = PORTRAITS
SIZE = {"width": SIDE, "height": SIDE}
