"""“You may also like”: computed after a story is published, read with its cards in one query."""

from articles.related.refreshing import refresh
from articles.related.settling import settle
from articles.related.store import also_like, newest_beside

__all__ = ["also_like", "newest_beside", "refresh", "settle"]
