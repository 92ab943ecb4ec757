"""The filter that learned of decisions: how likely a comment is unwanted, and what says so."""

import math
import sys
import zlib
from array import array
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from comments.spam.features import BUCKETS, features, of_pair, of_word, read
from comments.spam.words import spans, words

SHOWN = 3


@dataclass(frozen=True, eq=False)
class Learned:
    """Weights of all features with that of none behind them, and where to draw the lines."""

    weights: array[float]
    hold_above: float
    pass_below: float

    def probability(self, text: str, website: str = "") -> float:
        """That moderators will not want it."""
        return probability(self.weights, features(text, website))

    def strongest(self, text: str, website: str = "") -> list[str]:
        """Words and pairs of words that speak most against a comment, as they were typed."""
        typed = read(text, website)
        there, weigh = [of_word(word) for word in words(typed)], self.weights.__getitem__
        alone = [sum(map(weigh, places)) for places in there]
        at = spans(typed)
        against = [(weight, *span) for weight, span in zip(alone, at, strict=True) if weight > 0]
        against += [
            (alone[n] + alone[n + 1] + weight, at[n][0], at[n + 1][1])
            for n, pair in enumerate(pairwise(there))
            if alone[n] > 0 and alone[n + 1] > 0 and (weight := weigh(of_pair(*pair))) > 0
        ]
        return _apart(typed, sorted(against, key=lambda each: (-each[0], each[1])))


@lru_cache(maxsize=4)
def asked(filter_: Learned, text: str, website: str) -> float:
    """What a filter says; kept, for the check asks it, and whoever writes down what it said."""
    return filter_.probability(text, website)


def probability(weights: array[float] | list[float], row: tuple[int, ...]) -> float:
    """Of a comment with these features; the more it has, the less each counts."""
    score = weights[BUCKETS] + sum(map(weights.__getitem__, row)) / math.sqrt(len(row) or 1)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def pack(weights: array[float]) -> bytes:
    """As it is kept: little-endian 32-bit floats, compressed."""
    numbers = array("f", weights)  # a copy, whose bytes may be turned
    if sys.byteorder == "big":
        numbers.byteswap()
    return zlib.compress(numbers.tobytes())


def unpack(packed: bytes) -> array[float]:
    """What `pack` packed."""
    numbers = array("f", zlib.decompress(packed))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _apart(text: str, against: list[tuple[float, int, int]]) -> list[str]:
    """The first of them that do not overlap, and none twice."""
    taken: list[tuple[int, int]] = []
    said: dict[str, str] = {}
    for _weight, start, end in against:
        if len(said) == SHOWN:
            break
        if all(end <= others[0] or others[1] <= start for others in taken):
            taken.append((start, end))
            typed = " ".join(text[start:end].split())
            said.setdefault(typed.casefold(), typed)
    return list(said.values())
