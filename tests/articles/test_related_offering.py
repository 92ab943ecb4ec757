"""Where a story goes on the list of another: pure."""

from hypothesis import given
from hypothesis import strategies as st

from articles.related.arranging import Entry
from articles.related.offering import offered

WHY = (("words", "Drina"),)
PINNED = (("pinned", "Ana"),)
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


def test_the_place_of_the_background_stays_what_it_is():
    entries = [entry(1, 0.9), entry(2, 0.8), entry(3, 0.1), entry(4, 0.7), entry(5, 0.6)]

    assert put(entries, entry(9, 0.85)) == [1, 9, 3, 2, 4, 5]


def test_of_stories_that_say_the_same_the_better_remains():
    entries = [entry(1, 0.9), entry(2, 0.5), entry(3, 0.4)]

    assert put(entries, entry(9, 0.6), copies={2, 3}) == [1, 9]
    assert put(entries, entry(9, 0.6), copies={1}) == [1, 2, 3]
    assert put([entry(5, 0.0, PINNED)], entry(9, 0.6), copies={5}) == [5]
