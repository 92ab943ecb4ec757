"""The only writes of comments."""

from comments.moderation.arriving import Arriving, bring
from comments.moderation.bans import Banned, ban, lift, undo_batch
from comments.moderation.claims import claim, release
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
    reject,
)
from comments.moderation.picks import pick, unpick
from comments.moderation.remarks import remark
from comments.moderation.undoing import undo, undo_all

__all__ = [
    "MINUTES", "MOVES", "Arriving", "Banned", "Move", "Outcome", "Refused", "allowed",
    "approve", "ban", "bring", "claim", "decide", "dismiss", "edit", "flag", "hold", "lift",
    "mark_spam", "may_change", "pick", "reject", "release", "remark", "submit", "undo",
    "undo_all", "undo_batch", "unpick", "withdraw",
]  # fmt: skip
