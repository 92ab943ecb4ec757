from datetime import UTC, datetime, timedelta

import pytest

from articles.fronts.layout import LEAD, TOP, Layout, Rule, Slot, Source, Zone

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def zone(name, *slots, size=3):
    return Zone(name=name, size=size, rule=Rule(source=Source.NEWEST), slots=slots)


def slot(story, **fields):
    return Slot(name=f"s{story}", story=story, **fields)


def test_a_layout_comes_back_from_its_json_as_it_was():
    rule = Rule(source=Source.TAG, key=7, hours=48)
    pinned = slot(1, headline="Its own", image=4, starts_at=NOON, ends_at=NOON + SECOND)
    layout = Layout(zones=(Zone(name=TOP, size=4, rule=rule, slots=(pinned, slot(2))),))

    assert Layout.from_json(layout.to_json()) == layout


@pytest.mark.parametrize(("seconds", "counts"), [(-1, False), (0, True), (9, True), (10, False)])
def test_a_slot_counts_from_its_first_moment_until_just_before_its_last(seconds, counts):
    pinned = slot(1, starts_at=NOON, ends_at=NOON + 10 * SECOND)

    assert pinned.counts(NOON + seconds * SECOND) is counts


def test_a_slot_without_moments_always_counts():
    assert slot(1).counts(NOON)


def test_zones_that_nobody_changed_are_the_usual_ones_in_their_order():
    changed = zone(TOP, slot(1))
    usual = (zone(LEAD, size=1), zone(TOP), zone("category:3"))

    completed = Layout(zones=(zone("category:9", slot(5)), changed)).completed(usual)

    assert completed.zones == (usual[0], changed, usual[2])


def test_changing_a_zone_leaves_the_others():
    layout = Layout(zones=(zone(LEAD), zone(TOP)))

    assert layout.with_zone(zone(TOP, slot(1))).zones == (zone(LEAD), zone(TOP, slot(1)))
    assert layout.with_zone(zone("category:3")).zones == (*layout.zones, zone("category:3"))
