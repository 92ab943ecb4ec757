"""What each check costs, on a site with a history: a trained filter, long lists, bans, counts."""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import accumulate
from uuid import UUID

from comments import spam
from comments.spam import Barred, Facts, Past, Submission, fitting
from comments.spam.fitting import Example, Fitted

LENGTHS = (40, 400, 5_000)
# The length whose median is promised.
USUAL = 400
TEXTS, LISTED, KNOWN, WARES = 150, 300, 20_000, 200
GOOD, UNWANTED = 1_000, 400

_SYLLABLES = [first + then for first in "bcčdgjklmnprsštvzž" for then in "aeiou"]
_CYRILLIC = str.maketrans("abcčdegijklmnoprsštuvzž", "абцчдегијклмнопрсштувзж")

type Costs = dict[str, dict[str, float]]


@cache
def vocabulary() -> tuple[str, ...]:
    """Words of no language; as in any, most are rare."""
    chance = random.Random(1)
    return tuple(
        "".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2, 3, 3, 4, 5))))
        for _word in range(KNOWN)
    )


def write(chance: random.Random, length: int, *, is_unwanted: bool) -> str:
    """A comment of so many signs, one of three in Cyrillic; one that is unwanted praises wares."""
    typed = chance.choices(vocabulary(), cum_weights=_often(), k=length // 2)
    if is_unwanted:
        wares = vocabulary()[-WARES:]
        typed = [chance.choice(wares) if chance.random() < 0.2 else word for word in typed]
    text = " ".join(typed)[:length]
    return text.translate(_CYRILLIC) if chance.random() < 1 / 3 else text


def learn(good: int = GOOD, unwanted: int = UNWANTED) -> Fitted:
    """A filter that learned of decisions on such comments."""
    chance = random.Random(2)
    kinds = [False] * good + [True] * unwanted
    chance.shuffle(kinds)
    return fitting.fit([
        Example(write(chance, chance.randint(40, 600), is_unwanted=kind), "", kind, story=at % 50)
        for at, kind in enumerate(kinds)
    ])  # fmt: skip


def facts(fitted: Fitted) -> Facts:
    """What is known of a writer who was here before; rare words are listed, and pairs of them."""
    rare = [word for word in vocabulary()[5_000:-WARES] if len(word) > 5]
    words = random.Random(3).sample(rare, 3 * LISTED)
    return Facts(
        at=datetime(2026, 1, 2, 12, tzinfo=UTC),
        same_words=2, same_place=1, lately_of_address=6, lately_of_network=30,
        past_of_address=Past(approved=7, rejected=4, spam=1),
        past_of_network=Past(approved=3, rejected=20, spam=30),
        held_words=tuple(words[:LISTED]),
        refused_words=tuple(" ".join(words[at : at + 2]) for at in range(LISTED, 3 * LISTED, 2)),
        bans=tuple(Barred(kind=kind, note="Threats") for kind in ("email", "domain", "network")),
        learned=fitted.learned,
        services=("Akismet",),
    )  # fmt: skip


def sent(length: int) -> list[Submission]:
    """Comments of a length, every other one of a kind that is held."""
    chance = random.Random(length)
    return [
        Submission(
            article_id=1, form_id=UUID(int=at), name="Rada Reader", email="rada@example.org",
            text=write(chance, length, is_unwanted=at % 2 == 1), website="https://rada.example",
        )
        for at in range(TEXTS)
    ]  # fmt: skip


def measure() -> tuple[dict[str, Costs], Costs]:
    """Milliseconds of each check for one comment, by its length, and of all together."""
    known = facts(learn())
    comments = {length: sent(length) for length in LENGTHS}
    found = {check.__name__: _costs(check, comments, known) for check in spam.CHECKS}
    return found, _costs(spam.judge, comments, known)


def slowest(found: dict[str, Costs]) -> float:
    """The median of the check that takes longest of a comment of the usual length."""
    return max(costs[str(USUAL)]["p50_ms"] for costs in found.values())


def _costs(
    check: Callable[[Submission, Facts], object],
    comments: dict[int, list[Submission]],
    known: Facts,
) -> Costs:
    # All of a length in turn: none is what the check before has just read.
    return {
        str(length): summed([_timed(check, each, known) for each in of_length])
        for length, of_length in comments.items()
    }


def summed(times: Sequence[float]) -> dict[str, float]:
    return {
        "p50_ms": round(statistics.median(times), 4),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 4),
    }


def _timed(
    check: Callable[[Submission, Facts], object], submission: Submission, known: Facts
) -> float:
    # Of this process alone: checks wait for nothing, and others at work do not count.
    began = time.process_time_ns()
    check(submission, known)
    return (time.process_time_ns() - began) / 1_000_000


@cache
def _often() -> tuple[float, ...]:
    """How often the words come, added up; half of a text is of the first two hundred."""
    return tuple(accumulate(1 / (place + 8) for place in range(KNOWN)))
