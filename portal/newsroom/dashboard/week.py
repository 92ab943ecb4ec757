"""The coming seven days: what goes live and what comes down, day by day."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.models import Article
from portal.newsroom.dashboard.panels import Day, Desk, Entry, Panel, has
from portal.newsroom.dashboard.rows import address, headline, stories, way

DAYS = 7
# More than a newsroom plans in a week; the list has all of it.
FULL = 60
NEAR = (_("Today"), _("Tomorrow"))


def week(user: User) -> Panel:
    now = timezone.now()
    today = timezone.localdate(now)
    dates = [today + timedelta(days=number) for number in range(DAYS)]
    moments = _moments(user, now, _midnight(dates[-1] + timedelta(days=1)))
    days = [_day(number, each, moments) for number, each in enumerate(dates)]
    return Panel(
        code="week",
        title=_("The coming week"),
        days=days if moments else [],
        empty=_("Nothing is planned. Give a story a moment."),
        way=way(_("The whole plan"), "state=scheduled")
        if moments
        else way(_("Choose a draft"), "state=draft"),
    )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())


def _moments(user: User, now: datetime, end: datetime) -> list[tuple[datetime, Entry]]:
    """Two queries: what goes up, and what comes down."""
    up = stories(user).scheduled(now).filter(published_at__lt=end).order_by("published_at", "pk")
    down = (
        stories(user)
        .filter(status=Article.Status.PUBLISHED, unpublish_at__gt=now, unpublish_at__lt=end)
        .order_by("unpublish_at", "pk")
    )
    found = [(each.published_at, _entry(each, each.published_at)) for each in up[:FULL]]
    found += [
        (each.unpublish_at, _entry(each, each.unpublish_at, down=True)) for each in down[:FULL]
    ]
    return sorted(found, key=lambda pair: pair[0])[:FULL]


def _entry(article: Article, at: datetime, *, down: bool = False) -> Entry:
    return Entry(
        time=date_format(timezone.localtime(at), "TIME_FORMAT"),
        title=headline(article),
        address=address(article),
        what=_("comes down") if down else _("goes live"),
        changed=not down and article.has_unpublished_changes,
    )


def _day(number: int, day: date, moments: list[tuple[datetime, Entry]]) -> Day:
    return Day(
        name=NEAR[number] if number < len(NEAR) else date_format(day, "l"),
        date=date_format(day, "MONTH_DAY_FORMAT"),
        entries=[entry for at, entry in moments if timezone.localdate(at) == day],
    )


DESK: tuple[Desk, ...] = ((has("articles.change_article"), week),)
