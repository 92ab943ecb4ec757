"""What stands where on the front page: no story twice, and opinion in a place of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.db import connections
from django.db.models import DateTimeField
from django.utils import timezone

from articles import cards
from articles.models import Article, Category, Listing
from portal.prepared import Prepared

SECONDS, LATEST, A_SECTION = 3, 8, 5
HEAD = 1 + SECONDS + LATEST
# As many of the newest may be pushed up by their pictures: an old story does not lead for its own.
PROMINENT = SECONDS + 3


class Layout(StrEnum):
    WIDE = "wide"
    HALF = "half"
    OPINION = "opinion"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    pk: int
    has_picture: bool


@dataclass(frozen=True, kw_only=True)
class Head:
    """The lead, then the seconds; and, the newest first, what goes without pictures."""

    top: list[int]
    latest: list[int]

    @property
    def stories(self) -> list[int]:
        return self.top + self.latest


@dataclass(frozen=True, kw_only=True)
class Section:
    """Its first story stands large, which takes a picture; the others follow by time.

    Opinion has faces for that, and is in time's order throughout.
    """

    category: Category
    stories: list[Article]
    layout: Layout


@dataclass(frozen=True, kw_only=True)
class Front:
    """The front page at one moment; without a lead there are no stories at all."""

    lead: Article | None
    seconds: list[Article]
    latest: list[Article]
    sections: list[Section]


def compose(categories: Sequence[Category], *, at: datetime | None = None) -> Front:
    """The front page with a section for each of these that has stories left, in four queries.

    Opinion that has a section of its own leads only where there is nothing else.
    """
    at = at or timezone.now()
    sections = tuple(category.pk for category in categories)
    head = head_of(_newest(at, but_opinion_of=sections) or _newest(at))
    chosen = share_out(head.stories, _listed(sections, at))
    wanted = {*head.stories, *(pk for stories in chosen.values() for pk in stories)}
    found = cards.by_number(wanted, at=at)
    top, latest = _present(head.top, found), _present(head.latest, found)
    return Front(
        lead=top[0] if top else None,
        seconds=top[1:],
        latest=latest,
        sections=_sections([(each, _present(chosen[each.pk], found)) for each in categories]),
    )


def head_of(newest: Sequence[Candidate]) -> Head:
    """Of the newest, those with pictures come to the top.

    That is not in the order of time, which no reader expects of it; the latest are.
    """
    prominent = sorted(newest[:PROMINENT], key=lambda each: not each.has_picture)
    top = [each.pk for each in prominent[: 1 + SECONDS]]
    return Head(top=top, latest=[each.pk for each in newest if each.pk not in top])


def share_out(head: Iterable[int], listed: dict[int, list[int]]) -> dict[int, list[int]]:
    """The first stories of each category that stand neither in the head nor in a section above."""
    used = set(head)
    chosen: dict[int, list[int]] = {}
    for category, stories in listed.items():
        chosen[category] = [pk for pk in stories if pk not in used][:A_SECTION]
        used.update(chosen[category])
    return chosen


def arrange(opinion: Iterable[bool]) -> list[Layout]:
    """How sections stand below each other, told for each whether it is opinion.

    Opinion has a row to itself. Of the others one takes a row and the next two share one, in turn;
    a half never stands alone.
    """
    layouts: list[Layout] = []
    run = 0
    for is_opinion in [*opinion, True]:
        if not is_opinion:
            run += 1
            continue
        while run:
            is_pair = run == 2 or (run > 1 and layouts[-1:] == [Layout.WIDE])
            layouts += [Layout.HALF] * 2 if is_pair else [Layout.WIDE]
            run -= 2 if is_pair else 1
        layouts.append(Layout.OPINION)
    return layouts[:-1]


def _sections(filled: Iterable[tuple[Category, list[Article]]]) -> list[Section]:
    shown = [(category, stories) for category, stories in filled if stories]
    layouts = arrange(category.is_opinion for category, _stories in shown)
    return [
        Section(
            category=category,
            stories=stories if layout == Layout.OPINION else _drawn_first(stories),
            layout=layout,
        )
        for (category, stories), layout in zip(shown, layouts, strict=True)
    ]


def _drawn_first(stories: list[Article]) -> list[Article]:
    first = next((story for story in stories if story.lead_image_id), None)
    return [first, *(story for story in stories if story is not first)] if first else stories


def _present(pks: Iterable[int], found: dict[int, Article]) -> list[Article]:
    """Those that are still live: one may come down between two queries."""
    return [found[pk] for pk in pks if pk in found]


def _newest(at: datetime, *, but_opinion_of: tuple[int, ...] = ()) -> list[Candidate]:
    rows = _news(but_opinion_of)(at=at)
    return [Candidate(pk=pk, has_picture=picture is not None) for pk, picture in rows]


@lru_cache(maxsize=16)
def _news(but_opinion_of: tuple[int, ...]) -> Prepared[Any]:
    def build(at: Any) -> Any:
        opinion = Category.objects.opinion_of(but_opinion_of)
        stories = Article.objects.live(at).exclude(category__in=opinion)
        return stories.newest_first().values_list("pk", "lead_image")[:HEAD]

    return Prepared(build, at=DateTimeField())


def _listed(sections: tuple[int, ...], at: datetime) -> dict[int, list[int]]:
    """For each section its newest stories, as many as suffice whatever stands above it."""
    listed: dict[int, list[int]] = {section: [] for section in sections}
    if sections:
        rows = _walks(sections)(at=at)
        for section, story, _published_at in sorted(rows, key=itemgetter(2, 1), reverse=True):
            listed[section].append(story)
    return listed


@lru_cache(maxsize=16)
def _walks(sections: tuple[int, ...]) -> Prepared[Any]:
    """One short walk of the index of listings for each section, joined into one query.

    A window function would number every listing of the site for the few that are shown.
    """

    def build(at: Any) -> Any:
        walks = [
            Article.objects.live(at).listed_in(section)[: HEAD + A_SECTION * (place + 1)]
            for place, section in enumerate(sections)
        ]
        if connections[walks[0].db].features.supports_slicing_ordering_in_compound:
            rows: list[Any] = [
                walk.values_list("listings__category", "pk", "listings__published_at")
                for walk in walks
            ]
        else:
            # SQLite joins no queries that have a limit of their own, hence the rows by their keys,
            # for which PostgreSQL would read through all listings.
            rows = [
                Listing.objects.filter(pk__in=walk.values("listings__pk")).values_list(
                    "category_id", "article_id", "published_at"
                )
                for walk in walks
            ]
        return rows[0].union(*rows[1:], all=True)

    return Prepared(build, at=DateTimeField())
