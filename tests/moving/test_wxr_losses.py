"""What of a damaged export is there, and what is told of the rest."""

from gzip import compress

import pytest

from portal.moving.records import Term, Unreadable
from portal.moving.wxr import scanning
from tests.moving.wxrs import (
    END,
    HEAD,
    PREFIXES,
    codes,
    entry,
    export,
    items,
    kinds,
    notice,
    titles,
)

LAST = "<item><title>Poslednja</title>\n<content:encoded><![CDATA[Bila je"


@pytest.mark.parametrize(
    "damaged",
    [
        entry("Loša").replace("</title>", "</titel>"),
        entry("Loša").replace("</title>", ""),
        entry("Loša").replace("</item>", ""),
        entry("<![CDATA[Loša"),
        entry("Loša", post_name="<![CDATA[most").replace("</title>", "</title><![CDATA[x]]>"),
        entry("Loša", post_name='"<a b="c<d">'),
        entry("Loša", post_name="<!DOCTYPE a>"),
        entry("Loša", post_name="<a>" * 3000),
        entry("Loša", post_name="<xmlns:a/>"),
    ],
)
def test_a_damaged_entry_costs_itself_alone(wxr, damaged):
    whole = entry("Posle", post_content="<![CDATA[x]]>")

    records = wxr(export(entry("Pre"), damaged, whole, entry("Na kraju")))

    assert titles(records) == ["Pre", "Posle", "Na kraju"]
    told = notice(records, "lost-item")
    assert 7 <= told.line <= 8
    assert "Entry 2, “Loša”" in told.text
    assert f"on line {told.line}" in told.text
    assert [item.line for item in items(records)] == [6, 8, 9]


def test_the_fault_is_told_with_its_column(wxr):
    damaged = "  <item><title>Loša</titel><wp:post_id>1</wp:post_id></item>\n"

    first = notice(wxr(export(damaged)), "lost-item")
    second = notice(wxr(export(damaged.replace("<title>", "\n<title>"))), "lost-item")

    assert (first.line, second.line) == (6, 7)
    assert (first.column, second.column) == (28, 20)


def test_a_damaged_term_costs_itself_alone(wxr):
    tags = [f"<wp:tag><wp:tag_slug>{slug}</wp:tag_slug></wp:tag>\n" for slug in "abc"]
    tags[1] = tags[1].replace("</wp:tag_slug>", "")

    records = wxr(export(*tags, entry()))

    assert [each.slug for each in records if isinstance(each, Term)] == ["a", "c"]
    assert titles(records) == ["Vest"]
    assert notice(records, "lost-head").line == 7


def test_an_unfinished_text_in_the_head_costs_no_entry(wxr):
    tag = "<wp:tag><wp:tag_name><![CDATA[Most</wp:tag_name></wp:tag>\n"

    records = wxr(export(tag, entry("<![CDATA[Prva]]>"), entry("Druga")))

    assert titles(records) == ["Prva", "Druga"]
    assert codes(records) == ["lost-head"]


@pytest.mark.parametrize("mark", ["<!--", "<!DOCTYPE a [", "<![CDATA["])
def test_a_mark_without_an_end_hides_nothing_behind_it(wxr, mark):
    records = wxr(export(entry("Prva"), mark, "\n", entry("Druga"), entry("Treća")))

    assert titles(records) == ["Prva", "Druga", "Treća"]
    assert "lost-head" in codes(records)


def test_no_entry_is_made_of_what_a_damaged_one_quotes(wxr):
    feed = "<item><title><![CDATA[x]]></title></item>\n<!-- --><item><title>y</title></item>"
    damaged = entry("Loša", post_name=f"<![CDATA[{feed} and more ]]>")

    records = wxr(export(entry("Pre"), damaged, entry("Posle")))

    assert titles(records) == ["Pre", "Posle"]
    assert "lost-item" in codes(records)


def test_an_entry_that_has_nothing_of_wordpress_is_none(wxr):
    quoted = "<item><title>x</title><link>y</link></item>"

    records = wxr(export(entry("Prva"), quoted, entry("Druga")))

    assert titles(records) == ["Prva", "Druga"]
    assert "Entry 2" in notice(records, "lost-item").text


@pytest.mark.parametrize("pack", [str.encode, lambda text: compress(text.encode())])
def test_a_file_that_was_cut_off_says_within_which_entry(wxr, pack):
    records = wxr(pack(HEAD + entry("Prva") + LAST))

    assert titles(records) == ["Prva"]
    told = notice(records, "lost-end")
    assert told.line == 8
    assert "within entry 2, “Poslednja”, on line 8" in told.text


def test_an_archive_that_was_cut_off_gives_what_is_in_it(wxr):
    entries = [entry(f"Vest {number}", post_id=number) for number in range(2000)]
    packed = compress(export(*entries).encode())

    records = wxr(packed[: len(packed) // 2])

    there = titles(records)
    assert 500 < len(there) < 2000
    assert there == [f"Vest {number}" for number in range(len(there))]
    assert codes(records) == ["lost-end"]


@pytest.mark.parametrize("end", ["", "\n\n", "</chan", "<wp:tag>"])
def test_a_file_that_ends_between_entries_says_after_which(wxr, end):
    records = wxr(export(entry("Prva"), entry("Druga"), end=end))

    assert titles(records) == ["Prva", "Druga"]
    assert "after entry 2" in notice(records, "lost-end").text


@pytest.mark.parametrize("at", range(1, len(LAST), 7))
def test_wherever_a_file_is_cut_off_what_was_whole_is_there(wxr, at):
    records = wxr(HEAD + entry("Prva") + LAST[:at])

    assert titles(records) == ["Prva"]
    assert "lost-end" in codes(records)


def test_two_exports_in_one_file_are_both_read(wxr):
    records = wxr(export(entry("Prva")) + export(entry("Druga")))

    assert titles(records) == ["Prva", "Druga"]
    assert kinds(records) == {"Blog": 1, "Item": 2}


def test_an_entry_without_measure_costs_itself_alone(wxr, monkeypatch):
    monkeypatch.setattr(scanning, "LARGEST", 1_000_000)
    huge = entry("Prevelika", post_content="<![CDATA[" + "a <b> " * 500_000 + "]]>")

    records = wxr(export(entry("Prva"), huge, entry("Druga")))

    assert titles(records) == ["Prva", "Druga"]
    assert "Entry 2, “Prevelika”" in notice(records, "lost-item").text


def test_an_entry_without_measure_may_be_the_last(wxr, monkeypatch):
    monkeypatch.setattr(scanning, "LARGEST", 1_000_000)

    records = wxr(export(entry("Prva"), LAST + "a" * 3_000_000, end=""))

    assert titles(records) == ["Prva"]
    assert codes(records) == ["lost-item", "lost-end"]


def test_a_text_may_be_longer_than_parsers_like(wxr):
    long = "a" * 11_000_000

    records = wxr(export(entry("Duga", post_name=long)))

    assert len(items(records)[0].slug) == len(long)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b" \n\t ", "The file is empty"),
        (b"\x00" * 500, "The file is empty"),
        (b"<!doctype html><title>Log In</title>", "web page"),
        (b"\n<HTML lang=sr><body><item>", "web page"),
        (b"<?xml version='1.0'?><rss><channel><item><title>x</title></item></channel></rss>",
         "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>', "feed"),
        (b"<?xml version='1.0'?><!-- <rss> --><urlset><url/></urlset>", "<urlset>"),
        (b'{"db": [{"data": {}}]}', "Ghost"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"-- MySQL dump 10.13\nINSERT", "no export"),
        (b"\x1f\x8b\x08\x00broken", "empty"),
        (compress(b"PK\x03\x04", mtime=0), "no export"),
        ((HEAD + END).replace("UTF-8", "cp1259").encode().replace(b"List", b"\xff"), "cp1259"),
        (f"<rss {PREFIXES}>".encode(), "ends before its first entry"),
        ((HEAD + END).replace("UTF-8", "gbk").encode().replace(b"List", b"\xd6\xd0"), "gbk"),
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused_with_what_to_do(wxr, content, said):
    with pytest.raises(Unreadable) as refused:
        wxr(content)

    assert said in refused.value.text


def test_an_export_without_a_channel_is_refused_with_its_place(wxr):
    content = (
        f"<?xml version='1.0'?>\n<!-- <a>\n -->\n<rss {PREFIXES}>\n  <chanel>\n</chanel></rss>"
    )

    with pytest.raises(Unreadable) as refused:
        wxr(content)

    assert (refused.value.line, refused.value.column) == (5, 3)
    assert "<chanel> stands on line 5" in refused.value.text


def test_an_export_of_nothing_is_one(wxr):
    assert kinds(wxr(HEAD + END)) == {"Blog": 1}
