"""People of the newsroom, and a place for files that is gone after the test."""

import functools
import itertools
import math
import os
import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sites.models import Site
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection
from django.test import TransactionTestCase
from django.utils.safestring import SafeString

from accounts import roles
from accounts.models import User
from articles.models import Article
from articles.views import share
from portal.site import kept
from tests import behind, stamps
from tests.factories import UserFactory


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is slow comes first for each worker: begun last, it would be waited for by the others.

    Each gets a part of the list that is in one piece, and takes from the others' when it is done.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    slow = [item for item in items if item.get_closest_marker("slow")]
    quick = [item for item in items if not item.get_closest_marker("slow")]
    # Those of a class share what was made for them.
    groups: dict[object, list[pytest.Item]] = {}
    for item in slow:
        groups.setdefault(getattr(item, "cls", None) or item, []).append(item)
    shared = list(groups.values())
    size = math.ceil(len(quick) / workers)
    items[:] = [
        item
        for worker in range(workers)
        for item in itertools.chain(
            *shared[worker::workers], quick[worker * size : (worker + 1) * size]
        )
    ]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After a test that commits, SQLite's database is put back as the migrations left it.

    Django empties every table and makes permissions and roles anew, which took 0.3 s each time.
    """
    with closing(sqlite3.connect(":memory:")) as migrated, pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "sqlite":
            with django_db_blocker.unblock():
                connection.ensure_connection()
                connection.connection.backup(migrated)

            def put_back(_test: TransactionTestCase) -> None:
                connection.ensure_connection()
                tries = itertools.count()

                def give_up(*_left: int) -> None:
                    # Else it would wait for ever, a quarter of a second at a time.
                    assert next(tries) < 80, "somebody still writes"

                migrated.backup(connection.connection, progress=give_up)

            patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    """Pictures of a test stay in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def cold() -> None:
    """A process remembers rows, and who asked for what: a test would count what others left."""
    cache.clear()
    ContentType.objects.clear_cache()
    Site.objects.clear_cache()


@pytest.fixture(autouse=True)
def stamped() -> Iterator[stamps.Watch]:
    """Whatever a test does, what it shows to readers is stamped in the same transaction."""
    with stamps.watched() as watch:
        yield watch
    assert watch.unstamped == []


@pytest.fixture(autouse=True)
def left_behind(stamped: stamps.Watch) -> Iterator[list[str]]:
    """Whatever is written of what a row is looked for by, its FoldedField is written with it."""
    with behind.watched() as found:
        yield found
    assert found == []


# The same words make the same bytes (tests.articles.test_share_cards), in a tenth of a second.
DRAWN = functools.lru_cache(maxsize=512)(share.draw)


@pytest.fixture(autouse=True)
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share, "draw", DRAWN)


@pytest.fixture(autouse=True)
def whole_keys(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is what would be made now: its key says all that it depends on."""
    once = kept.once

    def checked(of: Hashable, make: Callable[[], SafeString]) -> SafeString:
        made: list[SafeString] = []

        def noted() -> SafeString:
            made.append(make())
            return made[0]

        found = once(of, noted)
        assert made or found == make(), of
        return found

    # Its own tests count how often something is made.
    if request.module.__name__ != "tests.portal.test_kept":
        monkeypatch.setattr(kept, "once", checked)


@pytest.fixture
def journalist(db: None) -> User:
    return UserFactory(username="journalist", role=roles.JOURNALIST)


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory(username="editor", role=roles.EDITOR)


@pytest.fixture
def moderator(db: None) -> User:
    return UserFactory(username="moderator", role=roles.MODERATOR)


@pytest.fixture
def administrator(db: None) -> User:
    return UserFactory(username="administrator", role=roles.ADMINISTRATOR)


@pytest.fixture
def numbers_from_one(db: None) -> None:
    """Let stories be numbered anew: PostgreSQL counts on from test to test, past the first map."""
    sequence = {"table": Article._meta.db_table, "column": "id"}
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_by_name_sql(no_style(), [sequence]):
            cursor.execute(sql)


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
