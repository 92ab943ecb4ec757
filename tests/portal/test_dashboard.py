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
from articles.models import Article, FormSession, Upkeep
from comments.models import Comment
from portal.newsroom.dashboard import panels
from portal.newsroom.dashboard.house import health
from portal.pagecache import clock
from portal.pagecache.models import Purge
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


def wanted(number, *, ago, **fields):
    moment = timezone.now() - ago
    Upkeep.objects.create(subject=f"article:{number}", asked_at=moment, **fields)


def test_health_is_quiet_while_all_is_well(administrator):
    task(TaskResultStatus.READY, ago=timedelta(minutes=1))
    task(TaskResultStatus.FAILED, ago=timedelta(days=8))
    AccessAttempt.objects.create(username="a", failures_since_start=4)
    clock.beat()
    wanted(1, ago=timedelta(minutes=9))
    wanted(2, ago=timedelta(minutes=11), reached=7)

    found = panel(administrator, "health").rows

    assert [(str(row.title), row.alarm) for row in found] == [
        ("Background tasks are up to date.", False),
        ("No task failed in the last seven days.", False),
        ("The periodic task runs.", False),
        ("Related lists and the search follow what changes.", False),
        ("Nobody is locked out.", False),
    ]


def test_health_tells_of_a_worker_that_stands_still_of_failures_and_of_locks(administrator):
    task(TaskResultStatus.READY, ago=timedelta(minutes=11))
    task(TaskResultStatus.READY, ago=timedelta(minutes=1))
    task(TaskResultStatus.FAILED, ago=timedelta(days=1))
    AccessAttempt.objects.create(username="a", failures_since_start=5)
    wanted(1, ago=timedelta(minutes=11))
    wanted(2, ago=timedelta(minutes=12), reached=7, failures=1)

    found = panel(administrator, "health").rows

    assert [row.alarm for row in found] == [True, True, True, True, True]
    assert str(found[0].title).startswith("2 background tasks wait, the first since ")
    assert str(found[1].title).startswith("1 task failed in the last seven days")
    assert str(found[2].title).startswith("The periodic task never ran")
    assert str(found[3].title).startswith("2 changes, the first of ")
    assert str(found[4].title) == "1 login is locked after wrong passwords."


AWAY, REFUSING = "varnish://127.0.0.1:6081", "fastly://service"


def purge(target, *, ago, **fields):
    moment = timezone.now() - ago
    return Purge.objects.create(
        target=target, tags=["front"], changed_at=moment, next_at=moment, **fields
    )


def test_health_tells_which_cache_was_not_told_what_changed_and_why(administrator, settings):
    settings.EDGE_PURGE = [AWAY, "fastly://secret@service", "varnish://10.0.0.1:80"]
    with time_machine.travel("2030-05-05T12:00:00Z", tick=False):
        purge(AWAY, ago=timedelta(minutes=5), failed=1, error="Connection refused")
        purge(AWAY, ago=timedelta(minutes=9), failed=3, error="Connection refused")
        purge(AWAY, ago=timedelta(minutes=19), sent=1)
        purge(REFUSING, ago=timedelta(minutes=2), failed=1, error="HTTP Error 403: Forbidden")
        purge(
            "varnish://10.0.0.2:80", ago=timedelta(days=1), failed=3, error="Stands there no more"
        )

        found = panel(administrator, "health").rows[4:-1]

    then = "readers may still get what was there before."
    assert [(str(row.title), str(row.details[0]), row.alarm) for row in found] == [
        (
            f"fastly://service was not told of 1 change, made today, 13:58: {then}",
            "The last attempt: HTTP Error 403: Forbidden",
            True,
        ),
        (
            f"{AWAY} was not told of 2 changes, the first made today, 13:51: {then}",
            "The last attempt: Connection refused",
            True,
        ),
    ]
    assert all("at most 10 minutes later" in str(row.details[1]) for row in found)


def test_health_says_that_caches_in_front_hear_only_where_there_are_some(administrator, settings):
    purge(AWAY, ago=timedelta(minutes=1), failed=0, sent=1)
    purge(REFUSING, ago=timedelta(minutes=1), failed=1, error="Stands there no more")
    said = {}
    for targets in ((), (AWAY,)):
        settings.EDGE_PURGE = list(targets)
        said[targets] = [
            (str(row.title), row.alarm) for row in panel(administrator, "health").rows[4:-1]
        ]

    assert said == {(): [], (AWAY,): [("Caches in front hear what changes.", False)]}


@pytest.mark.parametrize("count", [1, 5])
def test_caches_that_were_not_told_cost_one_query(
    administrator, settings, count, django_assert_num_queries
):
    settings.EDGE_PURGE = [f"varnish://cache{number}" for number in range(count)]
    for target in settings.EDGE_PURGE:
        for _change in range(count):
            purge(target, ago=timedelta(minutes=1), failed=1, error="Connection refused")

    with django_assert_num_queries(6):
        rows = health(administrator).rows

    assert sum("was not told" in str(row.title) for row in rows) == count


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
    ("role", "cost"), [("journalist", 20), ("editor", 24), ("moderator", 11), ("administrator", 37)]
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
