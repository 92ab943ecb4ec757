"""Choices and reasons, before anything is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.related.arranging import Entry, Pin, arranged
from articles.related.telling import told

entries = st.lists(
    st.builds(Entry, other=st.integers(1, 15), reasons=st.sampled_from([(), (("days", "2"),)])),
    max_size=10,
    unique_by=lambda entry: entry.other,
)
pinned = st.lists(
    st.builds(Pin, other=st.integers(1, 15), by=st.just("Ana")),
    max_size=6,
    unique_by=lambda pin: pin.other,
)


@given(entries, pinned, st.sets(st.integers(16, 20)))
def test_pins_come_first_in_their_order_and_all_else_keeps_its_own(found, pins, blocked):
    after = arranged(found, pins=pins, blocked=blocked, limit=10)

    numbers = [each.other for each in after]
    rest = [each for each in found if each.other in numbers[len(pins) :]]
    assert numbers[: len(pins)] == [pin.other for pin in pins]
    assert all(each.reasons[0] == ("pinned", "Ana") for each in after[: len(pins)])
    assert after[len(pins) :] == rest
    assert len(numbers) == len(set(numbers)) <= 10


@given(entries, pinned, st.sets(st.integers(1, 20)))
def test_what_was_arranged_once_stays_as_it_is(found, pins, blocked):
    choice = {"pins": [pin for pin in pins if pin.other not in blocked], "blocked": blocked}
    once = arranged(found, **choice, limit=10)

    assert arranged(once, **choice, limit=10) == once
    assert not blocked & {each.other for each in once}


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        (
            [["words", "Drina, flood, Višegrad"], ["section", ""], ["days", "2"]],
            ["in both: Drina, flood, Višegrad", "same section", "2 days apart"],
        ),
        ([["words", "Drina", "flood"]], ["in both: Drina, flood"]),
        ([["tag", "Drina"], ["tag", "flood"], ["category", ""]],
         ["same tags: Drina, flood", "same category"]),
        ([["tag", "Drina"]], ["same tag: Drina"]),
        ([["background", ""], ["days", "40"]], ["older background", "40 days apart"]),
        ([["days", "0"]], ["the same day"]),
        ([["days", "1"]], ["1 day apart"]),
        ([["days", "-40"]], ["40 days apart"]),
        ([["days", 2.4]], ["2 days apart"]),
        ([["pinned", "Ana"], ["days", "1"]], ["pinned by Ana", "1 day apart"]),
        ([["pinned"]], ["pinned"]),
        ([["newest", ""]], ["one of the newest, as nothing closer was found"]),
    ],
)  # fmt: skip
def test_reasons_are_told_in_words(reasons, words):
    assert told(reasons) == words


@pytest.mark.parametrize(
    "unknown",
    [["mood", "blue"], [], ["days", "soon"], ["days"], ["days", "inf"], ["days", "nan"],
     ["words", ""], ["tag"], "x"],
)  # fmt: skip
def test_what_nobody_knows_of_is_left_out(unknown):
    assert told([unknown, ["section", ""]]) == ["same section"]
