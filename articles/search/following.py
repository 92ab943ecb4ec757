"""What of the index follows from a change of something that stories have; see `articles.upkeep`."""

from functools import partial

from articles.search import vocabulary
from articles.search.gathering import refresh

# Stories of a step: short enough for whoever publishes one of them, and for other upkeep.
STEP = 25


def _step(kind: str, number: int, reached: int) -> int | None:
    went_on = refresh(kind, number, after=reached, limit=STEP)
    if went_on is None and kind in vocabulary.NAMED:
        vocabulary.forget(kind, number)
    return went_on


tag, author, category, every = (
    partial(_step, kind) for kind in ("tag", "author", "category", "all")
)
