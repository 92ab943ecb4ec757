import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.spam.words import WORD, fold, found, phrases, spans, words

# Letters of several scripts, accents that stand alone, digits, and what stands between words.
SIGNS = st.text(alphabet="abcžđČвћЉщßΣςάİı\u0301\u00ad\u200b0½_ -.,'’\n", max_size=40)


@pytest.mark.parametrize(
    "alike",
    [
        ("Вучић", "Vučić", "vucic", "VUČIĆ", "VUC\u030cIC\u0301"),
        ("Ђорђе", "Đorđe", "Djordje", "Dorde"),
        ("Љубљана", "Ljubljana", "ljubljana"),
        ("Скопје", "Skopje"),
        ("Ќерка", "Kerka"),
        ("България", "Balgariya"),
        ("Αθήνα", "athina", "ΑΘΗΝΑ"),
        ("ΔΡΟΜΟΣ", "δρόμος", "dromos"),
        ("Diyarbakır", "DİYARBAKIR", "diyarbakir"),
        ("Shqipëri", "shqiperi"),
        ("Timișoara", "timisoara"),
    ],
)
def test_a_word_is_the_same_in_every_script_and_without_its_accents(alike):
    assert {fold(word) for word in alike} == {fold(alike[-1])}


@pytest.mark.parametrize(
    "typed", ["саsino", "cаsinо", "ca\u00adsino", "ca\u200bsino", "𝐂asino", "ｃａｓｉｎｏ"]
)
def test_a_word_in_disguise_is_the_word_that_people_see(typed):
    assert found(f"The {typed} is open", ("casino",)) == [typed]


def test_different_words_stay_different():
    different = ["vucic", "vuk", "kuća", "ruka", "рука и", "čaj", "ljudi"]

    assert len({fold(word) for word in different}) == len(different)


@pytest.mark.parametrize(
    "text",
    [
        "A specialist came",
        "socialism",
        "cialis5mg",
        "Dr. Cialisson",
        "спецциалис",
        "c i a l i s",
        "",
    ],
)
def test_a_word_is_never_found_inside_another(text):
    assert found(text, ("cialis",)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Buy Cialis now", ["Cialis"]),
        ("CIALIS, cialis", ["CIALIS", "cialis"]),
        ("https://cialis.example/", ["cialis"]),
        ("“cialis”", ["cialis"]),
    ],
)
def test_a_word_is_found_whatever_stands_around_it_and_is_quoted_as_it_was_typed(text, said):
    assert found(text, ("cialis",)) == said


def test_a_phrase_is_found_across_spaces_and_marks_but_not_with_a_word_between():
    text = "Click,\n here! Then click right here."

    assert found(text, ("click here",)) == ["Click,\n here"]


def test_a_phrase_does_not_begin_before_the_text_or_end_behind_it():
    assert found("pills", ("cheap pills", "pills today")) == []


@pytest.mark.parametrize("lines", [(), ("",), ("…", " - ")])
def test_a_list_without_words_finds_nothing(lines):
    assert found("Anything at all … - ", lines) == []


@given(text=SIGNS, listed=SIGNS)
def test_what_is_found_stands_between_the_ends_of_words(text, listed):
    for typed in found(text, (listed,)):
        places = [match.start() for match in re.finditer(re.escape(typed), text)]
        edges = {edge for match in WORD.finditer(text) for edge in match.span()}
        assert words(typed) == words(listed)
        assert any({at, at + len(typed)} <= edges for at in places)


@given(text=SIGNS, listed=st.lists(SIGNS, max_size=4))
def test_a_longer_list_finds_no_less(text, listed):
    alone = {typed for line in listed for typed in found(text, (line,))}

    assert set(found(text, tuple(listed))) == alone


@given(text=SIGNS)
def test_every_word_of_a_text_is_found_in_it(text):
    for start, end in spans(text):
        assert found(text, (text[start:end],)) != []


@given(text=SIGNS | st.text(max_size=40))
def test_the_words_of_a_text_are_those_that_stand_at_their_places(text):
    assert words(text) == tuple(fold(text[start:end]) for start, end in spans(text))


def test_a_letter_that_folds_into_nothing_is_no_word():
    assert (words("one ь two"), spans("one ь two")) == (("one", "two"), [(0, 3), (6, 9)])


def test_a_text_is_read_once_for_all_lists():
    lists = [("casino", "cheap pills"), ("mayor",)]
    for lines in lists:
        phrases(lines)
    words.cache_clear()

    assert [found("Cheap pills, mayor!", lines) for lines in lists] == [["Cheap pills"], ["mayor"]]
    assert words.cache_info().misses == 1
