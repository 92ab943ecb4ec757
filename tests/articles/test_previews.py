"""Signed links to a story as it is at the desk."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from articles import previews, revisions, workflow
from articles.content import Content, Credit
from articles.models import Article, Byline, Revision, Tag
from tests.articles.desk import form_of, page
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def edit(article, **content):
    changed = replace(article.newest_revision.content, **content)
    revisions.save(article, changed, by=UserFactory(role="Editor"))
    return Article.objects.get(pk=article.pk)


def test_whoever_has_the_link_reads_a_draft_on_the_public_page(client):
    image = ImageFactory(credit="Ana Lens")
    article = ArticleFactory(
        live=False, headline="To come", standfirst="Soon.", body="<p>All of it.</p>",
        authors=(AuthorFactory(name="Rada Writer"),), tags=("river",), lead_image_id=image.pk,
        category=CategoryFactory(name="Politics"),
    )  # fmt: skip

    response = client.get(previews.link(article))

    shown = page(response)
    assert response.status_code == 200
    for words in ("To come", "Soon.", "All of it.", "Rada Writer", "river", "Ana Lens", "Politics"):
        assert words in shown
    assert "This story is not published" in shown


def test_waiting_changes_are_shown_in_every_part_and_none_is_written(client):
    article = ArticleFactory(
        headline="Old words", tags=("oldtag",), authors=(AuthorFactory(name="Old Name"),)
    )
    new = AuthorFactory(name="New Name")
    article = edit(
        article, headline="New words", body="<p>New text</p>", tags=("newtag", "New Tag"),
        credits=(Credit(author_id=new.pk), Credit(author_id=new.pk, role="photo")),
        category_id=CategoryFactory(name="New section").pk, kicker="New kicker",
    )  # fmt: skip
    rows = (Article, Byline, Tag, Revision)
    before = [list(model.objects.order_by("pk").values()) for model in rows]
    public = client.get(article.get_absolute_url()).content

    shown = page(client.get(previews.link(article)))

    article_page = shown.partition("<article")[2].partition("</article>")[0]
    for words in ("New words", "New text", "newtag", "New Tag", "New Name", "New section"):
        assert words in article_page
    assert "Old" not in article_page
    assert "readers see an earlier version" in shown
    assert [list(model.objects.order_by("pk").values()) for model in rows] == before
    assert client.get(article.get_absolute_url()).content == public


def test_a_preview_is_kept_by_nobody_and_found_by_nobody(client):
    response = client.get(previews.link(ArticleFactory(live=False)))

    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert 'content="noindex, nofollow"' in page(response)
    assert not response.cookies
    assert "application/ld+json" not in page(response)


def test_a_preview_cannot_be_shared_nor_commented_on(client):
    article = ArticleFactory()
    edit(article, kicker="Waits")

    shown = page(client.get(previews.link(article)))

    live = page(client.get(article.get_absolute_url()))
    assert 'id="comments"' in live
    assert 'class="share"' in live
    assert "Waits" in shown
    assert 'class="share"' not in shown
    assert "#comments" not in shown
    assert 'id="comments"' not in shown
    assert reverse("comment_form", args=[article.pk]) not in shown


def test_once_readers_see_all_of_it_the_link_leads_there(client):
    article = ArticleFactory(live=False)
    link = previews.link(article)
    workflow.publish(article, by=UserFactory(role="Editor"))

    live = client.get(link)
    article = Article.objects.select_related("category__parent").get()
    edit(article, kicker="Waits")
    waiting = client.get(link)

    assert (live.status_code, live["Location"]) == (302, article.get_absolute_url())
    assert live["Cache-Control"] == "no-store"
    assert waiting.status_code == 200


def test_a_scheduled_story_is_previewed_until_it_is_live(client):
    article = ArticleFactory(at=timezone.now() + timedelta(hours=1))
    link = previews.link(article)

    before = client.get(link).status_code
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        after = client.get(link).status_code

    assert (before, after) == (200, 302)


def test_a_link_lasts_seven_days(client):
    link = previews.link(ArticleFactory(live=False, headline="For a week"))

    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        during = client.get(link)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        after = client.get(link)

    assert (during.status_code, after.status_code) == (200, 404)
    assert "This preview link does not work any more" in page(after)
    assert "For a week" not in page(after)
    assert after["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "signed",
    [
        "nonsense",
        "1",
        "1:1abcde:forged",
        signing.TimestampSigner(salt="another use").sign("1"),
        signing.TimestampSigner(salt="articles.preview").sign("not a number"),
        signing.TimestampSigner(salt="articles.preview").sign("999999"),
    ],
    # Signatures carry the time, and workers have to agree on the names of tests.
    ids=["nonsense", "unsigned", "forged", "of another use", "not a number", "no story"],
)
def test_no_other_link_opens_a_story(client, signed):
    ArticleFactory(live=False, headline="Closed")

    response = client.get(reverse("preview", args=[signed]))

    assert response.status_code == 404
    assert "Closed" not in page(response)


def test_a_story_in_the_trash_has_no_preview(client):
    article = ArticleFactory(live=False, headline="Aside")
    link = previews.link(article)
    workflow.trash(article, by=UserFactory(role="Editor"))

    response = client.get(link)

    assert response.status_code == 404
    assert "Aside" not in page(response)


def test_a_story_without_a_section_or_a_byline_can_be_previewed(client):
    article = revisions.create(Content(headline="Only words"), by=UserFactory(role="Editor"))

    response = client.get(previews.link(article))

    assert response.status_code == 200
    assert "Only words" in page(response)


def test_what_was_deleted_since_is_left_out(client):
    gone, section = AuthorFactory(name="Gone Soon"), CategoryFactory(name="Gone too")
    article = edit(ArticleFactory(), credits=(Credit(author_id=gone.pk),), category_id=section.pk)
    gone.delete()
    section.delete()

    response = client.get(previews.link(article))

    assert response.status_code == 200
    assert "Gone" not in page(response)


def test_a_preview_only_reads(client):
    link = previews.link(ArticleFactory(live=False))

    assert client.post(link).status_code == 405
    assert client.head(link).status_code == 200


def test_the_form_offers_the_link(client, editor):
    article = ArticleFactory(live=False)
    client.force_login(editor)

    context = client.get(form_of(article)).context

    assert context["preview_address"].endswith(context["preview"])
    assert client.get(context["preview"]).status_code == 200


@pytest.mark.parametrize("count", [1, 5])
def test_a_preview_costs_the_same_however_much_a_story_has(
    client, count, django_assert_num_queries
):
    authors = AuthorFactory.create_batch(count)
    article = ArticleFactory(
        live=False, authors=tuple(authors), tags=tuple(f"tag {number}" for number in range(count))
    )
    link = previews.link(article)

    with django_assert_num_queries(11):
        response = client.get(link)

    assert all(author.name in page(response) for author in authors)
