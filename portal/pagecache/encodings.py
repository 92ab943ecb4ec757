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
# Shorter bodies fit into one packet anyway.
WORTH_IT = 500
# No client needs more to say it; a longer header is meant to fill our memory.
LONGEST = 200

# A middle level: each costs about a millisecond for the page of a story.
_BROTLI_QUALITY, _ZSTD_LEVEL, _GZIP_LEVEL = 5, 6, 6
# Of zlib: with the header and the sum of gzip (RFC 1952).
_GZIP_WINDOW = 31


def compressed(body: bytes, encoding: str) -> bytes:
    """The body in one of the content codings of RFC 9110, section 8.4.1."""
    if encoding == "br":
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)
    if encoding == "zstd":
        return zstd.compress(body, level=_ZSTD_LEVEL)
    if encoding == "gzip":
        pressing = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
        return pressing.compress(body) + pressing.flush()
    return body


@lru_cache(maxsize=512)
def accepted(header: str) -> str:
    """The coding to use for what `Accept-Encoding` says (RFC 9110, section 12.5.3)."""
    if len(header) > LONGEST:
        return IDENTITY
    weights = dict(_weighed(part) for part in header.lower().split(","))
    others = weights.get("*", 0.0)
    # The client's own order first, then ours.
    best = max(PREFERRED, key=lambda name: weights.get(name, others))
    return best if weights.get(best, others) > 0 else IDENTITY


def _weighed(part: str) -> tuple[str, float]:
    name, _, parameter = part.partition(";")
    weight = parameter.strip().removeprefix("q=")
    try:
        return name.strip(), float(weight) if parameter else 1.0
    except ValueError:
        return name.strip(), 0.0
