from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import roles
from articles import workflow
from articles.content import Credit
from articles.models import Article, Byline
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_live_leaves_out_drafts_what_is_still_to_come_what_came_down_and_the_trash():
    now = timezone.now()
    ArticleFactory(live=False)
    ArticleFactory(at=now + timedelta(minutes=1))
    ArticleFactory(at=now - timedelta(hours=2), unpublish_at=now - timedelta(hours=1))
    ArticleFactory(at=now - timedelta(hours=2), unpublish_at=now)
    Article.objects.filter(pk=ArticleFactory().pk).update(trashed_at=now)
    live = ArticleFactory(at=now, unpublish_at=now + timedelta(minutes=1))

    found = Article.objects.live(at=now)

    assert list(found) == [live]


def test_is_live_agrees_with_the_queryset_at_every_boundary():
    at = timezone.now() + timedelta(hours=1)
    down = at + timedelta(hours=1)
    article = ArticleFactory(at=at, unpublish_at=down)
    second = timedelta(seconds=1)
    moments = [at - second, at, at + second, down - second, down, down + second]

    answers = [article.is_live(moment) for moment in moments]

    assert answers == [False, True, True, True, False, False]
    assert answers == [Article.objects.live(moment).exists() for moment in moments]


def test_newest_first_ends_in_the_key():
    at = timezone.now() - timedelta(days=1)
    first, second = ArticleFactory(at=at), ArticleFactory(at=at)

    assert list(Article.objects.newest_first()) == [second, first]


def test_a_category_lists_its_stories_those_of_its_parts_and_those_it_also_belongs_to():
    section = CategoryFactory()
    part = CategoryFactory(parent=section)
    other = CategoryFactory()
    own = ArticleFactory(category=section, at=timezone.now() - timedelta(days=3))
    below = ArticleFactory(category=part, at=timezone.now() - timedelta(days=2))
    also = ArticleFactory(
        category=other, other_category_ids=(part.pk,), at=timezone.now() - timedelta(days=1)
    )
    ArticleFactory(category=other)

    assert list(Article.objects.listed_in(section)) == [also, below, own]
    assert list(Article.objects.listed_in(part)) == [also, below]


def test_the_address_has_the_section_even_for_a_story_of_its_part():
    section = CategoryFactory(slug="culture")
    part = CategoryFactory(slug="music", parent=section)

    article = ArticleFactory(category=part, headline="Вести дана")

    assert article.get_absolute_url() == f"/culture/{article.pk}/vesti-dana/"


def test_a_journalist_may_open_what_he_began_or_has_a_byline_on_and_nothing_else():
    journalist = UserFactory(role=roles.JOURNALIST)
    named = ArticleFactory(live=False, authors=(AuthorFactory(user=journalist),))
    begun = ArticleFactory(live=False, by=journalist)
    ArticleFactory(live=False)

    assert set(Article.objects.editable_by(journalist)) == {named, begun}
    assert Article.objects.editable_by(UserFactory(role=roles.EDITOR)).count() == 3


@pytest.mark.parametrize("broken", [{"published_at": None}, {"category": None}])
def test_the_database_refuses_a_published_story_without_a_date_or_a_category(broken):
    article = ArticleFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**broken)


def test_bylines_come_in_the_order_of_the_content_and_no_one_twice_for_one_role():
    first, second = AuthorFactory(), AuthorFactory()
    bylines = (
        Credit(author_id=second.pk),
        Credit(author_id=first.pk, role="photo"),
        Credit(author_id=second.pk),
    )

    article = ArticleFactory(live=False, credits=bylines)

    found = article.bylines.values_list("author", "role", "position")
    assert list(found) == [(second.pk, "text", 0), (first.pk, "photo", 1)]


def test_an_author_with_stories_cannot_be_deleted():
    author = AuthorFactory()
    ArticleFactory(authors=(author,))

    with pytest.raises(IntegrityError), transaction.atomic():
        author.delete()
    assert Byline.objects.count() == 1


def test_reading_a_card_that_was_not_loaded_is_an_error_in_tests():
    article = ArticleFactory()

    found = Article.objects.fetch_mode(Article.objects.for_cards()._fetch_mode).get(pk=article.pk)

    with pytest.raises(Exception, match=r"Fetching of Article\.category blocked"):
        _ = found.category


def test_the_list_headline_gives_way_to_the_headline():
    short = ArticleFactory(live=False, headline="A long headline", front_headline="Short")
    plain = ArticleFactory(live=False, headline="Plain")

    assert [short.list_headline, plain.list_headline] == ["Short", "Plain"]


def test_unpublished_changes_are_known_without_a_query(django_assert_num_queries):
    article = ArticleFactory()
    pending = Article.objects.get(pk=article.pk)
    workflow.revisions.save(
        pending, pending.newest_revision.content, by=UserFactory(role=roles.EDITOR)
    )

    with django_assert_num_queries(0):
        assert (article.has_unpublished_changes, pending.has_unpublished_changes) == (False, True)
