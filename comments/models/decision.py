"""The moderation log: who decided what, never changed afterwards."""

from typing import Any, Never, Self

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class AppendOnly(Exception):
    """Somebody tried to change or delete what was decided."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    def standing(self) -> Self:
        """Decisions that can be undone: of the newsroom or the checks, and not undone yet."""
        return self.filter(action__in=Decision.UNDOABLE, undone_by__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def with_undo(self) -> Self:
        """Beside each, whether it can be undone: it stands, and no other was made since."""
        later = Decision.objects.standing().filter(
            Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")),
            comment=OuterRef("comment"),
        )
        stands = Q(action__in=Decision.UNDOABLE, undone_by__isnull=True, after=F("comment__status"))
        condition = ExpressionWrapper(stands & ~Exists(later), output_field=BooleanField())
        return self.annotate(can_be_undone=condition)

    def undoable(self) -> Self:
        """Of `with_undo`, what can be undone."""
        return self.filter(can_be_undone=True)

    def update(self, **kwargs: Any) -> Never:
        raise AppendOnly

    def delete(self) -> Never:
        raise AppendOnly


class Decision(models.Model):
    """What was done to one comment.

    `by` is empty when the checks decided, when readers' flags did, and when its writer did.
    Decisions that were made together with a ban have a `batch` in common.
    """

    class Action(models.TextChoices):
        APPROVE = "approve", _("approved")
        REJECT = "reject", _("rejected")
        MARK_SPAM = "mark_spam", _("marked as spam")
        HOLD = "hold", _("held for a moderator")
        PICK = "pick", _("picked for readers")
        UNPICK = "unpick", _("no longer picked")
        KEEP = "keep", _("kept, against flags")
        EDIT = "edit", _("changed by its writer")
        WITHDRAW = "withdraw", _("withdrawn by its writer")
        UNDO = "undo", _("undid the decision")

    # What leads from one status to another, and back.
    UNDOABLE = (Action.APPROVE, Action.REJECT, Action.MARK_SPAM, Action.HOLD)
    # What leaves the status as it is.
    BESIDE = (Action.PICK, Action.UNPICK, Action.KEEP, Action.EDIT)

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.PROTECT, related_name="decisions"
    )
    action = models.CharField(_("decision"), max_length=10, choices=Action)
    before = models.CharField(_("status before"), max_length=10, choices=Comment.Status)
    after = models.CharField(_("status after"), max_length=10, choices=Comment.Status)
    note = models.CharField(_("reason"), max_length=300, blank=True)
    batch = models.UUIDField(_("made together"), null=True, blank=True, editable=False)
    undoes = models.OneToOneField(
        "self", verbose_name=_("undoes"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="undone_by",
    )  # fmt: skip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("moderator"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    by_name = models.CharField(_("decided by"), max_length=200, blank=True)
    at = models.DateTimeField(_("decided at"))

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("moderation log")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                name="decision_changes_the_status",
                condition=~Q(before=models.F("after"))
                | Q(action__in=["pick", "unpick", "keep", "edit"]),
            ),
            models.CheckConstraint(
                name="only_an_undo_undoes_a_decision",
                condition=Q(action="undo", undoes__isnull=False)
                | (~Q(action="undo") & Q(undoes__isnull=True)),
            ),
        ]
        indexes = [
            # The log in the admin: the newest decisions.
            models.Index(name="decision_newest", fields=["-at", "-id"]),
            # The same of one kind, and of those that led to one status.
            models.Index(name="decision_newest_of_kind", fields=["action", "-at", "-id"]),
            models.Index(name="decision_newest_leading_to", fields=["after", "-at", "-id"]),
            # What was decided together is undone together.
            models.Index(
                name="decision_of_a_batch", fields=["batch"], condition=Q(batch__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.get_action_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new decision; one that is written stays as it is."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnly

    @property
    def who(self) -> str | Promise:
        """Who decided, for moderators to read: a colleague, its writer, readers, or the checks."""
        if self.by_name:
            return self.by_name
        if self.action in (self.Action.EDIT, self.Action.WITHDRAW):
            return _("its writer")
        # What readers object to is said in the note; checks leave none.
        return (
            _("readers") if self.action == self.Action.HOLD and self.note else _("the spam checks")
        )
