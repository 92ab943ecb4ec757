"""What the page of a story says, for readers and for who looks at it before them."""

from typing import Any

from articles import body, related
from articles.models import Article
from portal.site.address import absolute


def page(article: Article) -> dict[str, Any]:
    """What `articles/article.html` prints; the story needs all that `for_reading` loads."""
    return {
        "article": article,
        "body": body.for_reading(article.body),
        "also_like": related.also_like(article),
        "section": article.category and article.category.top,
        "canonical": article.canonical_url or absolute(article.get_absolute_url()),
    }
