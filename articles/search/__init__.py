"""The readers' search: `search(parse(typed), at=now)`, whichever database stands behind it."""

from datetime import datetime

from articles import cards
from articles.models import Article
from articles.search.query import LONGEST, MOST_WORDS, Problem, Query, Word, parse, tidy
from articles.search.results import LAST_PAGE, STORIES, Facet, Order, Period, Results
from articles.search.spelled import each, for_readers, named, words

__all__ = [
    "LAST_PAGE",
    "LONGEST",
    "MOST_WORDS",
    "STORIES",
    "Facet",
    "Order",
    "Period",
    "Problem",
    "Query",
    "Results",
    "Word",
    "each",
    "for_readers",
    "named",
    "parse",
    "search",
    "tidy",
    "words",
]


def search(
    query: Query,
    *,
    at: datetime,
    page: int = 1,
    order: Order = Order.RELEVANCE,
    section: str = "",
    period: str = "",
    language: str = "",
) -> Results:
    """Stories that are live at this moment and have what the query asks for.

    `section` is the slug of one, of which its parts are too; `period` is a Period; what is not
    known of these finds nothing. Without a query, nothing.
    """
    if query.is_empty:
        return Results(page=page)
    first = (page - 1) * STORIES
    keys = list(
        for_readers([word.text for word in query.wanted]).values_list("pk", flat=True)[
            first : first + STORIES + 1
        ]
    )
    found = cards.by_number(keys[:STORIES], at=at)
    for pk, body in Article.objects.filter(pk__in=found).values_list("pk", "body"):
        found[pk].body = body
    return Results(
        stories=[found[key] for key in keys if key in found], page=page,
        has_next=len(keys) > STORIES, count=first + len(keys), is_capped=len(keys) > STORIES,
    )  # fmt: skip
