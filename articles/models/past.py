"""Stories as readers had them, for looking at fronts of another time."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class StoryStateQuerySet(models.QuerySet["StoryState"]):
    def live(self, at: datetime) -> Self:
        """What cards said at that moment of stories that readers could open then."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gt=at),
            Q(unpublish_at__isnull=True) | Q(unpublish_at__gt=at),
            since__lte=at,
            published_at__lte=at,
        )

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-article")

    def standing_in(self, place: str) -> Self:
        """Those of a place, newest first."""
        return self.filter(places__place=place).order_by("-places__published_at", "-article")


class StoryState(models.Model):
    """What a card said of a published story, or a scheduled one, from one change to the next.

    `card` holds the columns that cards print, `bylines` as pairs of an author's key and a role, and
    `places`. Without `until` it is the present one.
    """

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="states")
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"))
    unpublish_at = models.DateTimeField(_("comes down at"), null=True, blank=True)
    card = models.JSONField(_("card"))

    objects = StoryStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("past state of a story")
        verbose_name_plural = _("past states of stories")
        constraints = [
            models.UniqueConstraint(
                name="one_present_state",
                fields=["article"],
                condition=Q(until__isnull=True),
            ),
        ]
        indexes = [
            # The newest stories of a moment.
            models.Index(name="state_by_date", fields=["-published_at", "-article"]),
            # One story at a moment.
            models.Index(name="state_of_a_story", fields=["article", "-since"]),
            # What changed last before a moment, and next.
            models.Index(name="state_begins", fields=["since"]),
            # What is old enough to be let go.
            models.Index(name="state_over", fields=["until"], condition=Q(until__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} from {self.since:%Y-%m-%d %H:%M}"


class StatePlace(models.Model):
    """Where the story was listed then: "category:3", "tag:7"; of sections those that were chosen.

    The section above one is found by what that belonged to at the moment that is looked at: when it
    moves, no story is written.
    """

    state = models.ForeignKey(StoryState, on_delete=models.CASCADE, related_name="places")
    place = models.CharField(_("place"), max_length=40)
    published_at = models.DateTimeField(_("published at"))

    class Meta:
        verbose_name = _("past listing")
        verbose_name_plural = _("past listings")
        constraints = [models.UniqueConstraint(name="state_once", fields=["state", "place"])]
        indexes = [
            # The newest stories of a section, or with a tag, at a moment.
            models.Index(name="state_place_by_date", fields=["place", "-published_at", "-state"]),
        ]

    def __str__(self) -> str:
        return f"{self.state_id} in {self.place}"
