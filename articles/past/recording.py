"""Keeps what the card of a story said, and where it stood, from each change to the next."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter
from typing import Any, cast

from django.db.models import CharField, IntegerField, QuerySet, Value
from django.utils import timezone

from articles.models import Article, ArticleTag, Byline, Listing, StatePlace, StoryState

# What cards print of a story's own columns.
COLUMNS = (
    "headline", "front_headline", "kicker", "standfirst", "slug", "language", "category_id",
    "lead_image_id", "is_retracted",
)  # fmt: skip


def record(article: Article) -> None:
    """Keep what a story's card says from now on, if readers may have it and it is anything new.

    Call it of a locked story that is written, with its bylines, tags and listings. Two queries, and
    up to three more for what is new.
    """
    now, state = timezone.now(), _state_of(article)
    present = article.states.filter(until__isnull=True)
    known = present.first()
    if known and state and _said(known) == _said(state):
        return
    if known:
        present.update(until=now)
    if state:
        state.since = now
        state.save()
        StatePlace.objects.bulk_create(places_of(state))


def begin(
    articles: Iterable[Article],
    *,
    bylines: Iterable[Byline],
    tags: Iterable[ArticleTag],
    listings: Iterable[Listing],
) -> None:
    """The same of stories that were just made published, whose rows around them are at hand.

    Two statements for all of them.
    """
    signed, places = defaultdict[int, list[list[Any]]](list), defaultdict[int, list[str]](list)
    for byline in bylines:
        signed[byline.article_id].append([byline.author_id, byline.role])
    for tag in tags:
        places[tag.content_object_id].append(f"tag:{tag.tag_id}")
    for listing in listings:
        if listing.chosen:
            places[listing.article_id].append(f"category:{listing.category_id}")
    now = timezone.now()
    states = [
        _state(article, {"bylines": signed[article.pk], "places": sorted(places[article.pk])})
        for article in articles
    ]
    for state in states:
        state.since = now
    StoryState.objects.bulk_create(states)
    StatePlace.objects.bulk_create(row for state in states for row in places_of(state))


def places_of(state: StoryState) -> list[StatePlace]:
    return [
        StatePlace(state=state, place=place, published_at=state.published_at)
        for place in state.card["places"]
    ]


def _said(state: StoryState) -> tuple[Any, ...]:
    return state.published_at, state.unpublish_at, state.card


def _state_of(article: Article) -> StoryState | None:
    """What there is to keep of a story, if it is out or scheduled."""
    if article.status != Article.Status.PUBLISHED:
        return None
    return _state(article, _around(article))


def _state(article: Article, around: dict[str, Any]) -> StoryState:
    columns = {column: getattr(article, column) for column in COLUMNS}
    # The database lets no published story be without.
    published_at = cast("datetime", article.published_at)
    return StoryState(
        article=article, published_at=published_at, unpublish_at=article.unpublish_at,
        card=columns | around,
    )  # fmt: skip


def _around(article: Article) -> dict[str, Any]:
    """Its bylines in their order, and its places.

    Of sections those that were chosen: the ones above follow from what these belong to then.
    """
    nothing, nowhere = Value("", CharField()), Value(0, IntegerField())
    listed = article.listings.filter(chosen=True)
    rows = _rows(article.bylines, "byline", "author_id", "role", "position").union(
        _rows(listed, "category", "category_id", nothing, nowhere),
        _rows(article.tag_items, "tag", "tag_id", nothing, nowhere),
        all=True,
    )
    found = sorted(rows, key=itemgetter(3, 4))
    return {
        "bylines": [[key, role] for kind, key, role, *_order in found if kind == "byline"],
        "places": sorted(f"{kind}:{key}" for kind, key, *_rest in found if kind != "byline"),
    }


def _rows(rows: Any, kind: str, *columns: Any) -> QuerySet[Any, Any]:
    return rows.order_by().values_list(Value(kind, CharField()), *columns, "pk")
