"""Threads of any shape, written at once: by the verbs, a long one takes a minute."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from articles.models import Article
from comments.models import Comment
from comments.models.comment import thread_path
from comments.moderation import moves
from tests.factories import ArticleFactory


def plant(
    parents: Mapping[int, int | None], *, hidden: Iterable[int] = (), article: Article | None = None
) -> tuple[Article, dict[int, Comment]]:
    """A story with these comments, each with its parent; some of them kept from readers."""
    article = article or ArticleFactory()
    first = Comment.objects.aggregate(last=Max("pk"))["last"] or 0
    hidden = set(hidden)
    made: dict[int, Comment] = {}
    for number, above in parents.items():
        parent = made[above] if above else None
        pk = first + number
        made[number] = Comment(
            pk=pk,
            article=article,
            parent=parent,
            root_id=parent.root_id if parent else pk,
            path=thread_path(pk, below=parent.path if parent else ""),
            status="rejected" if number in hidden else "approved",
            decided_at=timezone.now(),
            name=f"Reader {number}",
            email="reader@example.org",
            text=f"Words {number}.",
        )
    with transaction.atomic():
        Comment.objects.bulk_create(made.values())
        moves.show(made.values())
    article = Article.objects.select_related("category__parent").get(pk=article.pk)
    rows = Comment.objects.in_bulk([comment.pk for comment in made.values()])
    return article, {number: rows[comment.pk] for number, comment in made.items()}


def roots(count: int) -> dict[int, int | None]:
    return dict.fromkeys(range(1, count + 1))


def replies(count: int) -> dict[int, int | None]:
    """One comment with so many answers."""
    return {1: None} | dict.fromkeys(range(2, count + 2), 1)
