"""The thread as it is shown: replies nest three levels deep; deeper ones say whom they answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from comments.models import Comment

DEEPEST = 3


@dataclass
class Node:
    """A place in the thread; without a comment where one was taken away that others answered."""

    pk: int
    comment: Comment | None = None
    in_reply_to: "Node | None" = None
    replies: list["Node"] = field(default_factory=list)


def build(comments: Iterable[Comment]) -> list[Node]:
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
