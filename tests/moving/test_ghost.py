"""What an export of Ghost says, as records that know nothing of Ghost."""

import json
from collections import Counter
from datetime import UTC, datetime

import pytest

from portal.moving.ghost import read
from portal.moving.records import Blog, Filed, Item, Notice, Person, Remark, Term
from tests.moving.exports import SAMPLES, needs

OLD = "https://list.example"
FIVE, ONE = SAMPLES / "ghost-5.json", SAMPLES / "ghost-1.json"


def records(path, kind, **options):
    return [record for record in read(path, **options) if isinstance(record, kind)]


def items(path, kind="post", **options):
    return {item.slug: item for item in records(path, Item, **options) if item.kind == kind}


def export(tmp_path, **tables):
    path = tmp_path / "export.json"
    path.write_text(json.dumps({"db": [{"meta": {"version": "5.0"}, "data": tables}]}))
    return path


def post(number=1, **fields):
    return {"id": f"p{number}", "title": f"Post {number}", "slug": f"post-{number}",
            "status": "published", "type": "post", "html": "<p>Words.</p>"} | fields  # fmt: skip


def test_every_row_of_a_real_export_becomes_a_record():
    path = needs("ghost.json")

    found = list(read(path))

    kinds = Counter(getattr(record, "kind", type(record).__name__) for record in found)
    assert kinds == {"Blog": 1, "Person": 2, "Term": 2, "post": 3, "attachment": 2}
    bodies = [record.body for record in found if isinstance(record, Item) and record.body]
    assert "<p>Hello world</p>" in bodies[0]
    assert bodies[2] == (
        '<figure class="wp-block-image"><img src="https://example.com/images/lexical-image.jpg"'
        ' alt=""></figure>'
    )


def test_the_blog_comes_first_with_the_address_that_is_given():
    first = next(read(FIVE, address="https://list.example/"))

    assert first == Blog(
        title="Riječni list", address=OLD, home=OLD, language="bs", generator="Ghost",
        version="5.82.1",
    )  # fmt: skip


def test_a_person_is_called_by_the_name_in_their_address():
    amra, marko = records(FIVE, Person, address=OLD)

    assert amra == Person(
        login="amra", id="u1", email="amra@list.example", name="Amra Kovač", bio="Piše o rijeci.",
        website="https://amra.example", picture=f"{OLD}/content/images/amra.jpg",
    )  # fmt: skip
    assert marko == Person(login="marko", id="u2", email="marko@list.example", name="Marko Ilić")


def test_the_first_public_tag_is_the_section_and_the_others_are_tags():
    found = items(FIVE)

    assert found["most-je-otvoren"].filed == (
        Filed(taxonomy="internal", slug="hash-duga", name="#duga"),
        Filed(taxonomy="category", slug="rijeka", name="Rijeka"),
        Filed(taxonomy="post_tag", slug="grad", name="Grad"),
    )
    assert found["samo-za-clanove"].filed == (Filed(taxonomy="category", slug="grad", name="Grad"),)


def test_a_tag_is_a_term_of_each_kind_that_it_is_used_as():
    terms = records(FIVE, Term)

    assert [(term.taxonomy, term.slug, term.parent) for term in terms] == [
        ("category", "grad", ""),
        ("category", "rijeka", "grad"),
        ("post_tag", "grad", ""),
        ("post_tag", "nikad", ""),
        ("internal", "hash-duga", ""),
        ("nav_menu", "navigation", ""),
    ]
    assert terms[0].description == "Šta se radi u gradu"
    assert terms[0].meta == {"_yoast_wpseo_title": ("Sve o gradu",)}


def test_tags_above_themselves_have_no_parent(tmp_path):
    path = export(
        tmp_path,
        tags=[
            {"id": "a", "slug": "a", "parent_id": "b"},
            {"id": "b", "slug": "b", "parent_id": "a"},
            {"id": "c", "slug": "c", "parent_id": "c"},
            {"id": "d", "slug": "d", "parent_id": "a"},
        ],
    )

    parents = {term.slug: term.parent for term in records(path, Term)}

    assert parents == {"a": "b", "b": "", "c": "", "d": "a"}
    assert [notice.code for notice in records(path, Notice)] == ["repaired-cycle"] * 2


def test_a_post_has_all_that_was_said_about_it():
    item = items(FIVE, address=OLD)["most-je-otvoren"]

    assert (item.id, item.guid, item.title) == ("p1", "0f0e-1", "Most je otvoren")
    assert (item.status, item.is_sticky, item.excerpt) == ("publish", True, "Poslije tri godine.")
    assert item.at == datetime(2024, 3, 1, 23, 30, tzinfo=UTC)
    assert item.local == datetime(2024, 3, 2, 0, 30)  # noqa: DTZ001 - the clock on the wall
    assert item.modified_at == datetime(2024, 3, 2, 8, tzinfo=UTC)
    assert item.authors == ("marko", "amra")
    assert (item.body, item.form) == ("<p>Most je otvoren u podne.</p>", "html")
    assert item.meta == {
        "_yoast_wpseo_title": ("Most: otvoren",),
        "_yoast_wpseo_metadesc": ("Kako je otvoren most",),
        "_yoast_wpseo_canonical": ("https://drugi.example/most/",),
        "_yoast_wpseo_opengraph-image": (f"{OLD}/content/images/og.jpg",),
        "_thumbnail_id": ("image:1",),
    }


def test_what_was_not_for_everybody_is_private_unless_it_is_a_draft():
    states = {slug: (item.status, item.said("_visibility")) for slug, item in items(FIVE).items()}

    assert states == {
        "most-je-otvoren": ("publish", ""),
        "samo-za-clanove": ("private", "paid"),
        "nacrt": ("draft", "members"),
        "sutra": ("future", ""),
        "pismo": ("private", ""),
    }


@pytest.mark.parametrize("visibility", ["members", "filter", ["public"], 7, True, {}])
def test_a_visibility_that_is_not_understood_is_not_for_everybody(tmp_path, visibility):
    path = export(tmp_path, posts=[post(1, visibility=visibility), post(2, visibility="public")])

    assert [item.status for item in items(path).values()] == ["private", "publish"]


def test_a_post_that_was_only_an_email_is_private(tmp_path):
    path = export(
        tmp_path, posts=[post(1), post(2)], posts_meta=[{"post_id": "p1", "email_only": True}]
    )

    assert [item.status for item in items(path).values()] == ["private", "publish"]


@pytest.mark.parametrize(
    ("permalink", "link"),
    [
        ("/{slug}/", "/most-je-otvoren/"),
        ("/{primary_tag}/{slug}/", "/rijeka/most-je-otvoren/"),
        ("/{year}/{month}/{day}/{id}/", "/2024/03/02/p1/"),
        ("/by/{author}/{slug}", "/by/marko/most-je-otvoren"),
        ("/{unknown}{0.__class__}/{slug}/", "/{0.__class__}/most-je-otvoren/"),
    ],
)
def test_posts_were_at_their_permalink_by_the_clock_of_the_newsroom(permalink, link):
    found = items(FIVE, address=OLD, permalink=permalink)
    page = items(FIVE, "page", address=OLD, permalink=permalink)["o-nama"]

    assert found["most-je-otvoren"].link == OLD + link
    assert page.link == f"{OLD}/o-nama/"
    assert [found[slug].link for slug in ("nacrt", "sutra", "pismo")] == ["", "", ""]


def test_one_picture_is_one_file_unless_posts_describe_it_differently(tmp_path):
    path = export(
        tmp_path,
        posts=[post(number, feature_image="/content/images/a%20b.jpg") for number in (1, 2, 3)],
        posts_meta=[
            {
                "post_id": "p3",
                "feature_image_alt": "A bridge",
                "feature_image_caption": "By <b>me</b>",
            }
        ],
    )

    found = records(path, Item, address=OLD)

    files = [item for item in found if item.kind == "attachment"]
    assert [(file.id, file.guid, file.parent) for file in files] == [
        ("image:1", f"{OLD}/content/images/a%20b.jpg", "p1"),
        ("image:2", f"{OLD}/content/images/a%20b.jpg:2", "p3"),
    ]
    assert {file.file for file in files} == {f"{OLD}/content/images/a%20b.jpg"}
    assert (files[1].title, files[1].excerpt) == ("a b.jpg", "By <b>me</b>")
    assert files[1].meta == {"_wp_attachment_image_alt": ("A bridge",)}
    posts = [item.said("_thumbnail_id") for item in found if item.kind == "post"]
    assert posts == ["image:1", "image:1", "image:2"]


def test_comments_are_under_their_posts_in_their_states():
    item = items(FIVE)["most-je-otvoren"]

    assert item.remarks[0] == Remark(
        id="k1", author="Jasna", email="jasna@pismo.example", text="<p>Konačno!</p>",
        approved="1", kind="comment", at=datetime(2024, 3, 2, 9, tzinfo=UTC),
    )  # fmt: skip
    assert [(remark.id, remark.parent, remark.approved) for remark in item.remarks] == [
        ("k1", "", "1"), ("k2", "k1", "0"), ("k3", "k2", "trash"),
    ]  # fmt: skip


def test_the_navigation_is_a_menu():
    entries = [item for item in records(FIVE, Item, address=OLD) if item.kind == "nav_menu_item"]

    assert [(entry.title, entry.said("_menu_item_url")) for entry in entries] == [
        ("Naslovna", "/"), ("O nama", f"{OLD}/o-nama/"),
    ]  # fmt: skip


def test_all_that_does_not_come_along_is_said():
    notices = records(FIVE, Notice)

    assert sorted(notice.code for notice in notices) == [
        "lost-author", "lost-code", "lost-comments", "lost-members", "lost-tables",
    ]  # fmt: skip
    assert "newsletters × 1" in notices[-1].text


@pytest.mark.parametrize(
    ("address", "begin"),
    [("", "/"), ("https://list.example/blog/", "https://list.example/blog/")],
)
def test_its_own_address_is_put_where_ghost_writes_a_sign_for_it(tmp_path, address, begin):
    path = export(
        tmp_path,
        posts=[post(html='<a href="__GHOST_URL__/a/">a</a>', lexical=None,
                    feature_image="__GHOST_URL__/content/images/a.jpg")],
    )  # fmt: skip

    found = records(path, Item, address=address)

    assert found[0].body == f'<a href="{begin}a/">a</a>'
    assert found[1].file == f"{begin}content/images/a.jpg"


def test_the_address_of_an_export_that_has_one_is_taken_if_none_is_given(tmp_path):
    path = export(tmp_path, posts=[], settings=[{"key": "url", "value": "https://own.example/"}])

    assert next(read(path)).address == "https://own.example"
    assert next(read(path, address="https://typed.example")).address == "https://typed.example"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://", 'https://a"b', "//a", "http://["]
)
def test_an_address_that_leads_nowhere_is_none(tmp_path, url):
    path = export(tmp_path, posts=[], settings=[{"key": "url", "value": url}])

    assert next(read(path)).address == ""


def test_the_first_versions_had_other_columns_and_no_database_around_them():
    blog = next(read(ONE))
    first, contact = items(ONE)["prva"], items(ONE, "page")["kontakt"]

    assert (blog.title, blog.language, blog.version) == ("Stari list", "sr", "1.22.0")
    assert first.body == (
        '<p><strong>Prvi</strong><br><a href="/o-nama/">drugi</a></p>'
        "<p>Tekst sa <em>naglaskom</em>.</p>\n"
    )
    assert first.authors == contact.authors == ("jovan",)
    assert first.at == datetime(2017, 7, 14, tzinfo=UTC)
    assert first.local == datetime(2017, 7, 14, 2)  # noqa: DTZ001 - the clock on the wall
    assert first.modified_at == datetime(2017, 7, 15, 10, tzinfo=UTC)
    assert first.meta["_yoast_wpseo_title"] == ("Prva vest",)
    assert first.filed == (Filed(taxonomy="category", slug="vesti", name="Vesti"),)
    assert contact.body == "<p>Pišite <strong>nam</strong>.</p>\n"
    assert [item.file for item in records(ONE, Item)][-1] == "/content/images/prva.png"


@pytest.mark.parametrize("version", ["1.0.0", "2.38.0", "3.42.9", "4.48.9", "5.130.0", "6.0.1"])
@pytest.mark.parametrize("is_wrapped", [True, False])
def test_exports_of_all_versions_are_read(tmp_path, version, is_wrapped):
    database = {"meta": {"version": version}, "data": {"posts": [post()]}}
    path = tmp_path / "export.json"
    path.write_text(json.dumps({"db": [database]} if is_wrapped else database))

    found = list(read(path))

    assert found[0].version == version
    assert [record.title for record in found[1:]] == ["Post 1"]
