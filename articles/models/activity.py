"""What was done with a story, move by move: written by the verbs, never changed."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.by_colleague import ByColleague


class ActivityQuerySet(models.QuerySet["Activity"]):
    def newest_first(self) -> Self:
        return self.order_by("-pk")


class Activity(ByColleague):
    """One deed: who, when, which state it left the story in, and what was said about it."""

    class Verb(models.TextChoices):
        SUBMIT = "submit", _("submitted for review")
        SEND_BACK = "send_back", _("sent back")
        PUBLISH = "publish", _("published")
        SCHEDULE = "schedule", _("scheduled")
        WITHDRAW = "withdraw", _("withdrawn")
        LEAD = "lead", _("readers led elsewhere")
        EMBARGO = "embargo", _("embargo shortened")
        TRASH = "trash", _("moved to the trash")
        RESTORE = "restore", _("restored from the trash")
        ASSIGN = "assign", _("assigned")
        PLAN = "plan", _("due date set")
        TAKE_OVER = "take_over", _("taken over")
        INVITE = "invite", _("review link made")
        REVOKE = "revoke", _("review link revoked")
        APPROVE = "approve", _("approved by a reviewer")
        PIN = "pin", _("related story pinned")
        UNPIN = "unpin", _("related story unpinned")
        ORDER = "order", _("related stories put in order")
        BLOCK = "block", _("related story blocked")
        ALLOW = "allow", _("related story allowed again")
        CORRECT = "correct", _("correction entered")
        AMEND = "amend", _("correction reworded")
        TAKE_BACK = "take_back", _("correction taken back")
        BRING_BACK = "bring_back", _("correction brought back")

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="activities"
    )
    verb = models.CharField(_("what"), max_length=12, choices=Verb)
    status = models.CharField(_("status afterwards"), max_length=10)
    detail = models.CharField(_("detail"), max_length=500, blank=True)
    at = models.DateTimeField(_("at"))

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [
            # What was done with a story, newest first.
            models.Index(name="activity_of_a_story", fields=["article", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name}: {self.verb}"
