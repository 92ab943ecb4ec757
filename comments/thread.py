"""The thread as it is shown: replies nest three levels deep; deeper ones say whom they answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

DEEPEST = 3


class Said(NamedTuple):
    """What a thread shows of a comment: a row of the model takes three times as long to make."""

    pk: int
    path: str
    name: str
    website: str
    text: str
    created_at: datetime
    badge: str = ""
    edited_at: datetime | None = None
    picked_at: datetime | None = None


@dataclass(slots=True)
class Node:
    """A place in the thread; without a comment where one was taken away that others answered.

    Of a comment that is shown `elsewhere`, on an earlier page, only its name stands here.
    """

    pk: int
    comment: Said | None = None
    elsewhere: Said | None = None
    in_reply_to: "Node | None" = None
    replies: list["Node"] = field(default_factory=list)

    def count(self) -> int:
        """How many comments there are below it."""
        return sum([(each.comment is not None) + each.count() for each in self.replies])


def build(comments: Iterable[Said], *, elsewhere: Iterable[Said] = ()) -> list[Node]:
    """The beginnings of the branches of these comments, each of which comes in order of its paths.

    `elsewhere` are comments above the first of them.
    """
    beginnings: list[Node] = []
    nodes: dict[int, Node] = {}
    shown_elsewhere = {comment.pk: comment for comment in elsewhere}
    for comment in comments:
        above: list[Node] = []
        for pk in numbers(comment.path):
            if pk not in nodes:
                nodes[pk] = _node(pk, above, beginnings)
                nodes[pk].elsewhere = shown_elsewhere.get(pk)
            above.append(nodes[pk])
        above[-1].comment = comment
    return beginnings


def numbers(path: str) -> list[int]:
    """The comments on the way down to a place in the thread, itself the last."""
    return [int(segment, 36) for segment in path.split("/")]


def _node(pk: int, above: list[Node], beginnings: list[Node]) -> Node:
    """A new place below those above it; too deep to nest, it stands beside its parent."""
    node = Node(pk, in_reply_to=above[-1] if len(above) > DEEPEST else None)
    siblings = above[:DEEPEST][-1].replies if above else beginnings
    siblings.append(node)
    return node
