"""What publishing a story makes live, and at which moment; what withdrawing takes away again."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts import roles
from articles import revisions, upkeep, workflow
from articles.content import Credit
from articles.models import Article, Listing, Revision
from articles.related import also_like
from portal.pagecache.models import Boundary, CacheTag, Clock
from tests.articles.desk import story
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Article.Status


class TestPublishing:
    def test_makes_the_newest_revision_live_in_every_part(self):
        article = story(Status.PUBLISHED, headline="Old", tags=("old",))
        category, author = CategoryFactory(), AuthorFactory()
        new = replace(
            article.newest_revision.content, headline="New", tags=("new",), category_id=category.pk,
            credits=(Credit(author_id=author.pk, role="photo"),),
        )  # fmt: skip
        revision = revisions.save(article, new, by=UserFactory(role=roles.EDITOR))

        article = workflow.publish(article, by=UserFactory(role=roles.EDITOR))

        assert article.headline == "New"
        assert article.category == category
        assert [item.tag.name for item in article.tag_items.all()] == ["new"]
        assert [(byline.author, byline.role) for byline in article.bylines.all()] == [
            (author, "photo")
        ]
        assert list(Article.objects.live().listed_in(category)) == [article]
        assert article.live_revision == revision
        assert not article.has_unpublished_changes
        assert Revision.objects.get(pk=revision.pk).kind == Revision.Kind.PUBLISHED

    def test_fixes_the_date_of_the_first_publication(self):
        first = timezone.now() - timedelta(days=3)
        article = ArticleFactory(at=first)

        again = workflow.publish(article, by=UserFactory(role=roles.EDITOR), at=timezone.now())
        workflow.withdraw(again, by=UserFactory(role=roles.EDITOR))
        back = workflow.publish(again, by=UserFactory(role=roles.EDITOR))

        assert (again.published_at, back.published_at, back.updated_at) == (first, first, None)

    def test_moves_a_date_that_is_still_to_come(self):
        article = ArticleFactory(at=timezone.now() + timedelta(days=3))
        sooner = timezone.now() + timedelta(days=1)

        article = workflow.publish(article, by=UserFactory(role=roles.EDITOR), at=sooner)

        assert article.published_at == sooner

    def test_takes_the_date_that_the_story_asks_for(self):
        wished = timezone.now() + timedelta(days=1)

        article = ArticleFactory(publish_at=wished)

        assert article.published_at == wished
        assert list(Article.objects.live()) == []

    def test_takes_a_wished_date_that_has_passed_for_now(self):
        before = timezone.now()

        article = ArticleFactory(publish_at=before - timedelta(days=9))

        assert article.published_at >= before
        assert list(Article.objects.live()) == [article]

    def test_moves_the_update_only_when_readers_are_told_of_more_than_a_typo(self):
        article = ArticleFactory(at=timezone.now() - timedelta(days=1))

        typo = workflow.publish(
            article, by=UserFactory(role=roles.EDITOR), change="typo"
        ).updated_at
        update = workflow.publish(
            article, by=UserFactory(role=roles.EDITOR), change="update", told="More."
        ).updated_at

        assert typo is None
        assert update > article.published_at

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ({"headline": ""}, "no headline"),
            ({"body": ""}, "no text"),
            ({"category_id": None}, "Choose a category"),
            ({"embargo_until": timezone.now() + timedelta(days=365)}, "embargo"),
            ({"unpublish_at": timezone.now() - timedelta(days=365)}, "come down before"),
        ],
    )
    def test_refuses_a_story_that_is_not_fit_and_changes_nothing(self, content, message):
        article = ArticleFactory(live=False, **content)

        with pytest.raises(workflow.Refused, match=message):
            workflow.publish(article, by=UserFactory(role=roles.EDITOR))

        article.refresh_from_db()
        assert (article.status, article.published_at) == (Status.DRAFT, None)

    def test_of_what_is_in_the_trash_is_refused(self):
        article = workflow.trash(story(Status.DRAFT), by=UserFactory(role=roles.EDITOR))

        with pytest.raises(workflow.Refused, match="Restore the story"):
            workflow.publish(article, by=UserFactory(role=roles.EDITOR))

    def test_stamps_where_the_story_was_and_where_it_is(self):
        old, new = CategoryFactory(), CategoryFactory()
        article = ArticleFactory(category=old)
        content = replace(article.newest_revision.content, category_id=new.pk)
        revisions.save(article, content, by=UserFactory(role=roles.EDITOR))
        before = Clock.objects.get().number

        workflow.publish(article, by=UserFactory(role=roles.EDITOR))

        stamped = set(CacheTag.objects.filter(number__gt=before).values_list("name", flat=True))
        assert {
            "front",
            f"article:{article.pk}",
            f"category:{old.pk}",
            f"category:{new.pk}",
        } <= stamped

    def test_writes_the_moments_at_which_pages_change_by_themselves(self):
        at = timezone.now() + timedelta(hours=1)
        down = at + timedelta(hours=1)

        article = ArticleFactory(at=at, unpublish_at=down)

        subject = Boundary.objects.filter(subject=f"article:{article.pk}")
        assert set(subject.values_list("at", flat=True)) == {at, down}
        workflow.withdraw(article, by=UserFactory(role=roles.EDITOR))
        assert not subject.filter(at__gte=at).exists()

    def test_what_readers_lose_is_written_down_for_copies_from_before(self):
        now = timezone.now()
        down = now + timedelta(hours=1)
        article = ArticleFactory(unpublish_at=down)
        hiding = Boundary.objects.filter(subject=f"article:{article.pk}", hides=True)

        comes_down = set(hiding.values_list("at", flat=True))
        workflow.withdraw(article, by=UserFactory(role=roles.EDITOR))

        assert comes_down == {down}
        withdrawn = hiding.get()
        assert now <= withdrawn.at <= timezone.now()
        # It is done with, so it ends nobody else's pages.
        assert withdrawn.settled_at == withdrawn.at


def test_a_withdrawn_story_leaves_lists_at_once_and_keeps_its_text():
    neighbour = ArticleFactory()
    article = ArticleFactory(headline="Gone")
    upkeep.catch_up()
    before = also_like(neighbour)

    workflow.withdraw(article, by=UserFactory(role=roles.EDITOR))

    assert list(Article.objects.live()) == [neighbour]
    assert Article.objects.get(pk=article.pk).headline == "Gone"
    assert (before, also_like(neighbour)) == ([article], [])


def test_a_story_whose_end_has_passed_is_not_published_unseen():
    now = timezone.now()
    article = ArticleFactory(at=now - timedelta(days=3), unpublish_at=now + timedelta(days=1))

    editor = UserFactory(role=roles.EDITOR)
    with (
        time_machine.travel(now + timedelta(days=2)),
        pytest.raises(workflow.Refused, match="has passed"),
    ):
        workflow.publish(article, by=editor)


def test_a_story_withdrawn_before_its_day_was_never_out():
    editor = UserFactory(role=roles.EDITOR)
    at = timezone.now() + timedelta(days=1)
    article = ArticleFactory(at=at)

    article = workflow.withdraw(article, by=editor)

    assert article.published_at is None
    assert not Article.objects.withdrawn(at + timedelta(days=1)).exists()
    assert not Listing.objects.filter(published_at__isnull=False).exists()
