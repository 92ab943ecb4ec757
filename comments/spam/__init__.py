"""Looks at what was sent before a moderator does: a tuple of checks; adding one is adding its name.

Checks never delete and never publish: at worst a comment waits among the spam, with the reason.
"""

from comments.spam.checks import CHECKS, LABELS
from comments.spam.submission import Finding, Submission

CERTAIN = 100

__all__ = ["CHECKS", "LABELS", "Finding", "Submission", "findings", "is_spam"]


def findings(submission: Submission) -> list[Finding]:
    """What the checks have to say, in their order; an empty list means nothing."""
    return [finding for check in CHECKS if (finding := check(submission))]


def is_spam(found: list[Finding]) -> bool:
    """Whether the findings together are certain enough to keep this out of the queue."""
    return sum(finding.weight for finding in found) >= CERTAIN
