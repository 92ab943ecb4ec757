from comments.models.ban import Ban
from comments.models.comment import Comment
from comments.models.decision import Decision
from comments.models.desk import CannedReason, Claim, Remark
from comments.models.flag import Flag
from comments.models.house import CommentSettings, LearnedFilter, NetworkKey
from comments.models.reader import Reader, ReplyLetter

__all__ = [
    "Ban",
    "CannedReason",
    "Claim",
    "Comment",
    "CommentSettings",
    "Decision",
    "Flag",
    "LearnedFilter",
    "NetworkKey",
    "Reader",
    "Remark",
    "ReplyLetter",
]
