"""The board: what is pinned in each zone, what the rules put behind, and why."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from articles.admin import columns
from articles.admin.fronts.opened import Opened, loaded
from articles.forms.front import FrontForm
from articles.forms.slots import SlotForm, ZoneForm
from articles.fronts import reading, telling
from articles.fronts.composing import Pinned
from articles.fronts.differences import changes, window_in_words, zone_in_words
from articles.fronts.layout import Layout, Slot
from articles.models import Article, Image
from articles.mostread import reading as most_read


@dataclass(frozen=True, kw_only=True)
class Card:
    """A story on the board; `window` and `form` are those of a pinned one.

    `views` are those of 24 hours and of 7 days.
    """

    story: Article | None
    headline: str = ""
    why: str = ""
    views: tuple[int, int] = (0, 0)
    window: str = ""
    form: SlotForm | None = None

    @property
    def picture(self) -> SafeString:
        return columns.thumbnail(self.story) if self.story else SafeString()

    @property
    def badge(self) -> SafeString:
        return columns.badge(self.story) if self.story else SafeString()

    @property
    def html_id(self) -> str:
        return f"slot-{self.form.name}-name" if self.form else ""


@dataclass(frozen=True, kw_only=True)
class ZoneOfBoard:
    name: str
    label: str
    rule: str
    form: ZoneForm
    pinned: list[Card]
    automatic: list[Card]

    @property
    def html_id(self) -> str:
        return "zone-" + self.name.replace(":", "-")

    @property
    def kind(self) -> str:
        return self.name.partition(":")[0]

    @property
    def first_automatic(self) -> int:
        return len(self.pinned) + 1


@dataclass(frozen=True, kw_only=True)
class Board:
    """`changes` are what readers do not have yet."""

    zones: list[ZoneOfBoard]
    changes: list[str]


def board_of(page: Opened, form: FrontForm, layout: Layout, *, at: datetime) -> Board:
    """As the form has it; of the layout are the reasons, and what the rules fill in.

    Beyond what a front costs readers, three queries: the stories, how often they were opened, and
    the names of tags, if a rule has one.
    """
    shown = reading.shown(page.front, layout, at=at, menu=page.menu)
    live = page.layout(page.live)
    on_page = (card.story.pk for card in shown.cards)
    in_form = (slot.story_pk for slot in form.slots)
    stories = loaded([*on_page, *in_form, *layout.stories(), *live.stories()])
    names = page.names(stories.values(), (layout, live))
    keys = names.by_source()
    cards = _Cards(
        stories=stories, views=most_read.views(stories, at=at), why=_reasons(shown, keys, at),
        slots={slot.name: slot for slot in layout.slots()}, images=form.known.images,
    )  # fmt: skip
    zones = [
        ZoneOfBoard(
            name=zone.name,
            label=names.zone(zone.name),
            rule=zone_in_words(zone, names),
            form=form.zones[zone.name],
            pinned=cards.pinned(form.slots_in(zone.name)),
            automatic=[cards.automatic(card, keys, at) for card in _behind(shelved)],
        )
        for zone, shelved in zip(layout.zones, shown.zones, strict=True)
    ]
    return Board(zones=zones, changes=changes(live, layout, names))


@dataclass(frozen=True, kw_only=True)
class _Cards:
    """Makes them, of what was gathered for all at once."""

    stories: Mapping[int, Article]
    views: Mapping[int, tuple[int, int]]
    why: Mapping[str, str]
    slots: Mapping[str, Slot]
    images: Mapping[int, Image]

    def pinned(self, forms: Iterable[SlotForm]) -> list[Card]:
        """Without stories that there are not: what a form says of one may be anything."""
        return [self._pinned(each) for each in forms if each.story_pk in self.stories]

    def _pinned(self, form: SlotForm) -> Card:
        slot = self.slots.get(form.name)
        story = copy(self.stories[form.story_pk])
        if slot and slot.image and slot.image in self.images:
            story.lead_image = self.images[slot.image]
        return Card(
            story=story,
            headline=(slot and slot.headline) or story.list_headline,
            why=self.why.get(form.name, ""),
            views=self.views[story.pk],
            window=window_in_words(slot) if slot else "",
            form=form,
        )

    def automatic(self, card: reading.Card, names: telling.Names, at: datetime) -> Card:
        story = self.stories[card.story.pk]
        return Card(
            story=story,
            headline=story.list_headline,
            why=telling.told(card.reason, names=names, at=at),
            views=self.views[story.pk],
        )


def _behind(shelved: reading.Shelved) -> list[reading.Card]:
    return [card for card in shelved.cards if not isinstance(card.reason, Pinned)]


def _reasons(shown: reading.Shown, names: telling.Names, at: datetime) -> dict[str, str]:
    """Why each pinned story stands there, or does not, by the name of its slot."""
    why = {
        card.reason.slot.name: telling.told(card.reason, names=names, at=at)
        for card in shown.cards
        if isinstance(card.reason, Pinned)
    }
    return why | {each.slot.name: telling.waiting(each) for each in shown.waiting}
