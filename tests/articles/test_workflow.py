"""The moves of a story: from which state each starts, where it ends, and who may make it."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from accounts import roles
from articles import revisions, workflow
from articles.content import Content, Credit
from articles.models import Article
from portal.pagecache.models import Clock
from tests.articles.desk import story
from tests.factories import ArticleFactory, AuthorFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Article.Status

# What a verb has to be told beside who asks.
SAID = {"send_back": {"reason": "Who said that?"}}


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


def test_saving_and_submitting_a_draft_stamps_nothing():
    article = story(Status.DRAFT)

    revisions.save(article, Content(headline="Still nobody's"), by=UserFactory(role=roles.EDITOR))
    workflow.submit(article, by=UserFactory(role=roles.EDITOR))

    assert not Clock.objects.exists()


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
