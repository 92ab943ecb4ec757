"""What editors do with a front: save a version, launch it, bring back an older one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles.deeds import Refused
from articles.fronts import fitness, merging, usual
from articles.fronts.layout import Layout
from articles.models import Category, Front, FrontVersion
from articles.models import category as categories
from portal.pagecache import clock

# Of those that were never launched, and of those that were; of the latter all stay that are needed
# to see fronts of the past.
KEPT = 50
LONGEST_NOTE = 300


class Conflict(Exception):
    """Two changed the same places, and nothing was saved.

    `merged` is the layout of both, with theirs in the places that are named by `zones`; `number` is
    that of their version, on which the next save is based.
    """

    def __init__(
        self, *, base: Layout, mine: Layout, theirs: Layout, merged: merging.Merged, number: int
    ) -> None:
        super().__init__(_("Somebody else changed the same places meanwhile."))
        self.base, self.mine, self.theirs = base, mine, theirs
        self.merged, self.zones, self.number = merged.layout, merged.zones, number


def may_curate(user: User) -> bool:
    return user.has_perm("articles.curate_front")


def front_of(category: Category | None) -> Front:
    """The front of this section's page; without one, that of the front page."""
    return Front.objects.get_or_create(category=category)[0]


def newest(front: Front) -> FrontVersion | None:
    return front.versions.order_by("-number").first()


def live(front: Front, at: datetime | None = None) -> FrontVersion | None:
    """What readers have now, or had at that moment."""
    return front.versions.launched(at).first()


def layout_of(version: FrontVersion | None) -> Layout:
    """That of the version; nothing is changed where there is none."""
    return Layout.from_json(version.layout) if version else Layout()


@transaction.atomic
def save(front: Front, layout: Layout, *, by: User, based_on: int, note: str = "") -> FrontVersion:
    """Keep the layout as the newest version, which readers do not see; the same again makes none.

    What others saved since the version that it is based on is merged with it, or raises `Conflict`.
    """
    front = _take(front, by=by)
    if len(note) > LONGEST_NOTE:
        raise Refused(_("Say it in at most %(most)d characters.") % {"most": LONGEST_NOTE})
    before, zones = newest(front), usual.zones(front.category, categories.menu())
    theirs = layout_of(before)
    base = theirs if based_on == front.number else _based_on(front, based_on)
    mine = _signed(layout, [base or Layout(), theirs], by=by)
    known = {zone.name for zone in (*zones, *theirs.zones)}
    fitness.refuse_unfit(mine, zones=known, leads=front.category is None)
    mine = usual.with_hidden(mine, zones, of=theirs)
    merged = merging.merge(
        usual.whole(base, zones) if base else Layout(),
        usual.whole(mine, zones),
        usual.whole(theirs, zones),
    )
    if merged.zones:
        base = base or Layout()
        raise Conflict(base=base, mine=mine, theirs=theirs, merged=merged, number=front.number)
    result = usual.changed(merged.layout, zones)
    if before and result == usual.changed(theirs, zones):
        return before
    return _add(front, result, by=by, note=note)


@transaction.atomic
def launch(front: Front, *, by: User, number: int) -> FrontVersion:
    """Give readers the newest version, which is the one that was looked at, or it is refused."""
    front = _take(front, by=by)
    if number != front.number:
        raise Refused(_("Somebody changed it since you looked. Look again before you launch it."))
    return _launch(front, front.versions.get(number=number), by=by)


@transaction.atomic
def restore(front: Front, *, by: User, number: int) -> FrontVersion:
    """Give readers an older version at once, as a new one."""
    front = _take(front, by=by)
    old = front.versions.filter(number=number).first()
    if old is None:
        raise Refused(_("That version is not kept any more."))
    version = _add(front, layout_of(old), by=by, restored_from=number)
    return _launch(front, version, by=by)


def forget(*, before: datetime) -> int:
    """Delete what readers had only before this moment, but for the last ones; how many."""
    launched = FrontVersion.objects.filter(front=OuterRef("front"))
    then = launched.launched(before).values("number")[:1]
    last = launched.launched().values("number")[KEPT - 1 : KEPT]
    old = FrontVersion.objects.launched(before).order_by()
    return old.filter(Q(number__lt=Subquery(then)) & Q(number__lt=Subquery(last))).delete()[0]


def _take(front: Front, *, by: User) -> Front:
    if not may_curate(by):
        raise PermissionDenied
    locked = Front.objects.select_related("category__parent").select_for_update(
        of=("self",), no_key=True
    )
    return locked.get(pk=front.pk)


def _based_on(front: Front, number: int) -> Layout | None:
    """The layout of that version; nothing if it is not kept any more."""
    if number == 0:
        return Layout()
    version = front.versions.filter(number=number).first()
    return layout_of(version) if version else None


def _signed(layout: Layout, known: Sequence[Layout], *, by: User) -> Layout:
    """Each slot with who pinned it, and when: of those that are new it is this user, now."""
    by_name = {slot.name: slot for each in known for slot in each.slots()}
    signed, now = Layout(), timezone.now()
    for zone in layout.zones:
        slots = []
        for slot in zone.slots:
            before = by_name.get(slot.name)
            name, at = (before.pinned_by, before.pinned_at) if before else (by.display_name(), now)
            slots.append(replace(slot, pinned_by=name, pinned_at=at))
        signed = signed.with_zone(replace(zone, slots=tuple(slots)))
    return signed


def _add(
    front: Front,
    layout: Layout,
    *,
    by: User,
    note: str = "",
    restored_from: int | None = None,
) -> FrontVersion:
    front.number += 1
    front.save(update_fields=["number"])
    front.versions.filter(launched_at=None, number__lte=front.number - KEPT).delete()
    return FrontVersion.objects.create(
        front=front, number=front.number, layout=layout.to_json(), note=note.strip(),
        restored_from=restored_from, by=by, by_name=by.display_name(), at=timezone.now(),
    )  # fmt: skip


def _launch(front: Front, version: FrontVersion, *, by: User) -> FrontVersion:
    """The same again is nothing."""
    if version.launched_at:
        return version
    last = live(front)
    now = timezone.now()
    # Never before the one that it follows, whatever the clocks of two machines say.
    version.launched_at = max(now, last.launched_at) if last and last.launched_at else now
    version.launched_by = by.display_name()
    version.save(update_fields=["launched_at", "launched_by"])
    layout = layout_of(version)
    clock.set_boundaries(f"front:{front.pk}", layout.starts(), hides=layout.ends())
    clock.touch(*front.cache_tags())
    return version
