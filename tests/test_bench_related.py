"""What the benchmark of related stories makes of lists; nothing here publishes or measures."""

from datetime import timedelta
from itertools import pairwise

import pytest

from articles.related.ranking import SHOWN
from articles.related.weighting import Written as Weighed
from articles.related.weighting import words
from bench import archive, judging, labelled, related
from bench.judging import Judgement, Written, judge

NAMES = "At dawn the Drina rose. Then Ana Petrović of Orlovac spoke. Later the Drina fell."


def written(number, *, event=None, section="news", headline="Headline", body=""):
    return Written(number=number, headline=headline, body=body, section=section, event=event)


def kept(number, listed, *, could=False, background=(), ms=1.0):
    return {
        "number": number, "listed": listed, "could": could, "background": background, "ms": ms,
    }  # fmt: skip


def test_wanted_of_a_story_are_the_earlier_ones_of_its_event_alone():
    stories = [written(0, event="a"), written(1), written(2, event="a"), written(3, event="a")]

    assert judging.earlier_of_event(stories) == {2: {0}, 3: {0, 2}}


def test_a_list_gains_by_what_is_wanted_and_less_the_later_that_comes():
    assert judging.ndcg([7, 8], {7, 8}) == 1
    assert judging.ndcg([7, 1, 8], {7, 8}) == pytest.approx(1.5 / (1 + 0.6309), abs=1e-4)
    assert judging.ndcg([1, 2, 3, 4, 5, 7], {7}) == 0


def test_lists_are_judged_by_the_mean_of_those_of_which_something_is_wanted():
    found = judge({1: [0], 2: [5, 1], 3: [9]}, {1: {0}, 2: {1, 4}})

    assert found == Judgement(ndcg5=0.6934, recall5=0.75, hit1=0.5)


def test_a_story_without_a_list_has_an_empty_one():
    assert judge({}, {1: {0}}) == Judgement(ndcg5=0, recall5=0, hit1=0)


def test_the_newest_of_the_section_come_first_and_none_of_others():
    stories = [written(0), written(1, section="other"), written(2), written(3)]

    assert judging.newest_of_section(stories)[3] == [2, 0]


def test_tags_are_the_names_that_are_said_most_often():
    assert judging.simulated_tags(written(0, body=NAMES)) == ["Drina", "Ana Petrović", "Orlovac"]


def test_most_shared_tags_come_first_and_of_equals_the_newest():
    both = written(0, body=NAMES)
    drina, again = (written(each, body="Over the Drina they went.") for each in (1, 2))

    assert judging.most_shared_tags([both, drina, again, written(3, body=NAMES)])[3] == [0, 2, 1]


def test_all_terms_find_what_is_about_the_same():
    stories = [
        written(0, headline="Flood on the river", body="Water rose at the bridge."),
        written(1, headline="Plums are ripe", body="Growers pick them early."),
        written(2, headline="River falls", body="The flood is over at the bridge."),
    ]
    told = []

    found = judging.closest_by_all_terms(stories, {2}, lambda: told.append(1))

    assert found == {2: [0]}
    assert len(told) == len(stories)


def test_a_background_story_counts_where_one_was_to_be_had_and_readers_see_it():
    stories = [written(0, event="a"), written(1, event="a"), written(2)]
    found = related.of_lists(
        stories,
        [
            kept(0, []),
            kept(1, [0], could=True, background=[SHOWN - 1]),
            kept(2, [1, 0], could=True, background=[SHOWN]),
        ],
    )

    assert (found["background_share"], found["background_in_five"]) == (0.5, 0)
    assert (found["lists_that_could"], found["empty_lists"]) == (2, 0)
    assert related.SHOWN == SHOWN


def test_an_empty_list_is_one_though_another_story_is_there():
    stories = [written(0, event="a"), written(1, event="a")]

    assert related.of_lists(stories, [kept(0, []), kept(1, [])])["empty_lists"] == 1


def test_a_gain_is_over_the_baseline_of_the_same_run():
    baselines = {"section_ndcg5": 0.5, "tags_ndcg5": 0.4, "tfidf_ndcg5": 0.7}

    assert related.gains({"ndcg5": 0.85} | baselines) == {
        "gain_over_section": 0.35, "gain_over_tags": 0.45, "gain_over_tfidf": 0.15,
    }  # fmt: skip


def test_it_says_which_promises_were_missed():
    kept_promises = {
        "gain_over_tfidf": 0.1, "gain_over_section": 0.25, "background_share": 0.9,
        "empty_lists": 0, "p95_ms": 25,
    }  # fmt: skip

    assert related.missed(kept_promises) == []
    assert related.missed({}) == []
    assert related.missed(kept_promises | {"empty_lists": 1, "background_share": 0.89}) == [
        "background_share: 0.89, not at least 0.9", "empty_lists: 1, not at most 0",
    ]  # fmt: skip


def test_words_of_the_archive_are_those_that_the_product_reads_in_its_text():
    story = archive.story(123_456)
    text = Weighed(
        headline=" ".join(story.headline), standfirst="", body=" ".join(story.body), tags=(),
        language="en",
    )  # fmt: skip

    assert words(text).counts == story.counts()
    assert archive.story(123_456) == story


def test_stories_of_the_archive_share_words_with_their_neighbours_more_than_with_others():
    first = set(archive.story(10_000).counts())
    near = max(len(first & set(archive.story(10_000 + step).counts())) for step in range(1, 9))
    far = max(len(first & set(archive.story(90_000 + step).counts())) for step in range(1, 9))

    assert near > far


@pytest.mark.skipif(not labelled.place().exists(), reason="PORTAL_DATA has no labelled stories")
@pytest.mark.parametrize("calendar", labelled.CALENDARS)
def test_labelled_stories_are_published_one_after_another(calendar):
    stories = labelled.read(calendar, most=1_000)

    assert [each.story.number for each in stories] == list(range(1_000))
    assert all(one.at < other.at for one, other in pairwise(stories))
    within = stories[-1].at - stories[0].at < timedelta(days=labelled.FOLDED_DAYS)
    assert within == (calendar == "dense")
