"""The only writes of comments."""

from comments.moderation.bans import Banned, ban, lift, undo_batch
from comments.moderation.flags import dismiss, flag
from comments.moderation.intake import MINUTES, edit, may_change, submit, withdraw
from comments.moderation.moves import (
    MOVES,
    Move,
    Outcome,
    Refused,
    allowed,
    approve,
    decide,
    hold,
    mark_spam,
    pick,
    reject,
    undo,
    unpick,
)

__all__ = [
    "MINUTES", "MOVES", "Banned", "Move", "Outcome", "Refused", "allowed", "approve", "ban",
    "decide", "dismiss", "edit", "flag", "hold", "lift", "mark_spam", "may_change", "pick",
    "reject", "submit", "undo", "undo_batch", "unpick", "withdraw",
]  # fmt: skip
