"""What of a text's HTML is kept: the editor's allow-list first, then one canonical form."""

from collections.abc import Mapping

from articles.html.blocks import blocks
from articles.html.tree import parse, picture_id


def clean(html: str, *, pictures: Mapping[int, str]) -> str:
    """The text in its canonical form; `pictures` are the addresses of images it may show, by id."""
    return blocks(parse(html).children, pictures)


def picture_ids(html: str) -> set[int]:
    """The ids of the images of our library that the text wants to show."""
    found = (picture_id(element) for element in parse(html).descendants())
    return {pk for pk in found if pk is not None}


def count_pictures(html: str) -> int:
    """How many pictures the text wants to show, whether they are ours or not."""
    return sum(element.tag == "img" for element in parse(html).descendants())
