"""The part of a map that a point and a zoom stand for."""

from collections.abc import Mapping
from math import cos, radians

# In tiles, of which the first zoom has one: about what a story is wide, and two thirds of it.
TILES_ACROSS, TILES_DOWN = 2.4, 1.6
DEEPEST = 19


def around(parts: Mapping[str, str | None]) -> dict[str, str]:
    """West, south, east and north in degrees, as Web Mercator has them near the point."""
    lat, lon = (float(parts[name] or 0) for name in ("lat", "lon"))
    tile = 360 / 2 ** min(int(parts["zoom"] or 0), DEEPEST)
    aside = tile * TILES_ACROSS / 2
    above = tile * TILES_DOWN / 2 * abs(cos(radians(lat)))
    edges = (lon - aside, lat - above, lon + aside, lat + above)
    return {"bbox": ",".join(f"{edge:.5f}" for edge in edges)}
