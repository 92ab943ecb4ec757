"""What the page of a story says, for readers and for who looks at it before them."""

from typing import Any

from django.db import models
from django.utils import timezone

from articles import body, neighbours, related
from articles.models import Article, ArticleTag, Byline
from portal.prepared import Prepared
from portal.site.address import absolute

_KEY = models.BigIntegerField()
_STORY = Prepared(
    lambda pk, at: Article.objects.live(at).with_relations().filter(pk=pk),
    pk=_KEY,
    at=models.DateTimeField(),
)
_BYLINES = Prepared(lambda story: Byline.in_order().filter(article=story), story=_KEY)
_TAG_ITEMS = Prepared(lambda story: ArticleTag.in_order().filter(content_object=story), story=_KEY)


def find(pk: int) -> Article | None:
    """The story of this number, if readers may open it now, with all that `for_reading` loads."""
    article = next(iter(_STORY(pk=pk, at=timezone.now())), None)
    if article is not None:
        article._prefetched_objects_cache = {  # type: ignore[attr-defined]
            "bylines": _BYLINES(story=pk),
            "tag_items": _TAG_ITEMS(story=pk),
        }
    return article


def page(article: Article) -> dict[str, Any]:
    """What `articles/article.html` prints; the story needs all that `for_reading` loads.

    While its list is still to be computed the newest stories stand in for it, `for_now`. Of the
    `listed` some may not be live now.
    """
    listed = related.listed(article)
    shown = related.shown(listed)
    return {
        "article": article,
        "body": body.for_reading(article.body),
        "around": neighbours.around(article),
        "listed": listed,
        "also_like": shown or related.newest_beside(article),
        "for_now": not shown,
        "section": article.category and article.category.top,
        "canonical": article.canonical_url or absolute(article.get_absolute_url()),
    }
