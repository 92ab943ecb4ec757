"""Scenes around a table."""

import math

from portal.demo.drawing.canvas import Canvas, Point, arc, smooth

# Rows of coordinates stay rows.
# fmt: off


def chess(c: Canvas) -> None:
    """A board in a café, in the light of a lamp."""
    c.sky((0, "#1f3a3a"), (1, "#2f4f48"), bottom=640)
    for x in range(0, 1600, 200):
        c.box(x + 14, 60, 172, 470, "#27463f", r=6, shade="#1a302f", strength=0.6)
    c.glow(800, 250, 900, "#ffcf7d", strength=0.7, flat=0.8)
    c.line([(800, 0), (800, 96)], "#1a1a1c", 5)
    c.poly([(690, 190), (750, 92), (850, 92), (910, 190)], "#c8442f", shade="#7d2433", towards="right")
    c.poly(arc(800, 190, 60, 30, 0, 180), "#fff3cf")
    c.poly([(0, 600), (1600, 600), (1600, 1067), (0, 1067)], "#8a5233", shade="#4a2a20", strength=0.9)
    c.veil([(700, 200), (900, 200), (1420, 1067), (180, 1067)], "#ffdf9c", strength=0.3, towards="up")
    _board(c)
    for column, row, kind, light in (
        (0, 1, "rook", False), (2, 0, "king", False), (5, 1, "pawn", False), (4, 2, "knight", False), (6, 3, "pawn", False),
        (1, 4, "pawn", True), (3, 4, "bishop", True), (5, 5, "king", True), (6, 6, "pawn", True), (2, 6, "pawn", True), (4, 7, "rook", True),
    ):  # fmt: skip
        _piece(c, column, row, kind, light=light)
    _cup(c, 1390, 800)
    _cup(c, 190, 690, scale=0.75)


def _on_board(column: float, row: float) -> tuple[float, float, float]:
    """The middle of a square, and its size there."""
    share = row / 8
    y = 610 + 400 * (share * 0.72 + share**2 * 0.28)
    half = 400 + 250 * (y - 610) / 400
    return 800 - half + column * half / 4, y, half / 4


def _board(c: Canvas) -> None:
    edge = [_on_board(-0.35, -0.3)[:2], _on_board(8.35, -0.3)[:2], _on_board(8.35, 8.3)[:2], _on_board(-0.35, 8.3)[:2]]
    c.poly([*edge[:2], *[(x, y + 26) for x, y in edge[2:]]], "#3a1f1a")
    c.poly(edge, "#6a3a28", shade="#4a261e", strength=0.6)
    for row in range(8):
        for column in range(8):
            corners = [_on_board(column + dx, row + dy)[:2] for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1))]
            c.poly(corners, "#f0dcb4" if (row + column) % 2 == 0 else "#9a5a38")


def _piece(c: Canvas, column: int, row: int, kind: str, *, light: bool) -> None:
    x, y, size = _on_board(column + 0.5, row + 0.62)
    fill, dark = ("#faf0d8", "#c9a06a") if light else ("#3a2a3a", "#171019")
    tall = size * {"pawn": 1.05, "rook": 1.25, "knight": 1.45, "bishop": 1.6, "king": 1.95}[kind]
    c.veil(arc(x + size * 0.12, y, size * 0.46, size * 0.13, 0, 360), "#2a1410", strength=0.5)
    base = [(x - size * 0.36, y), (x - size * 0.36, y - tall * 0.1), (x - size * 0.16, y - tall * 0.24), (x - size * 0.12, y - tall * 0.66), (x + size * 0.12, y - tall * 0.66), (x + size * 0.16, y - tall * 0.24), (x + size * 0.36, y - tall * 0.1), (x + size * 0.36, y)]
    c.poly(base, fill, shade=dark, towards="right", strength=0.9)
    c.oval(x, y, size * 0.36, size * 0.09, fill, shade=dark, towards="right")
    c.box(x - size * 0.23, y - tall * 0.68, size * 0.46, tall * 0.07, fill, r=4, shade=dark, towards="right")
    _head(c, x, y - tall, size, tall, kind, (fill, dark))


def _head(c: Canvas, x: float, top: float, size: float, tall: float, kind: str, colors: tuple[str, str]) -> None:
    fill, dark = colors
    if kind == "rook":
        c.poly([(x - size * 0.25, top + tall * 0.34), (x - size * 0.27, top), (x - size * 0.12, top), (x - size * 0.12, top + tall * 0.08), (x + size * 0.12, top + tall * 0.08), (x + size * 0.12, top), (x + size * 0.27, top), (x + size * 0.25, top + tall * 0.34)], fill, shade=dark, towards="right", strength=0.9)
        return
    if kind == "knight":
        horse: list[Point] = [(x - 0.20, 0.36), (x - 0.22, 0.14), (x - 0.06, 0.02), (x + 0.02, -0.04), (x + 0.06, 0.03), (x + 0.32, 0.19), (x + 0.28, 0.26), (x + 0.10, 0.23), (x + 0.17, 0.36)]
        c.poly(smooth([(x + (px - x) * size, top + tall * py) for px, py in horse], steps=5), fill, shade=dark, towards="left", strength=0.8)
        return
    if kind in {"bishop", "king"}:
        c.poly(smooth([(x, top + tall * 0.03), (x + size * 0.2, top + tall * 0.2), (x + size * 0.13, top + tall * 0.34), (x - size * 0.13, top + tall * 0.34), (x - size * 0.2, top + tall * 0.2)], closed=True), fill, shade=dark, towards="right", strength=0.9)
    else:
        c.oval(x, top + tall * 0.2, size * 0.22, size * 0.22, fill, shade=dark, towards="right", strength=0.9)
    if kind == "bishop":
        c.line([(x + size * 0.02, top + tall * 0.2), (x + size * 0.13, top + tall * 0.1)], dark, 4)
    if kind == "king":
        c.line([(x, top - tall * 0.12), (x, top + tall * 0.06)], fill, 8)
        c.line([(x - size * 0.1, top - tall * 0.05), (x + size * 0.1, top - tall * 0.05)], fill, 8)


def _cup(c: Canvas, x: float, y: float, scale: float = 1) -> None:
    c.oval(x, y + 62 * scale, 128 * scale, 30 * scale, "#e3d3b4", shade="#a07a55", towards="right")
    c.line(arc(x + 72 * scale, y + 8 * scale, 36 * scale, 30 * scale, -80, 90, steps=20), "#f6ecd6", 13 * scale)
    c.poly([(x - 78 * scale, y - 34 * scale), (x + 78 * scale, y - 34 * scale), *arc(x, y + 14 * scale, 70 * scale, 50 * scale, 10, 170)], "#f6ecd6", shade="#b98f68", towards="right", strength=0.8)
    c.oval(x, y - 34 * scale, 78 * scale, 19 * scale, "#fffaf0")
    c.oval(x, y - 32 * scale, 66 * scale, 14 * scale, "#3a1f16")
    for dx in (-20, 16):
        steam = smooth([(x + dx * scale, y - 62 * scale), (x + (dx + 18) * scale, y - 100 * scale), (x + (dx - 8) * scale, y - 140 * scale), (x + (dx + 14) * scale, y - 186 * scale)])
        c.line(steam, "#8f9a86", 5 * scale)


def kitchen(c: Canvas) -> None:
    """A kitchen table by a window."""
    c.sky((0, "#7fb0a6"), (1, "#5e938c"), bottom=760)
    for row in range(9):
        for column in range(14):
            if row > 4:
                c.box(column * 118 + 4, 420 + (row - 5) * 84, 110, 76, c.random.choice(("#8abcb0", "#74a89e", "#94c4b6")), r=4)
    c.box(520, 40, 600, 470, "#f8efdc", r=6)
    c.box(552, 72, 536, 406, "#fbe7b0")
    c.oval(930, 220, 66, 66, "#fffbe9")
    c.poly([*smooth([(552, 400), (700, 350), (880, 392), (1088, 330)]), (1088, 478), (552, 478)], "#b5bf6a", shade="#7d9a52", strength=0.8)
    c.box(806, 60, 22, 430, "#f8efdc")
    c.box(540, 262, 560, 18, "#f8efdc")
    c.box(480, 500, 680, 30, "#fffaf0", r=6)
    for x, turn in ((520, -1), (1120, 1)):
        c.poly(smooth([(x + turn * 70, 20), (x - turn * 70, 20), (x - turn * 40, 220), (x + turn * 26, 400), (x + turn * 84, 420)], closed=True), "#d9594c", shade="#9a3038", towards="right" if turn > 0 else "left", strength=0.6)
    c.poly([(0, 740), (1600, 740), (1600, 1067), (0, 1067)], "#d99f62", shade="#9a5f38", strength=0.9)
    c.poly([(260, 740), (1330, 740), (1460, 930), (120, 930)], "#f8f0e0")
    _checks(c)
    c.veil([(620, 740), (1050, 740), (1250, 1067), (380, 1067)], "#fff6d8", strength=0.35)
    _still_life(c)


def _checks(c: Canvas) -> None:
    for number in range(0, 16, 2):
        top = [260 + 1070 * (number + k) / 16 for k in (0, 1)]
        low = [120 + 1340 * (number + k) / 16 for k in (0, 1)]
        c.veil([(top[0], 740), (top[1], 740), (low[1], 930), (low[0], 930)], "#d9483b", strength=0.5)
    for y, height in ((752, 22), (800, 28), (858, 36)):
        share = (y - 740) / 190
        c.veil([(260 - 140 * share, y), (1330 + 130 * share, y), (1330 + 130 * share + 18, y + height), (242 - 140 * share, y + height)], "#d9483b", strength=0.5)
    for number in range(40):
        c.line([(122 + number * 34.2, 930), (122 + number * 34.2, 946)], "#f8f0e0", 4)


def _still_life(c: Canvas) -> None:
    jug = smooth([(420, 830), (370, 720), (400, 610), (440, 540), (430, 500), (560, 500), (545, 545), (590, 620), (610, 720), (570, 830)], steps=8)
    c.veil(arc(580, 836, 210, 24, 0, 360), "#6a3a28", strength=0.35)
    c.line(arc(560, 636, 96, 88, -84, 84, steps=24), "#f3e8d0", 24)
    c.poly(jug, "#f8efdc", shade="#b59a7a", towards="right", strength=0.9)
    c.box(384, 640, 220, 20, "#2f6f8a")
    c.box(378, 676, 230, 9, "#2f6f8a")
    for dx, height, fill in ((-46, 210, "#e8a33d"), (0, 260, "#d9483b"), (44, 190, "#f6ecd6"), (84, 230, "#e8a33d")):
        c.line(smooth([(494, 510), (494 + dx * 0.4, 510 - height * 0.5), (494 + dx * 1.5, 510 - height)]), "#4a7a4a", 6)
        for angle in range(0, 360, 60):
            c.oval(494 + dx * 1.5 + 22 * math.cos(math.radians(angle)), 510 - height + 22 * math.sin(math.radians(angle)), 17, 17, fill)
        c.oval(494 + dx * 1.5, 510 - height, 12, 12, "#6a3a28")
    c.veil(arc(980, 862, 250, 26, 0, 360), "#6a3a28", strength=0.4)
    for x, y, fill, dark in ((800, 700, "#e8772f", "#b04a20"), (880, 672, "#d9483b", "#8f2430"), (968, 690, "#f0b44c", "#c9772a"), (1052, 700, "#d9483b", "#8f2430"), (924, 720, "#f0b44c", "#c9772a")):
        c.oval(x, y, 60, 58, fill, shade=dark, towards="right", strength=0.9)
        c.line([(x, y - 56), (x + 8, y - 76)], "#4a6f3a", 8)
    c.poly(arc(926, 730, 220, 130, 0, 180), "#3f7d8f", shade="#1f4a5f", towards="right", strength=0.9)
    c.box(700, 722, 452, 22, "#5fa0ae", r=11)
    c.oval(1290, 816, 130, 66, "#c9823c", shade="#8a4a22", towards="right", strength=0.9)
    for dx in (-60, -10, 40):
        c.line([(1274 + dx, 776), (1300 + dx, 840)], "#f3d9a4", 8)


SCENES = {"chess": chess, "kitchen": kitchen}
