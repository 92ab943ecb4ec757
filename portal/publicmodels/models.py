"""The trash: rows that were taken out of the site, with a way back."""

from collections import Counter

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class Trashed(models.Model):
    """A deleted row and all that went with it, in the order in which they can be brought back."""

    label = models.CharField(_("what"), max_length=250)
    kind = models.CharField(_("kind"), max_length=100)
    rows = models.JSONField(_("rows"))
    tags = models.JSONField(_("cache tags"), default=list)
    by_name = models.CharField(_("deleted by"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("deleted by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("deleted at"))

    class Meta:
        verbose_name = _("item in the trash")
        verbose_name_plural = _("trash")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.label

    def add_permission(self) -> str:
        """What it takes to bring it back: as much as to make such a row anew."""
        app, model = self.kind.split(".")
        return f"{app}.add_{model}"

    def company(self) -> list[str]:
        """What was deleted with it, counted by kind."""
        kinds = Counter(row["model"] for row in self.rows)
        kinds[self.kind] -= 1
        return [f"{kind_name(kind)}: {number}" for kind, number in kinds.items() if number > 0]

    def contents(self) -> list[tuple[str, str]]:
        """What the row says in words, field by field; links to other rows are left out."""
        row = next((row for row in self.rows if row["model"] == self.kind), None)
        model = _model(self.kind)
        if row is None or model is None:
            return []
        names = {field.name: field.verbose_name for field in model._meta.concrete_fields}
        return [
            (capfirst(str(names[name])), value)
            for name, value in row["fields"].items()
            if name in names and isinstance(value, str) and value
        ]


class PastRow(models.Model):
    """A row that readers see as it was until it was changed or trashed.

    Without `fields` it was not there. Without one for a moment, the row is now as it was then.
    """

    kind = models.CharField(_("kind"), max_length=100)
    key = models.BigIntegerField(_("key"))
    until = models.DateTimeField(_("until"))
    fields = models.JSONField(_("fields"))

    class Meta:
        verbose_name = _("past row")
        verbose_name_plural = _("past rows")
        indexes = [
            # A row at a moment: the first that held longer.
            models.Index(name="past_row_until", fields=["kind", "key", "until"]),
            # What is old enough to be let go.
            models.Index(name="past_row_over", fields=["until"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} until {self.until:%Y-%m-%d %H:%M}"


def kind_name(kind: str) -> str:
    """What kind of row it is, in the words of the admin."""
    model = _model(kind)
    return str(model._meta.verbose_name) if model else kind


def _model(kind: str) -> type[models.Model] | None:
    # What an update of the software took away may still lie in the trash.
    try:
        return apps.get_model(kind)
    except LookupError:
        return None
