"""The form of a front: a part for each zone, and one for each story that is pinned in it."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from articles.forms import clocks
from articles.forms.moments import MomentField
from articles.forms.slots import Known, SlotForm, ZoneForm, folded, number_in
from articles.fronts.layout import Layout, Slot, Source, Zone
from articles.models import Image, Tag

# As a browser sends it, or a script: names with their values.
type Sent = MultiValueDict[str, str]
NAME = re.compile(r"[0-9a-z-]{1,36}")


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
        return sorted(here, key=lambda each: number_in(each, "place"))

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


def _tags(names: Iterable[Any]) -> dict[str, int]:
    """The keys of the tags that have these names, whatever their capitals."""
    wanted = {name for each in names if (name := " ".join(str(each or "").split()))}
    if not wanted:
        return {}
    named = Q(*(("name__iexact", name) for name in wanted), _connector=Q.OR)
    return {folded(tag.name): tag.pk for tag in Tag.objects.filter(named)}


class PreviewForm(forms.Form):
    """How a front is looked at; its fields stand in the form of the board when that is sent."""

    at = MomentField(label=_("At"), required=False)
    why = forms.BooleanField(label=_("Why is this here?"), required=False)

    def __init__(self, *args: Any, form_id: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in self.fields.values():
            each.widget.attrs |= {"form": form_id} if form_id else {}


class TravelForm(forms.Form):
    """Which minute of a front is looked at; before it `begins` there is nothing to see."""

    at = MomentField(label=_("At"), required=False)

    def __init__(self, *args: Any, begins: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = clocks.wall(begins).isoformat(timespec="minutes")
        self.fields["at"].widget.attrs["min"] = first
