"""What has to be computed anew after a write."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UpkeepQuerySet(models.QuerySet["Upkeep"]):
    def due(self, at: datetime | None = None) -> Self:
        """What is to be done by the given moment, by default now; the longest waiting first."""
        return self.filter(next_at__lte=at or timezone.now()).order_by("next_at", "pk")


class Upkeep(models.Model):
    """A subject, such as article:12 or tag:3, of which something derived is out of date.

    `asked` counts how often that was said, so that a run ends only what it had seen. `reached` is
    the last story that was done of a subject that has many.
    """

    subject = models.CharField(max_length=40, unique=True)
    asked = models.PositiveIntegerField(default=1)
    reached = models.BigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now)

    objects = UpkeepQuerySet.as_manager()

    class Meta:
        verbose_name = _("upkeep")
        verbose_name_plural = _("upkeep")
        indexes = [
            # What is due, longest waiting first.
            models.Index(name="upkeep_due", fields=["next_at", "id"]),
        ]

    def __str__(self) -> str:
        return self.subject
