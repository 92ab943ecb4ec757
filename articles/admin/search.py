"""The desk's search: headlines, addresses and bylines; it reads no texts."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import smart_split, unescape_string_literal

from accounts.models import Author
from accounts.slugs import make_slug
from articles.admin.paging import number
from articles.models import Article, Byline


def matching(stories: QuerySet[Article], text: str) -> QuerySet[Article]:
    """Those of the stories in which each word is found.

    Words are looked for in addresses in the letters that these are made of, so that “Вучица” finds
    “vučica”.
    """
    found: QuerySet[Any] = Article.objects.order_by()
    for word in words(text):
        found = found.filter(_anywhere(word))
    # The search is a query of its own, which an index holds all of, whatever the list orders by.
    return stories.filter(pk__in=found.values("pk"))


def words(text: str) -> list[str]:
    """What stands between quotation marks is one."""
    return [
        unescape_string_literal(bit) if bit[0] in "\"'" and bit[0] == bit[-1] else bit
        for bit in smart_split(text)
    ]


def _anywhere(word: str) -> Q:
    condition = Q(headline__icontains=word)
    authors = Q(name__icontains=word)
    if slug := make_slug(word):
        condition |= Q(slug__contains=slug)
        authors |= Q(slug__contains=slug)
    if (pk := number(word)) is not None:
        condition |= Q(pk=pk)
    named = Byline.objects.filter(author__in=Author.objects.filter(authors))
    return condition | Q(pk__in=named.values("article"))
