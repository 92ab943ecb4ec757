"""One thing of another site, as a story names it and as its page is shown."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["video", "post", "map", "audio"]
# How much room it takes: a screen, a phone held upright, a map, a post that grows with its words,
# a bar of buttons, a list of what can be heard, or the browser's own player of a file.
Shape = Literal["wide", "tall", "map", "post", "bar", "list", "file"]


@dataclass(frozen=True)
class Embed:
    """`address` is where it is for people, in one form only; `frame` what is shown in its place.

    A file is its own frame, and its provider is the host that it lies at. `player` is the origin
    that a page has to let in.
    """

    provider: str
    kind: Kind
    shape: Shape
    address: str
    frame: str
    player: str
