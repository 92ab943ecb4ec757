"""How the filter learns: logistic regression on the newsroom's decisions, the same each time."""

import math
import random
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from comments.spam.features import BUCKETS, features
from comments.spam.learned import Learned, probability

# How often each comment is learned of; of so many, half as often teaches as much.
ROUNDS, MANY = 8, 4000
# With larger steps it found a tenth less at the same cost to good comments, with smaller ones it
# had not learned enough of a few hundred.
RATE = 0.25
# So far from certain a comment is learned of again; nearer, there is nothing to learn.
CERTAIN_ENOUGH = 0.03
FOLDS = 5
# Of a hundred good comments, so many may be held.
HELD_GOOD = 0.02
# Fewer tell nothing.
LEAST, LEAST_OF_A_KIND = 200, 50

type Row = tuple[int, ...]
type Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Example:
    """A comment that a person decided on; those of one story are never taught and asked at once."""

    text: str
    website: str
    is_unwanted: bool
    story: int


@dataclass(frozen=True, kw_only=True)
class Score:
    """What the filter would have done with comments that it had not seen."""

    good: int
    unwanted: int
    held_good: int
    held_unwanted: int

    @property
    def precision(self) -> float:
        """Of what it held, how much was unwanted."""
        return self.held_unwanted / ((self.held_unwanted + self.held_good) or 1)

    @property
    def recall(self) -> float:
        """Of what was unwanted, how much it held."""
        return self.held_unwanted / (self.unwanted or 1)


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """What was learned, and how well it did on what it had not seen."""

    learned: Learned
    score: Score


def silently(done: int, of: int) -> None:
    """Tells nobody how far it is."""


def suffices(good: int, unwanted: int) -> bool:
    """Whether there is enough to learn from."""
    return good + unwanted >= LEAST and min(good, unwanted) >= LEAST_OF_A_KIND


def fit(examples: Sequence[Example], *, tell: Tell = silently) -> Fitted:
    """Learn of all; the lines are drawn by what was learned of a part and asked of the rest."""
    steps = FOLDS + 2
    rows = [features(each.text, each.website) for each in examples]
    kinds = [each.is_unwanted for each in examples]
    tell(1, steps)
    asked: list[tuple[float, bool]] = []
    places = folds([each.story for each in examples])
    for fold in range(FOLDS):
        taught = [at for at, place in enumerate(places) if place != fold]
        weights = train([rows[at] for at in taught], [kinds[at] for at in taught])
        rest = (at for at, place in enumerate(places) if place == fold)
        asked += [(probability(weights, rows[at]), kinds[at]) for at in rest]
        tell(fold + 2, steps)
    hold_above, pass_below = draw(asked)
    learned = Learned(array("f", train(rows, kinds)), hold_above, pass_below)
    tell(steps, steps)
    return Fitted(learned=learned, score=score(asked, hold_above))


def train(rows: Sequence[Row], kinds: Sequence[bool]) -> list[float]:
    """Weights of the features, and behind them that of none; AdaGrad, in a shuffled order."""
    # What stands in one comment alone tells nothing of others, and is half of all there is.
    often = Counter(place for row in rows for place in row)
    known = [tuple(place for place in row if often[place] > 1) for row in rows]
    weights, gathered = [0.0] * (BUCKETS + 1), [1e-6] * (BUCKETS + 1)
    order = list(range(len(rows)))
    shuffled = random.Random(20)  # noqa: S311  # the same order each time, on purpose
    for _round in range(ROUNDS if len(rows) < MANY else ROUNDS // 2):
        shuffled.shuffle(order)
        for at in order:
            _learn(weights, gathered, known[at], full=len(rows[at]), is_unwanted=kinds[at])
    return weights


def folds(stories: Sequence[int]) -> list[int]:
    """In which part each comment is: whole stories, the parts about as large as one another."""
    sizes = Counter(stories)
    if len(sizes) < 2 * FOLDS:
        return [at % FOLDS for at in range(len(stories))]
    filled, part = [0] * FOLDS, {}
    for story, size in sorted(sizes.items(), key=lambda each: (-each[1], each[0])):
        part[story] = filled.index(min(filled))
        filled[part[story]] += size
    return [part[story] for story in stories]


def draw(asked: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Above the first are at most 2 % of the good ones, below the other 2 % of the unwanted."""
    good = sorted((p for p, is_unwanted in asked if not is_unwanted), reverse=True)
    unwanted = sorted(p for p, is_unwanted in asked if is_unwanted)
    hold_above = max(0.5, good[int(HELD_GOOD * len(good))])
    pass_below = min(hold_above, unwanted[int(HELD_GOOD * len(unwanted))])
    return hold_above, pass_below


def score(asked: Sequence[tuple[float, bool]], hold_above: float) -> Score:
    """What would have been held."""
    counted = Counter((is_unwanted, p > hold_above) for p, is_unwanted in asked)
    return Score(
        good=counted[False, False] + counted[False, True],
        unwanted=counted[True, False] + counted[True, True],
        held_good=counted[False, True],
        held_unwanted=counted[True, True],
    )


def _learn(
    weights: list[float], gathered: list[float], row: Row, *, full: int, is_unwanted: bool
) -> None:
    share = 1 / math.sqrt(full or 1)
    total = weights[BUCKETS] + sum(map(weights.__getitem__, row)) * share
    missed = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - is_unwanted
    if abs(missed) < CERTAIN_ENOUGH:
        return
    _step(weights, gathered, (BUCKETS,), missed)
    _step(weights, gathered, row, missed * share)


def _step(weights: list[float], gathered: list[float], row: Row, slope: float) -> None:
    square, step, root = slope * slope, RATE * slope, math.sqrt
    for place in row:
        gathered[place] = total = gathered[place] + square
        weights[place] -= step / root(total)
