"""Tags at the desk: renamed, and suggested to who types them."""

import pytest
from django.urls import reverse

from articles.models import ArticleTag, Tag
from portal.pagecache.models import CacheTag
from tests.articles.desk import change, page, ways
from tests.factories import ArticleFactory, TagFactory

pytestmark = pytest.mark.django_db


def suggested(desk, typed):
    return desk.get(reverse("admin:articles_tag_suggest"), {"q": typed}).json()["names"]


def test_suggestions_begin_with_what_was_typed_in_any_alphabet(desk):
    for name in ("Reka Drina", "Drina", "drim", "Sava", "Дринска регата"):
        TagFactory(name=name, slug=Tag().slugify(name))

    found = {typed: suggested(desk, typed) for typed in ("drin", "ДРИН", "zzz")}

    assert found["drin"] == found["ДРИН"] == ["Drina", "Дринска регата", "Reka Drina"]
    assert found["zzz"] == []


def test_nothing_typed_suggests_nothing(desk):
    TagFactory()

    assert suggested(desk, " ") == []


def test_a_renamed_tag_keeps_its_address_and_refreshes_every_page(desk):
    tag = TagFactory(name="flod", slug="flod")

    change(desk, tag, name="flood")

    tag.refresh_from_db()
    assert (tag.name, tag.slug) == ("flood", "flod")
    assert CacheTag.objects.filter(name="site").exists()


def test_a_tag_leads_to_its_page_only_if_readers_find_one(desk):
    unused = TagFactory(name="unused")
    ArticleFactory(tags=("used",))
    used = Tag.objects.get(name="used")

    assert "View it on the site" not in ways(change(desk, unused, name="still unused"))
    address = ways(change(desk, used, name="used twice"))["View it on the site"]
    assert desk.get(address).status_code == 200


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("FLOOD", "There is such a tag already."),
        ("wind, rain", "A tag cannot have a comma"),
        ("★", "Write an address: none can be made from this name."),
    ],
)
def test_a_name_that_would_not_work_is_refused(desk, name, told):
    TagFactory(name="flood", slug="flood")
    tag = TagFactory(name="wind", slug="wind")

    response = change(desk, tag, name=name, slug="")

    tag.refresh_from_db()
    assert told in page(response)
    assert tag.name == "wind"


def test_the_tag_of_a_story_is_named_without_a_query(django_assert_num_queries):
    article = ArticleFactory(tags=("flood",))
    link = ArticleTag.objects.get()

    with django_assert_num_queries(0):
        name = str(link)

    assert name == f"{link.tag_id} on {article.pk}"


def test_a_journalist_makes_tags_and_renames_none(client, journalist):
    tag = TagFactory(name="old")
    client.force_login(journalist)

    client.post(reverse("admin:articles_tag_add"), {"name": "Вести дана", "slug": ""})
    refused = client.post(
        reverse("admin:articles_tag_change", args=[tag.pk]), {"name": "new", "slug": "new"}
    )

    assert refused.status_code == 403
    assert set(Tag.objects.values_list("name", "slug")) == {
        ("old", tag.slug), ("Вести дана", "vesti-dana"),
    }  # fmt: skip
