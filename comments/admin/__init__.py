from comments.admin.comments import CommentAdmin
from comments.admin.decisions import DecisionAdmin

__all__ = ["CommentAdmin", "DecisionAdmin"]
