"""How good lists of related stories are, and what simpler ways would have put there: pure.

Good is what belongs to the same event, which editors said of some stories; binary relevance, with
the discount of Järvelin and Kekäläinen 2002.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from articles.analysis import is_stop_word, tokens

JUDGED = 5
# What the research found best for each, before it compared.
HEADLINE, TAGS_A_STORY = 6, 5
# A run of words with capitals, of which the first may only begin a sentence.
_NAME = re.compile(r"(?<![.!?”\"] )(?<!^)\b[A-Z]\w+(?: [A-Z]\w+){0,2}")


@dataclass(frozen=True, kw_only=True)
class Written:
    """A story of the labelled data; `number` is its place in the order of publication."""

    number: int
    headline: str
    body: str
    section: str
    event: str | None


type Lists = Mapping[int, Sequence[int]]


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """Means over the stories that have an earlier one of their event."""

    ndcg5: float
    recall5: float
    hit1: float


def earlier_of_event(stories: Sequence[Written]) -> dict[int, set[int]]:
    """For each story that has any, the earlier ones of its event."""
    seen: dict[str, set[int]] = defaultdict(set)
    found = {}
    for story in stories:
        if story.event:
            if seen[story.event]:
                found[story.number] = set(seen[story.event])
            seen[story.event].add(story.number)
    return found


def judge(lists: Lists, wanted: Mapping[int, Collection[int]]) -> Judgement:
    """What is wanted of each story, over its list; a story without a list has an empty one."""
    each = [(lists.get(number, ()), relevant) for number, relevant in wanted.items()]
    return Judgement(
        ndcg5=_mean(each, ndcg),
        recall5=_mean(each, recall),
        hit1=_mean(each, lambda found, relevant: float(bool(found) and found[0] in relevant)),
    )


def ndcg(found: Sequence[int], relevant: Collection[int]) -> float:
    gained = sum(_discount(at) for at, each in enumerate(found[:JUDGED]) if each in relevant)
    return gained / sum(_discount(at) for at in range(min(JUDGED, len(relevant))))


def recall(found: Sequence[int], relevant: Collection[int]) -> float:
    return sum(each in relevant for each in found[:JUDGED]) / len(relevant)


def _discount(place: int) -> float:
    return 1 / math.log2(place + 2)


def _mean(
    each: Sequence[tuple[Sequence[int], Collection[int]]],
    of: Callable[[Sequence[int], Collection[int]], float],
) -> float:
    return round(sum(of(*pair) for pair in each) / len(each), 4)


def newest_of_section(stories: Sequence[Written]) -> dict[int, list[int]]:
    """Baseline: the section's newest."""
    before: dict[str, list[int]] = defaultdict(list)
    found = {}
    for story in stories:
        found[story.number] = before[story.section][-JUDGED:][::-1]
        before[story.section].append(story.number)
    return found


def most_shared_tags(stories: Sequence[Written]) -> dict[int, list[int]]:
    """Baseline: who shares most tags, of these the newest. Tags are names that stand most often."""
    having: dict[str, list[int]] = defaultdict(list)
    found = {}
    for story in stories:
        tags = simulated_tags(story)
        shared = Counter(number for tag in tags for number in having[tag])
        found[story.number] = nlargest(JUDGED, shared, key=lambda pk: (shared[pk], pk))
        for tag in tags:
            having[tag].append(story.number)
    return found


def simulated_tags(story: Written) -> list[str]:
    """As an editor might tag it: the names that it says most often."""
    names = Counter(_NAME.findall(story.headline) + _NAME.findall(story.body))
    return [name for name, _times in names.most_common(TAGS_A_STORY)]


def closest_by_all_terms(
    stories: Sequence[Written], wanted: Collection[int], told: Callable[[], object]
) -> dict[int, list[int]]:
    """Baseline: the cosine of tf·idf over every term, the headline counted more; no dates."""
    counted = Counter[str]()
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    found = {}
    for story in stories:
        counts = _counts(story)
        counted.update(counts.keys())
        weights = {
            stem: (1 + math.log(times)) * math.log((story.number + 2) / counted[stem])
            for stem, times in counts.items()
        }
        length = math.hypot(*weights.values()) or 1
        if story.number in wanted:
            found[story.number] = _closest(weights, postings)
        for stem, weight in weights.items():
            postings[stem].append((story.number, weight / length))
        told()
    return found


def _counts(story: Written) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text, times in ((story.headline, HEADLINE), (story.body, 1)):
        for token in tokens(text, "en"):
            if not is_stop_word(token.key, "en"):
                counts[token.stem] += times
    return counts


def _closest(
    weights: Mapping[str, float], postings: Mapping[str, Sequence[tuple[int, float]]]
) -> list[int]:
    cosines: dict[int, float] = defaultdict(float)
    for stem, weight in weights.items():
        for number, other in postings.get(stem, ()):
            cosines[number] += weight * other
    return nlargest(JUDGED, cosines, key=lambda number: (cosines[number], number))
