import string
from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from articles.related.weighting import COMMON, ENOUGH, TERMS, Written, vector, words

stems = st.text(string.ascii_lowercase, min_size=1, max_size=6)
counted = st.dictionaries(stems, st.floats(1, 500), max_size=80)


def written(**parts):
    empty = {"headline": "", "standfirst": "", "body": "", "tags": (), "language": "en"}
    return Written(**(empty | parts))


@given(counted, st.dictionaries(stems, st.integers(1, 60)), st.integers(60, 99))
def test_a_vector_has_length_one_and_no_more_terms_than_are_kept(counts, stories, total):
    found = vector(counts, stories=stories, total=total)

    assert len(found) == min(TERMS, len(counts))
    assert found.keys() <= counts.keys()
    assert not found or isclose(sum(weight**2 for weight in found.values()), 1)
    assert all(weight > 0 for weight in found.values())


@given(counted, st.permutations(range(80)))
def test_a_vector_does_not_depend_on_the_order_of_words(counts, order):
    items = sorted(counts.items())
    shuffled = [items[place] for place in order if place < len(items)]

    assert vector(dict(shuffled), stories={}, total=0) == vector(dict(items), stories={}, total=0)


def test_a_rarer_word_and_a_more_frequent_one_weigh_more():
    counts = {"rare": 2, "common": 2, "often": 9}

    found = vector(counts, stories={"common": 20, "rare": 1, "often": 1}, total=99)

    assert found["often"] > found["rare"] > found["common"]


def test_a_word_of_many_stories_is_dropped_once_there_are_enough_to_tell():
    few, enough = ENOUGH - 1, ENOUGH
    counts = {"said": 3, "flood": 1}

    assert vector(counts, stories={"said": few}, total=few).keys() == {"said", "flood"}
    assert vector(counts, stories={"said": COMMON * enough}, total=enough).keys() == counts.keys()
    assert vector(counts, stories={"said": COMMON * enough + 1}, total=enough) == {"flood": 1}


def test_a_story_of_nothing_but_common_words_has_no_vector():
    assert vector({"said": 3}, stories={"said": ENOUGH}, total=ENOUGH) == {}
    assert vector({}, stories={}, total=0) == {}


def test_words_of_headline_tags_and_standfirst_count_more_than_those_of_the_text_in_this_order():
    counts = words(
        written(headline="Flood", tags=("Drina",), standfirst="bridge", body="ferry ferry")
    ).counts

    assert counts["flood"] > counts["drina"] > counts["bridg"] > counts["ferri"] == 2


def test_inflected_forms_are_one_word_and_stop_words_and_single_letters_none():
    assert words(written(body="The flood of floods: a B flooded")).counts == {"flood": 3}


def test_scripts_and_diacritics_do_not_part_words():
    cyrillic = words(written(headline="Поплава у Вишеграду", language="sr-Cyrl"))
    latin = words(written(headline="Poplava u Visegradu", language="sr-Latn"))

    assert cyrillic.counts == latin.counts


def test_a_word_is_shown_as_most_often_written_and_a_name_with_its_capital():
    shown = words(
        written(
            headline="Floods Reach Višegrad",
            body="Višegrad is flooded. Floods came early; the floods stay.",
            tags=("Drina", "višegrad"),
        )
    ).shown

    assert shown["visegrad"] == "Višegrad"
    assert shown["flood"] == "floods"
    assert shown["drina"] == "Drina"


@given(st.text(max_size=200), st.sampled_from(["en", "sr-Cyrl", "tr", ""]))
def test_whatever_is_written_every_word_that_counts_can_be_shown(text, language):
    found = words(written(headline=text, body=text, tags=(text,), language=language))

    assert found.counts.keys() == found.shown.keys()
    assert all(found.shown.values())
