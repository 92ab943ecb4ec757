"""Categories at the desk: their order, and what becomes of their stories."""

import pytest
from django.contrib.flatpages.models import FlatPage
from django.urls import reverse

from articles.models import Category, Listing
from portal.pagecache.models import CacheTag
from tests.articles.desk import change, delete, filled_in, page
from tests.factories import ArticleFactory, CategoryFactory

pytestmark = pytest.mark.django_db


def test_sections_are_followed_by_their_parts(desk):
    second = CategoryFactory(name="Second", position=2)
    first = CategoryFactory(name="First", position=1)
    CategoryFactory(name="Part", parent=second, position=0)
    CategoryFactory(name="Other part", parent=first, position=9)

    rows = desk.get(reverse("admin:articles_category_changelist")).context["cl"].result_list

    assert [category.name for category in rows] == ["First", "Other part", "Second", "Part"]


def test_a_section_that_moves_takes_its_stories_along(desk):
    parent, section = CategoryFactory(), CategoryFactory(name="Moves")
    article = ArticleFactory(category=section)

    change(desk, section, parent=parent.pk)

    assert Category.objects.get(name="Moves").parent == parent
    assert Listing.objects.filter(article=article, category=parent).exists()


def test_the_menu_is_put_in_order_in_the_list(desk):
    first, second = CategoryFactory(position=1), CategoryFactory(position=2)
    fields = filled_in(desk.get(reverse("admin:articles_category_changelist")), "changelist-form")

    desk.post(
        reverse("admin:articles_category_changelist"),
        {**fields, "form-0-position": "5", "_save": "1"},
    )

    assert list(Category.objects.all()) == [second, first]
    assert CacheTag.objects.filter(name=f"category:{first.pk}").exists()


@pytest.mark.parametrize("where", ["category_id", "other_category_ids"])
def test_a_section_with_stories_cannot_be_deleted_and_says_which(desk, where):
    section = CategoryFactory()
    value = (section.pk,) if where == "other_category_ids" else section.pk
    ArticleFactory(headline="Stands in it", live=False, **{where: value})

    asked, _deleted = delete(desk, section)

    assert "Stands in it" in page(asked)
    assert "permission" not in page(asked)
    assert Category.objects.filter(pk=section.pk).exists()


def test_an_address_of_the_sites_own_is_refused(desk):
    section = CategoryFactory()

    response = change(desk, section, slug="archive")

    assert "is used by the site itself" in page(response)


def test_a_journalist_looks_and_changes_nothing(client, journalist):
    section = CategoryFactory(name="Politics")
    client.force_login(journalist)

    address = reverse("admin:articles_category_change", args=[section.pk])

    assert "Politics" in page(client.get(address))
    assert client.post(address, {"name": "Mine"}).status_code == 403


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_however_many_categories(desk, count, django_assert_num_queries):
    section = CategoryFactory()
    CategoryFactory.create_batch(count, parent=section)

    with django_assert_num_queries(8):
        desk.get(reverse("admin:articles_category_changelist"))


def test_a_section_that_shares_the_address_of_a_page_keeps_its_place_in_the_list(desk):
    section = CategoryFactory(slug="about")
    FlatPage.objects.create(url="/about/", title="About us")
    fields = filled_in(desk.get(reverse("admin:articles_category_changelist")), "changelist-form")

    desk.post(
        reverse("admin:articles_category_changelist"),
        {**fields, "form-0-position": "5", "_save": "1"},
    )
    refused = change(desk, section, name="Other")

    section.refresh_from_db()
    assert (section.position, section.name == "Other") == (5, False)
    assert "“/about/” is the address of the page “About us”; choose another" in page(refused)
