"""What of other sites may stand in a story: a card of ours until a reader asks to see it."""

from articles.embeds.addresses import FILES, at, recognise
from articles.embeds.embed import Embed
from articles.embeds.markup import INERT, in_text, inert, sources
from articles.embeds.providers import HOSTS, NAMES

__all__ = [
    "FILES",
    "HOSTS",
    "INERT",
    "NAMES",
    "Embed",
    "at",
    "in_text",
    "inert",
    "recognise",
    "sources",
]
