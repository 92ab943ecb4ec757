"""Texts of other systems as they come over in tests, with all of their pictures or with some."""

from articles.html import clean
from portal.moving.texts import Picture, convert, settle

OLD, TUBE = "https://old.example", "https://www.youtube.com/watch?v=abcdefghijk"
FILM = f'<figure data-embed="{TUBE}"><a href="{TUBE}" rel="noopener">YouTube</a></figure>'


def picture(number, *, alt="", caption=""):
    """The figure of the picture with this number, as a story of ours has it."""
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    shown = f'<img data-file="{number}" src="/media/{number}.jpg" alt="{alt}">'
    return f"<figure>{shown}{below}</figure>"


def settled(body, *, links=lambda address: address, attached=None, **told):
    """The text, whose pictures are in our library in their order, beginning with 1."""
    converted = convert(body, **told)
    pictures = {
        number: Picture(id=number + 1, address=f"/media/{number + 1}.jpg")
        for number in range(len(converted.shown))
    }
    return settle(converted, pictures=pictures, links=links, attached=attached)


def ours(body, **told):
    return settled(body, **told).body


def lost(body, **told):
    """The losses, by their code."""
    return {loss.code: loss.count for loss in settled(body, **told).losses}


def is_canonical(body):
    addresses = {number: f"/media/{number}.jpg" for number in range(1, 2000)}
    return clean(body, pictures=addresses) == body
