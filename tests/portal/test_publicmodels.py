import pytest
from django.contrib.flatpages.models import FlatPage
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.db.models import ProtectedError

from articles.models import Article, Category, Tag
from portal.pagecache.models import CacheTag
from portal.publicmodels import verbs
from portal.publicmodels.models import Trashed
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    TagFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_saving_stamps_the_tags_of_the_row():
    category = CategoryFactory()

    verbs.save(category, tags=category.cache_tags())

    assert set(CacheTag.objects.values_list("name", flat=True)) == {
        "site",
        f"category:{category.pk}",
    }


def test_a_tag_comes_back_with_its_stories():
    tag = TagFactory(name="Drina")
    article = ArticleFactory(tags=("Drina",))
    by, key = UserFactory(), tag.pk

    trashed = verbs.trash(tag, by=by, tags=tag.cache_tags())
    without = list(article.tag_items.all())
    verbs.restore(trashed)

    assert without == []
    assert [item.tag for item in article.tag_items.all()] == [Tag.objects.get(pk=key)]
    assert (trashed.label, trashed.kind, trashed.by_name) == (
        "Drina",
        "articles.tag",
        by.get_full_name(),
    )
    assert not Trashed.objects.exists()


def test_a_static_page_comes_back_on_its_site():
    page = FlatPage.objects.create(url="/about/", title="About", content="<p>Us.</p>")
    page.sites.add(Site.objects.get())

    verbs.restore(verbs.trash(page, by=None, tags=("site",)))

    assert [site.pk for site in FlatPage.objects.get(url="/about/").sites.all()] == [1]


def test_what_stories_need_cannot_go_to_the_trash():
    category, author = CategoryFactory(), AuthorFactory()
    ArticleFactory(category=category, authors=(author,))

    for row in (category, author):
        with pytest.raises(ProtectedError):
            verbs.trash(row, by=None, tags=())

    assert Article.objects.count() == 1
    assert not Trashed.objects.exists()


def test_what_no_longer_fits_says_so_and_stays_in_the_trash():
    trashed = verbs.trash(CategoryFactory(slug="culture", name="Culture"), by=None, tags=())
    CategoryFactory(slug="culture")

    with pytest.raises(verbs.CannotRestore, match="Culture"):
        verbs.restore(trashed)

    assert Trashed.objects.count() == Category.objects.count() == 1


def test_what_belonged_to_something_that_is_gone_stays_in_the_trash():
    section = CategoryFactory()
    part = verbs.trash(CategoryFactory(parent=section), by=None, tags=())
    verbs.trash(section, by=None, tags=())

    with pytest.raises(verbs.CannotRestore):
        verbs.restore(part)

    assert Trashed.objects.count() == 2


def rename(row, slug):
    row.slug = slug
    verbs.save(row, tags=row.cache_tags())


def test_old_addresses_lead_to_the_new_one_however_often_a_page_moves(client):
    author = AuthorFactory(slug="ana")
    for slug in ("ana-b", "ana-c", "ana", "ana-d"):
        rename(author, slug)

    found = {slug: client.get(f"/author/{slug}/") for slug in ("ana", "ana-b", "ana-c", "ana-d")}

    assert found.pop("ana-d").status_code == 200
    assert {(each.status_code, each["Location"]) for each in found.values()} == {
        (301, "/author/ana-d/")
    }


def test_what_keeps_its_address_or_has_none_leaves_no_redirect():
    category = CategoryFactory(slug="culture")
    category.name = "Arts"
    verbs.save(category, tags=())
    verbs.save(ImageFactory(), tags=())
    verbs.save(CategoryFactory.build(slug="new"), tags=())

    assert not Redirect.objects.exists()


def test_a_renamed_section_takes_its_old_address_with_it(client):
    section = CategoryFactory(slug="culture")
    rename(section, "kultura")

    assert client.get("/culture/")["Location"] == "/kultura/"


def test_a_feed_goes_with_the_page_that_was_renamed(client):
    rename(CategoryFactory(slug="culture"), "kultura")
    rename(AuthorFactory(slug="ana"), "ana-b")

    moved = [client.get(path) for path in ("/culture/feed/", "/author/ana/feed/")]

    assert [(each.status_code, each["Location"]) for each in moved] == [
        (301, "/kultura/feed/"), (301, "/author/ana-b/feed/"),
    ]  # fmt: skip
    assert client.get("/nothing/feed/").status_code == 404
