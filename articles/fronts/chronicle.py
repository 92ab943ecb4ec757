"""When a front was another, or will be, and why: what lies around a moment."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.fronts import versions
from articles.models import Article, Front, FrontVersion, StatePlace, StoryState

# On either side of the moment.
MOST = 8
_FOLLOWED = Exists(StoryState.objects.filter(article=OuterRef("article"), since=OuterRef("until")))
_FOLLOWS = Exists(StoryState.objects.filter(article=OuterRef("article"), until=OuterRef("since")))
_STAYS = Q(until__isnull=True)


@dataclass(frozen=True, kw_only=True)
class Event:
    at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """Something new for readers, at the moment in a column of such states."""

    column: str
    which: Q | Exists
    text: str | Promise


_KINDS = (
    _Kind(
        column="since", which=Q(published_at__lte=F("since")) & ~Q(_FOLLOWS),
        text=gettext_lazy("“%(story)s” was published"),
    ),
    _Kind(
        column="since", which=Q(published_at__lte=F("since")) & Q(_FOLLOWS),
        text=gettext_lazy("“%(story)s” was changed"),
    ),
    _Kind(
        column="published_at",
        which=Q(since__lt=F("published_at")) & (_STAYS | Q(until__gt=F("published_at"))),
        text=gettext_lazy("“%(story)s” goes up as scheduled"),
    ),
    _Kind(
        column="until", which=Q(until__gte=F("published_at")) & ~Q(_FOLLOWED),
        text=gettext_lazy("“%(story)s” was withdrawn"),
    ),
    _Kind(
        column="unpublish_at", which=_STAYS | Q(until__gt=F("unpublish_at")),
        text=gettext_lazy("“%(story)s” comes down"),
    ),
)  # fmt: skip


def around(
    front: Front,
    version: FrontVersion | None,
    at: datetime,
    *,
    begins: datetime,
    places: Collection[str] = (),
) -> tuple[list[Event], list[Event]]:
    """What happened last up to this moment, and what comes next; the nearest first.

    Nothing up to the moment from which on fronts are kept: what stood then came earlier.

    `version` is the layout of that moment; `places` are those of a section, whose stories alone
    count then. Thirteen queries.
    """
    events = [*_launches(front, at), *_of_slots(version), *_of_stories(at, places)]
    events = [each for each in events if each.at > begins]
    events.sort(key=lambda each: each.at)
    before = [each for each in events if each.at <= at]
    after = [each for each in events if each.at > at]
    return before[::-1][:MOST], after[:MOST]


def _launches(front: Front, at: datetime) -> Iterator[Event]:
    launched = front.versions.launched()
    for version in _nearest(launched, "launched_at", at):
        if version.launched_at:
            text = _("%(name)s launched the front") % {"name": version.launched_by}
            yield Event(at=version.launched_at, text=text)


def _of_slots(version: FrontVersion | None) -> Iterator[Event]:
    slots = versions.layout_of(version).slots()
    stories = Article.objects.filter(pk__in=[slot.story for slot in slots])
    headlines = dict(stories.values_list("pk", "headline"))
    for slot in slots:
        story = {"story": slot.headline or headlines.get(slot.story, "")}
        if slot.starts_at:
            yield Event(at=slot.starts_at, text=_("“%(story)s” is pinned") % story)
        if slot.ends_at:
            yield Event(at=slot.ends_at, text=_("“%(story)s” is not pinned any more") % story)


def _of_stories(at: datetime, places: Collection[str]) -> Iterator[Event]:
    states = StoryState.objects.all()
    if places:
        states = states.filter(pk__in=StatePlace.objects.filter(place__in=places).values("state"))
    for kind in _KINDS:
        for state in _nearest(states.filter(kind.which), kind.column, at):
            story = {"story": state.card["front_headline"] or state.card["headline"]}
            yield Event(at=getattr(state, kind.column), text=kind.text % story)


def _nearest[Row: Model](rows: QuerySet[Row], column: str, at: datetime) -> Iterable[Row]:
    before = rows.filter(**{f"{column}__lte": at}).order_by(f"-{column}", "-pk")
    after = rows.filter(**{f"{column}__gt": at}).order_by(column, "pk")
    return [*before[:MOST], *after[:MOST]]
