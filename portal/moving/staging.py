"""Keeps what was read of an export on disk, so that no stage holds all of it in memory.

An SQLite file of its own, beside the database: exports name what comes later, in other files too,
and a run that was stopped goes on with what it had read.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from sqlite3 import connect
from types import TracebackType
from typing import Any, Self

from portal.moving.records import Blog, Filed, Item, Notice, Person, Record, Remark, Term

# Records of a transaction: a run that is killed reads so many again.
BATCH = 500
_TABLES = """
    CREATE TABLE IF NOT EXISTS file (
        name TEXT PRIMARY KEY, digest TEXT NOT NULL, is_whole INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE IF NOT EXISTS record (
        place INTEGER PRIMARY KEY, file TEXT NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL,
        id TEXT NOT NULL, remarks INTEGER NOT NULL, data BLOB NOT NULL
    );
    CREATE INDEX IF NOT EXISTS record_of_a_type ON record (type, place);
    CREATE INDEX IF NOT EXISTS record_of_a_kind ON record (type, kind, place);
    CREATE INDEX IF NOT EXISTS record_by_id ON record (type, id);
    CREATE INDEX IF NOT EXISTS record_of_a_file ON record (file);
"""
_OF_A_TYPE = "SELECT place, data FROM record WHERE type = :type AND place > :place ORDER BY place"
_OF_A_KIND = """
    SELECT place, data FROM record WHERE type = :type AND kind = :kind AND place > :place
    ORDER BY place
"""
_TYPES: dict[str, type[Any]] = {each.__name__: each for each in (Blog, Person, Term, Item, Notice)}
_PARTS: dict[str, type[Any]] = {"filed": Filed, "remarks": Remark}
_NAMES = {
    each: tuple(field.name for field in fields(each)) for each in (*_TYPES.values(), Filed, Remark)
}


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many records there are of one kind, and how many comments these have."""

    type: str
    kind: str
    records: int
    remarks: int


class Stage:
    """What was read; a context, which closes the file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = connect(path, isolation_level=None)
        # Whatever is lost with the power is read again.
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def has(self, name: str, *, digest: str) -> bool:
        """Whether this file was read to its end, as it is now."""
        row = self._one("SELECT digest, is_whole FROM file WHERE name = ?", name)
        return row == (digest, 1)

    def read(self, name: str, records: Iterable[Record], *, digest: str) -> Iterator[Record]:
        """Keep the records of a file, in the place of any that it had; each once it is on disk.

        Whoever stops in the midst of it has the file read anew.
        """
        self._database.execute("DELETE FROM record WHERE file = ?", [name])
        self._database.execute("REPLACE INTO file (name, digest) VALUES (?, ?)", [name, digest])
        batch: list[Record] = []
        for record in records:
            batch.append(record)
            if len(batch) == BATCH:
                yield from self._keep(name, batch)
                batch = []
        yield from self._keep(name, batch)
        self._database.execute("UPDATE file SET is_whole = 1 WHERE name = ?", [name])

    def counts(self) -> list[Count]:
        """What there is, by type and kind; notices by their code."""
        rows = self._database.execute(
            "SELECT type, kind, count(*), sum(remarks) FROM record GROUP BY type, kind"
        )
        return [
            Count(type=name, kind=kind, records=records, remarks=remarks)
            for name, kind, records, remarks in rows
        ]

    def all[T: Record](self, type_: type[T], *, kind: str | None = None) -> Iterator[T]:
        """The records of a type, or of a kind of it, in the order in which they were read."""
        for _place, record in self.after(0, type_, kind=kind):
            yield record

    def after[T: Record](
        self, place: int, type_: type[T], *, kind: str | None = None
    ) -> Iterator[tuple[int, T]]:
        """The same, each with its place, of those behind one."""
        statement = _OF_A_TYPE if kind is None else _OF_A_KIND
        with closing(self._database.cursor()) as cursor:
            cursor.execute(statement, {"type": type_.__name__, "place": place, "kind": kind})
            for found, data in cursor:
                yield found, _loaded(type_, data)

    def item(self, id_: str) -> Item | None:
        """The last item of this number, where an export has it twice."""
        row = self._one(
            "SELECT data FROM record WHERE type = 'Item' AND id = ? ORDER BY place DESC", id_
        )
        return _loaded(Item, row[0]) if row else None

    def _one(self, statement: str, value: str) -> Any:
        return self._database.execute(f"{statement} LIMIT 1", [value]).fetchone()

    def _keep(self, name: str, records: list[Record]) -> Iterator[Record]:
        self._database.execute("BEGIN")
        self._database.executemany(
            "INSERT INTO record (file, type, kind, id, remarks, data) VALUES (?, ?, ?, ?, ?, ?)",
            [(name, *_row(record)) for record in records],
        )
        self._database.execute("COMMIT")
        yield from records


def _row(record: Record) -> tuple[str, str, str, int, bytes]:
    kind = {"Item": "kind", "Term": "taxonomy", "Notice": "code"}.get(type(record).__name__, "")
    return (
        type(record).__name__,
        str(getattr(record, kind, "")),
        str(getattr(record, "id", "")),
        len(getattr(record, "remarks", ())),
        zlib.compress(json.dumps(_plain(record), ensure_ascii=False).encode("utf-8", "replace"), 1),
    )


def _plain(value: Any) -> Any:
    if type(value) in _NAMES:
        return [_plain(getattr(value, name)) for name in _NAMES[type(value)]]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


def _loaded[T: Record](type_: type[T], data: bytes) -> T:
    return _made(type_, json.loads(zlib.decompress(data)))


def _made(type_: type[Any], values: list[Any]) -> Any:
    named = dict(zip(_NAMES[type_], values, strict=True))
    for name, value in named.items():
        if name in ("at", "local", "modified_at") and value:
            named[name] = datetime.fromisoformat(value)
        elif name in _PARTS:
            named[name] = tuple(_made(_PARTS[name], each) for each in value)
        elif name == "meta":
            named[name] = {key: tuple(each) for key, each in value.items()}
        elif isinstance(value, list):
            named[name] = tuple(value)
    return type_(**named)
