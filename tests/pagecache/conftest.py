import sqlite3

import pytest
from django.db import connection

from portal.pagecache import freshness


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A busy machine takes its time over a question: how long it may is proved by itself."""
    monkeypatch.setattr(freshness, "PATIENCE", 10)


@pytest.fixture
def database(transactional_db, tmp_path):
    """A database that other threads and processes share: what is committed, all of them see."""
    if connection.vendor != "sqlite":
        yield
        return
    # That of the tests is in memory, where readers wait for writers, which no site's does.
    in_memory, settings = connection.connection, connection.settings_dict
    name = settings["NAME"]
    path = tmp_path / "site.sqlite3"
    with sqlite3.connect(path) as copy:
        in_memory.backup(copy)
    copy.close()
    settings["NAME"], connection.connection = str(path), None
    connection.connect()
    yield
    connection.connection.close()
    settings["NAME"], connection.connection = name, in_memory
