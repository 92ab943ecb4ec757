import pytest
from django.contrib.flatpages.models import FlatPage
from django.core.exceptions import ValidationError

from articles import categories
from articles.models import Article, Category
from portal.pagecache.models import CacheTag
from tests.factories import ArticleFactory, CategoryFactory

pytestmark = pytest.mark.django_db


def test_stories_follow_a_category_to_another_section():
    old, new = CategoryFactory(), CategoryFactory()
    part, sister = CategoryFactory(parent=old), CategoryFactory(parent=old)
    article = ArticleFactory(category=part)
    stays = ArticleFactory(category=part, other_category_ids=(sister.pk,))
    chosen = ArticleFactory(category=part, other_category_ids=(old.pk,))
    part.parent = new

    categories.save(part)

    assert set(Article.objects.listed_in(new)) == {article, stays, chosen}
    assert set(Article.objects.listed_in(old)) == {stays, chosen}
    assert set(Article.objects.listed_in(part)) == {article, stays, chosen}
    assert Article.objects.get(pk=article.pk).category.top == new
    names = set(CacheTag.objects.values_list("name", flat=True))
    assert {"site", *(f"category:{category.pk}" for category in (old, new, part))} <= names


def test_a_category_becomes_a_section_of_its_own():
    old = CategoryFactory()
    part = CategoryFactory(parent=old)
    article = ArticleFactory(category=part)
    part.parent = None

    categories.save(part)

    assert list(Article.objects.listed_in(old)) == []
    assert list(Article.objects.listed_in(part)) == [article]


def test_a_new_category_is_saved_with_an_address_made_from_its_name():
    category = Category(name="Култура")
    category.full_clean()

    categories.save(category)

    assert Category.objects.get().slug == "kultura"


@pytest.mark.parametrize("slug", ["admin", "feed", "2030"])
def test_an_address_of_the_site_itself_is_refused(slug):
    with pytest.raises(ValidationError, match=r"another address|needs a letter"):
        Category(name="Name", slug=slug).full_clean()


@pytest.mark.parametrize("name", ["Archive", "2030", "★"])
def test_an_address_made_of_the_name_has_to_pass_like_one_that_is_typed(name):
    with pytest.raises(ValidationError) as refused:
        Category(name=name).full_clean()

    assert list(refused.value.message_dict) == ["slug"]


@pytest.mark.parametrize("fields", [{"slug": "about"}, {"slug": ""}])
@pytest.mark.parametrize("below", [False, True])
def test_the_address_of_a_static_page_is_refused(fields, below):
    section = CategoryFactory(slug="culture") if below else None
    FlatPage.objects.create(url="/culture/about/" if below else "/about/", title="About us")
    free = Category(name="About", parent=None if below else CategoryFactory(), **fields)
    taken = Category(name="About", parent=section, **fields)

    free.full_clean()
    with pytest.raises(ValidationError) as refused:
        taken.full_clean()

    url = "/culture/about/" if below else "/about/"
    assert refused.value.message_dict == {
        "slug": [f"“{url}” is the address of the page “About us”; choose another address."]
    }


def test_a_section_takes_no_address_below_which_a_part_would_hide_a_page():
    section = CategoryFactory()
    CategoryFactory(parent=section, slug="team")
    FlatPage.objects.create(url="/about/team/", title="The team")
    section.slug = "about"

    with pytest.raises(ValidationError, match="The team"):
        section.full_clean()


def test_a_third_level_is_refused():
    section = CategoryFactory()
    part = CategoryFactory(parent=section)

    with pytest.raises(ValidationError, match="two levels"):
        Category(name="Deep", slug="deep", parent=part).clean()
    section.parent = CategoryFactory()
    with pytest.raises(ValidationError, match="two levels"):
        section.clean()


def test_the_menu_has_the_sections_in_their_order():
    second, first = CategoryFactory(position=2), CategoryFactory(position=1)
    CategoryFactory(in_menu=False)
    CategoryFactory(parent=first)

    assert list(Category.objects.in_menu()) == [first, second]
