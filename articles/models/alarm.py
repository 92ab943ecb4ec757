"""What was overdue and told: written by the periodic task, so that nobody is told twice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Alarm(models.Model):
    """One story that was overdue for one reason; `at` is the moment that had passed."""

    class Reason(models.TextChoices):
        DUE = "due", _("due, and not published")
        MISSED = "missed", _("was to be published, and nobody did")
        CHANGED = "changed", _("goes live without its changes")
        LATE = "late", _("related lists are not up to date")

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="alarms")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    at = models.DateTimeField(_("moment"))
    raised_at = models.DateTimeField(_("raised at"))

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        constraints = [
            models.UniqueConstraint(name="alarm_once", fields=["article", "reason", "at"])
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.reason}, {self.at:%Y-%m-%d %H:%M:%S}"


class AlarmLetter(models.Model):
    """The mail about an alarm to one person; unset, `sent_at` lets the periodic task try again."""

    alarm = models.ForeignKey(Alarm, on_delete=models.CASCADE, related_name="letters")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("to"), on_delete=models.CASCADE, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"), null=True)

    class Meta:
        verbose_name = _("alarm letter")
        verbose_name_plural = _("alarm letters")
        constraints = [models.UniqueConstraint(name="alarm_letter_once", fields=["alarm", "to"])]

    def __str__(self) -> str:
        return f"{self.alarm_id} to {self.to_id}"
