"""What decisions of moderators say of readers' flags: that they were right, or not."""

from collections.abc import Iterable

from comments.models import Decision, Flag

Action = Decision.Action

_ANSWERS = {
    Action.APPROVE: Flag.Outcome.DISMISSED,
    Action.KEEP: Flag.Outcome.DISMISSED,
    Action.REJECT: Flag.Outcome.UPHELD,
    Action.MARK_SPAM: Flag.Outcome.UPHELD,
}


def give(decisions: Iterable[Decision]) -> None:
    """Answer the flags of what was just decided; part of another transaction.

    A flag is answered by the last decision of a person after it that stands: what is undone gives
    way to what was decided before.
    """
    flags = list(Flag.objects.filter(comment__in={each.comment_id for each in decisions}))
    if not flags:
        return
    standing = Decision.objects.filter(
        comment__in={flag.comment_id for flag in flags}, action__in=_ANSWERS, undone_by__isnull=True
    ).exclude(by_name="")
    made = list(standing.order_by("pk"))
    for flag in flags:
        after = [d for d in made if d.comment_id == flag.comment_id and d.at >= flag.at]
        flag.outcome = _ANSWERS[Action(after[-1].action)] if after else ""
    Flag.objects.bulk_update(flags, ["outcome"])
