from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts import roles
from articles import revisions, workflow
from articles.content import Content, Credit
from articles.models import Article, Listing, RelatedStory, Revision
from portal.pagecache.models import Boundary, CacheTag, Clock
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Article.Status

# What a verb has to be told beside who asks.
SAID = {"send_back": {"reason": "Who said that?"}}
MADE_BY = {
    Status.DRAFT: [],
    Status.IN_REVIEW: ["submit"],
    Status.PUBLISHED: ["publish"],
    Status.WITHDRAWN: ["publish", "withdraw"],
}


def story(status, **content):
    """A story that an editor brought into this state."""
    article = ArticleFactory(live=False, **content)
    for name in MADE_BY[status]:
        article = getattr(workflow, name)(article, by=UserFactory(role=roles.EDITOR))
    return article


@pytest.mark.parametrize(
    ("name", "starts", "ends"),
    [
        ("submit", {Status.DRAFT}, Status.IN_REVIEW),
        ("send_back", {Status.IN_REVIEW}, Status.DRAFT),
        ("publish", set(Status), Status.PUBLISHED),
        ("withdraw", {Status.PUBLISHED}, Status.WITHDRAWN),
    ],
)
@pytest.mark.parametrize("status", list(Status))
def test_each_move_starts_and_ends_where_the_table_says(name, starts, ends, status):
    article = story(status)
    verb = partial(getattr(workflow, name), **SAID.get(name, {}))

    if status in starts:
        assert verb(article, by=UserFactory(role=roles.EDITOR)).status == ends
    else:
        with pytest.raises(workflow.Refused, match="Only a"):
            verb(article, by=UserFactory(role=roles.EDITOR))

    article.refresh_from_db()
    assert article.status == (ends if status in starts else status)


@pytest.mark.parametrize(
    ("name", "status", "may"),
    [
        ("submit", Status.DRAFT, {roles.JOURNALIST, roles.EDITOR, roles.ADMINISTRATOR}),
        ("send_back", Status.IN_REVIEW, {roles.EDITOR, roles.ADMINISTRATOR}),
        ("publish", Status.DRAFT, {roles.EDITOR, roles.ADMINISTRATOR}),
        ("withdraw", Status.PUBLISHED, {roles.EDITOR, roles.ADMINISTRATOR}),
        ("trash", Status.DRAFT, {roles.JOURNALIST, roles.EDITOR, roles.ADMINISTRATOR}),
        ("trash", Status.IN_REVIEW, {roles.EDITOR, roles.ADMINISTRATOR}),
        ("restore", Status.DRAFT, {roles.JOURNALIST, roles.EDITOR, roles.ADMINISTRATOR}),
    ],
)
@pytest.mark.parametrize("role", [*roles.ROLES, None])
def test_each_verb_asks_for_the_role(name, status, may, role):
    user = UserFactory(role=role)
    article = story(status, credits=(Credit(author_id=AuthorFactory(user=user).pk),))
    # Who has no role may not even open the story that names him.
    allowed = role in may

    if allowed:
        getattr(workflow, name)(article, by=user, **SAID.get(name, {}))
    else:
        with pytest.raises(PermissionDenied):
            getattr(workflow, name)(article, by=user, **SAID.get(name, {}))

    article.refresh_from_db()
    assert (article.status != status or article.trashed_at is not None) == (
        allowed and name != "restore"
    )


@pytest.mark.parametrize(
    ("status", "may"),
    [
        (Status.DRAFT, {roles.JOURNALIST, roles.EDITOR, roles.ADMINISTRATOR}),
        (Status.IN_REVIEW, {roles.EDITOR, roles.ADMINISTRATOR}),
        (Status.WITHDRAWN, {roles.EDITOR, roles.ADMINISTRATOR}),
    ],
)
@pytest.mark.parametrize("role", [*roles.ROLES, None])
def test_who_may_trash_may_restore_and_nobody_else(status, may, role):
    user = UserFactory(role=role)
    article = story(status, credits=(Credit(author_id=AuthorFactory(user=user).pk),))
    workflow.trash(article, by=UserFactory(role=roles.EDITOR))

    if role in may:
        workflow.restore(article, by=user)
    else:
        with pytest.raises(PermissionDenied):
            workflow.restore(article, by=user)

    article.refresh_from_db()
    assert (article.trashed_at is None) == (role in may)


def test_a_journalist_cannot_submit_the_draft_of_another():
    article = story(Status.DRAFT)

    with pytest.raises(PermissionDenied):
        workflow.submit(article, by=UserFactory(role=roles.JOURNALIST))


def test_the_moves_offered_are_those_that_would_work():
    journalist = UserFactory(role=roles.JOURNALIST)
    editor = UserFactory(role=roles.EDITOR)

    offered = {
        status: (
            workflow.allowed(story(status), to=journalist),
            workflow.allowed(story(status), to=editor),
        )
        for status in Status
    }

    assert offered == {
        Status.DRAFT: (["submit"], ["submit", "publish"]),
        Status.IN_REVIEW: ([], ["send_back", "publish"]),
        Status.PUBLISHED: ([], ["publish", "withdraw"]),
        Status.WITHDRAWN: ([], ["publish"]),
    }


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

    def test_moves_the_update_only_when_told_that_it_is_substantial(self):
        article = ArticleFactory(at=timezone.now() - timedelta(days=1))

        typo = workflow.publish(article, by=UserFactory(role=roles.EDITOR)).updated_at
        update = workflow.publish(
            article, by=UserFactory(role=roles.EDITOR), substantial=True
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
        assert not subject.exists()


def test_saving_and_submitting_a_draft_stamps_nothing():
    article = story(Status.DRAFT)

    revisions.save(article, Content(headline="Still nobody's"), by=UserFactory(role=roles.EDITOR))
    workflow.submit(article, by=UserFactory(role=roles.EDITOR))

    assert not Clock.objects.exists()


def test_a_withdrawn_story_leaves_lists_at_once_and_keeps_its_text():
    article = ArticleFactory(headline="Gone")
    neighbour = ArticleFactory()

    workflow.withdraw(article, by=UserFactory(role=roles.EDITOR))

    assert list(Article.objects.live()) == [neighbour]
    assert Article.objects.get(pk=article.pk).headline == "Gone"
    assert RelatedStory.objects.filter(article=neighbour, other=article).exists()


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


def test_a_published_story_has_to_be_withdrawn_before_it_goes_to_the_trash():
    article = ArticleFactory()

    with pytest.raises(workflow.Refused, match="Withdraw the story"):
        workflow.trash(article, by=UserFactory(role=roles.EDITOR))


def test_the_trash_gives_a_story_back_as_it_was():
    article = story(Status.IN_REVIEW)
    editor = UserFactory(role=roles.EDITOR)

    trashed = workflow.trash(article, by=editor)
    kept = list(Article.objects.kept())
    restored = workflow.restore(trashed, by=editor)

    assert kept == []
    assert (restored.status, restored.trashed_at) == (Status.IN_REVIEW, None)
