"""The rules of the house for comments: one row, that moderators are held to and checks go by."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class CommentSettings(models.Model):
    """Words, trust, flags, and for how long what is kept."""

    held_words = models.TextField(
        _("words that hold a comment"),
        blank=True,
        help_text=_(
            "One word or phrase a line. Whole words only, whatever their letters and accents: "
            "“vucic” finds “Вучић” too. A comment with one of them waits for a moderator."
        ),
    )
    refused_words = models.TextField(
        _("words that make a comment spam"),
        blank=True,
        help_text=_("The same. A comment with one of them goes among the spam, to be looked at."),
    )
    trusted_after = models.PositiveSmallIntegerField(
        _("approved comments that earn trust"),
        default=3,
        validators=[MinValueValidator(1)],
        help_text=_("Of a reader who confirmed the email address; where trusted readers pass."),
    )
    trust_lost_at = models.PositiveSmallIntegerField(
        _("rejected comments that lose it, of a hundred"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Among what was decided in the last 30 days."),
    )
    flags_hide_at = models.PositiveSmallIntegerField(
        _("flags that hide a comment"),
        default=3,
        validators=[MinValueValidator(1)],
        help_text=_("Flags of readers who were often right count up to twice, of others less."),
    )
    network_days = models.PositiveSmallIntegerField(
        _("days for which networks are remembered"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Where a comment came from, cut short and made unreadable; then forgotten."),
    )
    digest_hours = models.PositiveSmallIntegerField(
        _("hours that a comment may wait"),
        default=24,
        validators=[MinValueValidator(1)],
        help_text=_("When the oldest has waited longer, moderators get a mail; once a day."),
    )
    digest_sent_at = models.DateTimeField(_("mail sent at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("rules for comments")
        verbose_name_plural = _("rules for comments")
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(name="one_house", condition=models.Q(pk=1)),
        ]

    def __str__(self) -> str:
        return str(_("rules for comments"))

    @classmethod
    def current(cls) -> Self:
        """The rules that hold; those to begin with, unsaved, where nobody wrote any."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class NetworkKey(models.Model):
    """A secret that networks are made unreadable with; once it is gone, nobody can tell them."""

    secret = models.CharField(_("secret"), max_length=64)
    at = models.DateTimeField(_("made at"), db_index=True)

    class Meta:
        verbose_name = _("key for networks")
        verbose_name_plural = _("keys for networks")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{_('key for networks')} {self.pk}"


class LearnedFilter(models.Model):
    """What the filter learned of the newsroom's decisions; the newest row counts.

    `weights` are little-endian 32-bit floats, compressed (comments.spam.learned). A comment is held
    whose probability of being unwanted is above `hold_above`; below `pass_below` it looks good.
    """

    trained_at = models.DateTimeField(_("trained at"))
    weights = models.BinaryField(_("weights"))
    hold_above = models.FloatField(_("holds above"))
    pass_below = models.FloatField(_("looks good below"))
    good = models.PositiveIntegerField(_("good comments"))
    bad = models.PositiveIntegerField(_("unwanted comments"))
    report = models.JSONField(_("report"), default=dict)

    class Meta:
        verbose_name = _("learned filter")
        verbose_name_plural = _("learned filters")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{_('learned filter')} {self.trained_at:%Y-%m-%d}"
