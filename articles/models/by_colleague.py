"""Who did it, said of every row that somebody of the newsroom writes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ByColleague(models.Model):
    """A row that keeps its writer's name when the login goes."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    by_name = models.CharField(_("by"), max_length=200)

    class Meta:
        abstract = True
