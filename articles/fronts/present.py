"""Stories from the tables as they are: of now, and of a moment to come, from what is scheduled."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import BigIntegerField, DateTimeField, Q, Subquery, Value

from articles import cards
from articles.fronts.composing import Candidate, Found
from articles.fronts.layout import Rule, Source
from articles.models import Article, Category, MostRead
from articles.models.stories import ArticleQuerySet
from portal.prepared import Prepared

_EVER = datetime.min.replace(tzinfo=UTC)


class _Row(NamedTuple):
    """A story, of the walk of that number."""

    walk: int
    story: int
    published_at: datetime
    picture: int | None

    @property
    def candidate(self) -> Candidate:
        return Candidate(story=self.story, has_picture=self.picture is not None)


class Present:
    """A `Shelf`: one query finds, another reads what is most read if that is asked for."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def find(
        self,
        depths: Mapping[Rule, int],
        pinned: Collection[int],
        *,
        but_opinion_of: tuple[int, ...] = (),
    ) -> Found:
        read = self._most_read(rule for rule in depths if rule.source == Source.MOST_READ)
        walks = tuple((rule, depths[rule]) for rule in depths if rule not in read)
        named = sorted({*pinned, *(story for stories in read.values() for story in stories)})
        rows = self._rows(walks, named, but_opinion_of)
        found = {
            rule: [each.candidate for each in sorted(rows[place], key=_time, reverse=True)]
            for place, (rule, _depth) in enumerate(walks)
        }
        lives = [
            (rule, each.published_at)
            for place, (rule, _depth) in enumerate(walks)
            for each in rows[place]
        ]
        live = {each.story: each for each in rows[len(walks)]}
        for rule, stories in read.items():
            kept = [live[each] for each in stories if each in live]
            since = self.since(rule) or _EVER
            recent = [each for each in kept if each.published_at > since]
            lives += [(rule, each.published_at) for each in recent]
            found[rule] = [each.candidate for each in recent[: depths[rule]]]
        until = [moment + timedelta(hours=rule.hours) for rule, moment in lives if rule.hours]
        return Found(by_rule=found, live=live.keys(), until=min(until, default=None))

    def cards(self, stories: Collection[int], *, images: Mapping[int, int]) -> dict[int, Article]:
        return cards.by_number(stories, at=self.at, images=images)

    def since(self, rule: Rule) -> datetime | None:
        return self.at - timedelta(hours=rule.hours) if rule.hours else None

    def _rows(
        self,
        walks: tuple[tuple[Rule, int], ...],
        named: Sequence[int],
        but_opinion_of: tuple[int, ...],
    ) -> dict[int, list[_Row]]:
        found: dict[int, list[_Row]] = defaultdict(list)
        if walks or named:
            since = {_since(at): self.since(rule) for at, (rule, _depth) in enumerate(walks)}
            given = {name: moment for name, moment in since.items() if moment}
            numbers = dict(zip(_numbers(len(named)), named, strict=True))
            query = _query(walks, len(named), but_opinion_of)
            for each in map(_Row._make, query(at=self.at, **given, **numbers)):
                found[each.walk].append(each)
        return found

    def _most_read(self, rules: Iterable[Rule]) -> dict[Rule, list[int]]:
        """The stories of the newest list of each."""
        newest = {rule: self._newest_list(rule.key) for rule in rules}
        if not newest:
            return {}
        any_of = reduce(or_, (Q(pk=Subquery(each)) for each in newest.values()))
        rows = MostRead.objects.filter(any_of).values_list("category", "stories")
        lists: dict[int | None, list[int]] = dict(rows)
        return {rule: lists.get(rule.key, []) for rule in newest}

    def _newest_list(self, category: int | None) -> Any:
        rows = MostRead.objects.filter(
            category=category, window=MostRead.Window.DAY, at__lte=self.at
        )
        return rows.order_by("-at", "-pk").values("pk")[:1]


def _time(row: _Row) -> tuple[datetime, int]:
    return row.published_at, row.story


@lru_cache(maxsize=64)
def _query(
    walks: tuple[tuple[Rule, int], ...], named: int, but_opinion_of: tuple[int, ...]
) -> Prepared[Any]:
    """One short walk of an index for each rule, and the stories by their keys, in one query.

    A window function would number every listing of the site for the few that are shown.
    """

    def build(at: Any, **given: Any) -> Any:
        live = Article.objects.live(at)
        found = []
        for place, (rule, depth) in enumerate(walks):
            recent = live.filter(published_at__gt=given[_since(place)]) if rule.hours else live
            found.append(_walk(rule, recent, but_opinion_of)[:depth])
        if named:
            found.append(live.filter(pk__in=[given[name] for name in _numbers(named)]))
        rows = [_columns(place, each) for place, each in enumerate(found)]
        return rows[0].union(*rows[1:], all=True)

    recent = [place for place, (rule, _depth) in enumerate(walks) if rule.hours]
    moments = {_since(place): DateTimeField() for place in recent}
    numbers = dict.fromkeys(_numbers(named), BigIntegerField())
    return Prepared(build, at=DateTimeField(), **moments, **numbers)


def _walk(rule: Rule, live: ArticleQuerySet, but_opinion_of: tuple[int, ...]) -> ArticleQuerySet:
    if rule.source == Source.CATEGORY and rule.key:
        return live.listed_in(rule.key)
    if rule.source == Source.TAG:
        return live.filter(tag_items__tag=rule.key).newest_first()
    opinion = Category.objects.opinion_of(but_opinion_of)
    return live.exclude(category__in=opinion).newest_first()


def _columns(place: int, walk: ArticleQuerySet) -> Any:
    if not connections[walk.db].features.supports_slicing_ordering_in_compound:
        # SQLite joins no queries that have a limit of their own, hence the stories by their keys,
        # for which PostgreSQL would read through all listings.
        walk = Article.objects.filter(pk__in=walk.values("pk"))
    return walk.values_list(Value(place), "pk", "published_at", "lead_image")


def _since(place: int) -> str:
    return f"since_{place}"


def _numbers(count: int) -> list[str]:
    return [f"number_{place}" for place in range(count)]
