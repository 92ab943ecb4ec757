"""What is wrong with exports and can be put right without guessing."""

import codecs
from gzip import compress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.moving.records import Notice
from portal.moving.wxr import read
from portal.moving.wxr.repairs import mended
from portal.moving.wxr.scanning import Scanner
from tests.moving.exports import SAMPLES
from tests.moving.wxrs import END, HEAD, Reader, codes, entry, export, items, notice, titles


def field(text):
    return entry().replace("<wp:", f"<content:encoded>{text}</content:encoded><wp:", 1)


def test_each_kind_of_repair_is_told_once_with_the_line_of_the_first():
    records = list(read(SAMPLES / "wxr-broken.xml"))

    first, whole = items(records)
    assert first.title == "Sve po malo: Tom & Jerry\xa0< 3"
    assert first.body == "Kraj je ]]> ovde?"
    assert first.slug == "��"
    assert (whole.title, whole.line) == ("Ceo", 22)
    told = {each.code: each.line for each in records if isinstance(each, Notice)}
    assert told == {
        "lost-item": 19,
        "lost-end": 28,
        "repaired-bytes": 16,
        "repaired-controls": 12,
        "repaired-start": 1,
        "repaired-prefix": 7,
        "repaired-ampersand": 11,
        "repaired-bracket": 11,
        "repaired-cdata": 11,
        "repaired-reference": 11,
    }


def test_what_is_right_is_left_as_it_is(wxr):
    text = "<![CDATA[&nbsp; & < ]]]]><![CDATA[> <!-- x -->]]> &#65;&#x42;&amp;&lt;\t\x85&#x202E;"

    records = wxr(export(field(text)))

    assert items(records)[0].body == "&nbsp; & < ]]> <!-- x --> AB&<\t\x85\u202e"
    assert codes(records) == []


@pytest.mark.parametrize(
    ("written", "read_as", "code"),
    [
        ("Tom & Jerry &", "Tom & Jerry &", "repaired-ampersand"),
        ("?a=1&auto=2&#x;&#", "?a=1&auto=2&#x;&#", "repaired-ampersand"),
        ("a&nbsp;&scaron;&Zcaron;&lang;", "a\xa0šŽ⟨", "repaired-ampersand"),
        ("&amp;&unknown;", "&&unknown;", "repaired-ampersand"),
        ("&LT;b&QUOT;", '<b"', "repaired-ampersand"),
        ("I <3 you, a < b", "I <3 you, a < b", "repaired-bracket"),
        ("&#0;&#11;&#xD800;&#x110000;&#xFFFF;&#65;", "�����A", "repaired-reference"),
        ("<![CDATA[ends ]]> early]]>", "ends ]]> early", "repaired-cdata"),
        ("<![CDATA[]]>]]>", "]]>", "repaired-cdata"),
        ("<![CDATA[a <![CDATA[ b ]]> & <i>c]]>", "a <![CDATA[ b ]]> & <i>c", "repaired-cdata"),
        ("<![CDATA[<b><![CDATA[x]]></b> & c]]>", "<b><![CDATA[x]]></b> & c", "repaired-cdata"),
        ("before ]]> after", "before ]]> after", "repaired-cdata"),
    ],
)  # fmt: skip
def test_a_text_that_was_not_written_as_xml_is_read_as_it_was_meant(wxr, written, read_as, code):
    records = wxr(export(field(written)))

    assert items(records)[0].body == read_as
    assert codes(records) == [code]


def test_a_quoted_feed_within_a_text_is_text(wxr):
    feed = "<item><title><![CDATA[x]]></title><link>y</link></item> and ]]> more"

    records = wxr(export(field(f"<![CDATA[Look: {feed}]]>"), entry("After")))

    assert [item.body for item in items(records)] == [f"Look: {feed}", ""]


@pytest.mark.parametrize(
    ("prefix", "slug"), [("wp", "most"), ("atom", ""), ("x-y.z", ""), ("жљ", "")]
)
def test_a_prefix_that_nobody_declared_is_taken_for_itself(wxr, prefix, slug):
    head = '<rss xmlns:q="http://wordpress.org/export/1.2/"><channel>'
    inner = f'<{prefix}:post_name {prefix}:a="1">most</{prefix}:post_name>'
    first, second = (entry(title).replace("wp:", "q:") for title in ("Prva", "Druga"))

    records = wxr(export(first.replace("<q:", f"{inner}<q:", 1), second, head=head))

    assert [(item.id, item.slug) for item in items(records)] == [("1", slug), ("1", "")]
    assert codes(records) == ["repaired-prefix"]


@pytest.mark.parametrize("start", ["\n\n  ", "Warning: x in y.php on line 3\n", "<br />\n<b>W</b>"])
def test_what_a_server_says_before_the_export_is_passed_over(wxr, start):
    records = wxr(start + export(entry("Prva")))

    assert titles(records) == ["Prva"]
    assert items(records)[0].line == 6 + start.count("\n")
    assert codes(records) == ["repaired-start"]


def test_words_between_the_entries_are_passed_over_and_counted(wxr):
    said = "<br />\n<b>Notice</b>: memory\n"

    records = wxr(export(entry("Prva"), said, entry("Druga"), said) + "PHP was here")

    assert titles(records) == ["Prva", "Druga"]
    assert "3" in notice(records, "repaired-between").text


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.replace("UTF-8", "windows-1251").encode("windows-1251"),
        lambda text: text.replace("UTF-8", "KOI8-R").encode("koi8-r"),
        lambda text: compress(text.encode()),
    ],
)
def test_an_export_is_read_in_the_encoding_that_it_has(wxr, encoded):
    records = wxr(encoded(export(entry("Вести"), entry("Ещё"))))

    assert titles(records) == ["Вести", "Ещё"]
    assert codes(records) == []


@pytest.mark.parametrize("said", ["windows-1251", "ISO-8859-1", "gbk", "rot13", "unicode_escape"])
def test_utf8_that_is_called_something_else_is_utf8(wxr, said):
    records = wxr(export(entry("Вести \\x41")).replace("UTF-8", said).encode())

    assert titles(records) == ["Вести \\x41"]
    assert codes(records) == ["repaired-encoding"]


@pytest.mark.parametrize(
    ("said", "read_as"), [("UTF-8", "�–�"), ("windows-1252", "š–ž"), ("windows-1251", "љ–ћ")]
)
def test_bytes_that_are_no_utf8_are_read_as_the_file_says(wxr, said, read_as):
    content = export(entry("Вести"), entry("ONE–TWO")).replace("UTF-8", said).encode()
    padding = b" " * 300_000

    records = wxr(content.replace(b"ONE", padding + b"\x9a").replace(b"TWO", b"\x9e"))

    assert titles(records) == ["Вести", read_as]
    assert notice(records, "repaired-bytes").line == 7


def test_a_row_of_wrong_bytes_becomes_one_sign_and_each_is_counted(wxr):
    records = wxr(export(entry("a@b@c")).encode().replace(b"@", b"\xff\xfe\xed\xa0\x80"))

    assert titles(records) == ["a�b�c"]
    assert " 10," in notice(records, "repaired-bytes").text


def test_control_characters_are_left_out_wherever_they_are(wxr):
    records = wxr(export(entry("a\x00b\x0bc\ufffed\x1f"), f"<i\x01tem>{entry()[6:]}"))

    assert titles(records) == ["ab cd", "Vest"]
    assert " 5," in notice(records, "repaired-controls").text


def test_a_file_may_hold_nothing_but_control_characters_for_long(wxr):
    records = wxr(export(entry("Prva"), "\x01" * 600_000, entry("Druga")))

    assert titles(records) == ["Prva", "Druga"]


@given(
    st.lists(
        st.sampled_from(
            ["<item>", "</item>", "<![CDATA[", "]]>", "<!--", "-->", "<wp:tag>", "</wp:tag>",
             "<channel>", "</channel>", "<!DOCTYPE x [", "]>", "&", "&nbsp;", "\n", "<", ">", "a",
             "<title>", "</title>", "\x00", "é", "<x:y/>"]
        ),
        max_size=25,
    )
)  # fmt: skip
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_mixture_of_marks_costs_the_entries_before_it(tmp_path_factory, marks):
    wxr = Reader(tmp_path_factory.mktemp("mixed"))

    records = wxr(export(entry("Prva"), entry("Druga")).replace(END, "".join(marks) + END))

    assert titles(records)[:2] == ["Prva", "Druga"]


@given(st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_repairs_keep_every_line(data):
    assert mended(data).data.count(b"\n") == data.count(b"\n")


@given(st.text(alphabet="<item>/![CDAT-]\n x", max_size=80), st.integers(1, 9))
@settings(max_examples=150, deadline=None)
def test_pieces_hold_the_whole_file_however_it_comes(text, size):
    content = (HEAD + entry() + text + END).encode()
    chunks = [content[start : start + size] for start in range(0, len(content), size)]

    pieces = list(Scanner(iter(chunks)).pieces())

    assert b"".join(b"".join(each.data for each in pieces).split()) == b"".join(content.split())
    assert [each.data for each in pieces] == [
        each.data for each in Scanner(iter([content])).pieces()
    ]
