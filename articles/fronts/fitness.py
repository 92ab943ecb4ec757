"""What a layout may be, told to an editor in words where it is not."""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.deeds import Refused
from articles.fronts.layout import (
    LEAD,
    MOST_CARDS,
    MOST_SLOTS,
    Layout,
    Rule,
    Slot,
    Source,
    Zone,
)
from articles.models import Article, Category, Image, Tag

LONGEST_HEADLINE = 250


def refuse_unfit(layout: Layout, *, zones: Collection[str], leads: bool) -> None:
    """`zones` are the names of those that the page has, or had; one that leads has a lead."""
    for zone in layout.zones:
        if zone.name not in zones:
            raise Refused(_("The page has no such place any more. Load it again."))
        least = 1 if leads and zone.name == LEAD else 0
        _refuse_size(zone, least=least, most=1 if zone.name == LEAD else MOST_CARDS)
        _refuse_zone(zone)
    _refuse_twice(layout.slots())
    _refuse_gone(layout)


def _refuse_size(zone: Zone, *, least: int, most: int) -> None:
    if not least <= zone.size <= most:
        said = ngettext("It shows one story.", "It shows at most %(most)d stories.", most)
        raise Refused(said % {"most": most})


def _refuse_zone(zone: Zone) -> None:
    if len(zone.slots) > MOST_SLOTS:
        said = _("At most %(most)d stories can be pinned in one place.")
        raise Refused(said % {"most": MOST_SLOTS})
    if zone.rule.source in (Source.CATEGORY, Source.TAG) and zone.rule.key is None:
        raise Refused(_("Choose of which section or tag the stories are."))
    if zone.rule.hours is not None and zone.rule.hours < 1:
        raise Refused(_("Stories can be left out once they are an hour old, or older."))
    for slot in zone.slots:
        _refuse_slot(slot)


def _refuse_slot(slot: Slot) -> None:
    if slot.starts_at and slot.ends_at and slot.ends_at <= slot.starts_at:
        raise Refused(_("A pinned story would end before it starts."))
    if len(slot.headline) > LONGEST_HEADLINE:
        said = _("A headline has at most %(most)d characters.")
        raise Refused(said % {"most": LONGEST_HEADLINE})


def _refuse_twice(slots: Sequence[Slot]) -> None:
    for one, other in combinations(slots, 2):
        if one.name == other.name or (one.story == other.story and _meet(one, other)):
            story = Article.objects.filter(pk=one.story).first()
            said = _("“%(headline)s” is pinned twice for the same time.")
            raise Refused(said % {"headline": story.list_headline if story else one.story})


def _meet(one: Slot, other: Slot) -> bool:
    """Whether both count at any moment."""
    starts = [each.starts_at for each in (one, other) if each.starts_at]
    ends = [each.ends_at for each in (one, other) if each.ends_at]
    return not starts or not ends or max(starts) < min(ends)


def _refuse_gone(layout: Layout) -> None:
    rules = [zone.rule for zone in layout.zones]
    images = {slot.image for slot in layout.slots() if slot.image}
    sections, tags = _keys(rules, Source.CATEGORY, Source.MOST_READ), _keys(rules, Source.TAG)
    stories = set(layout.stories())
    for rows, keys, message in (
        (Article.objects.all(), stories, _("A story that is pinned is not there any more.")),
        (Image.objects.all(), images, _("A picture that was chosen is not there any more.")),
        (Category.objects.all(), sections, _("That section is gone.")),
        (Tag.objects.all(), tags, _("That tag is gone.")),
    ):
        if keys and rows.filter(pk__in=keys).count() < len(keys):
            raise Refused(message)


def _keys(rules: Iterable[Rule], *sources: Source) -> set[int]:
    return {rule.key for rule in rules if rule.source in sources and rule.key is not None}
