"""“You may also like”: stored when a story is published, read with its cards in one query."""

from articles.related.settling import settle
from articles.related.store import also_like, relate

__all__ = ["also_like", "relate", "settle"]
