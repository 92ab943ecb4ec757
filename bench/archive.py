"""What a large archive is about: stories in made-up words as frequent as those of a language. Pure.

A story is of an event that lasts some days, in words of its own; an event is of a topic that comes
back for years; all else is drawn from a vocabulary by the law of Zipf and Mandelbrot, without the
words that say nothing.
"""

import random
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from articles.related.weighting import HEADLINE

A_DAY = 250
VOCABULARY, TOPICS = 120_000, 300
# Stories of an event, and among how many of their neighbours they lie.
OF_EVENT, SPREAD = 8, 400
BODY, OF_TOPIC_SAID, OF_EVENT_SAID = 180, 14, 16
POOL = 1_000_000
_FLATTENED = 30


@dataclass(frozen=True, kw_only=True)
class Story:
    """The first story, of number 0, is the oldest."""

    number: int
    topic: int
    headline: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def day(self) -> int:
        return self.number // A_DAY

    def counts(self) -> Counter[str]:
        """As `weighting.words` counts what is written here."""
        found = Counter(self.body)
        for word in self.headline:
            found[word] += HEADLINE
        return found


def story(number: int) -> Story:
    chance = random.Random(number)
    topic, names = _event(max(0, number + round(chance.gauss(0, SPREAD / 2))) // OF_EVENT)
    about = chance.choices(_topic(topic), cum_weights=_heights(30, 3), k=OF_TOPIC_SAID)
    told = chance.choices(names, cum_weights=_heights(14, 3), k=OF_EVENT_SAID)
    at = chance.randrange(POOL - BODY)
    other = _said()[at : at + BODY]
    headline = (*dict.fromkeys(told[:5]), *dict.fromkeys(about[:2]), other[0])
    return Story(number=number, topic=topic, headline=headline, body=(*about, *told, *other))


@cache
def _said() -> list[str]:
    """What anybody says: each story has its part of it."""
    chance = random.Random(0)
    heights = _heights(VOCABULARY, _FLATTENED)
    return [
        _spelled(word) for word in chance.choices(range(VOCABULARY), cum_weights=heights, k=POOL)
    ]


@cache
def _topic(number: int) -> list[str]:
    return [_spelled(word) for word in random.Random(-1 - number).sample(range(500, 20_000), 30)]


@lru_cache(maxsize=SPREAD)
def _event(number: int) -> tuple[int, list[str]]:
    """Its topic and its words."""
    chance = random.Random(-1_000 - number)
    (topic,) = chance.choices(range(TOPICS), cum_weights=_heights(TOPICS, 5))
    return topic, [_spelled(word) for word in chance.sample(range(2_000, VOCABULARY), 14)]


@cache
def _heights(count: int, flattened: int) -> list[float]:
    return list(accumulate(1 / (rank + flattened) for rank in range(count)))


def rank(word: str) -> int:
    """The most frequent is 1."""
    return int(word[1:])


def _spelled(place: int) -> str:
    """A word by its rank: no stemmer takes anything off it."""
    return f"w{place + 1}"
