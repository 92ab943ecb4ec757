"""The form of a front: a part for each zone, and one for each story that is pinned in it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from articles.forms.images import ImageInput
from articles.forms.moments import MomentField, Told
from articles.fronts.differences import SOURCES
from articles.fronts.layout import LEAD, MOST_CARDS, MOST_SLOTS, Layout, Rule, Slot, Source, Zone
from articles.models import Article, Image, Tag
from articles.text import number

# As a browser sends it, or a script: names with their values.
type Sent = MultiValueDict[str, str]
NAME = re.compile(r"[0-9a-z-]{1,36}")
MOST_HOURS = 24 * 365
# More digits no key has.
MOST_KEY = 10**18 - 1
HEADLINE = Article._meta.get_field("front_headline").max_length


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the form offers and shows: zones in page order, sections, and rows that are in use."""

    zones: Sequence[tuple[str, str]]
    categories: Sequence[tuple[int, str]]
    tags: Mapping[int, str] = field(default_factory=dict)
    images: Mapping[int, Image] = field(default_factory=dict)


class PictureInput(ImageInput):
    """Of the images of a front those are loaded that are in use."""

    images: Mapping[int, Image] = {}

    def chosen(self, value: Any) -> Image | None:
        return self.images.get(value) or super().chosen(value)


class PictureField(forms.IntegerField):
    """The key of an image; whether there is such a one is asked for all slots at once."""

    widget = PictureInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=MOST_KEY, **kwargs)


class SlotForm(forms.Form):
    """A pinned story; `zone` and `place` are what scripts write as the card is moved."""

    story = forms.IntegerField(min_value=1, max_value=MOST_KEY, widget=forms.HiddenInput)
    zone = forms.ChoiceField(label=_("Zone"))
    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=MOST_SLOTS)
    headline = forms.CharField(
        label=_("Headline here"),
        required=False,
        max_length=HEADLINE,
        help_text=_("Only on this page. Empty, it is that of the story."),
    )
    image = PictureField(label=_("Picture here"), required=False)
    starts_at = MomentField(label=_("From"), required=False)
    ends_at = MomentField(label=_("Until"), required=False)
    unpin = forms.BooleanField(label=_("Unpin"), required=False)

    def __init__(self, *args: Any, known: Known, kept: Slot | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        cast("forms.ChoiceField", self.fields["zone"]).choices = known.zones
        starts, ends = (cast("MomentField", self.fields[n]) for n in ("starts_at", "ends_at"))
        starts.widget.told = Told(future=_("in {}"), past=_("since {}"))
        ends.widget.told = Told(future=_("in {}"), past=_("{} ago"))
        cast("PictureInput", self.fields["image"].widget).images = known.images
        if kept:
            starts.kept, ends.kept = kept.starts_at, kept.ends_at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("It ends before it starts."))
        return cleaned

    @property
    def name(self) -> str:
        return str(self.prefix).removeprefix("slot-")

    @property
    def story_pk(self) -> int:
        """Of the story, whether the form is right or wrong; 0 if it says none."""
        return _number(self, "story")

    def slot(self) -> Slot:
        own = {name: self.cleaned_data[name] for name in ("story", "image", "starts_at", "ends_at")}
        before = self.kept or Slot(name=self.name, story=own["story"])
        return replace(before, headline=self.cleaned_data["headline"].strip(), **own)


class ZoneForm(forms.Form):
    """How many stories a zone has, and which come behind those that are pinned."""

    size = forms.IntegerField(label=_("Stories"), min_value=0, max_value=MOST_CARDS)
    source = forms.ChoiceField(label=_("Then"), choices=list(SOURCES.items()))
    category = forms.TypedChoiceField(
        label=_("Section"), required=False, coerce=int, empty_value=None
    )
    tag = forms.CharField(label=_("Tag"), required=False, max_length=100)
    hours = forms.IntegerField(
        label=_("Not older than, in hours"), required=False, min_value=1, max_value=MOST_HOURS
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = cast("forms.ChoiceField", self.fields["category"])
        choices.choices = [("", "–"), *known.categories]
        self.tags: Mapping[str, int] = {}
        if self.prefix == f"zone-{LEAD}":
            self.fields["size"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        source = cleaned.get("source")
        if source == Source.CATEGORY and not cleaned.get("category") and not self.errors:
            self.add_error("category", _("Choose a section."))
        if source == Source.TAG and _folded(cleaned.get("tag")) not in self.tags:
            self.add_error("tag", _("There is no such tag."))
        return cleaned

    def rule(self) -> Rule:
        source = Source(self.cleaned_data["source"])
        section = self.cleaned_data["category"]
        keys = {
            Source.CATEGORY: section,
            Source.MOST_READ: section,
            Source.TAG: self.tags.get(_folded(self.cleaned_data["tag"])),
        }
        return Rule(source=source, key=keys.get(source), hours=self.cleaned_data["hours"])


class FrontForm:
    """All parts; `layout` is what it says once it is valid, with every zone of the page.

    `shown` is the layout that it was made from: a moment of that which was not touched stays.
    """

    def __init__(self, shown: Layout, known: Known, data: Sent | None = None) -> None:
        self.known = known
        self.zones = {
            zone.name: ZoneForm(
                data, prefix=f"zone-{zone.name}", known=known, initial=_rule_shown(zone, known)
            )
            for zone in shown.zones
        }
        kept = {slot.name: slot for zone in shown.zones for slot in zone.slots}
        if data is None:
            self.slots = [
                SlotForm(
                    prefix=f"slot-{slot.name}", known=known, kept=slot,
                    initial=_slot_shown(zone, place, slot, known),
                )
                for zone in shown.zones
                for place, slot in enumerate(zone.slots, start=1)
            ]  # fmt: skip
        else:
            names = dict.fromkeys(filter(NAME.fullmatch, data.getlist("slot")))
            self.slots = [
                SlotForm(data, prefix=f"slot-{name}", known=known, kept=kept.get(name))
                for name in names
            ]

    def is_valid(self) -> bool:
        """Two queries: of the tags that were typed, and of the images."""
        tags = _tags(form["tag"].value() for form in self.zones.values())
        for zone in self.zones.values():
            zone.tags = tags
        wrong = [form for form in (*self.zones.values(), *self.slots) if not form.is_valid()]
        return self._has_images() and not wrong

    def _has_images(self) -> bool:
        asked = [form for form in self.slots if form.is_valid() and form.cleaned_data["image"]]
        wanted = {form.cleaned_data["image"] for form in asked}
        there = set(Image.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        for form in asked:
            if form.cleaned_data["image"] not in there:
                form.add_error("image", _("There is no image with this number."))
        return wanted <= there

    def layout(self) -> Layout:
        zones = [self._zone(name, form) for name, form in self.zones.items()]
        return Layout(zones=tuple(zones))

    def _zone(self, name: str, form: ZoneForm) -> Zone:
        here = [
            each
            for each in self.slots
            if each.cleaned_data["zone"] == name and not each.cleaned_data["unpin"]
        ]
        here.sort(key=lambda each: each.cleaned_data["place"])
        slots = tuple(each.slot() for each in here)
        return Zone(name=name, size=form.cleaned_data["size"], rule=form.rule(), slots=slots)

    def slots_in(self, zone: str) -> list[SlotForm]:
        """As they stand in the form, right or wrong; what stands nowhere is in the first zone."""
        names = list(self.zones)
        here = [
            each
            for each in self.slots
            if (each["zone"].value() if each["zone"].value() in names else names[0]) == zone
        ]
        return sorted(here, key=lambda each: _number(each, "place"))

    def blank(self) -> SlotForm:
        """What scripts make the form of another story of."""
        return SlotForm(prefix="slot-__name__", known=self.known, kept=None)


def _rule_shown(zone: Zone, known: Known) -> dict[str, Any]:
    shown: dict[str, Any] = {"size": zone.size, "source": zone.rule.source}
    shown["hours"] = zone.rule.hours
    if zone.rule.source in (Source.CATEGORY, Source.MOST_READ):
        shown["category"] = zone.rule.key
    if zone.rule.source == Source.TAG:
        shown["tag"] = known.tags.get(zone.rule.key or 0, "")
    return shown


def _slot_shown(zone: Zone, place: int, slot: Slot, known: Known) -> dict[str, Any]:
    return {
        "story": slot.story, "zone": zone.name, "place": place, "headline": slot.headline,
        "image": slot.image, "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
    }  # fmt: skip


def _number(form: forms.Form, name: str) -> int:
    return number(str(form[name].value() or "")) or 0


def _folded(name: Any) -> str:
    return " ".join(str(name or "").split()).casefold()


def _tags(names: Iterable[Any]) -> dict[str, int]:
    """The keys of the tags that have these names, whatever their capitals."""
    wanted = {folded for name in names if (folded := _folded(name))}
    if not wanted:
        return {}
    named = Q(*(("name__iexact", name) for name in wanted), _connector=Q.OR)
    return {_folded(tag.name): tag.pk for tag in Tag.objects.filter(named)}


class PreviewForm(forms.Form):
    """How a front is looked at; its fields stand in the form of the board when that is sent."""

    at = MomentField(label=_("At"), required=False)
    why = forms.BooleanField(label=_("Why is this here?"), required=False)

    def __init__(self, *args: Any, form_id: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in self.fields.values():
            each.widget.attrs |= {"form": form_id} if form_id else {}


class TravelForm(forms.Form):
    """Which minute of a front is looked at."""

    at = MomentField(label=_("At"), required=False)
