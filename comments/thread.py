"""The thread as it is shown: replies nest three levels deep; deeper ones say whom they answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import starmap
from typing import NamedTuple

from django.db.models import BigIntegerField

from articles.models import Article
from comments.models import Comment
from portal.prepared import Prepared

DEEPEST = 3


class Said(NamedTuple):
    """What a thread shows of a comment: a row of the model takes three times as long to make."""

    pk: int
    path: str
    name: str
    website: str
    text: str
    created_at: datetime


@dataclass(slots=True)
class Node:
    """A place in the thread; without a comment where one was taken away that others answered."""

    pk: int
    comment: Said | None = None
    in_reply_to: "Node | None" = None
    replies: list["Node"] = field(default_factory=list)


_UNDER = Prepared(
    lambda article: Comment.objects.for_thread(article).values_list(*Said._fields),
    article=BigIntegerField(),
)


def under(article: Article) -> list[Said]:
    """The comments that readers see under a story, in the order of their paths; one query."""
    return list(starmap(Said, _UNDER(article=article.pk)))


def build(comments: Iterable[Said]) -> list[Node]:
    """The beginnings of the threads of these comments, which come in the order of their paths."""
    beginnings: list[Node] = []
    nodes: dict[int, Node] = {}
    for comment in comments:
        above: list[Node] = []
        for segment in comment.path.split("/"):
            pk = int(segment, 36)
            if pk not in nodes:
                nodes[pk] = _node(pk, above, beginnings)
            above.append(nodes[pk])
        above[-1].comment = comment
    return beginnings


def _node(pk: int, above: list[Node], beginnings: list[Node]) -> Node:
    """A new place below those above it; too deep to nest, it stands beside its parent."""
    node = Node(pk, in_reply_to=above[-1] if len(above) > DEEPEST else None)
    siblings = above[:DEEPEST][-1].replies if above else beginnings
    siblings.append(node)
    return node
