"""Who may not comment: an address, a domain of addresses, or a network."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BanQuerySet(models.QuerySet["Ban"]):
    def standing(self) -> Self:
        """Bans that nobody lifted."""
        return self.filter(lifted_at__isnull=True)


class Ban(models.Model):
    """What comes from there goes among the spam; lifted bans stay, to be read.

    `value` is in lower case; of a network it is what comments.networks makes of it, which is
    forgotten after some weeks, and the ban with it. A ban shares its `batch` with the decisions
    that were made with it.
    """

    class Kind(models.TextChoices):
        EMAIL = "email", _("email address")
        DOMAIN = "domain", _("domain of email addresses")
        NETWORK = "network", _("network")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    value = models.CharField(_("who"), max_length=254)
    note = models.CharField(_("reason"), max_length=300, blank=True)
    batch = models.UUIDField(_("laid together"), null=True, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("moderator"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    by_name = models.CharField(_("banned by"), max_length=200)
    at = models.DateTimeField(_("banned at"))
    lifted_by_name = models.CharField(_("lifted by"), max_length=200, blank=True)
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)

    objects = BanQuerySet.as_manager()

    class Meta:
        verbose_name = _("ban")
        verbose_name_plural = _("bans")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "value"], name="banned_once", condition=Q(lifted_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.by_name})"
