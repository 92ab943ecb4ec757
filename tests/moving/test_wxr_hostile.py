"""Exports that somebody made to do harm."""

import socket
from gzip import compress

import pytest

from portal.moving.records import Unreadable
from tests.moving.wxrs import END, HEAD, codes, entry, export, items, notice, titles

MB = 1 << 20
SECRET = "The secret of this machine"
BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path


@pytest.fixture
def fetched(monkeypatch):
    """The addresses that were connected to."""
    addresses = []

    def connect(self, address):
        addresses.append(address)
        raise OSError

    monkeypatch.setattr(socket.socket, "connect", connect)
    return addresses


def with_doctype(subset, text):
    head = HEAD.replace("<rss", f"<!DOCTYPE rss {subset}>\n<rss")
    return export(entry(text), entry("Druga"), head=head)


@pytest.mark.parametrize(
    ("subset", "text"),
    [
        ('[<!ENTITY x SYSTEM "{file}">]', "&x;"),
        ('[<!ENTITY x SYSTEM "http://203.0.113.1/x">]', "&x;"),
        ('[<!ENTITY % p SYSTEM "{file}"> %p;]', "&p;"),
        ("[<!ENTITY % p \"<!ENTITY x SYSTEM '{file}'>\"> %p;]", "&x;"),
        ('SYSTEM "{file}"', "&x;"),
        ('PUBLIC "x" "http://203.0.113.1/x.dtd" [ <!ENTITY x "{file}"> ]', "&x;"),
        ('[<!ENTITY l0 "ha">' + BOMB + "]", "&l9;"),
        ('[<!ENTITY item "<item><title>No</title></item>">]', "&item;"),
        ('[<!ATTLIST rss xmlns:wp CDATA "urn:no">]', "&x;"),
    ],
)
def test_what_a_document_type_defines_is_never_used(wxr, secret, fetched, subset, text):
    records = wxr(with_doctype(subset.replace("{file}", secret.as_uri()), text))

    assert titles(records) == [text, "Druga"]
    assert codes(records) == ["repaired-ampersand", "repaired-doctype"]
    assert SECRET not in repr(records)
    assert fetched == []


@pytest.mark.parametrize(
    "inner",
    [
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{file}" parse="text"/>',
        '<?xml-stylesheet href="{file}"?>',
        '<?php echo file_get_contents("{file}"); ?>',
        '<a xml:base="{file}" href=""/>',
        '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x {file}"/>',
    ],
)
def test_nothing_of_an_entry_reaches_beyond_it(wxr, secret, fetched, inner):
    inner = inner.replace("{file}", secret.as_uri())

    records = wxr(export(entry(f"Prva {inner}", post_name="prva"), entry("Druga")))

    assert [item.title.split()[0] for item in items(records)] == ["Prva", "Druga"]
    assert items(records)[0].slug == "prva"
    assert SECRET not in repr(records)
    assert fetched == []


def test_a_prefix_that_an_entry_declares_anew_means_that_there_alone(wxr):
    inner = '<wp:post_id xmlns:wp="urn:other">9</wp:post_id>'
    other = entry("Prva", post_name="prva").replace("<wp:", f"{inner}<wp:", 1)

    records = wxr(export(other, entry("Druga", post_id="2")))

    assert [(item.id, item.slug) for item in items(records)] == [("1", "prva"), ("2", "")]


def test_scripts_are_text_like_any_other(wxr):
    script = "<script>alert(1)</script>"
    fields = ("title", "link", "wp:post_name", "content:encoded", "excerpt:encoded", "dc:creator")
    said = "".join(f"<{name}><![CDATA[{script}]]></{name}>" for name in fields)

    item = wxr.item(export(f"<item>{said}</item>"))

    assert {item.title, item.link, item.slug, item.body, item.excerpt} == {script}


def test_comments_that_answer_themselves_are_just_read(wxr):
    comment = (
        "<wp:comment><wp:comment_id>{0}</wp:comment_id>"
        "<wp:comment_parent>{1}</wp:comment_parent></wp:comment>"
    )
    thread = "".join(comment.format(number, max(number - 1, 1)) for number in range(1, 301))

    item = wxr.item(export(entry().replace("</item>", f"{thread}</item>")))

    assert [remark.parent for remark in item.remarks[:3]] == ["1", "1", "2"]
    assert len(item.remarks) == 300


@pytest.mark.parametrize(("depth", "is_there"), [(300, True), (1500, True), (3000, False)])
def test_elements_within_elements_are_text_to_any_depth_or_damage(wxr, depth, is_there):
    text = "<b>" * depth + "</b>" * depth

    records = wxr(export(entry(post_name=text), entry("Druga")))

    assert [item.title for item in items(records)] == ["Vest"] * is_there + ["Druga"]


# Measured on a megabyte of each: none costs more than in proportion to its length.
@pytest.mark.parametrize(
    "mark",
    [
        "&", "< ", "]]>", "<![CDATA[", "<a><![CDATA[", "<a><![CDATA[]]>x", "<!--", "-->",
        "<!DOCTYPE [", "<!DOCTYPE ", "<channel ", "<channel>", "</channel>", "<item>", "</item>",
        "</item ", "</item>]]>", "<title>", "<wp:tag ", "<wp:author>", '<rss xmlns:a="',
        '<!-- generator="', "<?xml encoding ", "<a " + " " * 200, "]]>" + " " * 70 + "<", "&#1;",
        "<q:a/>", "\x01", "\ufffe",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["quoted", "within", "between", "after"])
def test_thousands_of_one_mark_cost_no_entry_before_them(wxr, mark, place):
    marks = mark * (6_000 // len(mark))
    parts = {
        "quoted": (entry(f"<![CDATA[{marks}]]>"), END),
        "within": (entry(marks), END),
        "between": (marks, entry("Druga"), END),
        "after": (END, marks),
    }

    records = wxr(HEAD + entry("Prva") + "".join(parts[place]))

    assert titles(records)[:1] == ["Prva"]


@pytest.mark.parametrize(
    "mark", ["<!--", "<!DOCTYPE [", "<![CDATA[", "<channel ", "<rss ", "<wp:tag>", "&", "]]>"]
)
def test_thousands_of_one_mark_before_an_export_cost_no_entry(wxr, mark):
    records = wxr(mark * 2_000 + export(entry("Prva")))

    assert titles(records) == ["Prva"]


def test_an_archive_that_unpacks_to_a_thousand_times_its_size_is_refused(wxr):
    bomb = compress(HEAD.encode() + b" " * 80 * MB)

    with pytest.raises(Unreadable) as refused:
        wxr(bomb)

    assert "200 times" in refused.value.text


def test_what_cannot_be_repaired_often_enough_is_damaged(wxr):
    records = wxr(export(entry("&" * 200_000), entry("Druga")))

    assert titles(records) == ["Druga"]
    assert "Entry 1" in notice(records, "lost-item").text
