"""Pages of a list: never counted, and never so deep that a database would have to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils import timezone

from articles import cards
from articles.models import Article
from articles.models.stories import ArticleQuerySet
from portal.site.address import absolute

STORIES = 20
LAST = 50
_NUMBER = re.compile("[1-9]|[1-4][0-9]|50")


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some stories of a list; `newer` and `older` lead to the pages beside it, if any."""

    stories: list[Article]
    number: int
    canonical: str
    newer: str | None
    older: str | None
    is_last_of_many: bool


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The keys of the stories of a page, whose cards are not read yet."""

    stories: list[int]
    number: int
    goes_on: bool


def page_of(
    request: HttpRequest, stories: ArticleQuerySet, *, kept: Mapping[str, str] | None = None
) -> Page:
    """The page that `?page=` asks for, with its cards; else Http404.

    `kept` is what else has to stand in the addresses of the list.
    """
    listed = listed_on(request, stories)
    found = cards.by_number(listed.stories, at=timezone.now())
    return page_with(request, listed, found, kept=kept)


def listed_on(request: HttpRequest, stories: ArticleQuerySet) -> Listed:
    """What stands on the page, found with one number more than it shows."""
    number = number_of(request.GET.get("page"))
    first = (number - 1) * STORIES
    found = list(stories.values_list("pk", flat=True)[first : first + STORIES + 1])
    if number > 1 and not found:
        raise Http404
    return Listed(stories=found[:STORIES], number=number, goes_on=len(found) > STORIES)


def page_with(
    request: HttpRequest,
    listed: Listed,
    found: Mapping[int, Article],
    *,
    kept: Mapping[str, str] | None = None,
) -> Page:
    """The page of these cards, among which there may be others."""
    number, goes_on = listed.number, listed.goes_on
    return Page(
        stories=[found[pk] for pk in listed.stories if pk in found],
        number=number,
        canonical=absolute(request.path + _query(number, kept)),
        newer=_query(number - 1, kept) or request.path if number > 1 else None,
        older=_query(number + 1, kept) if goes_on and number < LAST else None,
        is_last_of_many=goes_on and number == LAST,
    )


def number_of(asked: str | None) -> int:
    """The number of a page as an address has it; Http404 for what no link leads to."""
    if asked is None:
        return 1
    if not _NUMBER.fullmatch(asked):
        raise Http404
    return int(asked)


def _query(number: int, kept: Mapping[str, str] | None) -> str:
    said = dict(kept or {}) | ({"page": str(number)} if number > 1 else {})
    return f"?{urlencode(said)}" if said else ""
