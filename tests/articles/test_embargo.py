"""An embargo blocks: nobody publishes earlier, and nothing shows it earlier."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import deeds, previews, revisions, workflow
from articles.admin import columns
from articles.deeds import Refused
from articles.models import Article
from tests.articles.desk import form_of, of, page
from tests.factories import ArticleFactory, ImageFactory, UserFactory, editor

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.fixture
def now():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def under_embargo(article, until):
    """Somebody gives the story a new embargo."""
    content = replace(article.newest_revision.content, embargo_until=until, kicker="Changed")
    revisions.save(article, content, by=editor())
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("role", ["Editor", "Administrator"])
@pytest.mark.parametrize("at", [None, NOON + HOUR - SECOND])
def test_nobody_publishes_for_a_moment_before_the_embargo_ends(now, role, at):
    article = ArticleFactory(live=False, embargo_until=NOON + HOUR)

    with pytest.raises(workflow.Refused, match="schedule it for when that ends"):
        workflow.publish(article, by=UserFactory(role=role), at=at)

    assert Article.objects.get().status == Article.Status.DRAFT
    assert workflow.publish(article, by=editor(), at=NOON + HOUR).published_at == NOON + HOUR


def test_a_scheduled_story_cannot_be_moved_before_its_embargo(now):
    article = ArticleFactory(at=NOON + 2 * HOUR, embargo_until=NOON + HOUR)

    with pytest.raises(workflow.Refused, match="embargo"):
        workflow.publish(article, by=editor(), at=NOON + HOUR - SECOND)

    assert Article.objects.get().published_at == NOON + 2 * HOUR


def test_changes_under_an_embargo_wait_while_readers_keep_what_they_have(now):
    article = under_embargo(ArticleFactory(at=NOON - HOUR, kicker="Before"), NOON + HOUR)

    with pytest.raises(workflow.Refused, match="once the embargo is over"):
        workflow.publish(article, by=editor())
    readers = Article.objects.live().get().kicker
    now.move_to(NOON + HOUR)
    workflow.publish(article, by=editor())

    assert readers == "Before"
    assert Article.objects.live().get().kicker == "Changed"
    assert Article.objects.get().published_at == NOON - HOUR


def test_a_withdrawn_story_comes_back_once_its_new_embargo_is_over_with_its_first_date(now):
    article = workflow.withdraw(ArticleFactory(at=NOON - HOUR), by=editor())
    article = under_embargo(article, NOON + HOUR)

    now.move_to(NOON + HOUR - SECOND)
    with pytest.raises(workflow.Refused, match="cannot be scheduled"):
        workflow.publish(article, by=editor())
    now.move_to(NOON + HOUR)
    article = workflow.publish(article, by=editor())

    assert article.published_at == NOON - HOUR
    assert article.is_live()
    assert list(Article.objects.live()) == [article]


def test_the_database_refuses_a_published_story_before_its_embargo():
    article = ArticleFactory(at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(embargo_until=NOON + SECOND)

    Article.objects.filter(pk=article.pk).update(embargo_until=NOON)


def test_a_row_that_came_past_the_verbs_is_not_shown_either(now):
    article = ArticleFactory(at=NOON - HOUR)
    article.embargo_until = NOON + HOUR

    assert (article.is_live(), article.is_live(NOON + HOUR)) == (False, True)
    assert columns.state(article).code == "scheduled"
    assert columns.state(article).moment == NOON + HOUR


WORDS = ("Unheard", "Unseen", "Unread", "Unnamed")


@pytest.fixture
def secret(journalist):
    return of(
        journalist, headline="Unheard", standfirst="Unseen", body="<p>Unread</p>",
        tags=("Unnamed",), lead_image_id=ImageFactory().pk,
        embargo_until=datetime(2099, 1, 1, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "own", "status"),
    [
        (None, False, 403), ("Journalist", False, 403), ("Moderator", False, 403),
        ("Editor", False, 200), ("Journalist", True, 200), ("no role", False, 403),
    ],
)  # fmt: skip
def test_a_preview_under_embargo_opens_for_who_may_edit_the_story(
    client, secret, journalist, role, own, status
):
    if role:
        user = UserFactory(role=None if role == "no role" else role)
        client.force_login(journalist if own else user)

    response = client.get(previews.link(secret))

    told = response.content.decode() + str(response.headers)
    assert response.status_code == status
    assert [word for word in WORDS if word in told] == (list(WORDS) if status == 200 else [])
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    if status == 403:
        assert "This story is under embargo" in page(response)
        assert secret.lead_image.picture.name.split("/")[2] not in told


def test_a_preview_of_changes_under_embargo_is_closed_too(client, now):
    article = ArticleFactory(at=NOON - HOUR, headline="Open")
    content = replace(article.newest_revision.content, headline="Closed")
    revisions.save(article, replace(content, embargo_until=NOON + HOUR), by=editor())
    link = previews.link(article)

    before = client.get(link)
    now.move_to(NOON + HOUR)
    after = client.get(link)

    assert (before.status_code, after.status_code) == (403, 200)
    assert ("Closed" in page(before), "Closed" in page(after)) == (False, True)


def test_the_form_says_that_the_link_is_for_colleagues_only(client, editor, secret):
    client.force_login(editor)
    shown = page(client.get(form_of(secret)))
    other = page(client.get(form_of(ArticleFactory(live=False))))

    assert "it opens only for colleagues who are logged in" in shown
    assert "without a login" in other


class TestWhatIsScheduled:
    """What has its moment keeps it, or gets a later one."""

    def scheduled(self, *, hours=2, **content):
        article = ArticleFactory(live=False, headline="To come", **content)
        moment = timezone.now() + timedelta(hours=hours)
        return workflow.publish(article, by=UserFactory(role="Editor"), at=moment), moment

    def changed(self, article, **changes):
        content = replace(article.newest_revision.content, **changes)
        revisions.save(article, content, by=UserFactory(role="Editor"))

    def test_an_embargo_that_is_only_saved_holds_it(self):
        article, moment = self.scheduled(unpublish_at=timezone.now() + timedelta(hours=3))
        embargo = moment + timedelta(hours=5)

        self.changed(article, embargo_until=embargo)

        article = Article.objects.get(pk=article.pk)
        assert article.published_at == article.embargo_until == embargo
        assert not Article.objects.live(embargo - timedelta(seconds=1)).exists()
        assert set(article.listings.values_list("published_at", flat=True)) == {embargo}

    def test_an_embargo_that_ends_before_changes_nothing(self):
        article, moment = self.scheduled()

        self.changed(article, embargo_until=moment - timedelta(hours=1))

        article = Article.objects.get(pk=article.pk)
        assert (article.published_at, article.embargo_until) == (moment, None)

    def test_publishing_its_changes_keeps_the_moment(self):
        article, moment = self.scheduled()
        self.changed(article, kicker="A typo less")

        article = workflow.publish(article, by=UserFactory(role="Editor"))

        assert (article.published_at, article.kicker) == (moment, "A typo less")

    def test_asking_for_another_moment_moves_it(self):
        article, moment = self.scheduled()
        self.changed(article, publish_at=moment + timedelta(hours=1))

        article = workflow.publish(article, by=UserFactory(role="Editor"))

        assert article.published_at == moment + timedelta(hours=1)

    def test_restoring_a_version_from_before_restores_no_times(self):
        article, moment = self.scheduled()
        first = article.newest_revision
        embargo = moment + timedelta(hours=5)
        self.changed(article, embargo_until=embargo, headline="Later")

        restored = revisions.restore(
            Article.objects.get(pk=article.pk), first, by=UserFactory(role="Editor")
        )

        assert (restored.content.headline, restored.content.embargo_until) == ("To come", embargo)

    @pytest.mark.parametrize("moves", [(), ("withdraw",)])
    def test_what_readers_had_cannot_be_scheduled_again(self, moves):
        article, editor = ArticleFactory(), UserFactory(role="Editor")
        for name in moves:
            article = getattr(workflow, name)(article, by=editor)

        with pytest.raises(workflow.Refused, match="cannot be scheduled"):
            workflow.publish(article, by=editor, at=timezone.now() + timedelta(days=1))


class TestEndingAnEmbargo:
    def test_a_journalist_cannot_and_the_form_does_not_offer_it(self, client, journalist):
        until = timezone.now() + timedelta(days=1)
        article = of(journalist, embargo_until=until)
        content = replace(article.newest_revision.content, embargo_until=None)
        client.force_login(journalist)

        field = client.get(form_of(article)).context["adminform"].form.fields["embargo_until"]

        assert field.disabled
        with pytest.raises(Refused, match="Only an editor"):
            revisions.save(article, content, by=journalist)
        assert Article.objects.get().newest_revision.content.embargo_until == until

    @pytest.mark.parametrize("sooner", [None, timedelta(hours=1)])
    def test_an_editor_can_and_it_is_written_down(self, journalist, sooner):
        article = of(journalist, embargo_until=timezone.now() + timedelta(days=1))
        until = timezone.now() + sooner if sooner else None
        content = replace(article.newest_revision.content, embargo_until=until)

        revisions.save(article, content, by=editor())

        deed = article.activities.get(verb="embargo")
        assert (deed.by, deed.detail) == (editor(), deeds.stamp(until))

    def test_making_it_longer_is_everybodys_affair(self, journalist):
        article = of(journalist, embargo_until=timezone.now() + timedelta(days=1))
        later = timezone.now() + timedelta(days=2)

        revisions.save(
            article,
            replace(article.newest_revision.content, embargo_until=later),
            by=journalist,
        )

        assert not article.activities.filter(verb="embargo").exists()
