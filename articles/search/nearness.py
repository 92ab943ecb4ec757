"""How far apart two words are, and which of many somebody may have meant."""

from collections.abc import Iterable
from dataclasses import dataclass

# With fewer letters nearly every word is near another one.
SHORTEST, LONG = 4, 8


@dataclass(frozen=True, slots=True)
class Known:
    """A word that could have been meant, and how many stories have it."""

    spelling: str
    folded: str
    stories: int


def tolerance(word: str) -> int:
    """How many slips of the finger a word of this length may have."""
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) < LONG else 2


def halves(word: str) -> tuple[str, str]:
    """A beginning and an end, one of which a word keeps through a slip.

    But for two letters in the very middle that changed places: see `turned`. Of two slips in a long
    word those are missed that leave only its middle third: that would need an index of its own.
    """
    size = len(word) // (2 if len(word) < LONG else 3)
    return word[:size], word[-size:]


def turned(word: str) -> str:
    """The word with the two letters in its middle in each other's place."""
    middle = len(word) // 2
    return word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]


def distance(one: str, other: str) -> int:
    """Letters to be added, left out, replaced, or to change places with the next one.

    Damerau-Levenshtein in its restricted form: no letter is touched twice.
    """
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, wanted in enumerate(other, start=1):
            least = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and (letter, one[row - 2]) == (other[column - 2], wanted):
                least = min(least, before[column - 2] + 1)
            here.append(least)
        before, above = above, here
    return above[-1]


def nearest(word: str, candidates: Iterable[Known]) -> list[Known]:
    """Those that a folded word may be meant for: nearest first, then the most used."""
    most = tolerance(word)
    measured = {
        each: distance(word, each.folded)
        for each in candidates
        if _may_be_near(word, each.folded, most)
    }
    within = [each for each, far in measured.items() if 0 < far <= most]
    return sorted(within, key=lambda each: (measured[each], -each.stories, each.spelling))


def _may_be_near(one: str, other: str, most: int) -> bool:
    """Whether measuring may be worth it: a slip changes the length by one, and two letters."""
    return abs(len(one) - len(other)) <= most and len(set(one) ^ set(other)) <= 2 * most
