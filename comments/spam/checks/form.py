"""How a form was filled in, and what became of the story meanwhile."""

from comments.spam.submission import Facts, Finding, Submission

# The quickest typists reach eighteen signs a second; a short text may be pasted.
SIGNS_A_SECOND, SHORT = 20, 100


def closed(submission: Submission, facts: Facts) -> Finding | None:
    """It was sent in time, and is looked at when readers may write no more."""
    return None if facts.is_open else Finding("closed", 10)


def filled_trap(submission: Submission, facts: Facts) -> Finding | None:
    """Only a machine fills in the field that is out of sight."""
    if not submission.trap:
        return None
    return Finding("filled_trap", 100, submission.trap)


def too_quick(submission: Submission, facts: Facts) -> Finding | None:
    """A long text was there sooner than anybody types; who changes a comment has it there."""
    if submission.shown_at is None or facts.is_change or len(submission.text) <= SHORT:
        return None
    seconds = (facts.at - submission.shown_at).total_seconds()
    if len(submission.text) <= SIGNS_A_SECOND * seconds:
        return None
    return Finding("too_quick", 20, f"{len(submission.text)} / {max(seconds, 0):.0f} s")


def unasked(submission: Submission, facts: Facts) -> Finding | None:
    """Whatever else was found, a service outside is to be asked; until then it waits."""
    if not facts.services:
        return None
    return Finding("unasked", 0, ", ".join(facts.services))
