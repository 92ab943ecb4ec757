"""How much a story is about each of its words: pure arithmetic.

A frequent word counts for its logarithm, a rare one for the root of its idf (Salton and Buckley
1988 weigh by tf·idf; a flatter idf was measured to be better here).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest
from math import log, sqrt
from unicodedata import normalize

from articles.analysis import is_stop_word, tokens

TERMS = 40
HEADLINE, TAG, STANDFIRST = 10, 6, 4
IDF_POWER = 0.5
# A word of more than this share of stories says nothing, once there are enough stories to tell.
COMMON, ENOUGH = 0.3, 100


@dataclass(frozen=True, kw_only=True)
class Written:
    """A story in plain words."""

    headline: str
    standfirst: str
    body: str
    tags: tuple[str, ...]
    language: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """By stem: how often it stands in a story, and the form of it to show to people."""

    counts: Mapping[str, float]
    shown: Mapping[str, str]


def words(written: Written) -> Words:
    """The stems of a story; those of its headline, tags and standfirst count more."""
    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text, times, seen in (
        (written.body, 1, 1),
        (written.standfirst, STANDFIRST, 1),
        (written.headline, HEADLINE, 1),
        # However a tag is typed: the text shows how its words are written.
        *((tag, TAG, 0) for tag in written.tags),
    ):
        for stem, form in _telling(text, written.language):
            counts[stem] += times
            forms[stem][form] += seen
    return Words(counts=counts, shown={stem: _usual(found) for stem, found in forms.items()})


def _telling(text: str, language: str) -> Iterator[tuple[str, str]]:
    composed = normalize("NFC", text)
    for token in tokens(text, language):
        if len(token.key) > 1 and not is_stop_word(token.key, language):
            yield token.stem, composed[token.start : token.end]


def _usual(forms: Mapping[str, int]) -> str:
    """As most often written; in small letters if the text ever does, or it is a name."""
    together: Counter[str] = Counter()
    for form, times in forms.items():
        together[form.lower()] += times

    def rank(form: str) -> tuple[int, bool, int, str]:
        is_small = form.islower() and forms[form] > 0
        return together[form.lower()], is_small, forms[form], form

    return max(forms, key=rank)


def vector(
    counts: Mapping[str, float], *, stories: Mapping[str, int], total: int
) -> dict[str, float]:
    """The strongest TERMS stems by weight, as a vector of length 1.

    `stories` says in how many of `total` stories a stem was found.
    """
    most = COMMON * total if total >= ENOUGH else total
    weights = {
        stem: (1 + log(count)) * log(1 + (total + 1) / (stories.get(stem, 0) + 1)) ** IDF_POWER
        for stem, count in counts.items()
        if stories.get(stem, 0) <= most
    }
    strongest = nlargest(TERMS, weights.items(), key=lambda item: (item[1], item[0]))
    length = sqrt(sum(weight * weight for _stem, weight in strongest))
    return {stem: weight / length for stem, weight in strongest}
