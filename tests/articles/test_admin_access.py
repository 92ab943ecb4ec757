"""Who may open what at the desk; what others write stays unknown to a journalist."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import revisions, workflow
from articles.content import Content, Credit
from articles.models import Article, FormSession, Image, Revision
from tests.articles.desk import ADD, EDITORS, LIST, NO_PAGES, filled_in, form_of, move_of, page
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

WRITERS = {"journalist", "editor", "administrator"}


def answers(response):
    """Whether the desk answered; who is not logged in is sent to do so."""
    if response.status_code == 302:
        assert response["Location"].startswith(reverse("admin:login"))
        return False
    return response.status_code == 200


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("articles_article_changelist", WRITERS),
        ("articles_article_add", WRITERS),
        ("articles_article_slug", WRITERS),
        ("articles_image_changelist", WRITERS),
        ("articles_image_add", WRITERS),
        ("articles_image_pick", WRITERS),
        ("articles_image_upload", WRITERS),
        ("articles_tag_changelist", WRITERS),
        ("articles_tag_suggest", WRITERS),
        ("articles_article_authors", WRITERS),
        ("articles_category_changelist", WRITERS),
        ("articles_category_add", EDITORS),
    ],
)
def test_each_page_of_the_desk_opens_for_its_roles(client, somebody, name, who):
    assert answers(client.get(reverse(f"admin:{name}"))) == (somebody in who)


def test_a_story_opens_for_who_may_edit_every_story(client, somebody):
    article = ArticleFactory(live=False, headline="Not yours")

    for address in (
        form_of(article),
        reverse("admin:articles_article_history", args=[article.pk]),
        move_of(article, "trash"),
    ):
        response = client.get(address)
        assert (response.status_code == 200) == (somebody in EDITORS)
        assert ("Not yours" in page(response)) == (somebody in EDITORS)


def test_nobody_else_changes_a_story(client, somebody):
    article = ArticleFactory(live=False, headline="Before")
    sent = {"headline": "Changed", "comment_policy": "open", "_continue": "1"}
    sent |= {"base_revision": article.newest_revision_id}

    client.post(form_of(article), sent)
    client.post(move_of(article, "trash"))

    article = Article.objects.get()
    assert (article.headline == "Changed") == (somebody in EDITORS)
    assert (article.trashed_at is not None) == (somebody in EDITORS)


def test_a_journalist_sees_and_opens_only_own_stories(client, journalist):
    own_byline = AuthorFactory(user=journalist)
    begun = ArticleFactory(live=False, headline="Begun", by=journalist)
    named = ArticleFactory(live=False, headline="Named in", authors=(own_byline,))
    other = ArticleFactory(live=False, headline="A secret draft")
    live = ArticleFactory(headline="Live, of a colleague")
    client.force_login(journalist)

    response = client.get(reverse(LIST))

    assert list(response.context["cl"].result_list) == [named, begun]
    assert {client.get(form_of(each)).status_code for each in (begun, named)} == {200}
    for article in (other, live):
        refused = client.get(form_of(article), follow=True)
        assert refused.redirect_chain == [(reverse("admin:index"), 302)]
        assert article.headline not in page(refused)
        assert client.post(move_of(article, "trash")).status_code == 404


@pytest.mark.parametrize(
    "query", [{"q": "secret"}, {"state": "draft"}, {"author": "1"}, {"mine": "no"}]
)
def test_no_search_and_no_filter_shows_a_journalist_the_stories_of_others(
    client, journalist, query
):
    ArticleFactory(live=False, headline="A secret draft", authors=(AuthorFactory(pk=1),))
    ArticleFactory(live=False, headline="My secret draft", by=journalist)
    client.force_login(journalist)

    shown = page(client.get(reverse(LIST), query))

    assert "A secret draft" not in shown


def test_the_admins_suggestions_know_only_own_stories(client, journalist):
    ArticleFactory(live=False, headline="A secret draft")
    mine = ArticleFactory(live=False, headline="My secret draft", by=journalist)
    client.force_login(journalist)

    response = client.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "articles",
            "model_name": "revision",
            "field_name": "article",
            "term": "secret",
        },
    )

    assert [each["id"] for each in response.json()["results"]] == [str(mine.pk)]


def test_an_image_tells_a_journalist_of_own_stories_and_only_counts_the_others(client, journalist):
    image = ImageFactory()
    ArticleFactory(live=False, headline="A secret draft", lead_image_id=image.pk)
    ArticleFactory(live=False, headline="Mine", lead_image_id=image.pk, by=journalist)
    client.force_login(journalist)

    shown = page(client.get(reverse("admin:articles_image_change", args=[image.pk])))

    assert "Mine" in shown
    assert "A secret draft" not in shown
    assert "And in 1 story of a colleague that you cannot open." in shown


def test_a_byline_opens_a_story_to_its_author_and_losing_it_closes_it(client, journalist):
    own = AuthorFactory(user=journalist)
    article = ArticleFactory(live=False, authors=(own,))
    client.force_login(journalist)

    before = client.get(form_of(article)).status_code
    revisions.save(article, Content(headline="Other hands"), by=UserFactory(role="Editor"))

    assert (before, client.get(form_of(article)).status_code) == (200, 302)


@pytest.mark.parametrize("asked", NO_PAGES)
def test_the_history_has_no_page_but_those_with_a_number(client, editor, asked):
    address = reverse("admin:articles_article_history", args=[ArticleFactory().pk])
    client.force_login(editor)

    assert client.get(address, {"p": asked}).status_code == 404
    assert "Nothing older." in page(client.get(address, {"p": "100000"}))


def test_the_history_names_who_saved_what_and_why(client, editor):
    article = ArticleFactory(headline="First")
    colleague = UserFactory(role="Editor", first_name="Vera", last_name="Late")
    revisions.save(article, Content(headline="Second"), by=colleague, note="New figures")
    client.force_login(editor)

    response = client.get(reverse("admin:articles_article_history", args=[article.pk]))

    rows = [(each.by_name, each.note, each.kind) for each in response.context["revisions"]]
    assert rows == [("Vera Late", "New figures", "saved"), ("The Desk", "", "published")]
    assert "what readers see" in page(response)


@pytest.mark.parametrize("count", [1, 5])
def test_the_history_costs_the_same_however_long_it_is(
    client, editor, count, django_assert_num_queries
):
    article = ArticleFactory(live=False)
    for number in range(count - 1):
        revisions.save(
            article, Content(headline=f"Version {number}"), by=UserFactory(role="Editor")
        )
    client.force_login(editor)

    with django_assert_num_queries(7):
        response = client.get(reverse("admin:articles_article_history", args=[article.pk]))

    assert len(response.context["revisions"]) == count == Revision.objects.count()


@pytest.mark.parametrize("count", [1, 5])
def test_the_form_costs_the_same_however_much_a_story_has(
    client, editor, count, django_assert_num_queries
):
    authors = AuthorFactory.create_batch(count)
    categories = CategoryFactory.create_batch(count)
    article = ArticleFactory(
        category=categories[0],
        tags=tuple(f"tag {number}" for number in range(count)),
        credits=tuple(Credit(author_id=author.pk) for author in authors),
        other_category_ids=tuple(category.pk for category in categories),
        lead_image_id=ImageFactory().pk,
    )
    for _number in range(count):
        FormSession.objects.create(
            key=uuid4(), article=article, by=editor, fields={"headline": ["Typed"]},
            opened_at=timezone.now(), seen_at=timezone.now(), typed_at=timezone.now(),
        )  # fmt: skip
    client.force_login(editor)

    # With the people to whom it can be given, what was done last, its notes and its review links.
    with django_assert_num_queries(19):
        response = client.get(form_of(article))

    assert len([name for name in filled_in(response)["credits-author"] if name]) == count
    assert len(response.context["writing"]["offers"]) == count


def test_a_moderator_may_not_add_to_the_library(client, moderator):
    client.force_login(moderator)

    assert client.post(reverse("admin:articles_image_upload")).status_code == 403
    assert not Image.objects.exists()
    assert client.post(reverse(ADD), {"headline": "No"}).status_code == 403
    assert not Article.objects.exists()


def test_restoring_is_for_who_may_edit_the_story(client, journalist, editor):
    mine = workflow.trash(ArticleFactory(live=False, by=journalist), by=journalist)
    other = workflow.trash(ArticleFactory(live=False), by=editor)
    client.force_login(journalist)

    client.post(move_of(mine, "restore"))
    client.post(move_of(other, "restore"))

    assert list(Article.objects.filter(trashed_at__isnull=False)) == [other]
