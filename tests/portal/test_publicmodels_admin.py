import pytest
from django.contrib import admin
from django.contrib.admin.utils import get_deleted_objects
from django.urls import reverse

from accounts.models import Author
from articles.models import Article, Category, Tag
from portal.pagecache.models import CacheTag
from portal.publicmodels import verbs
from portal.publicmodels.admin import PublicModelAdmin
from portal.publicmodels.models import Trashed
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, TagFactory

pytestmark = pytest.mark.django_db

LIST = reverse("admin:publicmodels_trashed_changelist")


@pytest.fixture
def desk(client, editor):
    """The editor's browser."""
    client.force_login(editor)
    return client


def trash(row):
    return verbs.trash(row, by=None, tags=())


def page_of(trashed, page="change"):
    return reverse(f"admin:publicmodels_trashed_{page}", args=[trashed.pk])


def restore(client, *rows):
    data = {"action": "restore", "_selected_action": [row.pk for row in rows]}
    return client.post(LIST, data, follow=True).content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("anonymous", 302),
        ("journalist", 403),
        ("editor", 200),
        ("moderator", 403),
        ("administrator", 200),
    ],
)
def test_editors_bring_back_what_lies_in_the_trash(client, request, role, status):
    if role != "anonymous":
        client.force_login(request.getfixturevalue(role))
    trashed = trash(TagFactory(name="Drina"))

    looks = [client.get(address).status_code for address in (LIST, page_of(trashed))]
    restored = client.post(page_of(trashed, "restore")).status_code

    assert looks == [status] * 2
    assert restored == (302 if status == 200 else status)
    assert Tag.objects.filter(name="Drina").exists() == (status == 200)


def test_nobody_writes_or_empties_the_trash_by_hand(client, administrator):
    client.force_login(administrator)
    trashed = trash(TagFactory())

    found = [
        client.get(reverse("admin:publicmodels_trashed_add")).status_code,
        client.get(page_of(trashed, "delete")).status_code,
        client.post(page_of(trashed), {"label": "Other"}).status_code,
        client.get(page_of(trashed, "restore")).status_code,
    ]

    assert found == [403, 403, 403, 405]
    assert Trashed.objects.get().label != "Other"


def test_an_item_says_what_it_is_and_what_comes_back_with_it(desk):
    tag = TagFactory(name="Drina <river>", slug="drina")
    for _ in range(2):
        ArticleFactory(tags=("Drina <river>",))

    html = desk.get(page_of(trash(tag))).content.decode()

    assert "<b>Name</b> Drina &lt;river&gt;" in html
    assert "tag of a story: 2" in html
    assert "Restore to the site" in html


def test_what_the_software_no_longer_knows_can_still_be_looked_at(desk):
    trashed = trash(TagFactory(name="Drina"))
    Trashed.objects.update(kind="polls.poll")

    html = desk.get(page_of(trashed)).content.decode()
    listed = desk.get(LIST).content.decode()

    assert "Polls.poll" in html
    assert '<td class="field-what">Polls.poll</td>' in listed
    assert "Restore to the site" not in html


def test_what_fits_comes_back_and_what_does_not_says_why(desk):
    fitting, clashing = trash(TagFactory(name="Drina")), trash(CategoryFactory(slug="culture"))
    CategoryFactory(slug="culture")

    html = restore(desk, fitting, clashing)

    assert "1 item is back on the site." in html
    assert f"“{clashing.label}” cannot come back" in html
    assert [row.pk for row in Trashed.objects.all()] == [clashing.pk]


def test_who_may_not_make_such_a_row_may_not_bring_it_back(desk, editor):
    kept = trash(AuthorFactory(name="Zora"))
    Trashed.objects.update(kind="site_settings.sitesettings")

    html = restore(desk, kept)

    assert "You may not bring back “Zora”." in html
    assert Trashed.objects.count() == 1


def test_a_new_row_stamps_its_own_tag(desk):
    desk.post(reverse("admin:accounts_author_add"), {"name": "Zora", "kind": "staff"})

    names = CacheTag.objects.values_list("name", flat=True)
    assert [name for name in names if "None" in name] == []


def test_an_empty_trash_says_what_it_is_for(desk):
    html = desk.get(LIST).content.decode()

    assert "The trash is empty." in html


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_however_full(desk, count, django_assert_num_queries):
    for _ in range(count):
        trash(TagFactory())
    desk.get(LIST)

    with django_assert_num_queries(8):
        response = desk.get(LIST)

    assert len(response.context["cl"].result_list) == count


@pytest.mark.parametrize("count", [1, 5])
def test_the_question_costs_the_same_however_many_stories_have_the_tag(
    desk, count, django_assert_num_queries
):
    tag = TagFactory(name="Drina")
    for _ in range(count):
        ArticleFactory(tags=("Drina",))
    address = reverse("admin:articles_tag_delete", args=[tag.pk])
    desk.get(address)

    with django_assert_num_queries(7):
        response = desk.get(address)

    assert list(response.context["model_count"]) == [("tags", 1), ("tags of stories", count)]


def test_what_goes_and_what_may_not_go_is_what_django_finds(rf, editor):
    article = CommentFactory().article
    ArticleFactory(category=article.category)
    request = rf.get("/")
    request.user = editor
    told = {}

    for row in (article, article.category, AuthorFactory()):
        desk = PublicModelAdmin(type(row), admin.site)
        _rows, counts, lacking, protected = desk.get_deleted_objects([row], request)
        django = get_deleted_objects([row], request, admin.site)
        assert (counts, lacking) == django[1:3]
        told[type(row)] = (lacking, sorted(protected))

    assert told == {
        Article: ({"story", "comment"}, ["1 comment", "1 story"]),
        Category: ({"story"}, ["2 listings", "2 stories"]),
        Author: (set(), []),
    }
