"""Stories as they were at a moment of the past, from what is kept of their cards."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from articles.fronts.composing import Candidate, Found
from articles.fronts.layout import Rule, Source
from articles.models import Article, MostRead, StoryState, Tag
from articles.models.past import StoryStateQuerySet
from articles.past.cards import cards
from articles.past.paper import Paper
from portal.publicmodels import past


class Past:
    """A `Shelf`: a query for each rule, or for each part of a section, whatever they find."""

    def __init__(self, paper: Paper) -> None:
        self.at, self._paper = paper.at, paper
        self._states: dict[int, StoryState] = {}

    def find(
        self,
        depths: Mapping[Rule, int],
        pinned: Collection[int],
        *,
        but_opinion_of: tuple[int, ...] = (),
    ) -> Found:
        opinion = self._paper.opinion_of(but_opinion_of)
        found = {rule: self._found(rule, depth, opinion) for rule, depth in depths.items()}
        live = list(self._live().filter(article__in=pinned))
        for state in [*live, *(state for states in found.values() for state in states)]:
            self._states[state.article_id] = state
        return Found(
            by_rule={rule: list(map(_candidate, states)) for rule, states in found.items()},
            live={state.article_id for state in live},
        )

    def cards(self, stories: Collection[int], *, images: Mapping[int, int]) -> dict[int, Article]:
        """Of stories that were found."""
        states = [self._states[story] for story in stories]
        return cards(states, self._paper, images=images)

    def _live(self, rule: Rule | None = None) -> StoryStateQuerySet:
        live = StoryState.objects.live(self.at)
        if rule and rule.hours:
            return live.filter(published_at__gt=self.at - timedelta(hours=rule.hours))
        return live

    def _found(self, rule: Rule, depth: int, opinion: Collection[int]) -> list[StoryState]:
        live = self._live(rule)
        match rule:
            case Rule(source=Source.MOST_READ):
                return self._most_read(rule, live)[:depth]
            case Rule(source=Source.CATEGORY, key=int(key)):
                places = [f"category:{each}" for each in self._paper.within(key)]
                return _newest_of([live.standing_in(each)[:depth] for each in places])[:depth]
            case Rule(source=Source.TAG, key=int(key)):
                was_there = past.as_of(Tag, self.at, keys=[key])
                return list(live.standing_in(f"tag:{key}")[:depth]) if was_there else []
            case _:
                news = live.exclude(card__category_id__in=opinion) if opinion else live
                return list(news.newest_first()[:depth])

    def _most_read(self, rule: Rule, live: StoryStateQuerySet) -> list[StoryState]:
        lists = MostRead.objects.filter(
            category=rule.key, window=MostRead.Window.DAY, at__lte=self.at
        )
        newest = lists.order_by("-at", "-pk").first()
        stories = newest.stories if newest else []
        found = {state.article_id: state for state in live.filter(article__in=stories)}
        return [found[story] for story in stories if story in found]


def _newest_of(lists: Iterable[Iterable[StoryState]]) -> list[StoryState]:
    """A story may be in several."""
    found = {state.pk: state for states in lists for state in states}
    return sorted(found.values(), key=_time, reverse=True)


def _time(state: StoryState) -> tuple[object, int]:
    return state.published_at, state.article_id


def _candidate(state: StoryState) -> Candidate:
    return Candidate(story=state.article_id, has_picture=state.card["lead_image_id"] is not None)
