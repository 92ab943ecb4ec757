"""The desk's search: headlines, addresses, bylines and numbers; it reads no texts."""

from django.db.models import Q, QuerySet

from accounts.folded import words
from accounts.models import Author
from articles.models import Article, Byline
from articles.text import number


def matching(stories: QuerySet[Article], text: str) -> QuerySet[Article]:
    """Those of the stories in which each word is found."""
    wanted = words(text)
    if not wanted:
        return stories.none()
    # The search is a query of its own, which an index holds all of, whatever the list orders by.
    found = Article.objects.order_by()
    for word in wanted:
        found = found.filter(_anywhere(word))
    return stories.filter(pk__in=found.values("pk"))


def _anywhere(word: str) -> Q:
    signed = Byline.objects.filter(author__in=Author.objects.filter(folded__contains=word))
    condition = Q(folded__contains=word) | Q(pk__in=signed.values("article"))
    if (pk := number(word)) is not None:
        condition |= Q(pk=pk)
    return condition
