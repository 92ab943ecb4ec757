"""Pages of a list: never counted, and never so deep that a database would have to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
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
class Sheet[Row]:
    """Some rows of a list; `newer` and `older` lead to the pages beside it, if any."""

    rows: list[Row]
    number: int
    canonical: str
    newer: str | None
    older: str | None
    is_last_of_many: bool


@dataclass(frozen=True, kw_only=True)
class Page(Sheet[int]):
    """The same of stories, whose numbers the rows are."""

    stories: list[Article]


def page_of(
    request: HttpRequest, stories: ArticleQuerySet, *, kept: Mapping[str, str] | None = None
) -> Page:
    """The page that `?page=` asks for, found with one number more than it shows; else Http404.

    `kept` is what else has to stand in the addresses of the list.
    """
    sheet = sheet_of(request, stories.values_list("pk", flat=True), kept=kept)
    return page_with(sheet, cards.by_number(sheet.rows, at=timezone.now()))


def page_with(sheet: Sheet[int], found: Mapping[int, Article]) -> Page:
    """The page of these numbers with its cards, among which there may be others."""
    return Page(**vars(sheet), stories=[found[pk] for pk in sheet.rows if pk in found])


def sheet_of[Row](
    request: HttpRequest,
    rows: QuerySet[Any, Row] | list[Row],
    *,
    kept: Mapping[str, str] | None = None,
) -> Sheet[Row]:
    """The same of rows of any kind, as they were found."""
    number = number_of(request.GET.get("page"))
    first = (number - 1) * STORIES
    found = list(rows[first : first + STORIES + 1])
    if number > 1 and not found:
        raise Http404
    goes_on = len(found) > STORIES
    return Sheet(
        rows=found[:STORIES],
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
