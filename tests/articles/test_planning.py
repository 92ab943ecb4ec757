"""Who works on a story and until when; what was done with it, deed by deed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts import roles
from articles import notes, planning, reviews, workflow
from articles.deeds import Refused
from articles.models import Activity, Article, Note, Revision
from tests.articles.desk import of, story
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
Status, Verb = Article.Status, Activity.Verb
NOON = datetime(2030, 11, 20, 12, tzinfo=UTC)


def log(article):
    """Verb, who, state afterwards and detail of each deed, in the order in which they were done."""
    rows = Activity.objects.filter(article=article).order_by("pk")
    return list(rows.values_list("verb", "by_name", "status", "detail"))


# What each move is told beside who makes it, from which state, and what is written down of it.
DEEDS = {
    "submit": (Status.DRAFT, {}, Verb.SUBMIT, ""),
    "send_back": (Status.IN_REVIEW, {"reason": "Who said so?"}, Verb.SEND_BACK, "Who said so?"),
    "publish": (Status.DRAFT, {}, Verb.PUBLISH, ""),
    "withdraw": (Status.PUBLISHED, {"redirect_to": "/about/"}, Verb.WITHDRAW, "/about/"),
}


@pytest.mark.parametrize("name", workflow.MOVES)
def test_every_move_writes_down_who_made_it_and_what_was_said(editor, name):
    """One that is added to the table without a row of its own in the log fails here."""
    status, said, verb, detail = DEEDS[name]
    article = story(status)
    before = Activity.objects.count()

    moved = getattr(workflow, name)(article, by=editor, **said)

    assert Activity.objects.count() == before + 1
    assert log(article)[-1] == (verb, editor.display_name(), workflow.MOVES[name].ends, detail)
    assert moved.status == workflow.MOVES[name].ends


def test_a_moment_to_come_is_written_down_as_scheduled(editor):
    article = workflow.publish(story(), by=editor, at=NOON)

    assert log(article) == [
        (Verb.SCHEDULE, editor.display_name(), Status.PUBLISHED, "2030-11-20T12:00:00+00:00")
    ]


def test_the_trash_and_the_way_back_are_written_down_once_each(editor):
    article = story()

    for verb in (workflow.trash, workflow.trash, workflow.restore, workflow.restore):
        verb(article, by=editor)

    assert [row[0] for row in log(article)] == [Verb.TRASH, Verb.RESTORE]


def test_what_is_refused_leaves_no_trace(editor, journalist):
    article = of(journalist)

    with pytest.raises(Refused):
        workflow.withdraw(article, by=editor)
    with pytest.raises(PermissionDenied):
        workflow.publish(article, by=journalist)
    with pytest.raises(Refused):
        workflow.publish(story(body=""), by=editor)

    assert not Activity.objects.exists()


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 301])
def test_a_story_goes_back_only_with_a_reason_that_can_be_read(editor, reason):
    article = story(Status.IN_REVIEW)

    with pytest.raises(Refused, match="Say "):
        workflow.send_back(article, by=editor, reason=reason)

    article.refresh_from_db()
    assert article.status == Status.IN_REVIEW
    assert article.revisions.count() == 1


def test_the_reason_stands_in_the_history_too(editor):
    article = workflow.send_back(story(Status.IN_REVIEW), by=editor, reason=" Who said so? ")

    newest = article.revisions.order_by("-pk")[0]
    assert (newest.kind, newest.note) == (Revision.Kind.RETURNED, "Who said so?")


class TestAssigning:
    def test_who_is_given_a_story_may_open_it_and_no_longer_once_it_is_taken_back(
        self, editor, journalist
    ):
        article = story()
        before = list(Article.objects.editable_by(journalist))

        planning.assign(article, by=editor, to=journalist)
        given = list(Article.objects.editable_by(journalist))
        planning.assign(article, by=editor, to=None)

        assert (before, given) == ([], [article])
        assert list(Article.objects.editable_by(journalist)) == []
        assert [row[::3] for row in log(article)] == [
            (Verb.ASSIGN, journalist.display_name()),
            (Verb.ASSIGN, ""),
        ]

    def test_the_same_again_is_nothing(self, editor, journalist):
        article = story()

        for _each in range(2):
            planning.assign(article, by=editor, to=journalist)
            planning.plan(article, by=editor, due_at=NOON)

        assert [row[0] for row in log(article)] == [Verb.ASSIGN, Verb.PLAN]

    def test_it_changes_neither_the_text_nor_anything_that_readers_see(
        self, client, editor, journalist
    ):
        article = ArticleFactory()
        row = Article.objects.values().get(pk=article.pk)
        public = client.get(article.get_absolute_url()).content

        planning.assign(article, by=editor, to=journalist)
        planning.plan(article, by=editor, due_at=NOON)

        changed = {"assigned_to_id": journalist.pk, "due_at": NOON}
        assert Article.objects.values().get(pk=article.pk) == row | changed
        assert article.revisions.count() == 1
        assert client.get(article.get_absolute_url()).content == public

    def test_a_journalist_takes_what_nobody_has_and_gives_it_back(self, journalist):
        article = of(journalist)

        taken = planning.assign(article, by=journalist, to=journalist).assigned_to
        back = planning.assign(article, by=journalist, to=None).assigned_to

        assert (taken, back) == (journalist, None)

    def test_a_journalist_gives_a_story_to_nobody_else(self, journalist):
        article = of(journalist)

        with pytest.raises(PermissionDenied):
            planning.assign(article, by=journalist, to=UserFactory(role=roles.EDITOR))

        article.refresh_from_db()
        assert article.assigned_to is None

    def test_a_journalist_takes_nothing_from_a_colleague(self, editor, journalist):
        article = of(journalist)
        colleague = UserFactory(role=roles.JOURNALIST)
        planning.assign(article, by=editor, to=colleague)

        for to in (journalist, None):
            with pytest.raises(Refused, match=colleague.last_name):
                planning.assign(article, by=journalist, to=to)

        article.refresh_from_db()
        assert article.assigned_to == colleague

    @pytest.mark.parametrize(
        "person", [{"role": roles.MODERATOR}, {"role": roles.EDITOR, "is_active": False}]
    )
    def test_who_does_not_write_is_given_nothing(self, editor, person):
        article = story()

        with pytest.raises(Refused, match="does not write stories"):
            planning.assign(article, by=editor, to=UserFactory(**person))

        article.refresh_from_db()
        assert article.assigned_to is None

    def test_what_is_in_the_trash_is_given_to_nobody(self, editor, journalist):
        article = workflow.trash(story(), by=editor)

        with pytest.raises(Refused, match="Restore"):
            planning.assign(article, by=editor, to=journalist)
        with pytest.raises(Refused, match="Restore"):
            planning.plan(article, by=editor, due_at=NOON)


@pytest.mark.parametrize("role", [*roles.ROLES, None])
def test_only_who_may_open_a_story_plans_it_or_writes_about_it(role):
    user, article = UserFactory(role=role), story()
    deeds = {
        "assign": lambda: planning.assign(article, by=user, to=user),
        "plan": lambda: planning.plan(article, by=user, due_at=NOON),
        "note": lambda: notes.add(article, by=user, text="Mine"),
        "invite": lambda: reviews.invite(article, by=user, name="A lawyer"),
    }

    for deed in deeds.values():
        if role in (roles.EDITOR, roles.ADMINISTRATOR):
            deed()
        else:
            with pytest.raises(PermissionDenied):
                deed()

    done = role in (roles.EDITOR, roles.ADMINISTRATOR)
    assert Activity.objects.count() == 3 * done
    assert Note.objects.count() == done


def test_what_somebody_has_is_what_was_given_and_is_not_out_yet(editor, journalist):
    given, out, other = story(), ArticleFactory(), story()
    for article, to in ((given, journalist), (out, journalist), (other, editor)):
        planning.assign(article, by=editor, to=to)
    workflow.trash(planning.assign(story(), by=editor, to=journalist), by=editor)

    assert list(Article.objects.given_to(journalist)) == [given]


def test_only_what_is_still_being_written_is_due(editor):
    now = timezone.now()
    states = {status: story(status, headline=status) for status in Status}
    aside = story(headline="aside")
    for article in [*states.values(), aside]:
        planning.plan(article, by=editor, due_at=now - timedelta(minutes=1))
    workflow.trash(aside, by=editor)
    later = planning.plan(story(), by=editor, due_at=now + timedelta(days=1))
    wanted = {states[Status.DRAFT], states[Status.IN_REVIEW]}

    assert set(Article.objects.due()) == wanted
    assert set(Article.objects.due(now + timedelta(days=2))) == wanted | {later}
