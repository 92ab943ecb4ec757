"""The page that readers would get of what stands in the form, saved or not."""

import pytest
from django.urls import reverse

from accounts.models import Author
from articles.models import Article, Image, Revision, Tag
from portal.pagecache.models import Clock
from tests.articles.desk import ADD, Status, filled_in, form_of, of, page, story
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory

pytestmark = pytest.mark.django_db

NEW = reverse("admin:articles_article_typed_new")
KEPT = (Article, Revision, Tag, Image, Author)


def typed_of(article):
    return reverse("admin:articles_article_typed", args=[article.pk])


def type_into(client, article=None, **typed):
    """What the page of the form asks for once these fields were filled in."""
    fields = filled_in(client.get(form_of(article) if article else reverse(ADD)))
    return client.post(typed_of(article) if article else NEW, {**fields, **typed})


@pytest.mark.parametrize("status", [Status.DRAFT, Status.PUBLISHED])
def test_what_is_typed_is_shown_as_readers_would_see_it_and_not_saved(client, editor, status):
    client.force_login(editor)
    article = story(status, headline="As it is saved", tags=("old",))
    section, author, image = (
        CategoryFactory(name="Rivers"),
        AuthorFactory(name="Guest"),
        ImageFactory(),
    )
    before = [list(model.objects.values()) for model in (*KEPT, Clock)]

    shown = page(
        type_into(
            client, article, headline="As it is typed", body="<p>Half a sen</p>",
            standfirst="In short", kicker="A kicker", category=section.pk, tags="never seen",
            lead_image=image.pk, **{"credits-author": "Guest", "credits-role": "text"},
        )
    )  # fmt: skip

    said = ["As it is typed", "<p>Half a sen</p>", "In short", "A kicker", "Rivers", "never seen"]
    assert [words for words in [*said, author.name, image.alt] if words not in shown] == []
    assert "As it is saved" not in shown
    assert [list(model.objects.values()) for model in (*KEPT, Clock)] == before


def test_a_field_that_cannot_be_read_shows_what_is_saved_of_it(client, editor):
    client.force_login(editor)
    article = story(headline="Saved headline", canonical_url="https://example.org/first")

    shown = page(
        type_into(
            client, article, headline="", body="<p>Typed</p>", canonical_url="https:/",
            category="999999", publish_at="tomorr", **{"credits-author": "Nobody we know"},
        )
    )  # fmt: skip

    assert "Saved headline" in shown
    assert "<p>Typed</p>" in shown
    assert 'rel="canonical" href="https://example.org/first"' in shown
    assert article.category.name in shown


def test_somebody_elses_newer_version_does_not_hide_what_is_typed(client, editor):
    client.force_login(editor)
    article = story()

    shown = page(type_into(client, article, body="<p>Mine</p>", base_revision="0"))

    assert "<p>Mine</p>" in shown


def test_a_new_story_is_shown_before_it_was_ever_saved(client, journalist):
    client.force_login(journalist)
    ArticleFactory(headline="A live story that has nothing to do with it")

    shown = page(type_into(client, headline="Ђорђе", body="<p>Prvi red</p>"))

    assert "<h1" in shown
    assert "Ђорђе" in shown
    assert "<p>Prvi red</p>" in shown
    assert "nothing to do with it" not in shown
    assert Article.objects.count() == 1


def test_what_was_typed_is_cleaned_as_it_is_when_saved(client, editor):
    client.force_login(editor)
    body = "<p onclick='x'>b</p><script>c</script>"

    answer = type_into(client, headline="<script>a</script>", body=body)

    html = answer.content.decode()
    assert "<p>b</p>" in html
    assert "<script>" not in html
    assert "onclick" not in html


def test_it_is_kept_by_nobody_and_its_links_open_elsewhere(client, editor):
    client.force_login(editor)

    answer = type_into(client, story())

    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<base target="_blank">' in page(answer)
    assert "skip-link" not in page(answer)


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("journalist", 404), ("editor", 200), ("moderator", 404)],
)
def test_only_who_may_edit_the_story_sees_it(client, request, who, status):
    article = story(headline="A secret")
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))

    answer = client.post(typed_of(article), {"headline": ""})

    assert answer.status_code == status
    assert ("A secret" in page(answer)) == (status == 200)


@pytest.mark.parametrize(("who", "status"), [("journalist", 200), ("moderator", 403)])
def test_only_who_may_begin_a_story_sees_a_new_one(client, request, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.post(NEW, {"headline": "Mine"}).status_code == status


def test_a_journalist_sees_his_own(client, journalist):
    client.force_login(journalist)
    article = of(journalist, headline="My own")

    assert "My own" in page(type_into(client, article))


def test_it_answers_to_what_is_sent_and_to_nothing_else(client, editor):
    client.force_login(editor)

    assert [client.get(address).status_code for address in (NEW, typed_of(story()))] == [405, 405]


@pytest.mark.parametrize("count", [1, 5])
def test_it_costs_the_same_however_many_tags_and_authors(
    client, editor, count, django_assert_max_num_queries
):
    client.force_login(editor)
    authors = tuple(AuthorFactory.create_batch(count))
    article = ArticleFactory(
        live=False, authors=authors, tags=tuple(f"tag {n}" for n in range(count))
    )
    fields = filled_in(client.get(form_of(article)))

    with django_assert_max_num_queries(21):
        client.post(typed_of(article), fields)
