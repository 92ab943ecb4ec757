"""Where a story goes on the list of another: pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.related.arranging import Entry
from articles.related.offering import offered
from articles.related.ranking import BACKGROUND_PLACE, SHOWN

WHY = (("words", "Drina"),)
PINNED = (("pinned", "Ana"),)
OLDER = (*WHY, ("background", ""))
LIMIT = 10

scores = st.floats(0, 2, allow_nan=False)
lists = st.lists(scores, max_size=LIMIT).map(
    lambda found: [
        Entry(other=number, score=score, reasons=WHY)
        for number, score in enumerate(sorted(found, reverse=True), start=1)
    ]
)


def entry(other, score, reasons=WHY):
    return Entry(other=other, score=score, reasons=reasons)


def put(entries, new, *, copies=(), limit=LIMIT):
    return [each.other for each in offered(entries, new, copies=copies, limit=limit)]


@given(lists, scores)
def test_it_goes_where_its_score_puts_it_and_the_last_goes(entries, score):
    wanted = sorted([*entries, entry(99, score)], key=lambda each: (-each.score, each.other))

    assert offered(entries, entry(99, score), copies=(), limit=LIMIT) == wanted[:LIMIT]


@given(lists, scores)
def test_the_same_offer_twice_is_one(entries, score):
    once = offered(entries, entry(99, score), copies=(), limit=LIMIT)

    assert offered(once, entry(99, score), copies=(), limit=LIMIT) == once


def test_one_that_is_there_as_it_is_offered_keeps_its_place():
    entries = [entry(1, 0.0), entry(2, 0.0), entry(3, 0.0)]

    assert put(entries, entries[1]) == [1, 2, 3]


def test_one_that_is_there_moves_to_where_it_belongs_now():
    entries = [entry(1, 0.9), entry(2, 0.5), entry(3, 0.1)]

    assert put(entries, entry(1, 0.3)) == [2, 1, 3]
    assert put(entries, entry(3, 0.7)) == [1, 3, 2]


def test_pins_stay_first_and_one_that_is_offered_says_anew_what_it_shares():
    entries = [entry(5, 0.0, PINNED), entry(1, 0.9)]

    assert put(entries, entry(2, 1.5)) == [5, 2, 1]
    assert offered(entries, entry(5, 0.4), copies=(), limit=LIMIT) == [
        entry(5, 0.4, PINNED + WHY), entry(1, 0.9),
    ]  # fmt: skip


@pytest.mark.parametrize("pins", [0, 2, 5])
def test_the_best_of_the_background_stays_among_those_shown_whatever_is_offered(pins):
    pinned = [entry(50 + number, 0.0, PINNED) for number in range(pins)]
    older = [entry(1, 0.5, OLDER), entry(2, 0.4, OLDER)]
    entries = [*pinned, *older]

    for number in range(10, 20):
        entries = offered(entries, entry(number, 0.95), copies=(), limit=LIMIT)

    assert len(entries) == LIMIT
    assert entries.index(older[0]) == max(BACKGROUND_PLACE, pins) < SHOWN
    assert older[1] not in entries


def test_of_stories_that_say_the_same_the_better_remains():
    entries = [entry(1, 0.9), entry(2, 0.5), entry(3, 0.4)]

    assert put(entries, entry(9, 0.6), copies={2, 3}) == [1, 9]
    assert put(entries, entry(9, 0.6), copies={1}) == [1, 2, 3]
    assert put([entry(5, 0.0, PINNED)], entry(9, 0.6), copies={5}) == [5]
