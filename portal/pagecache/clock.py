"""Says that readers see something new: called last in the transaction of every visible write."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import models, transaction
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from portal.pagecache import outbox
from portal.pagecache.models import Boundary, CacheTag, Clock, Heartbeat


@transaction.atomic
def touch(*tags: str) -> None:
    """Stamp the tags with the next number of the clock; without tags readers see nothing new.

    Call it last: the clock's row stays locked until commit.
    """
    if not tags:
        return
    # Never back: who has a page by its date would not hear of what was changed since.
    now = models.Value(timezone.now(), models.DateTimeField())
    advanced = {
        "number": models.F("number") + 1,
        "changed_at": Greatest(now, models.F("changed_at")),
    }
    if not Clock.objects.filter(pk=1).update(**advanced):
        _make()
        Clock.objects.filter(pk=1).update(**advanced)
    number = Clock.objects.values_list("number", flat=True).get(pk=1)
    CacheTag.objects.bulk_create(
        [CacheTag(name=name, number=number) for name in sorted(set(tags))],
        update_conflicts=True,
        update_fields=["number"],
        unique_fields=["name"],
    )
    outbox.put(tags)


def hold() -> None:
    """Make those who call this, or touch anything, go on one after another, until each commits.

    Only for a write that changes rows of many subjects at once, after it has locked its own.
    """
    if Clock.objects.select_for_update().filter(pk=1).first() is None:
        _make()
        Clock.objects.select_for_update().filter(pk=1).first()


def _make() -> None:
    # Two transactions may do so at once: the second waits for the first, and finds its row.
    Clock.objects.bulk_create([Clock(pk=1)], ignore_conflicts=True)


def add_boundaries(
    subjects: Mapping[str, tuple[Iterable[datetime | None], Iterable[datetime | None]]],
) -> None:
    """The same as `set_boundaries`, in one statement, of subjects that are new.

    Of each its moments, and those that hide something.
    """
    now = timezone.now()
    Boundary.objects.bulk_create(
        row
        for subject, (moments, hides) in subjects.items()
        for row in _boundaries(subject, moments, hides=hides, now=now)
    )


def _boundaries(
    subject: str,
    moments: Iterable[datetime | None],
    *,
    hides: Iterable[datetime | None],
    now: datetime,
) -> list[Boundary]:
    hiding = {moment for moment in hides if moment}
    return [
        Boundary(
            subject=subject,
            at=moment,
            hides=moment in hiding,
            settled_at=moment if moment <= now else None,
        )
        for moment in sorted(hiding | {moment for moment in moments if moment})
    ]


@transaction.atomic
def set_boundaries(
    subject: str, moments: Iterable[datetime | None], *, hides: Iterable[datetime | None] = ()
) -> None:
    """Replace the moments at which pages change by themselves because of a subject.

    At those of `hides` readers lose something. The write that calls this does the side effects of
    those that have passed, and touches the tags of what changes now and then.
    """
    now = timezone.now()
    rows = _boundaries(subject, moments, hides=hides, now=now)
    # What was hidden stays so for copies from before, whatever came after.
    replaced = Boundary.objects.filter(subject=subject).exclude(at__in=[row.at for row in rows])
    replaced.exclude(hides=True, at__lte=now).delete()
    Boundary.objects.bulk_create(
        rows, update_conflicts=True, update_fields=["hides"], unique_fields=["subject", "at"]
    )


def beat() -> datetime | None:
    """Say that the periodic task runs; when it ran before."""
    before = last_beat()
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": timezone.now()})
    return before


def last_beat() -> datetime | None:
    return Heartbeat.objects.values_list("at", flat=True).filter(pk=1).first()


def last_change(at: datetime) -> models.Expression:
    """When anything public last changed, by a write or by time, as part of another query."""
    written = models.Subquery(Clock.objects.filter(pk=1).values("changed_at"))
    passed = models.Subquery(Boundary.objects.filter(at__lte=at).order_by("-at").values("at")[:1])
    return Greatest(Coalesce(written, passed), Coalesce(passed, written))
