"""Excerpts: the passage that shows why a story was found, marked in any alphabet."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.excerpts import LONGEST, Marker


def shown(parts):
    return "".join(f"[{part.text}]" if part.is_hit else part.text for part in parts)


@pytest.mark.parametrize(
    ("typed", "language", "text", "marks"),
    [
        ("Vucic", "sr-Cyrl", "Реч: Вучић, опет.", "Реч: [Вучић], опет."),
        ("Вучић", "sr-Latn", "Vučić i Vucic.", "[Vučić] i [Vucic]."),
        ("vuč\u0301ić".replace("č\u0301", "c\u030c"), "sr-Latn", "Vučić", "[Vučić]"),
        ("Dokovic", "sr-Latn", "Novak Đoković", "Novak [Đoković]"),
        ("ISTANBUL", "tr", "İstanbul'da yağmur", "[İstanbul]'da yağmur"),
        ("flood", "en", "Floods, flooding: bloodline", "[Floods], [flooding]: bloodline"),
        ("river", "en", "No such word", "No such word"),
        ("river", "en", "<b>river</b> & co", "<b>[river]</b> & co"),
    ],
)  # fmt: skip
def test_words_are_marked_in_whatever_form_and_alphabet_they_stand(typed, language, text, marks):
    assert shown(Marker([typed], language).marked(text)) == marks


FILLER = "nothing of note was said here. " * 30


def test_the_passage_is_where_most_of_the_words_stand_together():
    text = f"River, river. {FILLER}Then the river met the bridge at noon. {FILLER}A bridge."

    found = Marker(["river", "bridge"], "en").passage(text)

    assert "Then the [river] met the [bridge] at noon." in shown(found.parts)
    assert (found.begins_within, found.ends_within, found.words) == (True, True, 2)
    assert len("".join(part.text for part in found.parts)) <= LONGEST


def test_a_passage_begins_with_a_sentence_and_ends_with_a_whole_word():
    text = f"{FILLER}The ferry waits. {FILLER}"

    said = shown(Marker(["ferry"], "en").passage(text).parts)

    assert said.startswith(("nothing of note", "The [ferry]"))
    assert text[text.index(said.replace("[", "").replace("]", "")) + len(said) - 2] in " ."


def test_without_any_of_the_words_a_passage_is_the_beginning():
    found = Marker(["ferry"], "en").passage(FILLER)

    said = "".join(part.text for part in found.parts)
    assert FILLER.startswith(said)
    assert FILLER[len(said)] == " "
    assert (found.begins_within, found.ends_within, found.words) == (False, True, 0)


def test_a_short_text_is_a_passage_as_it_is():
    found = Marker(["ferry"], "en").passage("The ferry waits.")

    assert shown(found.parts) == "The [ferry] waits."
    assert not found.begins_within
    assert not found.ends_within


def test_one_word_longer_than_a_passage_is_cut():
    found = Marker(["ж" * 60], "sr-Cyrl").passage("ж" * 10_000)

    assert [(len(part.text), part.is_hit) for part in found.parts] == [(LONGEST, True)]


TEXTS = st.text(max_size=600) | st.text("ab .!?ч\n\u030c", max_size=900)


@given(TEXTS, st.lists(st.text("abčч", min_size=1, max_size=3), max_size=3))
def test_the_parts_of_a_text_are_the_text(text, typed):
    parts = Marker(typed, "sr-Latn").marked(text)

    assert "".join(part.text for part in parts) == unicodedata.normalize("NFC", text)
    assert all(part.text for part in parts)


@given(TEXTS, st.lists(st.text("abčч", min_size=1, max_size=3), max_size=3))
def test_a_passage_is_a_piece_of_the_text_and_never_too_long(text, typed):
    found = Marker(typed, "sr-Latn").passage(text)

    said = "".join(part.text for part in found.parts)
    whole = unicodedata.normalize("NFC", text)
    assert said in whole
    assert len(said) <= LONGEST
    assert bool(said) == bool(whole)
    assert found.words <= len(typed)
    assert (found.words > 0) == any(part.is_hit for part in found.parts)
