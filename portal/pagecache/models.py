"""When public pages last changed: a clock, tags with its numbers, moments of change by time."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Clock(models.Model):
    """The one row that every visible write increments as it ends.

    A row and not a sequence: its lock is held until commit, so numbers appear in the order in which
    the writes do.
    """

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("clock")
        constraints = [models.CheckConstraint(name="one_clock", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return str(self.number)


class CacheTag(models.Model):
    """The number of the clock at the last change of what a tag names."""

    name = models.CharField(max_length=80, primary_key=True)
    number = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("cache tag")
        # What was stamped since a process asked last.
        indexes = [models.Index(name="cache_tag_by_number", fields=["number"])]

    def __str__(self) -> str:
        return self.name


class BoundaryQuerySet(models.QuerySet["Boundary"]):
    def unsettled(self, at: datetime | None = None) -> Self:
        """Moments that had passed at the given one, by default now, with side effects to come."""
        return self.filter(settled_at__isnull=True, at__lte=at or timezone.now()).order_by(
            "at", "pk"
        )


class Boundary(models.Model):
    """A moment at which pages change without any write, because of a subject.

    Readers need nothing else. `settled_at` is when its side effects were done, unset until then:
    the moment itself where a write did them at once. With `hides` readers may see less from then
    on, so no copy from before is shown, come what may.
    """

    subject = models.CharField(max_length=80)
    at = models.DateTimeField()
    hides = models.BooleanField(db_default=False, default=False)
    settled_at = models.DateTimeField(null=True)

    objects = BoundaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("boundary")
        constraints = [
            models.UniqueConstraint(name="boundary_once", fields=["subject", "at"]),
        ]
        indexes = [
            # last_change(): the newest boundary that has passed.
            models.Index(name="boundary_by_time", fields=["at"]),
            # unsettled(): what the periodic task has still to do.
            models.Index(
                name="boundary_unsettled",
                fields=["at"],
                condition=models.Q(settled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.at:%Y-%m-%d %H:%M:%S}"


class Heartbeat(models.Model):
    """The one row that tells when the periodic task last ran."""

    at = models.DateTimeField()

    class Meta:
        verbose_name = _("heartbeat")
        constraints = [models.CheckConstraint(name="one_heartbeat", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"


class PurgeQuerySet(models.QuerySet["Purge"]):
    def due(self, at: datetime | None = None) -> Self:
        """Those to be sent by the given moment, by default now; the oldest first."""
        return self.filter(next_at__lte=at or timezone.now()).order_by("next_at", "pk")


class Purge(models.Model):
    """Tags that a cache in front has yet to hear of; the row goes once nothing is left to send.

    `error` is why the cache could not be told when that was tried last.
    """

    target = models.CharField(max_length=200)
    tags = models.JSONField()
    changed_at = models.DateTimeField(db_default=Now(), default=timezone.now)
    next_at = models.DateTimeField()
    sent = models.PositiveSmallIntegerField(default=0)
    failed = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, db_default="", default="")

    objects = PurgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("purge")
        verbose_name_plural = _("purges")
        # What is due.
        indexes = [models.Index(name="purge_by_time", fields=["next_at"])]

    def __str__(self) -> str:
        return f"{self.target}: {', '.join(self.tags)}"
