"""Whether a story takes comments, until when, and who appears at once: the first that says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Category
from portal.site.models import SiteSettings

# For how long before it closes a thread says so.
SOON = timedelta(days=3)
CLOSED, NONE, TRUSTED = "closed", "none", "trusted"


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What holds for one story; without `closes_at` it never closes by itself."""

    is_shown: bool = True
    takes_comments: bool = True
    passes_trusted: bool = False
    closes_at: datetime | None = None

    def is_open(self, at: datetime | None = None) -> bool:
        """Whether readers may write at the given moment, by default now."""
        if not self.takes_comments:
            return False
        return self.closes_at is None or (at or timezone.now()) < self.closes_at

    def closes_soon(self, at: datetime | None = None) -> bool:
        """Whether it is open now, and for a short time only."""
        at = at or timezone.now()
        return self.closes_at is not None and self.is_open(at) and self.closes_at - SOON <= at

    def moments(self) -> tuple[datetime, ...]:
        """When a page that shows the thread becomes another by itself."""
        if not self.takes_comments or self.closes_at is None:
            return ()
        return self.closes_at - SOON, self.closes_at


def hidden(story: str = "article") -> Q:
    """The same of rows that belong to a story: those of which no comment is shown."""
    word, section = f"{story}__comment_policy", f"{story}__category"
    own, above = f"{section}__comment_policy", f"{section}__parent__comment_policy"
    silent = Q(**{word: Article.CommentPolicy.OPEN})
    return Q(**{word: NONE}) | silent & Q(**{own: NONE}) | silent & Q(**{own: "", above: NONE})


def of(article: Article, *, site: SiteSettings) -> Policy:
    """The story's own word, else its section's, else that of the section above, else the site's.

    Needs the category and its parent to be loaded.
    """
    words = [*_words(article), (site.comment_policy, site.comment_days)]
    word = next(policy for policy, _days in words if policy)
    days = next(days for _policy, days in words if days is not None)
    published_at = article.published_at
    return Policy(
        is_shown=word != NONE,
        takes_comments=word not in (NONE, CLOSED),
        passes_trusted=word == TRUSTED,
        closes_at=published_at + timedelta(days=days) if days and published_at else None,
    )


def _words(article: Article) -> Iterator[tuple[str, int | None]]:
    own = article.comment_policy
    yield "" if own == Article.CommentPolicy.OPEN else own, article.comment_days
    category: Category | None = article.category
    while category is not None:
        yield category.comment_policy, category.comment_days
        category = category.parent
