"""“You may also like”: computed after a story is published, read with its cards in one query."""

from articles.related.refreshing import refresh
from articles.related.settling import settle
from articles.related.store import also_like, listed, newest_beside, shown

__all__ = ["also_like", "listed", "newest_beside", "refresh", "settle", "shown"]
