"""Two editors at one front at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles.deeds import Refused
from articles.fronts import presence, versions
from articles.fronts.layout import LEAD, PICKS, TOP
from articles.fronts.versions import Conflict
from articles.models import Front, FrontVersion, FrontVisit
from portal.pagecache.models import CacheTag
from tests.articles.fronts import layout, save, slot, zone
from tests.factories import ArticleFactory, CategoryFactory, UserFactory, editor

pytestmark = pytest.mark.django_db(transaction=True)
real = pytest.mark.skipif(
    "connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time"
)


def at_once(*calls):
    """What each call returns, or the exception that it raises."""
    barrier = Barrier(len(calls))

    def closing(call):
        try:
            connection.ensure_connection()
            barrier.wait()
            return call()
        except (Conflict, Refused) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(closing, calls))


def saving(front, *zones, by):
    return lambda: versions.save(front, layout(*zones), by=by, based_on=0)


@real
def test_two_who_open_a_front_first_get_the_same_one():
    section = CategoryFactory()

    for category in (None, section):
        found = at_once(*[lambda of=category: versions.front_of(of)] * 2)
        assert len({each.pk for each in found}) == 1

    assert Front.objects.count() == 2


@real
def test_two_who_save_at_once_lose_nothing():
    one, two = ArticleFactory(), ArticleFactory()
    front, editors = versions.front_of(None), [editor(), UserFactory(role="Editor")]

    at_once(
        saving(front, zone(LEAD, slot(one), size=1), by=editors[0]),
        saving(front, zone(PICKS, slot(two)), by=editors[1]),
    )

    newest = versions.layout_of(versions.newest(front))
    assert {each.name: [pin.story for pin in each.slots] for each in newest.zones} == {
        LEAD: [one.pk], PICKS: [two.pk],
    }  # fmt: skip
    assert sorted(FrontVersion.objects.values_list("number", flat=True)) == [1, 2]


@real
def test_of_two_who_change_the_same_at_once_one_is_told():
    one, two = ArticleFactory(), ArticleFactory()
    front, editors = versions.front_of(None), [editor(), UserFactory(role="Editor")]

    done = at_once(
        saving(front, zone(TOP, slot(one)), by=editors[0]),
        saving(front, zone(TOP, slot(two)), by=editors[1]),
    )

    assert sorted(type(each).__name__ for each in done) == ["Conflict", "FrontVersion"]
    assert FrontVersion.objects.count() == 1


@real
def test_of_two_who_launch_at_once_one_wins():
    front = save(zone(TOP, slot(ArticleFactory()))).front
    editors = [editor(), UserFactory(role="Editor")]
    number = _tag()

    done = at_once(*[lambda by=by: versions.launch(front, by=by, number=1) for by in editors])

    assert len({(each.launched_by, each.launched_at) for each in done}) == 1
    assert _tag() == number + 1


@real
def test_who_launches_while_another_saves_launches_what_was_looked_at_or_nothing():
    story = ArticleFactory()
    front = save().front
    by = editor()

    launched, saved = at_once(
        lambda: versions.launch(front, by=by, number=1),
        lambda: versions.save(front, layout(zone(TOP, slot(story))), by=by, based_on=1),
    )

    assert saved.number == 2
    live = versions.live(front)
    assert live is None if isinstance(launched, Refused) else live.number == 1


def test_a_launch_that_is_rolled_back_is_seen_by_nobody(client):
    front = save(zone(LEAD, slot(ArticleFactory(), headline="Launched"), size=1)).front
    before, number = client.get("/").content, _tag()

    with transaction.atomic():
        versions.launch(front, by=editor(), number=1)
        transaction.set_rollback(True)

    assert (client.get("/").content, _tag()) == (before, number)
    assert b"Launched" not in before
    assert versions.live(front) is None


def _tag():
    return CacheTag.objects.get(name="front").number


@real
def test_windows_that_wake_up_at_once_do_not_wait_for_each_other():
    front, by = versions.front_of(None), editor()
    keys = [uuid4() for _window in range(6)]

    for _time in range(5):
        for key in keys:
            presence.come(front, by=by, key=key)
        FrontVisit.objects.update(seen_at=timezone.now() - timedelta(hours=1))
        at_once(*[lambda key=key: presence.come(front, by=by, key=key) for key in keys])

        assert set(FrontVisit.objects.values_list("key", flat=True)) == set(keys)
