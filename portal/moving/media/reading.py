"""Opens files that somebody else put there: plain files alone, and no more of them than asked."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from portal.moving.media.fetched import Refused
from portal.pictures.intake import MAX_BYTES

# A pipe would be waited for, a device may do something when it is opened, a link leads elsewhere.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


def read(path: Path, *, most_bytes: int = MAX_BYTES) -> bytes:
    """All that a file has; refused when that is more, or when it is no plain file."""
    with _opened(path) as file:
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise Refused("too_large", limit=most_bytes)
    return content


def beginning(path: Path, size: int) -> bytes:
    """The first bytes of a file; refused when it is no plain file."""
    with _opened(path) as file:
        return file.read(size)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        # A device is not even opened; that nobody changes it in between is checked once more.
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Refused("unreadable")
        with open(path, "rb", opener=lambda name, _flags: os.open(name, _FLAGS)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Refused("unreadable")
            yield file
    except (OSError, ValueError) as error:
        raise Refused("unreadable") from error
