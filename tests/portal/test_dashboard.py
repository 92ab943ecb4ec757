"""What each role finds in the morning, and what it costs."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from axes.models import AccessAttempt
from django.tasks import TaskResultStatus
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from articles import workflow
from articles.models import Article, FormSession
from comments.models import Comment
from portal.newsroom.dashboard import panels
from portal.pagecache import clock
from tests.articles.desk import story
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, UserFactory
from tests.portal.dashboard import panel, rows

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")
Status = Article.Status
PENDING = Comment.Status.PENDING

DESK = ["needs-you", "waiting", "due", "week", "published", "without-pictures"]
MODERATION = ["comments-waiting", "decided"]


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        ("journalist", ["needs-you", "own-drafts", "own-review", "due", "week", "own-published"]),
        ("editor", DESK),
        ("moderator", MODERATION),
        ("administrator", [*DESK, *MODERATION, "invited", "health"]),
    ],
)
def test_each_role_finds_its_own_lists(request, role, codes):
    assert [panel.code for panel in panels(request.getfixturevalue(role))] == codes


def test_who_has_no_role_is_told_whom_to_ask(client):
    client.force_login(UserFactory())

    html = client.get(INDEX).content.decode()

    assert "You have no role yet." in html
    assert "desk-panel" not in html


def test_who_waits_longest_for_the_desk_comes_first(editor):
    now = timezone.now()
    for hours, name in ((1, "One hour"), (3, "Three hours"), (2, "Two hours")):
        with time_machine.travel(now - timedelta(hours=hours), tick=False):
            story(Status.IN_REVIEW, headline=name)
    story(headline="A draft")

    assert rows(editor, "needs-you") == ["Three hours", "Two hours"]
    assert rows(editor, "waiting") == ["One hour"]


def test_the_desk_sees_what_comes_next_and_what_came_out_last(editor):
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    with time_machine.travel(noon, tick=False):
        picture = ImageFactory().pk
        ArticleFactory(headline="Later", at=noon + timedelta(days=2), lead_image_id=picture)
        ArticleFactory(headline="Next", at=noon + timedelta(hours=1))
        ArticleFactory(headline="At midnight", at=noon - timedelta(hours=12), lead_image_id=picture)
        ArticleFactory(headline="Last night", at=noon - timedelta(hours=12, seconds=1))

        assert rows(editor, "week") == ["Next", "Later"]
        assert rows(editor, "published") == ["At midnight", "Last night"]
        assert rows(editor, "without-pictures") == ["Last night"]


def test_moderators_see_what_waits_and_what_was_decided(moderator):
    now = timezone.now()
    article = ArticleFactory(at=now - timedelta(days=1))
    hours = [now - timedelta(hours=hour) for hour in (1, 2)]
    CommentFactory(article=article, name="Second", text="Words", at=hours[0], status=PENDING)
    first = CommentFactory(article=article, name="First", text="Words", at=hours[1], status=PENDING)
    CommentFactory(name="Third", text="Words", status=Comment.Status.REJECTED)

    assert rows(moderator, "comments-waiting") == ["First: Words", "Second: Words"]
    assert rows(moderator, "decided") == ["Third: Words"]
    assert panel(moderator, "comments-waiting").rows[0].details[0] == first.article.headline


def test_people_who_were_invited_stand_there_until_they_come(administrator):
    for name, here, works in (
        ("Waited", False, True),
        ("Came", True, True),
        ("Left", False, False),
    ):
        person = UserFactory(first_name=name, last_name="", is_active=works)
        if not here:
            person.set_unusable_password()
            person.save()

    assert rows(administrator, "invited") == ["Waited"]


def task(status, *, ago):
    moment = timezone.now() - ago
    with time_machine.travel(moment, tick=False):
        return DBTaskResult.objects.create(
            status=status, args_kwargs={"args": [], "kwargs": {}}, task_path="x.y",
            queue_name="default", backend_name="default", exception_class_path="", traceback="",
            finished_at=moment if status == TaskResultStatus.FAILED else None,
        )  # fmt: skip


def test_health_is_quiet_while_all_is_well(administrator):
    task(TaskResultStatus.READY, ago=timedelta(minutes=1))
    task(TaskResultStatus.FAILED, ago=timedelta(days=8))
    AccessAttempt.objects.create(username="a", failures_since_start=4)
    clock.beat()

    found = panel(administrator, "health").rows

    assert [(str(row.title), row.alarm) for row in found] == [
        ("Background tasks are up to date.", False),
        ("No task failed in the last seven days.", False),
        ("The periodic task runs.", False),
        ("Nobody is locked out.", False),
    ]


def test_health_tells_of_a_worker_that_stands_still_of_failures_and_of_locks(administrator):
    task(TaskResultStatus.READY, ago=timedelta(minutes=11))
    task(TaskResultStatus.READY, ago=timedelta(minutes=1))
    task(TaskResultStatus.FAILED, ago=timedelta(days=1))
    AccessAttempt.objects.create(username="a", failures_since_start=5)

    found = panel(administrator, "health").rows

    assert [row.alarm for row in found] == [True, True, True, True]
    assert str(found[0].title).startswith("2 background tasks wait, the first since ")
    assert str(found[1].title).startswith("1 task failed in the last seven days")
    assert str(found[2].title).startswith("The periodic task never ran")
    assert str(found[3].title) == "1 login is locked after wrong passwords."


@pytest.mark.parametrize("role", ["journalist", "editor", "moderator", "administrator"])
def test_an_empty_list_says_so_and_no_way_leads_to_a_closed_door(client, request, role):
    user = request.getfixturevalue(role)
    client.force_login(user)

    html = client.get(INDEX).content.decode()

    for each in panels(user):
        assert each.rows or each.days or str(each.empty) in html
        if each.way:
            assert client.get(each.way.address).status_code == 200


def plan(article, user=None, **columns):
    """As other verbs do."""
    Article.objects.filter(pk=article.pk).update(assigned_to=user, **columns)


def typed(article, user, *, at=None):
    now = at or timezone.now()
    return FormSession.objects.create(
        key=uuid4(), article=article, by=user, by_name="", opened_at=now, seen_at=now, typed_at=now
    )


def newsroom(user, count):
    """So much in every list of every role."""
    tomorrow = timezone.now() + timedelta(days=1)
    desk = UserFactory(role="Editor")
    for _longest in range(2):
        workflow.submit(ArticleFactory(by=user, live=False, authors=(AuthorFactory(),)), by=user)
    for number in range(count):
        author = AuthorFactory()
        pictures = {"lead_image_id": ImageFactory().pk}
        mine = ArticleFactory(headline=f"Draft {number}", by=user, live=False, authors=(author,))
        plan(mine, user, due_at=timezone.now())
        typed(mine, user)
        plan(ArticleFactory(by=user, live=False), user, due_at=tomorrow)
        back = workflow.submit(ArticleFactory(by=user, live=False), by=user)
        workflow.send_back(back, by=desk, reason="Again")
        workflow.submit(ArticleFactory(by=user, live=False, authors=(author,)), by=user)
        ArticleFactory(by=user, at=tomorrow, unpublish_at=tomorrow + timedelta(days=1), **pictures)
        talked = ArticleFactory(by=user, authors=(author,), **pictures)
        CommentFactory(article=talked, status=PENDING)
        CommentFactory(article=talked)
        ArticleFactory(by=user)
        invited = UserFactory()
        invited.set_unusable_password()
        invited.save()


@pytest.mark.any_database
@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("role", "cost"), [("journalist", 20), ("editor", 23), ("moderator", 8), ("administrator", 32)]
)
def test_the_dashboard_costs_the_same_however_much_there_is(
    client, request, role, cost, count, django_assert_num_queries
):
    writer = request.getfixturevalue("journalist" if role == "journalist" else "administrator")
    newsroom(writer, count)
    client.force_login(request.getfixturevalue(role))

    with django_assert_num_queries(cost):
        html = client.get(INDEX).content.decode()

    shown = panels(User.objects.get(username=role))
    short = ("health", "needs-you")
    assert all(each.days or len(each.rows) >= count for each in shown if each.code not in short)
    assert html.count('<li class="desk-row') == sum(len(each.rows) for each in shown)
    assert html.count("week__entry") == html.count('class="week__time"')
