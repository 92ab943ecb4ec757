"""How near two words are, and that no word within reach is overlooked by its halves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.nearness import Known, distance, halves, nearest, tolerance, turned


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("river", "river", 0), ("river", "rivr", 1), ("river", "rivver", 1), ("river", "rover", 1),
        ("river", "rievr", 1), ("river", "irvre", 2), ("ca", "abc", 3), ("", "abc", 3),
        ("abc", "", 3), ("vucic", "vucuc", 1),
    ],
)  # fmt: skip
def test_a_slip_is_a_letter_more_or_less_or_another_or_two_that_changed_places(one, other, far):
    assert distance(one, other) == far
    assert distance(other, one) == far


def test_nearest_comes_before_most_used_and_what_is_too_far_does_not_come():
    words = {"rover": 50, "rivers": 1, "river": 9, "mountain": 99, "ribbon": 99}
    candidates = [Known(word, word, stories) for word, stories in words.items()]

    assert [each.spelling for each in nearest("rivre", candidates)] == ["river"]
    assert [each.spelling for each in nearest("rive", candidates)] == ["river"]
    assert [each.spelling for each in nearest("rivar", candidates)] == ["river"]
    assert [each.spelling for each in nearest("river", candidates)] == ["rover", "rivers"]


@pytest.mark.parametrize(
    ("word", "slips"), [("sea", 0), ("lake", 1), ("marshes", 1), ("mountain", 2)]
)
def test_the_longer_a_word_the_more_slips_it_may_have(word, slips):
    assert tolerance(word) == slips


LETTERS = "abcd"


@given(st.text(LETTERS, min_size=4, max_size=7), st.data())
def test_a_word_with_one_slip_keeps_a_half_or_has_its_middle_turned(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    slips = (
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :],
    )

    first, last = halves(word)
    for slip in slips:
        assert slip.startswith(first) or slip.endswith(last) or slip == turned(word), slip
