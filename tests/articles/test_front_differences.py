"""What was changed of a front, in words."""

from datetime import UTC, datetime

import pytest

from articles.fronts.differences import Names, changes
from articles.fronts.layout import Rule, Source
from tests.articles.fronts import NEWEST, layout, slot, zone

NAMES = Names(
    stories=dict(enumerate(["zero", "one", "two", "three", "four", "five"])),
    categories={7: "Politics"},
    tags={9: "rivers"},
)
NOON, ONE = (datetime(2026, 5, 3, hour, tzinfo=UTC) for hour in (10, 11))


def said(old, new):
    return changes(layout(*old), layout(*new), NAMES)


def lead(*slots, **fields):
    return zone("lead", *slots, **fields)


def top(*slots, **fields):
    return zone("top", *slots, **fields)


def test_nothing_is_said_where_nothing_changed():
    both = [lead(slot(1)), top(slot(2, headline="H", image=3, starts_at=NOON))]

    assert said(both, both) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ([lead()], [lead(slot(1))], ["Pinned “one” in Lead"]),
        ([lead(slot(1))], [lead()], ["Unpinned “one” from Lead"]),
        ([lead(slot(1)), top()], [lead(), top(slot(1))], ["Moved “one” to Top stories"]),
        ([zone("category:7")], [zone("category:7", slot(6))], ["Pinned “#6” in Politics"]),
        ([top(slot(1), slot(2))], [top(slot(2), slot(1))], ["Moved “two” above “one”"]),
        (
            [top(*map(slot, (1, 2, 3, 4)))],
            [top(*map(slot, (2, 3, 4, 1)))],
            ["Moved “one” to the end of Top stories"],
        ),
        (
            [top(*map(slot, (1, 2, 3, 4)))],
            [top(*map(slot, (4, 1, 5, 2)))],
            ["Unpinned “three” from Top stories", "Moved “four” above “one”",
             "Pinned “five” in Top stories"],
        ),
    ],
)  # fmt: skip
def test_each_move_is_told_once_and_by_as_few_stories_as_there_can_be(old, new, words):
    assert said(old, new) == words


def test_what_a_slot_has_of_its_own_is_told():
    dressed = slot(1, headline="Ours", image=3, starts_at=NOON, ends_at=ONE)

    assert said([lead()], [lead(dressed)]) == [
        "Pinned “one” in Lead",
        "“one” has the headline “Ours” here",
        "“one” has another picture here",
        "“one” stands there from 3 May 2026, 12:00 until 3 May 2026, 13:00",
    ]
    assert said([lead(dressed)], [lead(slot(1, name=dressed.name))]) == [
        "“one” has its own headline again",
        "“one” has its own picture again",
        "“one” stands there at all times",
    ]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule(source=Source.NOTHING, hours=3), "only what is pinned"),
        (Rule(source=Source.CATEGORY, key=7), "the newest of Politics"),
        (
            Rule(source=Source.TAG, key=9, hours=1),
            "the newest with the tag rivers, of the last hour",
        ),
        (Rule(source=Source.TAG, key=8), "the newest with the tag ?"),
        (Rule(source=Source.MOST_READ, hours=24), "what is read most, of the last 24 hours"),
        (Rule(source=Source.MOST_READ, key=7), "what is read most in Politics"),
    ],
)
def test_size_and_rule_are_told_in_words(rule, words):
    old, new = zone("picks", rule=NEWEST, size=3), zone("picks", rule=rule, size=1)

    assert said([old], [new]) == ["Editors' picks: 1 story", f"Editors' picks: {words}"]


def test_who_pinned_it_is_no_change():
    assert said([lead(slot(1))], [lead(slot(1, pinned_by="Ana", pinned_at=NOON))]) == []
