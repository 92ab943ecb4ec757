from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.related.ranking import (
    BACKGROUND_DAYS,
    BACKGROUND_PLACE,
    COPY,
    MOST_TAGS,
    SHOWN,
    Candidate,
    choose,
    reasons,
    score,
)

WEEK = 7
STORY = Candidate(
    pk=1, cosine=0.5, days_older=0, same_section=False, shared_tags=(), words=(), vector={}
)
half_lives = st.none() | st.floats(1, 365)
candidates = st.builds(
    Candidate,
    pk=st.integers(1, 10**6),
    cosine=st.floats(0, 1),
    days_older=st.floats(-(10**4), 10**4),
    same_section=st.booleans(),
    shared_tags=st.lists(st.text(), max_size=5).map(tuple),
    words=st.lists(st.text(min_size=1), max_size=3).map(tuple),
    vector=st.integers(0, 20).map(lambda term: {str(term): 1.0}),
)
pools = st.lists(candidates, max_size=40, unique_by=lambda each: each.pk)


def story(pk, **parts):
    """A story that is a copy of no other, unless told what it is about."""
    return replace(STORY, pk=pk, **({"vector": {str(pk): 1.0}} | parts))


def is_background(candidate):
    return candidate.days_older > BACKGROUND_DAYS


@given(pools, half_lives, st.integers(1, 20))
def test_no_more_are_chosen_than_asked_for_none_twice_and_something_if_there_is_anything(
    pool, half_life, limit
):
    chosen = choose(pool, half_life=half_life, limit=limit)

    assert len(chosen) <= limit
    assert len({each.pk for each in chosen}) == len(chosen)
    assert bool(chosen) == bool(pool)


@given(pools, half_lives, st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_of_candidates(pool, half_life, chance):
    shuffled = chance.sample(pool, len(pool))

    assert choose(shuffled, half_life=half_life, limit=10) == choose(
        pool, half_life=half_life, limit=10
    )


@given(pools, half_lives)
def test_but_for_one_background_story_the_best_come_first(pool, half_life):
    chosen = choose(pool, half_life=half_life, limit=10)

    rest = [each for place, each in enumerate(chosen) if place != BACKGROUND_PLACE]
    scores = [score(each, half_life=half_life) for each in rest]
    assert scores == sorted(scores, reverse=True)


@given(pools, half_lives)
def test_no_two_of_a_list_say_the_same_and_what_is_left_out_says_what_a_better_one_says(
    pool, half_life
):
    chosen = choose(pool, half_life=half_life, limit=len(pool))

    about = [tuple(each.vector) for each in chosen]
    assert len(set(about)) == len(about)
    assert set(about) == {tuple(each.vector) for each in pool}


def test_stories_that_are_nearly_the_same_stand_once_and_those_that_are_close_twice():
    first = story(1, cosine=0.9, vector={"1": 1.0})
    near = story(2, vector={"1": COPY + 0.01, "2": 0.58})
    close = story(3, vector={"1": COPY - 0.01, "3": 0.61})

    assert choose([first, near, close], half_life=None, limit=10) == [first, close]


@given(pools.filter(lambda pool: any(map(is_background, pool))), half_lives)
def test_one_of_those_shown_is_background_where_one_is_to_be_had(pool, half_life):
    different = choose(pool, half_life=half_life, limit=len(pool))

    had = any(map(is_background, different))
    assert any(map(is_background, different[: BACKGROUND_PLACE + 1])) == had
    assert BACKGROUND_PLACE < SHOWN


def test_the_best_of_the_background_takes_its_place_and_no_more_than_that():
    news = [story(pk, cosine=0.9 - pk / 100) for pk in range(1, 9)]
    older = [story(20, cosine=0.2, days_older=400), story(21, cosine=0.3, days_older=400)]

    chosen = choose([*news, *older], half_life=None, limit=8)

    assert [each.pk for each in chosen] == [1, 2, 3, 4, 21, 5, 6, 7]


@pytest.mark.parametrize("pins", [0, 2, 5])
def test_pins_come_first_and_background_is_shown_behind_them(pins):
    pinned = [story(50 + number, cosine=0.0) for number in range(pins)]
    news = [story(pk, cosine=0.9 - pk / 100) for pk in range(1, 9)]
    older = story(20, cosine=0.2, days_older=400)

    chosen = choose([*news, older], pins=pinned, half_life=None, limit=10)

    assert chosen[:pins] == pinned
    assert chosen.index(older) == max(BACKGROUND_PLACE, pins) < SHOWN
    assert len(chosen) == min(10, pins + 9)


def test_what_says_the_same_as_a_pinned_story_does_not_stand_beside_it():
    pinned, near = story(1, cosine=0.1), story(2, cosine=0.9, vector={"1": 1.0})

    assert choose([near], pins=[pinned], half_life=None, limit=10) == [pinned]


def test_interest_fades_with_the_days_between_and_never_where_nothing_grows_old():
    older, newer = replace(STORY, days_older=WEEK), replace(STORY, days_older=-WEEK)
    ancient = replace(STORY, days_older=3_650)

    assert score(STORY, half_life=WEEK) > score(older, half_life=WEEK)
    assert score(older, half_life=WEEK) == score(newer, half_life=WEEK)
    assert score(older, half_life=WEEK) > score(ancient, half_life=WEEK) > 0
    assert score(older, half_life=90) > score(older, half_life=WEEK)
    assert score(ancient, half_life=None) == score(STORY, half_life=None)


def test_a_section_and_each_of_the_first_tags_that_are_shared_count_more():
    tagged = [replace(STORY, shared_tags=("tag",) * count) for count in range(MOST_TAGS + 2)]
    scores = [score(each, half_life=WEEK) for each in tagged]

    assert score(replace(STORY, same_section=True), half_life=WEEK) > scores[0]
    assert scores[: MOST_TAGS + 1] == sorted(set(scores))
    assert scores[MOST_TAGS] == scores[MOST_TAGS + 1]


def test_of_equals_the_newer_row_comes_first():
    assert choose([story(1), story(2)], half_life=WEEK, limit=1) == [story(2)]


@pytest.mark.parametrize("days", [2.4, -2.4])
def test_the_reasons_say_what_is_shared(days):
    found = replace(STORY, words=("Drina", "flood"), shared_tags=("ferry",), days_older=days)

    assert reasons(found) == [["words", "Drina, flood"], ["tag", "ferry"], ["days", "2"]]
    assert reasons(replace(found, same_section=True))[2:] == [["section", ""], ["days", "2"]]


def test_the_reasons_say_what_is_background():
    older = replace(STORY, days_older=BACKGROUND_DAYS + 1)

    assert reasons(older) == [["background", ""], ["days", "31"]]
    assert reasons(replace(older, days_older=BACKGROUND_DAYS)) == [["days", "30"]]


@given(candidates)
def test_every_story_has_a_reason(candidate):
    assert reasons(candidate)
