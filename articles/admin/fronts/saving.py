"""What the board is sent: saved, launched, or given back with what is in the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from secrets import token_hex
from typing import Literal

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from articles.admin.fronts.opened import Opened
from articles.deeds import Refused
from articles.forms.front import FrontForm
from articles.fronts import versions
from articles.fronts.layout import Layout, Slot, Zone
from articles.models import FrontVersion
from articles.text import number

type Kind = Literal["saved", "launched", "invalid", "conflict"]


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Zones that two people changed differently; `taken` is whose stays, once that was said."""

    zones: Sequence[str]
    mine: Layout
    theirs: Layout
    taken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What to show now: the form, and the layout that it is of, or was before it was refused.

    `number` is that of the version which goes on from here; `moved` are the zones in which the
    layout is not what was sent; `older` is a version that is looked at, until it is sent.
    """

    kind: Kind
    form: FrontForm
    layout: Layout
    number: int
    moved: Sequence[str] = ()
    refusal: str = ""
    clash: Clash | None = None
    older: FrontVersion | None = None


def untouched(page: Opened, version: FrontVersion | None = None) -> Outcome:
    """The newest version as the page opens, or an older one to become the next."""
    layout = page.layout(version or page.newest)
    form = FrontForm(layout, page.known(layout))
    older = None if version == page.newest else version
    number = page.front.number
    return Outcome(kind="saved", form=form, layout=layout, number=number, older=older)


def save(page: Opened, data: QueryDict, *, by: User) -> Outcome:
    based_on = number(data.get("based_on")) or 0
    shown = page.layout(page.version(based_on))
    form = FrontForm(shown, page.known(shown), data)
    invalid = Outcome(kind="invalid", form=form, layout=shown, number=based_on)
    if not form.is_valid():
        return replace(invalid, refusal=_("Not saved: look at what is marked."))
    sent = form.layout()
    asked = data.getlist("asked")
    taken = {name: data.get(f"take-{name}", "") for name in asked}
    if not all(taken.values()):
        clash = Clash(zones=asked, mine=sent, theirs=shown, taken=taken)
        return replace(invalid, refusal=_("Choose for each zone: yours or theirs."), clash=clash)
    wanted = _wanted(page, sent, shown, data)
    try:
        outcome = _saved(page, wanted, by=by, based_on=based_on, launch="launch" in data)
    except Refused as refusal:
        return replace(invalid, refusal=str(refusal))
    except versions.Conflict as conflict:
        outcome = _conflicting(page, wanted, conflict)
    return replace(outcome, moved=_differing(sent, outcome.layout))


@transaction.atomic
def _saved(page: Opened, wanted: Layout, *, by: User, based_on: int, launch: bool) -> Outcome:
    """Launched only as it was looked at: not with what somebody else changed meanwhile.

    What cannot be launched for another reason is not saved by the button that launches.
    """
    version = versions.save(page.front, wanted, by=by, based_on=based_on)
    shown = page.layout(version)
    unseen = _differing(wanted, shown)
    if launch and not unseen:
        versions.launch(page.front, by=by, number=version.number)
    return Outcome(
        kind="launched" if launch and not unseen else "saved",
        form=FrontForm(shown, page.known(shown)),
        layout=shown,
        number=version.number,
        refusal=_("Not launched: somebody changed it meanwhile. Look at it, then launch it.")
        if launch and unseen
        else "",
    )


def _conflicting(page: Opened, mine: Layout, conflict: versions.Conflict) -> Outcome:
    """All that only one of them changed is there; where both did, what was sent stays."""
    shown = conflict.merged.completed(page.usual)
    for name in conflict.zones:
        if zone := mine.zone(name):
            shown = shown.with_zone(zone)
    return Outcome(
        kind="conflict",
        form=FrontForm(shown, page.known(shown)),
        layout=shown,
        number=conflict.number,
        clash=Clash(
            zones=list(conflict.zones),
            mine=mine,
            theirs=conflict.theirs.completed(page.usual),
        ),
    )


def _wanted(page: Opened, sent: Layout, theirs: Layout, data: QueryDict) -> Layout:
    """What was sent, but for what buttons say: the page was based on theirs when it asked."""
    if "discard" in data:
        return page.layout(page.live)
    for name in data.getlist("asked"):
        if data.get(f"take-{name}") == "theirs" and (zone := theirs.zone(name)):
            sent = sent.with_zone(zone)
    return _with_pin(sent, data.get("pin", ""), data.get("pin_zone", ""))


def _with_pin(layout: Layout, asked: str, otherwise: str) -> Layout:
    """With the story of the button that was pressed behind those that are pinned in its zone."""
    story, _at, name = asked.partition("@")
    zone = layout.zone(name or otherwise)
    if zone is None or (pk := number(story)) is None:
        return layout
    slot = Slot(name=token_hex(4), story=pk)
    return layout.with_zone(replace(zone, slots=(*zone.slots, slot)))


def _differing(sent: Layout, shown: Layout) -> list[str]:
    """Who pinned a story, no form says."""
    before = {zone.name: _unsigned(zone) for zone in sent.zones}
    return [zone.name for zone in shown.zones if _unsigned(zone) != before.get(zone.name)]


def _unsigned(zone: Zone) -> Zone:
    slots = (replace(slot, pinned_by="", pinned_at=None) for slot in zone.slots)
    return replace(zone, slots=tuple(slots))
