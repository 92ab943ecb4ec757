"""The stories that a writer finds in the dialog of a link."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from tests.articles.desk import of, story
from tests.factories import ArticleFactory, CategoryFactory, UserFactory

pytestmark = pytest.mark.django_db

LINKS = "admin:articles_article_links"


def found(client, query):
    return client.get(reverse(LINKS), {"q": query}).json()["stories"]


@pytest.fixture
def writer(client, journalist):
    client.force_login(journalist)
    return client


def test_live_stories_are_found_newest_first_with_their_addresses(writer):
    older = ArticleFactory(headline="The river rose", at=timezone.now() - timedelta(days=3))
    newer = ArticleFactory(headline="River again", category=CategoryFactory(name="Floods"))
    ArticleFactory(headline="A mountain")

    stories = found(writer, "river")

    assert [each["address"] for each in stories] == [
        newer.get_absolute_url(), older.get_absolute_url(),
    ]  # fmt: skip
    assert (stories[0]["headline"], stories[0]["category"], stories[0]["state"]) == (
        "River again", "Floods", "",
    )  # fmt: skip


@pytest.mark.parametrize("query", ["Djordje reka", "Đorđe", "ђорђе"])
def test_the_script_that_one_types_in_does_not_matter(writer, query):
    ArticleFactory(headline="Đorđe i reka")

    assert [each["headline"] for each in found(writer, query)] == ["Đorđe i reka"]


def test_what_readers_cannot_open_has_no_address_and_of_others_is_not_even_named(
    client, journalist
):
    of(journalist, headline="My own river")
    ArticleFactory(live=False, headline="Somebody's river")
    gone = ArticleFactory(headline="A withdrawn river")
    workflow.withdraw(gone, by=UserFactory(role="Editor"))
    client.force_login(journalist)

    assert [(each["headline"], each["address"]) for each in found(client, "river")] == [
        ("My own river", ""),
    ]


def test_the_state_says_why_a_story_cannot_be_opened(client, editor):
    story(headline="A draft river")
    client.force_login(editor)

    assert [each["state"] for each in found(client, "river")] == ["draft"]


def test_nothing_typed_finds_nothing(writer):
    ArticleFactory()

    assert found(writer, " ") == []


def test_only_who_may_see_stories_at_the_desk_may_look_for_them(client, moderator):
    assert client.get(reverse(LINKS), {"q": "a"}).status_code == 302
    client.force_login(moderator)

    assert client.get(reverse(LINKS), {"q": "a"}).status_code == 403
    assert client.post(reverse(LINKS)).status_code in (403, 405)


@pytest.mark.parametrize("count", [1, 5])
def test_looking_costs_the_same_however_many_stories(
    client, editor, count, django_assert_num_queries
):
    for _number in range(count):
        ArticleFactory(headline="River")
    story(headline="River")
    client.force_login(editor)

    with django_assert_num_queries(6):
        assert len(found(client, "river")) == count + 1
