"""What readers write under a story, and its place in the thread."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import connections, models
from django.db.models import F, Max, Q
from django.db.models.functions import Cast, Coalesce, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.http import int_to_base36
from django.utils.translation import gettext_lazy as _

from articles.models import Article

NAME_LENGTH = 60
EMAIL_LENGTH = 254
WEBSITE_LENGTH = 300
TEXT_LENGTH = 5000

# The columns that `Comment.forget_writer` empties.
OF_THE_WRITER = (
    "name", "email", "website", "network", "badge", "user", "reader", "wants_replies",
)  # fmt: skip

# Base-36 digits of an id in a path: enough for 78 thousand million comments.
SEGMENT = 7

# Replies of a branch that a list of threads shows, the first that readers could see; the others
# are on the page of the branch. A reply is younger than what it answers, so none stands alone.
FIRST_REPLIES = 10
# Later than any comment: the branch has no more replies than that.
ALL_SHOWN = 2**63 - 1


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
        if connections[self.db].features.supports_json_field_contains:
            # By an index that only PostgreSQL has: migration 0006.
            return self.filter(reasons__contains=[{"code": code}])
        # SQLite has no containment for JSON; within a text, quotes are escaped and cannot match.
        return self.alias(reasons_text=Cast("reasons", models.TextField())).filter(
            reasons_text__contains=f'"{code}"'
        )

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def of_writer(self, email: str) -> Self:
        """All that was sent under an email address, however it was spelled."""
        return self.alias(writer=Lower("email")).filter(writer=email.lower()).exclude(email="")

    def longest_wait(self) -> datetime | None:
        """Since when the one that waits longest does: it was written, or held again, then."""
        held = Max("decisions__at", filter=Q(decisions__after=Comment.Status.PENDING))
        since = self.order_by().annotate(since=Coalesce(held, F("created_at")))
        return since.order_by("since").values_list("since", flat=True).first()

    def branches(self) -> Self:
        """Comments that answer none, of which readers see something: them, or answers to them."""
        # Nothing of the parent: SQLite would rather look up all that answer none, of any story.
        return self.filter(branch_count__gt=0)

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
        WITHDRAWN = "withdrawn", _("withdrawn by its writer")

    class Badge(models.TextChoices):
        """What readers are told of a writer who was logged in."""

        AUTHOR = "author", _("author of the story")
        STAFF = "staff", _("newsroom")

    article = models.ForeignKey(
        Article, verbose_name=_("story"), on_delete=models.PROTECT, related_name="comments"
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("in reply to"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="replies",
    )  # fmt: skip
    # The comment at the beginning of its branch, which is itself where it answers none.
    root = models.ForeignKey(
        "self", verbose_name=_("branch"), null=True, on_delete=models.PROTECT,
        related_name="branch", editable=False, db_index=False,
    )  # fmt: skip
    # Of a root: what readers see of its branch, itself included; and the last comment of those
    # that a list of threads shows.
    branch_count = models.PositiveIntegerField(_("comments of the branch"), default=0)
    shown_until = models.BigIntegerField(_("shown until"), default=ALL_SHOWN, editable=False)
    # Not indexed: PostgreSQL refuses index entries over 2.7 kB, which a chain of 330 replies has.
    path = models.TextField(_("place in the thread"), default="", editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    email = models.EmailField(_("email address"), max_length=EMAIL_LENGTH)
    website = models.URLField(_("website"), max_length=WEBSITE_LENGTH, blank=True)
    text = models.TextField(_("comment"), max_length=TEXT_LENGTH)
    # Those of the newsroom, and readers who confirmed their address; nothing for all others.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("colleague"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    badge = models.CharField(_("badge"), max_length=10, choices=Badge, blank=True, default="")
    reader = models.ForeignKey(
        "comments.Reader", verbose_name=_("reader"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="comments",
    )  # fmt: skip
    wants_replies = models.BooleanField(_("asked to be told of replies"), default=False)
    # Never an address: comments.networks says what it is.
    network = models.CharField(_("network"), max_length=32, blank=True, default="")
    # Of the words, however they are spaced and spelled: the same words twice are found by it.
    fingerprint = models.CharField(
        _("fingerprint"), max_length=32, blank=True, default="", editable=False
    )
    form_id = models.UUIDField(_("form"), unique=True, default=uuid.uuid4, editable=False)
    reasons = models.JSONField(_("what the checks found"), default=list, blank=True)
    # The weights of the reasons together; the queue can be sorted by it.
    score = models.PositiveSmallIntegerField(_("suspicion"), default=0)
    # In percent, rounded up, as the filter that learned saw it; nothing while that was silent.
    likelihood = models.PositiveSmallIntegerField(_("likely unwanted"), null=True, editable=False)
    created_at = models.DateTimeField(_("written at"), default=timezone.now)
    edited_at = models.DateTimeField(_("changed by its writer at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    picked_at = models.DateTimeField(_("picked by the editors at"), null=True, blank=True)
    erased_at = models.DateTimeField(_("writer forgotten at"), null=True, blank=True)

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
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
            ),
            models.CheckConstraint(
                name="comment_has_words_unless_withdrawn",
                condition=~Q(text="") | Q(status="withdrawn"),
            ),
            models.CheckConstraint(
                name="comment_has_a_name_unless_forgotten",
                condition=~Q(name="") | Q(status="withdrawn") | Q(erased_at__isnull=False),
            ),
            models.CheckConstraint(
                name="editors_pick_what_readers_see",
                condition=Q(picked_at__isnull=True) | Q(status="approved"),
            ),
        ]
        indexes = [
            # for_thread(), the count of a branch, and its first replies.
            models.Index(
                name="comment_of_a_branch", fields=["root", "id"], condition=Q(status="approved")
            ),
            # A page of threads from either end; by the key, PostgreSQL would walk through all.
            models.Index(
                name="comment_branches",
                fields=["article", "root", "branch_count"],
                condition=Q(branch_count__gt=0),
            ),
            # The same, with what was answered most before the others.
            models.Index(
                "article",
                F("branch_count").desc(),
                "root",
                name="comment_branches_by_count",
                condition=Q(branch_count__gt=0),
            ),
            # Those of a story that the editors picked last.
            models.Index(
                name="comment_picked_last",
                fields=["article", "-picked_at", "-id"],
                condition=Q(picked_at__isnull=False),
            ),
            # What readers saw last, in the feeds.
            models.Index(
                name="comment_seen_last",
                fields=["-created_at", "-id"],
                condition=Q(status="approved"),
            ),
            models.Index(
                name="comment_seen_last_of_story",
                fields=["article", "-created_at", "-id"],
                condition=Q(status="approved"),
            ),
            # The moderators' list: one status by age, suspicion, story or writer.
            models.Index(name="comment_by_status_and_age", fields=["status", "created_at", "id"]),
            models.Index(
                name="comment_by_status_and_score", fields=["status", "-score", "created_at", "id"]
            ),
            models.Index(
                name="comment_by_status_and_story",
                fields=["status", "article", "created_at", "id"],
            ),
            models.Index(
                "status", Lower("email"), "created_at", "id", name="comment_by_status_and_writer"
            ),
            # What waits by what the filter said: PostgreSQL read all that waits, for a few. SQLite,
            # which has fewer, goes by the status.
            models.Index(
                name="comment_waiting_by_likelihood",
                fields=["likelihood", "created_at", "id"],
                condition=Q(status="pending"),
            ),
            # The moderators' list of all comments: the newest, the most suspect, writer by writer.
            models.Index(name="comment_newest", fields=["-created_at", "-id"]),
            models.Index(name="comment_by_score", fields=["-score", "created_at", "id"]),
            models.Index(Lower("email"), "created_at", "id", name="comment_by_writer"),
            # How others of the same writer fared, and how much came of him just now.
            models.Index(Lower("email"), "status", "created_at", name="comment_by_address"),
            # The same of a network, and which of its comments have to be forgotten.
            models.Index(
                name="comment_by_network",
                fields=["network", "created_at"],
                condition=~Q(network=""),
            ),
            # The same words again.
            models.Index(name="comment_by_fingerprint", fields=["fingerprint", "created_at"]),
            # What a reader wrote who confirmed the address.
            models.Index(name="comment_by_reader", fields=["reader", "status", "created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        """The permanent link, which leads to the page of the thread that the comment is on."""
        return reverse("comment_permalink", args=[self.article_id, self.pk])

    def forget_writer(self) -> None:
        """Leave out who wrote it, to be saved by whoever calls this."""
        self.name = self.email = self.website = self.network = self.badge = ""
        self.user = self.reader = None
        self.wants_replies = False
