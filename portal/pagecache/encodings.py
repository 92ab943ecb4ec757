"""In which form a body is sent: the smallest that the client says it can read."""

import sys
import zlib
from functools import lru_cache

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

IDENTITY = ""
# The smallest first: a body is compressed once, and sent many times.
PREFERRED = ("br", "zstd", "gzip")
# For what is made for one reader; zstd takes a fifth of the time of gzip for the same size.
QUICKEST = ("zstd", "br", "gzip")
# Shorter bodies fit into one packet anyway.
WORTH_IT = 500
# No client needs more to say it; a longer header is meant to fill our memory.
LONGEST = 200

# A middle level: each costs about a millisecond for the page of a story, the quick half of that.
_LEVELS = {"br": 5, "zstd": 6, "gzip": 6}
_QUICK_LEVELS = {"br": 2, "zstd": 3, "gzip": 1}
# Of zlib: with the header and the sum of gzip (RFC 1952).
_GZIP_WINDOW = 31


def compressed(body: bytes, encoding: str, *, quickly: bool = False) -> bytes:
    """The body in one of the content codings of RFC 9110, section 8.4.1."""
    levels = _QUICK_LEVELS if quickly else _LEVELS
    if encoding == "br":
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=levels[encoding])
    if encoding == "zstd":
        return zstd.compress(body, level=levels[encoding])
    if encoding == "gzip":
        pressing = zlib.compressobj(levels[encoding], zlib.DEFLATED, _GZIP_WINDOW)
        return pressing.compress(body) + pressing.flush()
    return body


@lru_cache(maxsize=512)
def accepted(header: str, preferred: tuple[str, ...] = PREFERRED) -> str:
    """The coding to use for what `Accept-Encoding` says (RFC 9110, section 12.5.3)."""
    if len(header) > LONGEST:
        return IDENTITY
    weights = dict(_weighed(part) for part in header.lower().split(","))
    others = weights.get("*", 0.0)
    # The client's own order first, then ours.
    best = max(preferred, key=lambda name: weights.get(name, others))
    return best if weights.get(best, others) > 0 else IDENTITY


def _weighed(part: str) -> tuple[str, float]:
    name, _, parameter = part.partition(";")
    weight = parameter.strip().removeprefix("q=")
    try:
        return name.strip(), float(weight) if parameter else 1.0
    except ValueError:
        return name.strip(), 0.0
