"""What an export of each version says."""

from datetime import UTC, datetime

import pytest

from portal.moving.records import Blog, Filed, Item, Person, Remark, Term
from portal.moving.wxr import describe, read
from tests.moving.exports import SAMPLES
from tests.moving.wxrs import END, HEAD, entry, export, items, titles


def sample(name):
    return list(read(SAMPLES / name))


def test_an_export_of_today_says_all_that_the_records_hold():
    assert sample("wxr-1.2.xml") == [
        Blog(title="Језеро", address="https://jezero.example", home="https://jezero.example",
             language="sr-RS", generator="https://wordpress.org/?v=6.6", version="1.2"),
        Person(login="mila", id="3", email="mila@jezero.example", name="Мила П."),
        Term(taxonomy="edition", slug="jutro", id="9", name="Јутро", parent="dan",
             description="Прво издање", meta={"colour": ("red", "blue")}),
        Item(
            id="12", kind="post", guid="https://jezero.example/?p=12&x=1", title="Мост & река",
            link="https://jezero.example/2024/09/most-i-reka/", slug="most-i-reka",
            status="publish", password="tajna", at=datetime(2024, 9, 1, 6, tzinfo=UTC),
            local=datetime(2024, 9, 1, 8),  # noqa: DTZ001
            modified_at=datetime(2024, 9, 2, 7, 30, tzinfo=UTC), authors=("mila",),
            excerpt=" Укратко. ",
            body=("<!-- wp:paragraph -->\n<p>Мост&nbsp;стоји.</p>\n<!-- /wp:paragraph -->"
                  " ]]> </item>"),
            parent="11", position=4, is_sticky=True, comments="closed",
            filed=(Filed(taxonomy="edition", slug="jutro", name="Јутро"),
                   Filed(taxonomy="post_tag", slug="most", name="Мост")),
            meta={"_thumbnail_id": ("13",), "spot": ('a:1:{s:1:"x";s:3:" y ";}', "")},
            remarks=(
                Remark(id="21", parent="20", author="Читалац", email="ko@example.org",
                       website="https://ko.example", address="192.0.2.7",
                       at=datetime(2024, 9, 1, 8, tzinfo=UTC), text="Браво!\n", approved="1",
                       kind="comment", user_id="3"),
                Remark(id="22", author="Други сајт", at=datetime(2024, 9, 1, 9, tzinfo=UTC),
                       approved="0", kind="pingback"),
            ),
            line=30,
        ),
    ]  # fmt: skip


def test_an_export_of_one_site_among_many_names_their_home_too():
    records = sample("wxr-1.1.xml")

    assert records[:5] == [
        Blog(title="Dolina", address="http://mreza.example/dolina", home="http://mreza.example",
             generator="http://wordpress.org/?v=3.1", version="1.1"),
        Person(login="ivo", email="ivo@dolina.example", name="Ivo Lukić"),
        Term(taxonomy="category", slug="sela", id="4", name="Sela & zaseoci", parent="kraj",
             description="Sva <b>sela</b>"),
        Term(taxonomy="post_tag", slug="most", id="5", name="Most", description="Stari most"),
        Term(taxonomy="nav_menu", slug="glavni", id="6", name="Glavni"),
    ]  # fmt: skip
    (picture,) = items(records)
    assert (picture.kind, picture.parent) == ("attachment", "7")
    assert picture.file == "http://mreza.example/dolina/files/2011/01/slika.jpg"
    assert picture.said("_wp_attached_file") == "2011/01/slika.jpg"


def test_authors_and_terms_of_the_oldest_exports_are_there_once():
    records = sample("wxr-1.0.xml")

    assert [each for each in records if isinstance(each, Person)] == [Person(login="vera")]
    first, second = items(records)
    assert (first.kind, second.kind) == ("post", "page")
    assert first.filed == (
        Filed(taxonomy="category", slug="grad", name="Grad"),
        Filed(taxonomy="post_tag", slug="reka", name="Reka"),
        Filed(taxonomy="post_tag", slug="", name="Bez sluga"),
    )


def test_somebody_who_is_introduced_is_not_introduced_again(wxr):
    author = "<wp:author><wp:author_login>ana</wp:author_login></wp:author>\n"
    by = "<item><dc:creator>{}</dc:creator><wp:post_id>1</wp:post_id></item>\n"

    records = wxr(export(author, by.format("ana"), by.format("pero"), by.format("pero")))

    people = [each.login for each in records if isinstance(each, Person)]
    assert people == ["ana", "pero"]
    assert [item.authors for item in items(records)] == [("ana",), ("pero",), ("pero",)]


@pytest.mark.parametrize("version", ["1.0", "1.2", "9.9"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_elements_are_known_by_what_their_prefix_stands_for(wxr, version, scheme):
    address = f"{scheme}://wordpress.org/export/{version}/"
    head = f'<rss xmlns:a="{address}" xmlns:b="{address}excerpt/" xmlns:wp="urn:else"><channel>'
    fields = "<a:post_id>5</a:post_id><b:encoded>Izvod</b:encoded>"

    item = wxr.item(export(f"<item>{fields}</item>", head=head))

    assert (item.id, item.excerpt) == ("5", "Izvod")


def test_what_stands_behind_the_items_is_read_as_well(wxr):
    term = "<wp:tag><wp:tag_slug>most</wp:tag_slug></wp:tag>\n"

    records = wxr(export(entry("Prva"), term, entry("Druga")))

    assert records[1:3] == [items(records)[0], Term(taxonomy="post_tag", slug="most")]
    assert titles(records) == ["Prva", "Druga"]


def test_only_the_head_is_read_to_describe_an_export(wxr):
    wxr(HEAD + entry() + END)
    wxr.path.write_text(HEAD + entry() + "<item>" + "\x00 & <" * 1000)

    assert describe(wxr.path) == Blog(title="List", version="1.2")


def test_markup_that_nobody_marked_as_text_is_text(wxr):
    body = "<content:encoded>Pre <!-- wp:x --><p>Prvi <b>red</b></p> posle</content:encoded>"

    item = wxr.item(export(f"<item>{body}<wp:post_id>1</wp:post_id></item>"))

    assert item.body == "Pre <!-- wp:x --><p>Prvi <b>red</b></p> posle"


def test_a_value_without_a_key_is_nothing(wxr):
    pair = (
        "<wp:postmeta><wp:meta_key>{}</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta>"
    )
    item = entry().replace("</item>", pair.format(" ") + pair.format("a") + "</item>")

    assert wxr.item(export(item)).meta == {"a": ("1",)}


@pytest.mark.parametrize(
    ("text", "position"), [("-3", -3), ("", 0), ("x", 0), ("9" * 5000, 0), ("٣", 0)]
)
def test_a_position_is_a_small_number_or_none(wxr, text, position):
    assert wxr.item(export(entry(menu_order=text))).position == position


def test_each_item_says_on_which_line_it_begins(wxr):
    records = wxr(export(entry("Prva\n\n"), "\n", entry("Druga"), "<!-- \n -->", entry("Treća")))

    assert [item.line for item in items(records)] == [6, 10, 12]


def test_comments_without_a_number_of_their_own_are_told_apart(wxr):
    five, none = "<wp:comment_id>5</wp:comment_id>", "<wp:comment_id></wp:comment_id>"
    said = "".join(
        f"<wp:comment>{each}<wp:comment_content>Words {place}</wp:comment_content></wp:comment>"
        for place, each in enumerate((five, "", five, none), start=1)
    )

    found = wxr.item(export(entry(post_id="9").replace("</item>", f"{said}</item>"))).remarks

    assert [(each.id, each.text) for each in found] == [
        ("5", "Words 1"), ("9:2", "Words 2"), ("9:3", "Words 3"), ("9:4", "Words 4"),
    ]  # fmt: skip
