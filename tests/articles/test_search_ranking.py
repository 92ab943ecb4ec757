"""In which order a reader gets what was found."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.search.ranking import Match, ranked, score
from articles.search.wanted import Clause

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FLOODS = Clause(variants=(("floods",), ("flood",)))
DRINA = Clause(variants=(("drina",), ("drin",)))


def match(key=1, *, days=1, headline="", forms="", beside="", about=""):
    return Match(key, NOW - timedelta(days=days), headline, forms, beside, about)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"headline": "flood", "forms": "floods"}, {"headline": "flood", "forms": "flooding"}),
        ({"headline": "flood"}, {"beside": "flood"}),
        ({"beside": "flood"}, {"about": "flood"}),
        ({"about": "flood river"}, {"about": "river flood"}),
        ({"about": "flood"}, {}),
        ({"headline": "x|flood"}, {"headline": "x"}),
        ({"days": 1}, {"days": 30}),
        ({"headline": "flood", "days": 60}, {"about": "flood", "days": 1}),
    ],
)
def test_where_a_word_stands_counts_and_so_does_how_old_a_story_is(better, worse):
    assert score(match(**better), [FLOODS], at=NOW) > score(match(**worse), [FLOODS], at=NOW)


def test_all_words_in_the_headline_are_worth_more_than_each_by_itself():
    both = match(headline="flood drin")
    one = match(headline="flood", about="drin")

    alone = [score(both, [word], at=NOW) for word in (FLOODS, DRINA)]

    assert score(both, [FLOODS, DRINA], at=NOW) == pytest.approx(sum(alone) / 2)
    assert score(one, [FLOODS, DRINA], at=NOW) < score(both, [FLOODS, DRINA], at=NOW) * 0.7


def test_a_phrase_stands_in_a_headline_that_has_its_words_beside_each_other():
    phrase = Clause(variants=(("old", "bridg"),))

    assert score(match(headline="the old x|bridg"), [phrase], at=NOW) > 1
    assert score(match(headline="bridg is old"), [phrase], at=NOW) < 1


def test_a_text_is_about_a_phrase_if_it_is_about_all_of_its_words():
    phrase = Clause(variants=(("old", "bridg"),))
    none, first, both = (
        score(match(about=about), [phrase], at=NOW) for about in ("", "old", "old bridg")
    )

    assert none == first < both


def test_a_beginning_stands_in_a_headline_that_has_a_word_that_begins_so():
    beginning = Clause(variants=(("flo",),), is_beginning=True)

    assert score(match(headline="a flood"), [beginning], at=NOW) > 1


def test_of_equally_good_stories_the_newest_comes_first():
    stories = [match(key, headline="flood") for key in (3, 9, 1)]

    assert ranked(stories, [FLOODS], at=NOW) == [9, 3, 1]
