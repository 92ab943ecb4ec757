"""What is overdue, and who is told of it: once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from accounts.models import User
from articles import deadlines, revisions, workflow
from articles.models import Alarm, AlarmLetter, Article
from portal.pagecache.models import Boundary
from tests.articles.desk import of
from tests.factories import ArticleFactory, AuthorFactory, UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
Reason = Alarm.Reason


@pytest.fixture
def now():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def plan(article, **columns):
    """Other verbs set these."""
    Article.objects.filter(pk=article.pk).update(**columns)
    return Article.objects.get(pk=article.pk)


def found(**options):
    stories = deadlines.overdue(Article.objects.all(), **options)
    return [(each.article.headline, str(each.reason), each.at) for each in stories]


def changed(article):
    content = replace(article.newest_revision.content, kicker="Since")
    revisions.save(article, content, by=UserFactory(role="Editor"))
    return Article.objects.get(pk=article.pk)


def test_a_story_is_overdue_from_the_second_it_was_due_until_it_is_published(now, editor):
    article = plan(ArticleFactory(headline="Planned", live=False), due_at=NOON + HOUR)
    plan(ArticleFactory(headline="Out in time"), due_at=NOON)
    plan(workflow.withdraw(ArticleFactory(headline="Was out"), by=editor), due_at=NOON)
    aside = plan(ArticleFactory(headline="Aside", live=False), due_at=NOON)
    workflow.trash(aside, by=editor)

    before = found(at=NOON + HOUR - SECOND)
    after = found(at=NOON + HOUR)
    workflow.submit(article, by=editor)
    handed_in = found(at=NOON + HOUR)
    workflow.publish(article, by=editor)

    assert (before, found(at=NOON + HOUR)) == ([], [])
    assert after == handed_in == [("Planned", Reason.DUE, NOON + HOUR)]


def test_a_wish_that_nobody_fulfilled_is_overdue(now, editor):
    article = ArticleFactory(headline="At one", live=False, publish_at=NOON + HOUR)
    ArticleFactory(headline="Published", publish_at=NOON + HOUR)

    before = found(at=NOON + HOUR - SECOND)
    after = found(at=NOON + HOUR)
    content = replace(article.newest_revision.content, publish_at=NOON + 2 * HOUR)
    revisions.save(article, content, by=editor)

    assert before == found(at=NOON + HOUR) == []
    assert after == [("At one", Reason.MISSED, NOON + HOUR)]


def test_a_story_that_goes_live_within_the_hour_without_its_changes_is_told(now):
    changed(ArticleFactory(headline="Half done", at=NOON + HOUR))
    changed(ArticleFactory(headline="Later", at=NOON + HOUR + SECOND))
    changed(ArticleFactory(headline="Live", at=NOON - HOUR))
    ArticleFactory(headline="Done", at=NOON + HOUR)

    assert found() == [("Half done", Reason.CHANGED, NOON + HOUR)]


def test_side_effects_have_five_minutes(now):
    ArticleFactory(headline="Went live", at=NOON + HOUR)
    ArticleFactory(headline="Settled", at=NOON + HOUR)
    settled = Boundary.objects.filter(subject=f"article:{Article.objects.last().pk}")
    settled.update(settled_at=NOON + HOUR)

    assert found(at=NOON + HOUR + 5 * MINUTE - SECOND) == []
    assert found(at=NOON + HOUR + 5 * MINUTE) == [("Went live", Reason.LATE, NOON + HOUR)]


def test_the_latest_comes_first_and_what_is_older_can_be_left_out(now):
    for hours in (1, 3, 2):
        plan(ArticleFactory(headline=f"{hours} h", live=False), due_at=NOON - hours * HOUR)

    assert [name for name, _reason, _at in found()] == ["1 h", "2 h", "3 h"]
    assert [name for name, _reason, _at in found(since=NOON - 2 * HOUR)] == ["1 h", "2 h"]
    assert [name for name, _reason, _at in found(limit=1)] == ["1 h"]


@pytest.mark.parametrize("count", [1, 5])
def test_asking_costs_the_same_however_much_is_overdue(now, count, django_assert_num_queries):
    for _each in range(count):
        plan(ArticleFactory(live=False, publish_at=NOON), due_at=NOON)
        changed(ArticleFactory(at=NOON + HOUR))
        ArticleFactory(at=NOON + MINUTE)

    with django_assert_num_queries(5):
        assert len(found(at=NOON + 10 * MINUTE)) == 4 * count


class TestAlarms:
    @pytest.fixture
    def writer(self):
        return UserFactory(role="Journalist", first_name="Vera", last_name="Writer")

    @pytest.fixture
    def late(self, now, writer):
        author = AuthorFactory(user=writer)
        article = ArticleFactory(headline="Late", live=False, by=writer, authors=(author,))
        return plan(article, due_at=NOON)

    def test_who_has_the_story_and_the_desk_get_one_mail_each(self, late, writer, settings, caplog):
        settings.SITE_URL = "https://news.example"
        editors = UserFactory.create_batch(2, role="Editor")
        UserFactory(role="Editor", is_active=False)
        UserFactory(role="Moderator")
        UserFactory(role="Journalist")
        User.objects.filter(pk=UserFactory(role="Editor").pk).update(email="")

        raised = deadlines.raise_alarms()

        assert (raised.alarms, raised.sent, raised.unsent) == (1, 3, 0)
        assert [each.to for each in mail.outbox] == [[each.email] for each in (writer, *editors)]
        letter = mail.outbox[0]
        assert letter.subject == "Overdue: Late"
        assert "Good day, Vera Writer," in letter.body
        assert "Due: 20 November 2026, 13:00\nIt is not published yet." in letter.body
        address = f"https://news.example/admin/articles/article/{late.pk}/change/"
        assert address in letter.body.splitlines()
        errors = [each for each in caplog.records if each.levelname == "ERROR"]
        assert [each.getMessage() for each in errors] == [
            f"Overdue: story {late.pk} (“Late”), due, and not published: 2026-11-20T12:00:00+00:00"
        ]

    def test_who_was_given_the_story_is_told_in_place_of_who_began_it(self, late, writer):
        given = UserFactory(role="Journalist")
        plan(late, assigned_to=given)

        deadlines.raise_alarms()

        assert [each.to for each in mail.outbox] == [[given.email]]

    def test_nobody_is_told_twice_however_often_it_runs(self, late, now, caplog):
        deadlines.raise_alarms()
        caplog.clear()
        now.move_to(NOON + 5 * HOUR)

        again = deadlines.raise_alarms()

        assert (again.alarms, again.sent, len(mail.outbox)) == (0, 0, 1)
        assert caplog.records == []

    def test_a_new_date_that_passes_is_a_new_alarm_and_another_reason_too(self, late, now):
        deadlines.raise_alarms()
        plan(late, due_at=NOON + HOUR)
        now.move_to(NOON + HOUR)
        second = deadlines.raise_alarms()
        plan(late, publish_at=NOON + HOUR)

        third = deadlines.raise_alarms()

        assert (second.sent, third.sent) == (1, 1)
        assert [each.reason for each in Alarm.objects.order_by("pk")] == ["due", "due", "missed"]
        assert "Nobody has published it" in mail.outbox[-1].body

    def test_a_mail_that_fails_stops_no_other_and_is_tried_again(
        self, late, now, monkeypatch, caplog
    ):
        editor = UserFactory(role="Editor")
        send = EmailBackend.send_messages

        def refuses_one(backend, messages):
            if messages[0].to == [late.created_by.email]:
                raise OSError("no such mailbox")
            return send(backend, messages)

        with monkeypatch.context() as patched:
            patched.setattr(EmailBackend, "send_messages", refuses_one)
            first = deadlines.raise_alarms()
        now.move_to(NOON + MINUTE)
        second = deadlines.raise_alarms()

        assert (first.sent, first.unsent) == (1, 1)
        assert "no such mailbox" in caplog.text
        assert (second.alarms, second.sent, second.unsent) == (0, 1, 0)
        assert [each.to for each in mail.outbox] == [[editor.email], [late.created_by.email]]

    def test_a_mail_that_failed_is_not_sent_once_the_story_is_out(self, late, editor):
        deadlines.raise_alarms()
        AlarmLetter.objects.update(sent_at=None)
        mail.outbox.clear()
        workflow.publish(late, by=editor)

        raised = deadlines.raise_alarms()

        assert (raised.sent, mail.outbox) == (0, [])

    def test_what_passed_more_than_a_week_ago_is_no_news(self, now, journalist):
        plan(of(journalist), due_at=NOON - timedelta(days=7) - SECOND)

        assert deadlines.raise_alarms().alarms == 0
        assert len(found()) == 1

    @pytest.mark.parametrize("count", [1, 5])
    def test_a_run_with_nothing_new_costs_the_same(
        self, now, count, journalist, django_assert_num_queries
    ):
        for _each in range(count):
            plan(of(journalist) if _each == 0 else ArticleFactory(live=False), due_at=NOON)
        deadlines.raise_alarms()

        with django_assert_num_queries(6):
            deadlines.raise_alarms()
