"""The readers' search: `search(parse(typed), at=now)`, whichever database stands behind it."""

from articles.search.finding import search
from articles.search.gathering import BATCH, index, refresh, write
from articles.search.query import LONGEST, MOST_WORDS, Problem, Query, Word, parse, tidy
from articles.search.results import LAST_PAGE, STORIES, Facet, Order, Period, Results

__all__ = [
    "BATCH",
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
    "index",
    "parse",
    "refresh",
    "search",
    "tidy",
    "write",
]
