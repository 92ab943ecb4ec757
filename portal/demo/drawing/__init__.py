"""Pictures of the demo, drawn by code: the same on every machine."""

import io
import zlib
from collections.abc import Callable

from portal.demo.drawing import (
    above,
    daylight,
    evenings,
    feast,
    handiwork,
    hills,
    open_air,
    outings,
    rooms,
    stage,
    tables,
    town,
    trade,
    water,
    ways,
)
from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from portal.demo.drawing.portraits import PORTRAITS, SIDE

THEMES = (
    above, daylight, evenings, feast, handiwork, hills, open_air, outings, rooms, stage, tables,
    town, trade, water, ways,
)  # fmt: skip
SCENES: dict[str, Callable[[Canvas], None]] = {
    key: draw for theme in THEMES for key, draw in theme.SCENES.items()
}
# Those that are not of the usual format: upright ones and a panorama.
FORMATS: dict[str, tuple[int, int]] = {
    "glassblower": (1067, 1422), "pear": (1067, 1422), "longtable": (1600, 711),
}  # fmt: skip


def scene(key: str) -> bytes:
    """A scene as a JPEG file."""
    width, height = FORMATS.get(key, (WIDTH, HEIGHT))
    return _drawn(SCENES[key], key, width=width, height=height)


def portrait(key: str) -> bytes:
    """A byline's portrait as a JPEG file."""
    return _drawn(PORTRAITS[key], key, width=SIDE, height=SIDE)


def _drawn(draw: Callable[[Canvas], None], key: str, *, width: int, height: int) -> bytes:
    canvas = Canvas(seed=zlib.crc32(key.encode()), width=width, height=height)
    draw(canvas)
    file = io.BytesIO()
    canvas.finish().save(file, "JPEG", quality=88)
    return file.getvalue()
