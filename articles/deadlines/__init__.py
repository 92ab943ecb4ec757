"""What of a story is overdue, and who is told."""

from articles.deadlines.alarms import Raised, raise_alarms
from articles.deadlines.rules import Overdue, overdue

__all__ = ["Overdue", "Raised", "overdue", "raise_alarms"]
