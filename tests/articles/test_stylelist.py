"""What a rule of the style list may say, and how a browser is told."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import stylelist
from articles.models import StyleRule

LETTER = r"\p{L}\p{M}\p{N}_"
BEFORE = f"(?:(?<![{LETTER}])|(?![{LETTER}]))(?:"
BEHIND = f")(?:(?![{LETTER}])|(?<![{LETTER}]))"


def inside(pattern, *, is_regex=True):
    """What stands between the ends of words, which are the same in every rule."""
    source = stylelist.source(pattern, is_regex=is_regex)
    assert source.startswith(BEFORE)
    assert source.endswith(BEHIND)
    return source.removeprefix(BEFORE).removesuffix(BEHIND)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("utilise", "utilise"),
        ("  у   току ", r"у\s+току"),
        ("c++ (draft)", r"c\+\+\s+\(draft\)"),
        ("a.b", r"a\.b"),
        ("w/o", r"w\/o"),
    ],
)
def test_words_mean_themselves(words, read):
    assert inside(words, is_regex=False) == read


@pytest.mark.parametrize(
    ("pattern", "read"),
    [
        ("percents?", "percents{0,1}"),
        ("(very|quite) x", "(?:very|quite) x"),
        ("(?:a|b)?c", "(?:a|b){0,1}c"),
        (r"\d+ ?%", r"\d{1,40} {0,1}%"),
        (r"\w*ić", f"[{LETTER}]{{0,40}}ić"),
        (r"x{2,3}?y{2}z{3,}", "x{2,3}?y{2,2}z{3,40}"),
        (r"[a-z\d_.-]x", r"[a-z\d_\.\-]x"),
        (r"[\-a]x", r"[\-a]x"),
        (r"[a\-z\]]x", r"[a\-z\]]x"),
        (r"[^\w]ž", f"[^{LETTER}]ž"),
        ("^Yesterday.$", "^Yesterday.$"),
        (r"3\.5\-", r"3\.5-"),
    ],
)
def test_of_an_expression_a_part_is_read_that_cannot_run_away(pattern, read):
    assert inside(pattern) == read


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("", "mark nothing"),
        ("x*", "mark nothing"),
        ("(a|)", "mark nothing"),
        ("(a+)+", "cannot be repeated"),
        ("(a|a)*b", "cannot be repeated"),
        ("(ab){2}", "cannot be repeated"),
        ("a*a*a*b", "too much"),
        ("a?" * 12 + "a" * 12, "too much"),
        ("(a|b|c)" * 8, "too much"),
        ("a+*", "twice"),
        ("a{3,2}", "wrong order"),
        ("[z-a]", "wrong order"),
        (r"[\w-z]", "from one sign to another"),
        (r"[a-\d]", "from one sign to another"),
        ("(a", "not closed"),
        ("[a", "not closed"),
        ("a)", "not opened"),
        ("[]", "empty"),
        ("+a", "nothing before"),
        ("a]", "Write"),
        (r"\bword\b", r"\\b"),
        (r"(a)\1", r"\\1"),
        ("(?=a)b", r"\(\?"),
        ("(?<n>a)", r"\(\?"),
        ("(?i:a)", r"\(\?"),
        ("a\\", "cannot be used"),
    ],
)
def test_what_could_stop_the_page_or_means_something_else_elsewhere_is_refused(pattern, why):
    with pytest.raises(stylelist.Refused, match=why):
        stylelist.source(pattern, is_regex=True)


def test_blank_words_are_refused():
    with pytest.raises(stylelist.Refused):
        stylelist.source("  \n", is_regex=False)


@given(st.text(alphabet="ab1ж .,-|()[]{}?*+^$\\dws", max_size=14))
def test_what_is_read_is_an_expression_of_python_too(pattern):
    try:
        source = inside(pattern)
    except stylelist.Refused:
        return

    assert re.compile(source.replace(LETTER, r"\w"))


def test_a_rule_is_refused_at_its_words():
    rule = StyleRule(pattern="(a+)+", is_regex=True, message="Why")

    with pytest.raises(stylelist.Refused.__mro__[1]) as refused:
        rule.full_clean()

    assert list(refused.value.message_dict) == ["pattern"]


@pytest.mark.django_db
def test_the_page_gets_the_rules_that_are_in_use_and_can_be_read():
    StyleRule.objects.create(pattern="off", message="Switched off", is_active=False)
    StyleRule.objects.create(pattern="(a+)+", is_regex=True, message="From before it was refused")
    StyleRule.objects.create(
        pattern="tokom", message="Why", suggestion="u toku", language="sr-Latn"
    )

    assert StyleRule.objects.as_data() == [
        {
            "pattern": "tokom",
            "source": f"{BEFORE}tokom{BEHIND}",
            "message": "Why",
            "suggestion": "u toku",
            "language": "sr-Latn",
        }
    ]
