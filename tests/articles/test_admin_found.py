"""What the desk finds tags, authors, images and stories by, and whatever it pastes there."""

import pytest
from django.urls import reverse

from accounts.models import Author
from articles.forms.bylines import labels
from tests.articles.desk import page
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, TagFactory

pytestmark = pytest.mark.django_db

LISTS = [
    "admin:accounts_author_changelist",
    "admin:articles_tag_changelist",
    "admin:articles_image_changelist",
    "admin:articles_image_pick",
    "admin:articles_tag_suggest",
    "admin:articles_article_authors",
    "admin:articles_article_changelist",
    "admin:articles_article_links",
]
PASTED = ["\0", "a\0b", '"', "'\"", "%_\\", "ь", "ћ " * 5_000, "đ" * 10_000, "- ? ★"]


def read(response):
    """What is found, of a page or of JSON."""
    if response.headers["Content-Type"] == "application/json":
        return str(response.json())
    return page(response)


@pytest.fixture
def named():
    """A row of each kind that has the name, and one that has not."""

    def make(name):
        for spelled in (name, "Somebody Else"):
            ImageFactory(alt=spelled)
            TagFactory(name=spelled)
            # Guests are not offered as a filter.
            author = AuthorFactory(name=spelled, kind=Author.Kind.GUEST)
            ArticleFactory(headline=spelled, authors=(author,))

    return make


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Ђорђе Вучић", "dorde vucic"),
        ("Đorđe Vučić", "ВУЧИЋ"),
        ("İlker Işık", "isik ILKER"),
        ("Shpresa Kërçiku", "ercik"),
        ("Μπάμπης Ευαγγέλου", "evangelou"),
    ],
)
def test_every_list_of_the_desk_finds_a_name_in_any_alphabet_and_spelling(
    desk, named, address, name, typed
):
    named(name)

    shown = read(desk.get(reverse(address), {"q": typed}))

    assert name in shown
    assert "Somebody Else" not in shown


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("typed", PASTED, ids=range(len(PASTED)))
def test_whatever_is_pasted_is_answered(desk, named, address, typed):
    named("Đorđe")

    assert desk.get(reverse(address), {"q": typed}).status_code == 200


@pytest.mark.parametrize("count", [1, 5])
def test_authors_cost_the_same_however_many_are_found(desk, count, django_assert_num_queries):
    AuthorFactory.create_batch(count)

    with django_assert_num_queries(6):
        found = desk.get(reverse("admin:articles_article_authors"), {"q": "author"}).json()

    assert len(found["names"]) == count


def test_a_keystroke_reads_the_authors_that_are_shown_and_their_namesakes_alone():
    ana = AuthorFactory(name="Ana", slug="ana")
    others = [AuthorFactory(name="ANA", slug="ana-2"), AuthorFactory(name="Anabela")]

    assert labels(["Ana"]) == {ana.pk: "Ana (ana)", others[0].pk: "ANA (ana-2)"}
    assert labels([]) == {}
    assert len(labels()) == 3


def test_authors_of_one_name_are_told_apart_and_who_is_called_so_comes_first(desk):
    AuthorFactory(name="Ana Lukić", slug="ana-lukic")
    AuthorFactory(name="Лука Перић", slug="luka")
    AuthorFactory(name="Лука Перић", slug="luka-2")

    found = desk.get(reverse("admin:articles_article_authors"), {"q": "luk"}).json()

    assert found["names"] == ["Лука Перић (luka)", "Лука Перић (luka-2)", "Ana Lukić"]
