"""Opens the file of an export: as it is, or packed with gzip."""

import zlib
from collections.abc import Iterator
from gzip import BadGzipFile, GzipFile
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from portal.moving.records import Unreadable

CHUNK = 256 * 1024
_GZIP, _ZIP = b"\x1f\x8b", b"PK"
# Exports become four to ten times larger when they are unpacked. A bomb becomes a thousand times.
_LARGEST_RATIO, _UNSUSPICIOUS = 200, 64 * 1024 * 1024


def chunks_of(path: Path) -> Iterator[bytes]:
    """The bytes of the file, unpacked; a file that was cut off while it was packed just ends."""
    with path.open("rb") as file:
        start = file.read(2)
        file.seek(0)
        if start == _ZIP:
            raise Unreadable(
                _("This is a ZIP archive. Unpack it, and import the XML files that are in it.")
            )
        yield from _unpacked(file, size=path.stat().st_size) if start == _GZIP else _plain(file)


def _plain(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _unpacked(file: BinaryIO, *, size: int) -> Iterator[bytes]:
    total, most = 0, max(_UNSUSPICIOUS, size * _LARGEST_RATIO)
    with GzipFile(fileobj=file) as unpacked:
        while chunk := _next(unpacked):
            total += len(chunk)
            if total > most:
                raise Unreadable(
                    _(
                        "Unpacked, this file is more than %(ratio)s times as large, as no export"
                        " is. Unpack it by yourself, and look at what is in it."
                    )
                    % {"ratio": _LARGEST_RATIO}
                )
            yield chunk


def _next(unpacked: GzipFile) -> bytes:
    try:
        return unpacked.read1(CHUNK)
    except (EOFError, BadGzipFile, zlib.error):
        return b""
