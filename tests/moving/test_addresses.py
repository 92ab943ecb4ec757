"""Every form in which an old address was written is one address, and names one thing."""

import pytest

from portal.moving.addresses import (
    Asked,
    Bases,
    Month,
    hosts_of,
    meant,
    month,
    normal,
    of_author,
    of_item,
    of_section,
    of_tag,
)
from portal.moving.filing import Section
from portal.moving.records import Item, Term
from portal.moving.signing import Signature

HOSTS = hosts_of("https://www.old.example/blog")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://old.example/2012/05/a-story/", "/2012/05/a-story"),
        ("http://www.old.example/2012/05/A-Story", "/2012/05/a-story"),
        ("/2012/05/a-story/?utm_source=x&fbclid=1#comments", "/2012/05/a-story"),
        ("https://old.example/?p=12", "/?p=12"),
        ("https://old.example?p=12&preview=true", "/?p=12"),
        ("/?m=201205&cat=3", "/?cat=3&m=201205"),
        ("/%D0%B2%D0%B5%D1%81%D1%82%D0%B8/", "/вести"),
        ("/%d0%b2%d0%b5%d1%81%d1%82%d0%b8", "/вести"),
        ("/cafe\u0301/", "/café"),
        ("https://old.example", "/"),
        ("//old.example/a/", "/a"),
        ("https://other.example/a/", ""),
        ("ftp://old.example/a/", ""),
        ("javascript:alert(1)", ""),
        ("http://[z", ""),
        ("relative/path", ""),
        ("/a%00b", ""),
        ("/a%0Ab", ""),
        (f"/{'a' * 501}", ""),
        (f"/?{'&'.join('p=1' for _time in range(60))}", ""),
        ("", "/"),
    ],
)
def test_an_address_has_one_form(address, kept):
    assert normal(address, hosts=HOSTS) == kept


def test_a_site_is_known_with_and_without_www():
    assert hosts_of("https://old.example/a", "http://www.else.example", "http://[z", "") == {
        "old.example", "www.old.example", "else.example", "www.else.example",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "pages"),
    [
        ("/a/b", [("/a/b", False)]),
        ("/a/b/feed", [("/a/b/feed", False), ("/a/b", True)]),
        ("/a/feed/rss2", [("/a/feed/rss2", False), ("/a", True)]),
        ("/a/comment-page-2", [("/a/comment-page-2", False), ("/a", False)]),
        ("/a/page/12", [("/a/page/12", False), ("/a", False)]),
        ("/a/2/amp", [("/a/2/amp", False), ("/a/2", False), ("/a", False)]),
        ("/feed", [("/feed", False), ("/", True)]),
        ("/?feed=rss2&p=3", [("/?feed=rss2&p=3", False), ("/?p=3", True)]),
        ("/2012/05", [("/2012/05", False), ("/2012", False)]),
        (
            "/1/2/3/4/5",
            [("/1/2/3/4/5", False), ("/1/2/3/4", False), ("/1/2/3", False), ("/1/2", False)],
        ),
    ],
)
def test_what_stands_behind_a_page_is_of_the_page(address, pages):
    found = list(meant(address))

    assert found == [Asked(address=page, is_feed=is_feed) for page, is_feed in pages]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/2012", Month(year=2012)),
        ("/2012/05", Month(year=2012, month=5)),
        ("/2012/5", Month(year=2012, month=5)),
        ("/2012/05/14", Month(year=2012, month=5)),
        ("/?m=2012", Month(year=2012)),
        ("/?m=20120514", Month(year=2012, month=5)),
        ("/?monthnum=5&year=2012", Month(year=2012, month=5)),
        ("/2012/13", None),
        ("/2012/05/a-story", None),
        ("/0012/05", None),
        ("/?m=12", None),
        ("/?monthnum=x&year=2012", None),
        ("/a?m=2012", None),
        ("/", None),
    ],
)
def test_archives_by_date_are_told_from_pages(address, found):
    assert month(address) == found


def test_an_item_was_found_by_its_link_its_number_and_what_it_was_called_before():
    item = Item(
        id="12", kind="post", link="https://old.example/2012/05/story/",
        guid="http://old.example/?p=12",
        meta={"_wp_old_slug": ("before", "", "%d0%b2%d0%b5%d1%81%d1%82")},
    )  # fmt: skip

    assert of_item(item, hosts=HOSTS) == [
        "/2012/05/story", "/?p=12", "/2012/05/before", "/2012/05/вест",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (
            {"kind": "page", "link": "https://old.example/about/"},
            ["/about", "/?p=7", "/?page_id=7"],
        ),
        (
            {"kind": "attachment", "link": "https://old.example/?attachment_id=7"},
            ["/?attachment_id=7", "/?p=7"],
        ),
        ({"kind": "post", "link": "https://old.example/"}, ["/?p=7"]),
        ({"kind": "post", "link": "https://other.example/a/", "guid": "a guid"}, ["/?p=7"]),
        ({"kind": "post", "id": "", "link": ""}, []),
    ],
)
def test_pages_and_files_have_numbers_of_their_own_and_the_front_page_is_nobodys(fields, found):
    assert of_item(Item(**{"id": "7"} | fields), hosts=HOSTS) == found


def test_lists_were_found_below_their_base_and_by_number_and_name():
    section = Section(slug="grad", name="Grad", id="3")
    tag = Term(taxonomy="post_tag", slug="%d0%b2%d0%be%d0%b4%d0%b0")
    author = Signature(login="ana", name="Ana")

    assert of_section(section, above=["vesti"]) == [
        "/category/vesti/grad", "/category/grad", "/?cat=3", "/?category_name=grad",
    ]  # fmt: skip
    assert of_tag(tag) == ["/tag/вода", "/?tag=%D0%B2%D0%BE%D0%B4%D0%B0"]
    assert of_author(author, number="2") == ["/author/ana", "/?author_name=ana", "/?author=2"]


def test_a_base_may_have_another_name_or_none():
    section = Section(slug="grad", name="Grad")

    assert of_section(section, bases=Bases(category="rubrika"))[0] == "/rubrika/grad"
    assert of_section(section, bases=Bases(category=""))[0] == "/grad"
    assert of_tag(Term(taxonomy="post_tag", slug="a"), bases=Bases(tag="oznaka"))[0] == "/oznaka/a"
    assert of_author(Signature(login="ana", name="Ana"), bases=Bases(author=""))[0] == "/ana"


def test_each_address_that_is_kept_is_in_the_form_that_is_looked_up():
    item = Item(
        id="7", kind="page", link="https://old.example/%D0%9E/", meta={"_wp_old_slug": ("Б",)}
    )
    told = [
        *of_item(item, hosts=HOSTS),
        *of_section(Section(slug="%d0%b2", name="", id="3"), above=["Top"]),
        *of_tag(Term(taxonomy="post_tag", slug="Two words")),
        *of_author(Signature(login="Ana A.", name=""), number="2"),
    ]

    assert [normal(each) for each in told] == told
