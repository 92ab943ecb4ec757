"""Pictures of the demo, drawn by code: the same on every machine."""

import io
import zlib
from collections.abc import Callable

from portal.demo.drawing import (
    above,
    daylight,
    evenings,
    hills,
    open_air,
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

SCENES: dict[str, Callable[[Canvas], None]] = {
    key: draw
    for theme in (
        above,
        daylight,
        evenings,
        hills,
        open_air,
        rooms,
        stage,
        tables,
        town,
        trade,
        water,
        ways,
    )
    for key, draw in theme.SCENES.items()
}


def scene(key: str) -> bytes:
    """A scene as a JPEG file."""
    return _drawn(SCENES[key], key, width=WIDTH, height=HEIGHT)


def portrait(key: str) -> bytes:
    """A byline's portrait as a JPEG file."""
    return _drawn(PORTRAITS[key], key, width=SIDE, height=SIDE)


def _drawn(draw: Callable[[Canvas], None], key: str, *, width: int, height: int) -> bytes:
    canvas = Canvas(seed=zlib.crc32(key.encode()), width=width, height=height)
    draw(canvas)
    file = io.BytesIO()
    canvas.finish().save(file, "JPEG", quality=88)
    return file.getvalue()
