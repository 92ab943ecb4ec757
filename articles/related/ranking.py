"""Which stories stand on a list, in which order, and why: pure arithmetic."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

# Stories on a page, of those that are stored.
SHOWN = 6
# Interest in a story that is one half-life older falls towards what it keeps for ever.
KEPT = 0.2
SAME_SECTION = 1.3
SHARED_TAG, MOST_TAGS = 1.1, 3
# Above this cosine two stories say the same.
COPY = 0.8
# What is older is background to the news; one of those shown is, where there is any.
BACKGROUND_DAYS = 30
BACKGROUND_PLACE = 4
BACKGROUND = "background"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A story seen from another: what they share, and what it is about itself.

    `cosine` is that of their vectors; `days_older` is negative if it is newer; `words` are the
    strongest that they share, as shown to people; `vector` has length 1.
    """

    pk: int
    cosine: float
    days_older: float
    same_section: bool
    shared_tags: tuple[str, ...]
    words: tuple[str, ...]
    vector: Mapping[str, float]


def score(candidate: Candidate, *, half_life: float | None) -> float:
    """How much a reader may want it next; without a half-life (in days) age does not count."""
    fresh = 0.5 ** (abs(candidate.days_older) / half_life) if half_life else 1
    section = SAME_SECTION if candidate.same_section else 1
    tags = SHARED_TAG ** min(len(candidate.shared_tags), MOST_TAGS)
    return candidate.cosine * (KEPT + (1 - KEPT) * fresh) * section * tags


def choose(
    candidates: Iterable[Candidate],
    *,
    half_life: float | None,
    limit: int,
    pins: Collection[Candidate] = (),
) -> list[Candidate]:
    """Pins, then the best that are no copies of better ones, background in its place."""
    ranked = sorted(candidates, key=lambda each: (-score(each, half_life=half_life), -each.pk))
    chosen = list(pins)
    for each in ranked:
        lacking = _is_background(each) and not any(map(_is_background, chosen))
        wanted = lacking or len(chosen) < limit
        if wanted and not any(_cosine(each.vector, other.vector) > COPY for other in chosen):
            chosen.append(each)
    return lifted(chosen, _is_background, pins=len(pins))[:limit]


def _is_background(candidate: Candidate) -> bool:
    return candidate.days_older > BACKGROUND_DAYS


def lifted[Ranked](
    ranked: Sequence[Ranked], is_background: Callable[[Ranked], bool], *, pins: int
) -> list[Ranked]:
    """The best of the background moved up, unless one stands before its place already.

    Pins stand before it.
    """
    found = list(ranked)
    place = next((at for at, each in enumerate(found) if is_background(each)), 0)
    if place > (wanted := max(BACKGROUND_PLACE, pins)):
        found.insert(wanted, found.pop(place))
    return found


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Of vectors of length 1."""
    return sum(one[term] * other[term] for term in one.keys() & other.keys())


def reasons(candidate: Candidate) -> list[list[str]]:
    """Why it is on the list: pairs of a code and what it is about, to be put into words."""
    found = [["words", ", ".join(candidate.words)]] if candidate.words else []
    found += [["tag", tag] for tag in candidate.shared_tags]
    if candidate.same_section:
        found.append(["section", ""])
    if _is_background(candidate):
        found.append([BACKGROUND, ""])
    return [*found, ["days", f"{abs(candidate.days_older):.0f}"]]
