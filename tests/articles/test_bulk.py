"""Many stories at once are the rows that the verbs would have written one by one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles import bulk, revisions, upkeep, workflow
from articles.content import Content, Credit
from articles.models import (
    Article,
    ArticleTag,
    Byline,
    ImageUse,
    Listing,
    Revision,
    SearchDocument,
    Tag,
)
from articles.search import index
from portal.pagecache.models import CacheTag, Clock
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    TagFactory,
    editor,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
# What is told once for all, and not story by story.
TOLD_ONCE = {Clock, CacheTag}
# The verbs write these once when a story is saved and again when it is published.
REWRITTEN = {ArticleTag, Byline, ImageUse, Listing}


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def rows(leave_out=frozenset()):
    """All that the database holds, by the tables of its models."""
    return {
        model._meta.label: [
            {name: value for name, value in row.items() if model not in REWRITTEN or name != "id"}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in apps.get_models(include_auto_created=True)
        if model not in leave_out
    }


def left_by(write, *, leave_out=frozenset()):
    """The rows after a write that is taken back, with the keys that it would have had first."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
        write()
        found = rows(leave_out)
        if connection.vendor == "sqlite":
            cursor.execute("SELECT rowid, * FROM articles_searchwords ORDER BY rowid")
            found["words"] = cursor.fetchall()
        transaction.set_rollback(True)
    return found


def verbs(contents, *, by, live=True, at=None):
    for content in contents:
        article = revisions.create(content, by=by)
        if live:
            workflow.publish(article, by=by, at=at)


def at_once(contents, *, by, live=True, at=None):
    now = timezone.now()
    bulk.add(
        [
            bulk.NewStory(
                saved=(bulk.Saved(content=content, at=now, by=by),),
                begun_at=now,
                status=Article.Status.PUBLISHED if live else Article.Status.DRAFT,
                published_at=(at or now) if live else None,
            )
            for content in contents
        ]
    )


def filled_content(**more):
    part = CategoryFactory(parent=CategoryFactory())
    TagFactory(name="Flood", slug="flood")
    image, other = ImageFactory(), ImageFactory()
    figure = f'<figure><img data-file="{image.pk}" src="/x.jpg" alt="A river"></figure>'
    values = {
        "headline": "Вода у граду", "front_headline": "Вода", "standfirst": "It rises. It falls.",
        "body": f"<p>The river is in the town, and the town is wet.</p>{figure}",
        "category_id": part.pk, "other_category_ids": (CategoryFactory().pk, 999_999),
        "tags": ("flood", "New one", "Flood", "another"), "language": "sr-Cyrl",
        "credits": (
            Credit(author_id=AuthorFactory().pk), Credit(author_id=888_888),
            Credit(author_id=AuthorFactory().pk, role="photo"),
        ),
        "lead_image_id": other.pk, "seo_title": "Water", "comment_policy": "closed",
    }  # fmt: skip
    return Content(**values | more)


@pytest.mark.usefixtures("now")
class TestTheSameAsTheVerbs:
    @pytest.mark.parametrize("at", [None, NOW - 50 * HOUR, NOW + 50 * HOUR])
    def test_a_story_with_all_that_there_is(self, at):
        content, by = revisions.without_what_is_gone(filled_content()), editor()
        ArticleFactory(category_id=content.category_id, at=NOW - 100 * HOUR)
        ArticleFactory(category_id=content.category_id)

        wanted = left_by(lambda: verbs([content], by=by, at=at))

        assert left_by(lambda: at_once([content], by=by, at=at)) == wanted

    def test_one_that_comes_down_again(self):
        by = editor()
        content = filled_content(other_category_ids=(), credits=(), unpublish_at=NOW + HOUR)

        wanted = left_by(lambda: verbs([content], by=by))

        assert left_by(lambda: at_once([content], by=by)) == wanted

    def test_a_draft_that_names_what_is_gone(self):
        content, by = filled_content(), editor()

        wanted = left_by(lambda: verbs([content], by=by, live=False))

        assert left_by(lambda: at_once([content], by=by, live=False)) == wanted

    def test_several_but_for_what_is_told_once(self):
        section, by = CategoryFactory(), editor()
        contents = [
            Content(
                headline=f"Headline {number}",
                body=f"<p>Text {number}</p>",
                category_id=section.pk,
                tags=("one", f"tag {number}"),
            )
            for number in range(3)
        ]

        wanted = left_by(lambda: verbs(contents, by=by), leave_out=TOLD_ONCE)

        assert left_by(lambda: at_once(contents, by=by), leave_out=TOLD_ONCE) == wanted


def story(*, live=True, **values):
    saved = bulk.Saved(
        content=Content(headline="Old", body="<p>Text</p>", category_id=CategoryFactory().pk),
        at=NOW - HOUR,
        by_name="Ana of another house",
    )
    status = Article.Status.PUBLISHED if live else Article.Status.DRAFT
    defaults = {"saved": (saved,), "begun_at": NOW - HOUR, "status": status}
    return bulk.NewStory(**defaults | {"published_at": (NOW - HOUR) if live else None} | values)


class TestAnArchive:
    def test_keeps_who_saved_it_when_without_a_login(self):
        (article,) = bulk.add([story()], is_archive=True)

        article = Article.objects.get(pk=article.pk)
        deed = article.activities.get()
        assert (article.created_by, article.modified_at) == (None, NOW - HOUR)
        assert (article.live_revision.by, article.live_revision.by_name) == (
            None,
            "Ana of another house",
        )
        assert (deed.verb, deed.by_name, deed.at) == ("publish", "Ana of another house", NOW - HOUR)

    def test_keeps_each_state_that_was_saved_and_shows_the_last(self):
        newest = story().saved[0]
        before = bulk.Saved(
            content=Content(headline="Older"), at=NOW - 2 * HOUR, by_name="Bora", note="First"
        )

        (article,) = bulk.add([story(saved=(before, newest))])

        kept = Revision.objects.filter(article=article).order_by("pk")
        assert [(each.content.headline, each.by_name, each.kind) for each in kept] == [
            ("Older", "Bora", "saved"),
            ("Old", "Ana of another house", "published"),
        ]
        assert article.newest_revision_id == article.live_revision_id == kept[1].pk
        assert Article.objects.get().headline == "Old"

    def test_is_not_indexed_story_by_story(self):
        archive, fresh = story(), story()

        bulk.add([archive], is_archive=True)
        assert not SearchDocument.objects.exists()
        upkeep_before = upkeep.catch_up().done
        bulk.add([fresh])

        assert upkeep_before == 0
        assert SearchDocument.objects.count() == 1

    def test_is_found_once_it_is_indexed(self):
        (article,) = bulk.add([story()], is_archive=True)

        index(article)

        assert SearchDocument.objects.get().article_id == article.pk

    def test_that_does_not_fit_leaves_nothing(self):
        without_date = story(published_at=None)

        with pytest.raises(IntegrityError), transaction.atomic():
            bulk.add([story(), without_date])

        assert not Article.objects.exists()


@pytest.mark.usefixtures("now")
def test_a_story_that_was_saved_twice_has_the_history_that_the_verbs_give_it():
    content, by = revisions.without_what_is_gone(filled_content()), editor()
    first = replace(content, headline="Before")

    def twice():
        article = revisions.create(first, by=by)
        revisions.save(article, content, by=by)
        workflow.publish(article, by=by)

    def as_archive():
        saved = tuple(bulk.Saved(content=each, at=NOW, by=by) for each in (first, content))
        status = Article.Status.PUBLISHED
        bulk.add([bulk.NewStory(saved=saved, begun_at=NOW, status=status, published_at=NOW)])

    assert left_by(as_archive) == left_by(twice)


def test_a_tag_is_the_one_that_the_verbs_would_take():
    for name in ("Flood", "flood", "ПОПЛАВА", "поплава"):
        Tag.objects.create(name=name)
    TagFactory(name="EU", slug="european-union")
    wanted = ("FLOOD", "Поплава", "eu")
    saved = bulk.Saved(content=Content(tags=wanted), at=NOW, by_name="Ana")

    (article,) = bulk.add([story(live=False, saved=(saved,))])

    assert [each.tag.name for each in article.tag_items.order_by("position")] == [
        revisions.named_tag(name).name for name in wanted
    ]


@pytest.mark.parametrize("live", [True, False])
def test_a_hundred_cost_what_one_costs(live, django_assert_max_num_queries):
    content = replace(filled_content(), other_category_ids=(), tags=("flood", "known"))
    TagFactory(name="known", slug="known")
    saved = (bulk.Saved(content=content, at=NOW, by_name="Ana"),)
    stories = [story(live=live, saved=saved) for _number in range(100)]

    with django_assert_max_num_queries(28):
        bulk.add(stories, is_archive=True)

    assert Article.objects.count() == 100
