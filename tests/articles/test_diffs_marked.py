"""What a difference marks: no more than has changed, as a person would say it."""

from articles.content import Content, Credit
from articles.diffs import (
    Entry,
    ListChange,
    Run,
    Style,
    TextChange,
    ValueChange,
    compare,
    compare_bodies,
    compare_texts,
)


def marked(runs, change):
    return [run.text for run in runs if run.change == change]


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
