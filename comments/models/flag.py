"""What readers object to, and whether moderators agreed."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class FlagQuerySet(models.QuerySet["Flag"]):
    def waiting(self) -> Self:
        """Flags that no moderator has answered by a decision."""
        return self.filter(outcome="")

    def answerable(self) -> Self:
        """Of these, what a moderator can still answer: its writer has not taken it back."""
        return self.waiting().exclude(comment__status=Comment.Status.WITHDRAWN)


class Flag(models.Model):
    """One reader's objection to one comment.

    `flagger` is a reader who confirmed an address, else a network (comments.networks); `weight` is
    how much the flag counted when it was raised.
    """

    class Reason(models.TextChoices):
        ABUSE = "abuse", _("It insults or threatens somebody")
        SPAM = "spam", _("It advertises something")
        OFF_TOPIC = "off_topic", _("It has nothing to do with the story")
        ILLEGAL = "illegal", _("I believe that it is unlawful")
        OTHER = "other", _("Something else")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("moderators agreed")
        DISMISSED = "dismissed", _("moderators did not agree")

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.PROTECT, related_name="flags"
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    note = models.CharField(_("more about it"), max_length=300, blank=True)
    flagger = models.CharField(_("who flagged it"), max_length=40, editable=False)
    weight = models.FloatField(_("weight"), default=1.0)
    at = models.DateTimeField(_("flagged at"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True, default="")

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["comment", "flagger"], name="one_flag_of_a_reader"),
        ]
        indexes = [
            # How often this reader was right.
            models.Index(name="flag_by_flagger", fields=["flagger", "outcome"]),
            # What readers object to, and nobody looked at.
            models.Index(name="flag_waiting", fields=["comment"], condition=Q(outcome="")),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
