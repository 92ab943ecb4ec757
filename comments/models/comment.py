"""What readers write under a story, and its place in the thread."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Lower
from django.utils import timezone
from django.utils.http import int_to_base36
from django.utils.translation import gettext_lazy as _

from articles.models import Article

NAME_LENGTH = 60
EMAIL_LENGTH = 254
WEBSITE_LENGTH = 300
TEXT_LENGTH = 5000

# Base-36 digits of an id in a path: enough for 78 thousand million comments.
SEGMENT = 7


def thread_path(pk: int, *, below: str = "") -> str:
    """The place of a comment in its thread: the ids on the way down to it.

    Parts of one width, so that any collation sorts a reply after its parent and before the next.
    """
    segment = int_to_base36(pk).zfill(SEGMENT)
    return f"{below}/{segment}" if below else segment


class CommentQuerySet(models.QuerySet["Comment"]):
    def approved(self) -> Self:
        """Comments that readers see."""
        return self.filter(status=Comment.Status.APPROVED)

    def with_reason(self, code: str) -> Self:
        """Comments that a check of this code has something to say of."""
        # SQLite has no containment for JSON; within a text, quotes are escaped and cannot match.
        return self.alias(reasons_text=Cast("reasons", models.TextField())).filter(
            reasons_text__contains=f'"{code}"'
        )

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def for_thread(self, article: Article | models.Expression) -> Self:
        """What a story's thread prints, in its order; addresses of writers are not even loaded."""
        return (
            self.approved()
            .filter(article=article)
            .order_by("path")
            .only("path", "name", "website", "text", "created_at")
            .fetch_mode(settings.PUBLIC_FETCH_MODE)
        )

    def for_moderators(self) -> Self:
        """Load what a moderator's list prints: the story and its address beside each comment."""
        return self.select_related("article__category__parent").defer("article__body")


class Comment(models.Model):
    """A reader's words; its status changes by the verbs of `moderation` only."""

    class Status(models.TextChoices):
        PENDING = "pending", _("waiting")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("rejected")
        SPAM = "spam", _("spam")

    article = models.ForeignKey(
        Article, verbose_name=_("story"), on_delete=models.PROTECT, related_name="comments"
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("in reply to"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="replies",
    )  # fmt: skip
    # Not indexed: PostgreSQL refuses index entries over 2.7 kB, which a chain of 330 replies has.
    path = models.TextField(_("place in the thread"), default="", editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    email = models.EmailField(_("email address"), max_length=EMAIL_LENGTH)
    website = models.URLField(_("website"), max_length=WEBSITE_LENGTH, blank=True)
    text = models.TextField(_("comment"), max_length=TEXT_LENGTH)
    form_id = models.UUIDField(_("form"), unique=True, default=uuid.uuid4, editable=False)
    reasons = models.JSONField(_("what the checks found"), default=list, blank=True)
    created_at = models.DateTimeField(_("written at"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ("view",)
        permissions = [("moderate_comment", _("Can approve, reject and mark comments as spam"))]
        constraints = [
            models.CheckConstraint(
                name="comment_waits_or_was_decided",
                condition=Q(status="pending", decided_at__isnull=True)
                | (~Q(status="pending") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="comment_does_not_answer_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("pk")),
            ),
            models.CheckConstraint(
                name="comment_has_words_and_a_name", condition=~Q(text="") & ~Q(name="")
            ),
        ]
        indexes = [
            # for_thread() and the count of a story: what readers see under it.
            models.Index(
                name="comment_of_a_thread", fields=["article"], condition=Q(status="approved")
            ),
            # The moderators' list: one status by age, from either end.
            models.Index(name="comment_by_status_and_age", fields=["status", "created_at", "id"]),
            # The moderators' list of all comments: the newest.
            models.Index(name="comment_newest", fields=["-created_at", "-id"]),
            # How others of the same address fared, said beside each comment of a list.
            models.Index(Lower("email"), "status", name="comment_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        """The permanent link; needs the story, its category and that one's parent to be loaded."""
        return f"{self.article.get_absolute_url()}#comment-{self.pk}"
