"""Fronts of another time: what cards said is kept from each change to the next."""

from articles.past.pruning import begins, prune
from articles.past.recording import begin, record

__all__ = ["begin", "begins", "prune", "record"]
