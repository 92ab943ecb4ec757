"""Readers who asked for mail, each known by an address that was confirmed, or is to be."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import EMAIL_LENGTH, Comment


class ReaderQuerySet(models.QuerySet["Reader"]):
    def of_address(self, email: str) -> Self:
        """Who has an email address, however it is spelled."""
        return self.alias(address=Lower("email")).filter(address=email.strip().lower())

    def confirmed(self) -> Self:
        """Readers who said that the address is theirs."""
        return self.filter(confirmed_at__isnull=False)


class Reader(models.Model):
    """An email address whose owner was asked once whether it is theirs; `confirmed_at` says yes.

    `key` is in the links of mails: another key makes all of them void.
    """

    class Replies(models.TextChoices):
        NONE = "none", _("no mail")
        EACH = "each", _("a mail for each reply")
        DAILY = "daily", _("one mail a day")

    email = models.EmailField(_("email address"), max_length=EMAIL_LENGTH)
    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    replies = models.CharField(_("replies"), max_length=10, choices=Replies, default=Replies.NONE)
    created_at = models.DateTimeField(_("asked at"), default=timezone.now)
    mailed_at = models.DateTimeField(_("mail sent at"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    objects = ReaderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_reader_for_an_address"),
        ]
        indexes = [
            # What nobody confirmed is forgotten.
            models.Index(
                name="reader_unconfirmed", fields=["created_at"],
                condition=Q(confirmed_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{_('reader')} {self.pk}"


class ReplyLetter(models.Model):
    """That a reader is to be told of a reply, or was; one row, so that nobody is told twice."""

    reader = models.ForeignKey(
        Reader, verbose_name=_("reader"), on_delete=models.CASCADE, related_name="letters"
    )
    reply = models.ForeignKey(
        Comment, verbose_name=_("reply"), on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(_("owed since"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail about a reply")
        verbose_name_plural = _("mails about replies")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["reader", "reply"], name="one_letter_for_a_reply"),
        ]
        indexes = [
            # What is still to be sent.
            models.Index(
                name="letter_unsent", fields=["created_at"], condition=Q(sent_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{_('mail about a reply')} {self.pk}"
