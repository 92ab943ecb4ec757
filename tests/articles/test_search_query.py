"""What may be typed into the search, and what is understood of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import LONGEST, MOST_WORDS, Problem, Query, Word, parse

PARTS = [
    '"',
    "-",
    "author:",
    "tag:",
    "after:",
    "before:2024",
    "section:",
    " ",
    "“",
    "\x00",
    "Ђ",
    "x",
]


def word(*words, negated=False):
    return Word(words=words, is_negated=negated)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("river rises", (word("river"), word("rises"))),
        ("river river", (word("river"),)),
        ('"river rises" bridge', (word("river", "rises"), word("bridge"))),
        ("„river rises“", (word("river", "rises"),)),
        ('"river rises', (word("river", "rises"),)),
        ('"', ()),
        ("covid-19", (word("covid", "19"),)),
        ("d'Oro", (word("d", "Oro"),)),
        ("river -bridge", (word("river"), word("bridge", negated=True))),
        ('river -"old bridge"', (word("river"), word("old", "bridge", negated=True))),
        ("river - bridge", (word("river"), word("bridge"))),
        ("- & | ! ()", ()),
        ("C++", (word("C"),)),
        ("author:", (word("author"),)),
        ("sea AND OR NOT NEAR*", tuple(map(word, ("sea", "AND", "OR", "NOT", "NEAR")))),
        ("vu\u00adčić", (word("vučić"),)),
    ],
)  # fmt: skip
def test_words_are_parted_as_in_the_index_and_signs_alone_are_none(typed, words):
    assert parse(typed).words == words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("author:Ana", {"authors": ("Ana",)}),
        ('AUTHOR: "Ana Đoković"', {"authors": ("Ana Đoković",)}),
        ("tag:floods tag:rivers", {"tags": ("floods", "rivers")}),
        ('section:"The world"', {"sections": ("The world",)}),
        ("after:2024", {"after": date(2024, 1, 1)}),
        (
            "after:2024-05 before:2024-06-03",
            {"after": date(2024, 5, 1), "before": date(2024, 6, 3)},
        ),
    ],
)
def test_fields_narrow_what_is_looked_for(typed, said):
    query = parse(f"river {typed}")

    assert query == Query(text=query.text, words=(word("river"),), **said)
    assert not parse(typed).is_empty


@pytest.mark.parametrize(
    "value", ["yesterday", "2024-13", "2024-02-30", "0001", "99999", "24-05-01"]
)
def test_what_is_no_day_is_told_and_narrows_nothing(value):
    query = parse(f"river after:{value}")

    assert query.after is None
    assert query.problems == (Problem(code="date", text=value),)


def test_a_minus_before_a_field_is_told():
    assert parse("river -tag:floods").problems == (Problem(code="minus", text="-tag:floods"),)


def test_words_that_stories_must_not_have_are_nothing_to_look_for():
    query = parse('-river -"old bridge"')

    assert query.is_empty
    assert query.problems == (Problem(code="only_minus", text="-river -old bridge"),)


def test_only_so_many_words_are_looked_for_and_a_phrase_is_cut_to_fit():
    query = parse('a b c d e f "g h i" j')

    assert query.words[-1] == word("g", "h")
    assert query.problems == (Problem(code="many", text="i"), Problem(code="many", text="j"))


def test_only_so_many_signs_are_looked_for():
    query = parse("я" * (LONGEST + 3))

    assert query.text == "я" * LONGEST
    assert query.problems == (Problem(code="long", text="яяя"),)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PARTS)).map("".join)))
def test_whatever_is_typed_something_is_understood(typed):
    query = parse(typed)

    assert len(query.text) <= LONGEST
    assert sum(len(each.words) for each in query.words) <= MOST_WORDS
    assert all(part.isalnum() for each in query.words for part in each.words)
    assert parse(query.text).words == query.words
