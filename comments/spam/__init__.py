"""Looks at what was sent before a moderator does: a tuple of checks; adding one is adding its name.

Checks never delete: at worst a comment waits among the spam, with the reason.
"""

import math
from collections.abc import Iterable
from dataclasses import replace

from comments.spam.checks import CHECKS, LABELS, ONLY_HOLD, UNANSWERED, UNASKED
from comments.spam.learned import asked
from comments.spam.submission import (
    EVIDENCE_LENGTH,
    Barred,
    Facts,
    Finding,
    Past,
    Submission,
    Verdict,
)

CERTAIN = 100
APPROVE, HOLD, SPAM = "approve", "hold", "spam"

__all__ = [
    "APPROVE", "CHECKS", "EVIDENCE_LENGTH", "HOLD", "LABELS", "SPAM", "UNANSWERED", "UNASKED",
    "Barred", "Facts", "Finding", "Past", "Submission", "Verdict", "findings", "judge", "weigh",
]  # fmt: skip


def findings(submission: Submission, facts: Facts) -> list[Finding]:
    """What the checks have to say, in their order; an empty list means nothing."""
    return [finding for check in CHECKS if (finding := check(submission, facts))]


def judge(submission: Submission, facts: Facts) -> Verdict:
    """What the checks together lead to."""
    verdict = weigh(findings(submission, facts), facts)
    return replace(verdict, likelihood=_likelihood(submission, facts))


def weigh(found: Iterable[Finding], facts: Facts) -> Verdict:
    """Spam if the findings are certain enough; approved only of who is trusted, where they pass."""
    found = tuple(found)
    if sum(finding.weight for finding in found if finding.code not in ONLY_HOLD) >= CERTAIN:
        # What is spam already, no service is asked of.
        return Verdict(SPAM, tuple(finding for finding in found if finding.code != UNASKED))
    passes = facts.is_trusted and facts.passes_trusted and not found
    return Verdict(APPROVE if passes else HOLD, found)


def _likelihood(submission: Submission, facts: Facts) -> int | None:
    if facts.learned is None:
        return None
    return math.ceil(100 * asked(facts.learned, submission.text, submission.website))
