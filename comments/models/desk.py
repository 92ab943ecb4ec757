"""How moderators share their work: claims, notes to colleagues, reasons that they give often."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from comments.models.comment import Comment
from comments.models.decision import Decision

# A moderator who went for a coffee keeps nobody from a comment for longer.
CLAIM_LASTS = timedelta(minutes=5)
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def moderators() -> models.QuerySet[User]:
    """Who may decide on comments, and works here."""
    found = User.objects.with_perm("comments.moderate_comment", backend=_BACKEND)
    return found.filter(is_active=True).order_by("pk")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def standing(self, at: datetime | None = None) -> Self:
        """Claims that are not over yet."""
        return self.filter(at__gt=(at or timezone.now()) - CLAIM_LASTS)


class Claim(models.Model):
    """That a moderator is about to decide on a comment; it is over by itself soon after `at`."""

    comment = models.OneToOneField(
        Comment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="claim"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("moderator"), on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    at = models.DateTimeField(_("claimed at"), default=timezone.now)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        default_permissions = ()
        indexes = [models.Index(name="claim_by_age", fields=["at"])]

    def __str__(self) -> str:
        return f"{_('claim')} {self.pk}"


class RemarkQuerySet(models.QuerySet["Remark"]):
    def open(self) -> Self:
        """Notes about comments on which no moderator has decided since."""
        decided = Decision.objects.filter(
            comment=OuterRef("comment"), at__gte=OuterRef("at"), by__isnull=False
        )
        return self.filter(~Exists(decided.exclude(action=Decision.Action.UNDO)))


class Remark(models.Model):
    """What a moderator tells colleagues of a comment, or one of them; readers never see it."""

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.PROTECT, related_name="remarks"
    )
    text = models.CharField(_("note"), max_length=500)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("for"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("moderator"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    by_name = models.CharField(_("written by"), max_length=200)
    at = models.DateTimeField(_("written at"), default=timezone.now)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("note about a comment")
        verbose_name_plural = _("notes about comments")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="remark_has_words", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class CannedReason(models.Model):
    """A reason that moderators give often, to be chosen instead of typed."""

    text = models.CharField(
        _("reason"), max_length=300, unique=True,
        help_text=_("Moderators choose it when they decide; it goes into the log."),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Lower numbers come first.")
    )

    class Meta:
        verbose_name = _("canned reason")
        verbose_name_plural = _("canned reasons")
        ordering = ["position", "text"]

    def __str__(self) -> str:
        return self.text
