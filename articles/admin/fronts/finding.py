"""Stories that can be pinned: what is looked for, or the newest and the next to come."""

from articles.admin.fronts.board import Card
from articles.admin.search import matching
from articles.models import Article

# Of what is live, and of what goes live by itself.
NEWEST, NEXT = 12, 6


def found(typed: str) -> list[Card]:
    """Those to come stand last, the next first; two queries."""
    rows = Article.objects.select_related("category__parent", "lead_image")
    stories = rows.defer("body", "standfirst")
    live, coming = (
        matching(found, typed) if typed else found
        for found in (stories.live(), stories.scheduled())
    )
    newest = live.order_by("-published_at", "-pk")[:NEWEST]
    next_up = coming.order_by("published_at", "pk")[:NEXT]
    return [Card(story=each, headline=each.list_headline) for each in (*newest, *next_up)]
