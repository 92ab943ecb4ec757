"""Which stories are read most, of the whole site and of each section."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

# Stories of a list: more than readers see, so that it stays long when some come down.
LONGEST = 15

# A category's key, or nothing for the whole site; and hours.
type Place = tuple[int | None, int]


@dataclass(frozen=True, kw_only=True)
class Read:
    """A story, and how often it was opened in each window, by its hours."""

    pk: int
    published_at: datetime
    views: Mapping[int, int]


def rank(stories: Iterable[Read], listed: Mapping[int, Collection[int]]) -> dict[Place, list[int]]:
    """The lists of the site and of each category that one is `listed` in: keys of stories.

    Of two that were opened equally often the newer comes first; what nobody opened is on no list.
    """
    found: defaultdict[Place, list[tuple[int, datetime, int]]] = defaultdict(list)
    for story in stories:
        for hours, count in story.views.items():
            if count:
                for category in (None, *listed.get(story.pk, ())):
                    found[category, hours].append((count, story.published_at, story.pk))
    return {
        place: [pk for _count, _at, pk in sorted(entries, reverse=True)[:LONGEST]]
        for place, entries in found.items()
    }
