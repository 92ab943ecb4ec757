"""The desk's search: headlines, addresses, bylines and numbers; it reads no texts."""

from django.db.models import Q, QuerySet

from articles import search
from articles.models import Article
from articles.text import number


def matching(stories: QuerySet[Article], text: str) -> QuerySet[Article]:
    """Those of the stories in which each word is found."""
    words = search.words(search.tidy(text))
    if not words:
        return stories.none()
    # The search is a query of its own, which an index holds all of, whatever the list orders by.
    found = Article.objects.order_by().filter(search.each(words, _anywhere))
    return stories.filter(pk__in=found.values("pk"))


def _anywhere(word: str) -> Q:
    condition = search.named(word)
    if (pk := number(word)) is not None:
        condition |= Q(pk=pk)
    return condition
