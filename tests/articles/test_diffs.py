"""What a difference of any two texts says: all of both, at any length."""

import string
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import html
from articles.diffs import Piece, Run, Style, compare_bodies, compare_texts, compare_words, lines
from articles.diffs.sequences import SMALL, WEIGHED, align, matches

# Few words and letters of two alphabets, so that the two sides have much in common.
words = st.lists(
    st.sampled_from(
        [
            "река",
            "мост",
            "је",
            "je",
            "the",
            "bridge.",
            "Bridge.",
            "„и“",
            "\n",
            ",",
            "",
            "a",
            "b",
            "No!",
        ]
    ),
    max_size=12,
).map(" ".join)
texts = words | st.text(max_size=40)
styles = st.sampled_from(
    [Style(), Style(strong=True), Style(em=True), Style(link="/a"), Style(link="/b")]
)
pieces = st.lists(st.builds(Piece, texts, styles), max_size=4)
inline = st.builds(
    lambda text, tag: f"<{tag}>{text}</{tag.split(' ')[0]}>",
    words,
    st.sampled_from(["strong", "em", 'a href="/x"', 'a href="/y"', "span"]),
)
PICTURES = {1: "/media/1.jpg", 2: "/media/2.jpg"}
blocks = st.one_of(
    st.builds("<p>{} {}</p>".format, words, inline),
    st.builds("<h2>{}</h2>".format, words),
    st.builds("<ul><li>{}</li><li><p>{}</p><p>x</p></li></ul>".format, words, inline),
    st.builds("<ol start=3><li>{}<ul><li>{}</li></ul></li></ol>".format, words, words),
    st.builds("<blockquote><p>{}</p></blockquote>".format, words),
    st.builds("<table><tr><th>{}</th><td>{}</td></tr></table>".format, words, inline),
    st.builds(
        '<figure><img data-file="{}" alt="{}"><figcaption>{}</figcaption></figure>'.format,
        st.sampled_from([1, 2]), st.sampled_from(["A boat", "Чамац"]), words,
    ),
    st.builds(
        '<figure data-embed="https://youtu.be/{0}"><a href="https://youtu.be/{0}">YouTube</a>'
        "<figcaption>{1}</figcaption></figure>".format,
        st.sampled_from(["abcdefghijk", "lmnopqrstuv"]), words,
    ),
    st.just("<hr>"),
)  # fmt: skip
bodies = (
    st.lists(blocks, max_size=7).map("".join).map(lambda body: html.clean(body, pictures=PICTURES))
)


def of(runs, *changes):
    return "".join(run.text for run in runs if run.change in changes)


@given(texts, texts)
def test_the_words_of_a_field_are_all_there(old, new):
    runs = compare_texts(old, new)

    assert of(runs, "equal", "inserted") == new
    assert of(runs, "equal", "deleted") == old
    assert all(run.text for run in runs)


@given(pieces, pieces)
def test_the_words_of_a_text_are_all_there_each_in_its_style(old, new):
    runs = compare_words(old, new)

    def letters(given, *changes):
        return [
            (letter, each.style)
            for each in given
            if not changes or each.change in changes
            for letter in each.text
        ]

    assert letters(runs, "equal", "inserted") == letters(new)
    assert letters(runs, "equal", "deleted") == letters(old)


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert compare_texts(text, text) == ((Run("equal", text),) if text else ())


@given(bodies, bodies)
def test_the_lines_of_two_bodies_are_all_there(old, new):
    found = compare_bodies(old, new)

    here = [change.new for change in found if change.new]
    before = [change.old for change in found if change.old]
    assert here == list(lines(new))
    assert before == list(lines(old))
    for change in found:
        assert of(change.runs, "equal", "inserted") == (change.new.text if change.new else "")
        assert of(change.runs, "equal", "deleted") == (change.old.text if change.old else "")
        assert (change.fate == "same") == (change.old == change.new)


@given(bodies, bodies)
def test_bodies_in_their_canonical_form_are_the_same_only_if_no_line_differs(old, new):
    fates = {change.fate for change in compare_bodies(old, new)}

    # Words may stand in other blocks and read the same: two lists in a row, and one.
    assert old != new or fates <= {"same"}
    if fates <= {"same"}:
        assert lines(old) == lines(new)


@given(st.lists(st.integers(0, 5), max_size=30), st.lists(st.integers(0, 5), max_size=30))
def test_matches_rise_on_both_sides_and_are_equal(old, new):
    found = matches(old, new)

    assert all(old[i] == new[j] for i, j in found)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found))


@given(
    st.lists(st.sampled_from(string.ascii_letters), max_size=20),
    st.lists(st.sampled_from(string.ascii_letters), max_size=20),
)
def test_an_alignment_has_each_item_once(old, new):
    pairs = align(old, new, likeness=lambda a, b: 0.5 * (a.lower() == b.lower()))

    assert [pair.old for pair in pairs if pair.old is not None] == list(range(len(old)))
    assert [pair.new for pair in pairs if pair.new is not None] == list(range(len(new)))


@pytest.mark.parametrize("count", [60, 2000])
def test_very_long_texts_are_compared_by_paragraph_too(count):
    """So many paragraphs, every one of them changed, are more than are weighed one by one."""
    old = "".join(
        f"<p>Number {n} of them says what {n * 7} has said before.</p>" for n in range(count)
    )
    new = old.replace("before", "twice")

    found = compare_bodies(old, new)

    assert (count * count > WEIGHED) == (count == 2000)
    assert {change.fate for change in found} == {"changed"}
    assert len(found) == count


def test_what_repeats_itself_without_end_is_still_compared():
    old = "a " * (SMALL // 10)

    assert of(compare_texts(old, "b " * (SMALL // 10)), "equal", "deleted") == old


@settings(max_examples=20)
@given(st.lists(words, min_size=100, max_size=200))
def test_a_long_story_against_nothing_is_all_new(paragraphs):
    body = html.clean("".join(f"<p>{text}</p>" for text in paragraphs), pictures={})

    assert {change.fate for change in compare_bodies("", body)} <= {"added"}
