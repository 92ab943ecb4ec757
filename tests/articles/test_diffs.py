"""What a difference of two texts says: all of both, and no more marked than has changed."""

import string
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import html
from articles.content import Content, Credit
from articles.diffs import (
    Entry,
    ListChange,
    Piece,
    Run,
    Style,
    TextChange,
    ValueChange,
    compare,
    compare_bodies,
    compare_texts,
    compare_words,
    lines,
)
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
    st.just("<hr>"),
)  # fmt: skip
bodies = (
    st.lists(blocks, max_size=7).map("".join).map(lambda body: html.clean(body, pictures=PICTURES))
)


def of(runs, *changes):
    return "".join(run.text for run in runs if run.change in changes)


def marked(runs, change):
    return [run.text for run in runs if run.change == change]


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


def test_only_the_words_that_changed_are_marked():
    runs = compare_texts(
        "Река је порасла. Мост је затворен у подне.", "Река је порасла. Мост је отворен у подне."
    )

    assert marked(runs, "deleted") == ["затворен"]
    assert marked(runs, "inserted") == ["отворен"]


def test_a_sentence_of_its_own_is_marked_as_a_whole():
    runs = compare_texts(
        "The river rose. The mayor said no.", "The river rose. Nobody was hurt. The mayor said no."
    )

    assert marked(runs, "inserted") == ["Nobody was hurt. "]
    assert marked(runs, "deleted") == []


def test_a_sentence_that_was_written_anew_is_no_salad_of_words():
    runs = compare_texts(
        "It was the coldest night of the year.", "Nobody had ever heard the old bell ring."
    )

    assert marked(runs, "deleted") == ["It was the coldest night of the year."]
    assert marked(runs, "inserted") == ["Nobody had ever heard the old bell ring."]


def test_bold_and_where_a_link_leads_are_changes():
    bold = compare_bodies("<p>A word here</p>", "<p>A <strong>word</strong> here</p>")[0]
    link = compare_bodies('<p>See <a href="/a">it</a></p>', '<p>See <a href="/b">it</a></p>')[0]

    assert bold.runs == (
        Run("equal", "A "),
        Run("deleted", "word"),
        Run("inserted", "word", Style(strong=True)),
        Run("equal", " here"),
    )
    assert [run.style.link for run in link.runs] == ["", "/a", "/b"]


def fates(old, new):
    return [(change.fate, change.line.text) for change in compare_bodies(old, new)]


def test_paragraphs_are_matched_before_their_words():
    first, second = "<p>The first one of them all.</p>", "<p>The second one of them all.</p>"

    assert fates(first + second, first + "<p>Quite another thought.</p>" + second) == [
        ("same", "The first one of them all."),
        ("added", "Quite another thought."),
        ("same", "The second one of them all."),
    ]


def test_a_paragraph_that_stands_elsewhere_was_moved():
    one, two, three = "<p>One is here to stay.</p>", "<p>Two goes on from here.</p>", "<p>Third</p>"

    assert fates(one + two + three, two + three + one) == [
        ("moved_away", "One is here to stay."),
        ("same", "Two goes on from here."),
        ("same", "Third"),
        ("moved_here", "One is here to stay."),
    ]


def test_a_paragraph_that_became_a_subheading_has_changed():
    change = compare_bodies("<p>What was said</p>", "<h2>What was said</h2>")[0]

    assert (change.fate, change.changed_kind) == ("changed", True)


def test_an_item_a_row_and_a_caption_change_by_themselves():
    old = (
        "<ul><li><p>Milk</p></li><li><p>Two loaves of bread</p></li></ul>"
        "<table><tbody><tr><th><p>Town</p></th></tr><tr><td><p>Tisovar</p></td></tr></tbody></table>"
        '<figure><img data-file="1" src="/x" alt="A boat">'
        "<figcaption>By the old pier</figcaption></figure>"
    )
    new = (
        old.replace("Two loaves", "Three loaves")
        .replace("Tisovar", "Tisovar | 4")
        .replace("old pier", "new pier")
        .replace("/x", "/another-size")
    )

    assert [(c.fate, c.line.kind, c.line.text) for c in compare_bodies(old, new)] == [
        ("same", "ul", "Milk"),
        ("changed", "ul", "Three loaves of bread"),
        ("same", "row", "Town"),
        ("changed", "row", "Tisovar | 4"),
        ("same", "picture", "A boat"),
        ("changed", "caption", "By the new pier"),
    ]


def test_a_heading_cell_that_became_an_ordinary_one_is_seen():
    cell = "<table><tbody><tr><{0}><p>A</p></{0}></tr></tbody></table>"

    assert [c.fate for c in compare_bodies(cell.format("th"), cell.format("td"))] == ["changed"]


def test_another_picture_is_another_line():
    figure = '<figure><img data-file="{}" src="/x" alt="A boat"></figure>'

    assert [
        (c.fate, c.line.picture) for c in compare_bodies(figure.format(1), figure.format(2))
    ] == [
        ("removed", 1),
        ("added", 2),
    ]


def test_fields_are_compared_in_the_order_in_which_they_are_read():
    old = Content(
        headline="Old", tags=("a", "b", "c"), credits=(Credit(author_id=1),), noindex=True
    )
    new = Content(headline="New", tags=("c", "a", "d"), credits=(Credit(author_id=2),))

    assert compare(old, new) == (
        TextChange("headline", (Run("deleted", "Old"), Run("inserted", "New"))),
        ListChange(
            "tags",
            (Entry("kept", "c"), Entry("moved", "a"), Entry("added", "d"), Entry("removed", "b")),
        ),
        ListChange(
            "credits",
            (Entry("added", Credit(author_id=2)), Entry("removed", Credit(author_id=1))),
        ),
        ValueChange("noindex", True, False),
    )


def test_a_picture_that_got_another_address_is_no_change():
    figure = '<figure><img data-file="1" src="{}" alt="A boat"></figure>'

    assert compare(Content(body=figure.format("/a")), Content(body=figure.format("/b"))) == ()


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
