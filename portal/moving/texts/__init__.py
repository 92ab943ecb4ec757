"""The text of a story of another system, in the form that our editor saves."""

from portal.moving.texts.addresses import bare, originals
from portal.moving.texts.comparing import Comparison, same_words
from portal.moving.texts.conversion import convert
from portal.moving.texts.naming import named
from portal.moving.texts.results import Converted, Loss, Picture, Settled, Shown
from portal.moving.texts.settling import settle
from portal.moving.texts.titles import plain

__all__ = [
    "Comparison",
    "Converted",
    "Loss",
    "Picture",
    "Settled",
    "Shown",
    "bare",
    "convert",
    "named",
    "originals",
    "plain",
    "same_words",
    "settle",
]
