"""What the filter makes of comments, before any database comes into it."""

import sys
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.spam import fitting
from comments.spam.features import BUCKETS, features, of_pair, of_word, read
from comments.spam.fitting import draw, folds, score
from comments.spam.learned import Learned, pack, unpack
from tests.comments.mailbag import mailbag


@pytest.fixture(scope="module")
def fitted():
    return fitting.fit(mailbag(150, 60))


def test_it_tells_apart_what_people_told_apart_on_what_it_has_not_seen(fitted):
    new = mailbag(200, 100, seed=2)
    asked = [(fitted.learned.probability(each.text), each.is_unwanted) for each in new]

    found = score(asked, fitted.learned.hold_above)
    assert found.recall >= 0.9
    assert found.held_good <= 0.02 * found.good


def test_it_says_which_words_speak_against_a_comment_as_they_were_typed(fitted):
    text = "The river and the bridge, CHEAP Pills for the children of the mayor"

    assert fitted.learned.strongest(text)[0] == "CHEAP Pills"
    assert fitted.learned.strongest("", "https://casino.example") == ["casino"]


def test_it_knows_a_word_in_another_script(fitted):
    latin, cyrillic = (
        fitted.learned.probability(f"the river {word} bridge") for word in ("casino", "цасино")
    )

    assert latin == cyrillic


def test_what_it_has_nothing_against_has_no_reasons():
    nothing = Learned(array("f", [0.0] * (BUCKETS + 1)), 0.5, 0.5)

    assert nothing.strongest("the river") == []
    assert nothing.probability("the river") == nothing.probability("") == 0.5


def test_reasons_do_not_overlap_and_none_is_said_twice(fitted):
    said = fitted.learned.strongest("cheap pills, Cheap pills, hot crypto signals, casino bonus")

    assert len(said) == 3
    assert len({word.casefold() for each in said for word in each.split()}) == len(
        [word for each in said for word in each.split()]
    )


def test_learning_twice_of_the_same_is_learning_the_same():
    examples = mailbag(60, 50)

    first, second = fitting.fit(examples), fitting.fit(examples)
    assert first.learned.weights == second.learned.weights
    assert (first.learned.hold_above, first.score) == (second.learned.hold_above, second.score)


def test_it_tells_how_far_it_is():
    told = []

    fitting.fit(mailbag(60, 50), tell=lambda done, of: told.append((done, of)))
    assert told == [(done, 7) for done in range(1, 8)]


@pytest.mark.parametrize(
    ("good", "unwanted", "enough"),
    [(150, 50, True), (50, 150, True), (149, 50, False), (500, 49, False), (49, 500, False)],
)
def test_it_learns_of_two_hundred_decisions_with_fifty_of_each_kind(good, unwanted, enough):
    assert fitting.suffices(good, unwanted) is enough


ASKED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=300).filter(
    lambda asked: {kind for _p, kind in asked} == {True, False}
)


@given(asked=ASKED)
def test_at_most_two_of_a_hundred_good_comments_are_held(asked):
    hold_above, pass_below = draw(asked)
    found = score(asked, hold_above)

    assert found.held_good <= 0.02 * found.good
    assert hold_above >= max(0.5, pass_below)
    slipped = sum(p < pass_below for p, is_unwanted in asked if is_unwanted)
    assert slipped <= 0.02 * found.unwanted


@given(stories=st.lists(st.integers(0, 30), min_size=1, max_size=200))
def test_a_story_is_never_taught_and_asked_at_once_where_there_are_enough(stories):
    parts = folds(stories)
    pairs = set(zip(stories, parts, strict=True))

    assert set(parts) <= set(range(fitting.FOLDS))
    if len(set(stories)) >= 2 * fitting.FOLDS:
        assert len(pairs) == len(set(stories))


@given(text=st.text(max_size=300), website=st.sampled_from(["", "https://a.example"]))
def test_whatever_is_written_has_features_each_once_and_within_bounds(text, website):
    row = features(text, website)

    assert len(row) == len(set(row))
    assert row == features(text, website)
    assert all(0 <= place < BUCKETS for place in row)


def test_a_long_text_is_known_by_its_beginning_and_its_end():
    beginning, middle, end = "begin " * 200, "middle " * 400, "finish " * 100

    assert len(features(beginning + middle + end)) < 100
    assert features(f"{beginning}{middle}{end}") != features(f"{beginning}{middle}")


def test_no_more_of_a_long_text_is_looked_at_than_of_one_of_eight_hundred_signs():
    assert len(read("x" * 5000, "")) <= len(read("x" * 800, "")) + 1


def test_two_words_the_other_way_round_are_another_pair():
    river, bridge = of_word("river"), of_word("bridge")

    assert of_pair(river, bridge) in features("River, bridge!")
    assert of_pair(bridge, river) not in features("River, bridge!")


@pytest.mark.parametrize("byteorder", ["little", "big"])
def test_weights_are_kept_whatever_machine_wrote_them(monkeypatch, byteorder):
    weights = array("f", [0.0, 1.5, -2.25] * 1000)

    monkeypatch.setattr(sys, "byteorder", byteorder)
    packed = pack(weights)
    assert unpack(packed) == weights
    assert len(packed) < 1000
