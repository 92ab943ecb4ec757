"""A form that stands open: who has it, and what is typed into it and saved nowhere else."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.by_colleague import ByColleague

# A form says every six seconds that it is open (static/js/admin/writing); silent for so long, it
# counts as closed.
SILENT_FOR = timedelta(seconds=15)


class FormSessionQuerySet(models.QuerySet["FormSession"]):
    def open(self, at: datetime | None = None) -> Self:
        """Forms that somebody has before them at the given moment, by default now."""
        return self.filter(closed_at__isnull=True, seen_at__gt=(at or timezone.now()) - SILENT_FOR)

    def unsaved(self) -> Self:
        """Forms with words that no revision holds, the newest first."""
        return self.filter(typed_at__isnull=False).order_by("-typed_at", "pk")

    def offered(self) -> Self:
        """Those of them that nobody has put aside."""
        return self.unsaved().filter(put_aside_at__isnull=True)


class FormSession(ByColleague):
    """One form of one story in one window.

    `fields` is what the form holds as the browser would send it, right or wrong: each name with its
    values. It is empty, and `typed_at` unset, once a saved revision contains it. `number` counts
    what the form has sent, so that what comes late never takes the place of what is newer.
    """

    key = models.UUIDField(primary_key=True)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="sessions"
    )
    opened_at = models.DateTimeField(_("opened at"))
    seen_at = models.DateTimeField(_("last seen at"))
    closed_at = models.DateTimeField(_("closed at"), null=True)
    based_on = models.ForeignKey(
        "articles.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    number = models.PositiveIntegerField(default=0)
    fields = models.JSONField(default=dict)
    typed_at = models.DateTimeField(_("typed at"), null=True)
    put_aside_at = models.DateTimeField(_("put aside at"), null=True)
    taken_over_by_name = models.CharField(_("taken over by"), max_length=200, blank=True)
    taken_over_at = models.DateTimeField(_("taken over at"), null=True)

    objects = FormSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("form session")
        verbose_name_plural = _("form sessions")
        indexes = [
            # Who else has a story open, and what of it is not saved.
            models.Index(name="session_of_a_story", fields=["article", "seen_at"]),
            # What somebody typed and did not save.
            models.Index(
                name="session_unsaved",
                fields=["by", "-typed_at"],
                condition=models.Q(typed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_name}, {self.opened_at:%Y-%m-%d %H:%M}"

    def is_open(self, at: datetime | None = None) -> bool:
        """The rule of `FormSessionQuerySet.open` for a form that is loaded."""
        at = at or timezone.now()
        return self.closed_at is None and self.seen_at > at - SILENT_FOR
