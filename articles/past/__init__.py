"""Fronts of another time: what cards said is kept from each change to the next."""

from articles.past.pruning import begins, prune
from articles.past.recording import record

__all__ = ["begins", "prune", "record"]
