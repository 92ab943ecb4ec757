from comments.admin.bans import BanAdmin
from comments.admin.comments import CommentAdmin
from comments.admin.decisions import DecisionAdmin
from comments.admin.house import CannedReasonAdmin, CommentSettingsAdmin

__all__ = [
    "BanAdmin", "CannedReasonAdmin", "CommentAdmin", "CommentSettingsAdmin", "DecisionAdmin",
]  # fmt: skip
