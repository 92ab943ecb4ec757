"""A view of a list that somebody wants back: what it was narrowed to, under a name of their own."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User

QUERY_LENGTH = 500


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def of(self, user: User, *, screen: str) -> Self:
        """Those that this user keeps for a list, by name."""
        return self.filter(owner=user, screen=screen).order_by("name", "pk")


class SavedFilter(models.Model):
    """Belongs to one person; `screen` is the list, as the label of its model."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.CASCADE,
        related_name="saved_filters",
    )
    screen = models.CharField(_("list"), max_length=80)
    name = models.CharField(_("name"), max_length=40)
    query = models.CharField(_("what it shows"), max_length=QUERY_LENGTH)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        # Who may open a list may keep filters of it, and nobody those of others.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                # Also what of() walks.
                name="saved_filter_name_once",
                fields=["owner", "screen", "name"],
            ),
            models.CheckConstraint(
                name="saved_filter_has_a_name_and_narrows", condition=~Q(name="") & ~Q(query="")
            ),
        ]

    def __str__(self) -> str:
        return self.name
