"""Very many rows brought into the configured database at once, past Django."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from io import StringIO
from typing import Any

from django.db import connection, models

type Row = tuple[Any, ...]

# As COPY reads it.
_NONE = r"\N"


class Loader:
    """Brings in rows of some columns of a model; the others have what a new object has.

    Values are numbers and texts that need no escaping, and moments as `moment` gives them.
    """

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        fields = {str(field.column): field for field in model._meta.concrete_fields}
        rest = {
            name: field.get_db_prep_save(field.get_default(), connection)
            for name, field in fields.items()
            if name not in columns and not isinstance(field, models.AutoField)
        }
        self.rest = tuple(rest.values())
        self.into = f"{model._meta.db_table} ({', '.join([*columns, *rest])})"
        self.width = len(columns) + len(rest)

    def load(self, rows: Iterable[Row]) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                rest = "".join(f"\t{_NONE if value is None else value}" for value in self.rest)
                lines = "".join(["\t".join(map(str, row)) + rest + "\n" for row in rows])
                cursor.copy_expert(f"COPY {self.into} FROM STDIN", StringIO(lines))
            else:
                marks = ", ".join(["?"] * self.width)
                cursor.connection.executemany(
                    f"INSERT INTO {self.into} VALUES ({marks})",  # noqa: S608  # names of our own
                    (row + self.rest for row in rows),
                )


def moment(at: datetime) -> str:
    """As text that either database reads."""
    return str(connection.ops.adapt_datetimefield_value(at))


def load_fast() -> None:
    """Let SQLite keep all indexes in memory, and wait for no disk, as long as this process lives.

    What is generated can be generated again.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -2000000")


@contextmanager
def without_indexes(*kinds: type[models.Model]) -> Iterator[None]:
    """Meanwhile these tables have none, nor constraints, so that a load takes minutes, not hours.

    On SQLite they keep them: what is loaded there is less.
    """
    if connection.vendor != "postgresql":
        yield
        return
    made = [each for model in kinds for each in _indexes_of(model._meta.db_table)]
    with connection.cursor() as cursor:
        for drop, _make in made:
            cursor.execute(drop)
        yield
        for _drop, make in reversed(made):
            cursor.execute(make)


def _indexes_of(table: str) -> list[tuple[str, str]]:
    """How each is dropped and made again; the primary key last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE"
            " conrelid = %s::regclass AND contype IN ('p', 'u', 'f') ORDER BY contype = 'p'",
            [table],
        )
        change = f"ALTER TABLE {table}"
        constraints = [
            (f'{change} DROP CONSTRAINT "{name}"', f'{change} ADD CONSTRAINT "{name}" {said}')
            for name, said in cursor.fetchall()
        ]
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE"
            " indrelid = %s::regclass AND indexrelid NOT IN"
            " (SELECT conindid FROM pg_constraint WHERE conindid <> 0)",
            [table],
        )
        indexes = [(f"DROP INDEX {name}", said) for name, said in cursor.fetchall()]
    return [*indexes, *constraints]
