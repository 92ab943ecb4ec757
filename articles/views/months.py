"""A month of the archive, which begins at midnight where the newspaper is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.urls import reverse
from django.utils import timezone


@dataclass(frozen=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> Self:
        local = timezone.localtime(moment)
        return cls(local.year, local.month)

    @property
    def starts(self) -> datetime:
        return datetime(self.year, self.number, 1, tzinfo=timezone.get_current_timezone())

    @property
    def ends(self) -> datetime:
        """The first moment that is no longer in it."""
        year, number = divmod(self.year * 12 + self.number, 12)
        return datetime(year, number + 1, 1, tzinfo=timezone.get_current_timezone())

    def get_absolute_url(self) -> str:
        return reverse("archive", args=[self.year, self.number])
