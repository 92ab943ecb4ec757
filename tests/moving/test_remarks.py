"""Comments keep their words, and nothing that is no word of a reader."""

from datetime import UTC, datetime

import pytest

from portal.moving.records import Remark
from portal.moving.remarks import Left, left, number, plain, words

THEN = datetime(2012, 5, 4, 12, tzinfo=UTC)
SITE = "https://old.example"


def come(**fields):
    remark = Remark(**{"id": "7", "text": "Words.", "approved": "1", "at": THEN} | fields)
    return words(remark, site=SITE, since=THEN, nobody="A reader")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, None),
        ({"approved": "0"}, None),
        ({"approved": "spam"}, None),
        ({"approved": "trash"}, Left.TRASH),
        ({"approved": "post-trashed"}, Left.TRASH),
        ({"approved": ""}, Left.TRASH),
        ({"kind": "comment"}, None),
        ({"kind": "pingback"}, Left.KIND),
        ({"kind": "trackback"}, Left.KIND),
        ({"kind": "order_note"}, Left.KIND),
        ({"text": " <p>&nbsp;</p> "}, Left.EMPTY),
        ({"text": ""}, Left.EMPTY),
    ],
)
def test_what_comes_and_why_the_others_do_not(fields, why):
    assert left(Remark(**{"id": "7", "text": "Words.", "approved": "1"} | fields)) == why


@pytest.mark.parametrize(
    ("said", "state"), [("1", "approved"), ("0", "pending"), ("hold", "pending"), ("spam", "spam")]
)
def test_each_keeps_its_state(said, state):
    assert come(approved=said).state == state


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("One.\r\nTwo.\r\n\r\n\r\n\r\nThree.", "One.\nTwo.\n\nThree."),
        ("Salt &amp; pepper &lt;3", "Salt & pepper <3"),
        ("3 < 4 and 5 > 4", "3 < 4 and 5 > 4"),
        ("<p>One <strong>and</strong> two.</p><p>Three.</p>", "One and two.\n\nThree."),
        ("One<br />two", "One\ntwo"),
        ('See <a href="https://a.example/b">here</a>.', "See here (https://a.example/b)."),
        ('<a href="https://a.example/">https://a.example/</a>', "https://a.example/"),
        ('<a href="javascript:alert(1)">Press</a>', "Press"),
        ("<blockquote>Said.</blockquote>No.", "> Said.\n\nNo."),
        ("<blockquote><p>One.</p><p>Two.</p></blockquote>No.", "> One.\n\n> Two.\n\nNo."),
        ("<script>alert(1)</script>Words<style>p {}</style>", "Words"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("A <!-- b --> c", "A c"),
        ("Half < a tag <b", "Half < a tag"),
        ("\x00Bell\x07 &#7; rings", "Bell rings"),
        ("<em>Ћирилица</em> &#1114;", "Ћирилица њ"),
    ],
)
def test_words_are_kept_in_lines_and_no_markup(text, kept):
    assert plain(text) == kept


def test_words_in_a_thousand_elements_and_a_megabyte_of_them_are_read():
    assert "words" in plain("<b>" * 200 + "words" + "</b>" * 200)
    assert plain("<p>" * 100_000 + "end").endswith("end")
    assert plain("<" * 1_000_000)
    for half in ("<!--", "<a href='", "<![CDATA[", "</", "<b><i>", "&"):
        assert plain(f"Words {half * 20_000}").startswith("Words")


@pytest.mark.parametrize("markup", ["<b>", "<blockquote>", "<div><span>", "<font>"])
def test_words_that_stand_however_deep_are_there(markup):
    assert "words" in plain(f"{markup * 2000}words")


def test_an_answer_names_what_it_answers_and_none_itself():
    assert come(parent="3").answers == number(SITE, "3")
    assert [come(parent=parent).answers for parent in ("", "0", "7")] == [None] * 3


def test_a_comment_is_the_same_each_time_and_another_on_another_site():
    assert come().number == come(text="Other words.").number
    assert come().number != number("https://other.example", "7")


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"author": "Ana &amp; <b>Bora</b>"}, ("Ana & Bora", "", "")),
        ({"author": " "}, ("A reader", "", "")),
        ({"author": "N" * 300}, ("N" * 60, "", "")),
        ({"email": "ana@example.org"}, ("A reader", "ana@example.org", "")),
        ({"email": "no address"}, ("A reader", "", "")),
        ({"email": f"{'a' * 300}@example.org"}, ("A reader", "", "")),
        ({"website": "https://ana.example/"}, ("A reader", "", "https://ana.example/")),
        ({"website": "javascript:alert(1)"}, ("A reader", "", "")),
        ({"website": "http://[z"}, ("A reader", "", "")),
        ({"website": 'https://a.example/"onclick="'}, ("A reader", "", "")),
    ],
)
def test_a_writer_is_who_it_says_as_far_as_that_can_be(fields, kept):
    found = come(**fields)

    assert (found.name, found.email, found.website) == kept


def test_one_without_a_date_is_as_old_as_it_may_be():
    assert come(at=None).at == THEN
