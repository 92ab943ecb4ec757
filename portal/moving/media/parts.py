"""Files as they arrive: a part is gone on with after any interruption, and never taken for whole.

A file is named by its address. While it arrives it is a `.part`, beside which a `.note` keeps what
tells whether the server still has that same file.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from portal.moving.media.fetched import MayPass


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """What a server said of the file that a part is of: `validator` for If-Range, and its size."""

    validator: str
    total: int | None = None


class Part:
    """The file of one address in a folder, whole or not."""

    def __init__(self, folder: Path, address: str) -> None:
        name = hashlib.sha256(address.encode(errors="surrogatepass")).hexdigest()
        self.whole = folder / name
        self._part, self._note = folder / f"{name}.part", folder / f"{name}.note"

    def is_whole(self) -> bool:
        return self.whole.is_file()

    def size(self) -> int:
        """How many bytes are here."""
        return self._part.stat().st_size if self._part.exists() else 0

    def note(self) -> Note | None:
        """What is known of the part; nothing where it cannot be gone on with."""
        note, size = self._written_note(), self.size()
        is_usable = note and size and (note.total is None or size <= note.total)
        return note if is_usable else None

    def begin(self, note: Note) -> None:
        """Begin anew; what was here is gone before the note says what will be."""
        self._part.unlink(missing_ok=True)
        written = self._note.with_suffix(".new")
        written.write_text(json.dumps(asdict(note)))
        written.replace(self._note)

    def discard(self) -> None:
        """Forget what is here, so that the next try begins anew."""
        self._part.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def append(self) -> BinaryIO:
        """The part, opened for what follows in it."""
        return self._part.open("ab")

    def finish(self, *, host: str) -> int:
        """Make the part the whole file and return its size; not if bytes are missing."""
        note, size = self._written_note(), self.size()
        if note and note.total is not None and size != note.total:
            raise MayPass("connection", host=host)
        with self.append() as part:
            os.fsync(part.fileno())
        self._part.replace(self.whole)
        self._note.unlink(missing_ok=True)
        return size

    def _written_note(self) -> Note | None:
        try:
            note = Note(**json.loads(self._note.read_text()))
        except (OSError, ValueError, TypeError):
            return None
        is_sound = isinstance(note.validator, str) and isinstance(note.total, int | None)
        return note if is_sound else None
