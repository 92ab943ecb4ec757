"""When public pages last changed: a clock, tags with its numbers, moments of change by time."""

from django.db import models
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

    def __str__(self) -> str:
        return self.name


class Boundary(models.Model):
    """A moment at which pages about a subject change without any write."""

    subject = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("boundary")
        constraints = [
            models.UniqueConstraint(name="boundary_once", fields=["subject", "at"]),
        ]
        indexes = [
            # last_change(): the newest boundary that has passed.
            models.Index(name="boundary_by_time", fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.at:%Y-%m-%d %H:%M:%S}"
