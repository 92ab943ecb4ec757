"""What needs a person, what is overdue, and the week as a calendar."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from articles import revisions, workflow
from articles.content import Content
from articles.models import Article, FormSession
from comments.models import Comment
from portal.newsroom.dashboard import panels
from portal.pagecache import clock
from tests.articles.desk import Status, of, story
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory, UserFactory

pytestmark = pytest.mark.django_db
# A Friday; in Belgrade it is an hour later.
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def now():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def panel(user, code):
    user = User.objects.get(pk=user.pk)
    return next((each for each in panels(user) if each.code == code), None)


def told(user, code):
    """Each row with what is said of it."""
    found = panel(user, code)
    return {str(row.title): " · ".join(map(str, row.details)) for row in found.rows}


def plan(article, **columns):
    Article.objects.filter(pk=article.pk).update(**columns)
    return article


def type_into(article, user, **more):
    return FormSession.objects.create(
        key=uuid4(), article=article, by=user, by_name=user.username, opened_at=timezone.now(),
        seen_at=timezone.now(), **more,
    )  # fmt: skip


class TestNeedsYou:
    def test_what_came_back_comes_first_then_what_was_given_by_date(self, now, journalist, editor):
        back = of(journalist, Status.IN_REVIEW, headline="Back")
        workflow.send_back(back, by=editor, reason="Why?")
        given = {"No date": None, "Tomorrow": NOON + DAY, "Late": NOON - HOUR}
        for name, due_at in given.items():
            plan(story(headline=name), assigned_to=journalist, due_at=due_at)
        plan(story(headline="Another's"), assigned_to=editor)
        plan(ArticleFactory(headline="Out"), assigned_to=journalist)

        assert told(journalist, "needs-you") == {
            "Back": f"sent back by {editor.display_name()} · today, 13:00",
            "Late": "given to you · overdue since today, 12:00",
            "Tomorrow": "given to you · due tomorrow, 13:00",
            "No date": "given to you",
        }
        assert [row.alarm for row in panel(journalist, "needs-you").rows] == [False, True] + [
            False
        ] * 2

    def test_an_editor_finds_the_two_who_wait_longest_and_the_others_below(self, now, editor):
        for hours in (1, 2, 3):
            now.move_to(NOON - hours * HOUR)
            author = AuthorFactory(name="Vera")
            article = ArticleFactory(headline=f"{hours} h", live=False, authors=(author,))
            workflow.submit(article, by=editor)
        now.move_to(NOON)

        assert told(editor, "needs-you") == {
            "3 h": "Vera · waits for review since today, 10:00",
            "2 h": "Vera · waits for review since today, 11:00",
        }
        assert list(told(editor, "waiting")) == ["1 h"]

    def test_what_came_back_to_a_colleague_is_not_an_editors_task(self, journalist, editor):
        back = of(journalist, Status.IN_REVIEW, headline="Back")
        workflow.send_back(back, by=editor, reason="Why?")

        assert told(editor, "needs-you") == {}

    def test_typed_texts_are_offered_to_who_typed_them_only(self, now, journalist):
        article = of(journalist, headline="Typed")
        type_into(article, journalist, typed_at=NOON - HOUR)
        type_into(ArticleFactory(by=journalist, headline="Saved", live=False), journalist)
        type_into(
            ArticleFactory(by=journalist, headline="Left", live=False),
            journalist,
            typed_at=NOON,
            put_aside_at=NOON,
        )
        other = UserFactory(role="Journalist")
        type_into(of(other, headline="Another's"), other, typed_at=NOON)

        assert told(journalist, "unsaved") == {"Typed": "typed today, 12:00"}
        assert panel(UserFactory(role="Editor"), "unsaved") is None


class TestOverdue:
    def test_it_stands_first_with_the_reason_and_only_if_there_is_any(
        self, now, client, journalist, editor
    ):
        quiet = [each.code for each in panels(journalist)]
        plan(of(journalist, headline="Due"), due_at=NOON - HOUR)
        wished = Content(headline="Wished", publish_at=NOON - DAY)
        revisions.create(wished, by=journalist)
        plan(story(headline="Another's"), due_at=NOON - 2 * HOUR)
        clock.beat()

        assert quiet[0] == "needs-you"
        assert panels(User.objects.get(pk=journalist.pk))[0].code == "overdue"
        assert told(journalist, "overdue") == {
            "Due": "was due today, 12:00, and is not published",
            "Wished": "was to be published yesterday, 13:00, and nobody did",
        }
        assert list(told(editor, "overdue")) == ["Due", "Another's", "Wished"]

    def test_a_task_that_stands_still_is_told_to_the_desk(self, now, journalist, editor):
        clock.beat()
        now.move_to(NOON + timedelta(minutes=10))
        runs = panel(editor, "overdue")
        now.move_to(NOON + timedelta(minutes=11))

        assert runs is None
        title = next(iter(told(editor, "overdue")))
        assert title.startswith("The periodic task has not run since today, 13:00")
        assert panel(journalist, "overdue") is None

    def test_side_effects_that_are_late_are_told_with_no_worker_running(self, now, editor):
        ArticleFactory(headline="Went live", at=NOON + HOUR)
        now.move_to(NOON + HOUR + timedelta(minutes=5))

        assert told(editor, "overdue") == {
            "Went live": "changed for readers today, 14:00; related lists do not know it yet"
        }


class TestWeek:
    def days(self, user):
        return {
            f"{day.name} {day.date}": [
                (entry.time, str(entry.title), str(entry.what)) for entry in day.entries
            ]
            for day in panel(user, "week").days
        }

    def test_seven_days_begin_today_and_hold_what_goes_up_and_comes_down(self, now, editor):
        week = NOON.replace(hour=23) + 6 * DAY
        ArticleFactory(headline="Past", at=NOON - HOUR, unpublish_at=NOON + 2 * DAY)
        ArticleFactory(headline="Tonight", at=NOON.replace(hour=22, minute=59))
        ArticleFactory(headline="At midnight", at=NOON.replace(hour=23))
        ArticleFactory(headline="Last", at=week - timedelta(seconds=1), unpublish_at=week + DAY)
        ArticleFactory(headline="Beyond", at=week)

        assert self.days(editor) == {
            "Today 20 November": [("23:59", "Tonight", "goes live")],
            "Tomorrow 21 November": [("00:00", "At midnight", "goes live")],
            "Sunday 22 November": [("13:00", "Past", "comes down")],
            "Monday 23 November": [],
            "Tuesday 24 November": [],
            "Wednesday 25 November": [],
            "Thursday 26 November": [("23:59", "Last", "goes live")],
        }

    @time_machine.travel(datetime(2026, 10, 23, 12, tzinfo=UTC), tick=False)
    def test_the_day_on_which_clocks_are_put_back_has_its_25_hours(self, editor):
        for hour in (22, 23):
            ArticleFactory(headline=f"{hour}", at=datetime(2026, 10, 25, hour, 30, tzinfo=UTC))

        days = self.days(editor)

        assert days["Sunday 25 October"] == [("23:30", "22", "goes live")]
        assert days["Monday 26 October"] == [("00:30", "23", "goes live")]

    def test_a_journalist_finds_their_own_and_an_empty_week_says_so(self, now, client, journalist):
        ArticleFactory(headline="Another's", at=NOON + HOUR)
        client.force_login(journalist)
        html = client.get("/admin/").content.decode()

        assert panel(journalist, "week").days == []
        assert "Nothing is planned. Give a story a moment." in html

    def test_a_story_with_changes_that_wait_says_so(self, now, client, editor):
        article = ArticleFactory(headline="Half", at=NOON + HOUR)
        revisions.save(article, Content(headline="Whole"), by=editor)
        client.force_login(editor)

        html = client.get("/admin/").content.decode()

        assert [entry.changed for entry in panel(editor, "week").days[0].entries] == [True]
        assert "without the changes made since" in html


def test_a_due_date_is_told_once_to_come_or_overdue(now, editor):
    for headline, due_at in (("Late", NOON - HOUR), ("Later", NOON + DAY), ("Soon", NOON + HOUR)):
        Article.objects.filter(pk=story(headline=headline).pk).update(due_at=due_at)

    assert [str(row.title) for row in panel(editor, "due").rows] == ["Soon", "Later"]
    assert [str(row.title) for row in panel(editor, "overdue").rows] == ["Late"]


def test_moderators_are_told_how_many_wait_and_for_how_long(now, moderator):
    article = ArticleFactory(at=NOON - DAY)
    pending = {"article": article, "status": Comment.Status.PENDING}
    empty = str(panel(moderator, "comments-waiting").lead)
    CommentFactory(at=NOON - timedelta(hours=3, minutes=5), **pending)
    one = str(panel(moderator, "comments-waiting").lead)
    for _each in range(6):
        CommentFactory(at=NOON - HOUR, **pending)

    assert (empty, one) == ("", "1 waits, for 3 h 5 min.")
    assert panel(moderator, "comments-waiting").lead == "7 wait, the oldest for 3 h 5 min."
