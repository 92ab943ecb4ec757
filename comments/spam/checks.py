"""The checks: pure functions of a submission and of what is known besides."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.spam.submission import Facts, Finding, Submission
from comments.text import LINK

MANY = 3
EVIDENCE_LENGTH = 80

Check = Callable[[Submission, Facts], Finding | None]


def filled_trap(submission: Submission, facts: Facts) -> Finding | None:
    """Only a machine fills in the field that is out of sight."""
    if not submission.trap:
        return None
    return Finding("filled_trap", 100, submission.trap[:EVIDENCE_LENGTH])


def many_links(submission: Submission, facts: Facts) -> Finding | None:
    """Honest comments seldom have more than two links."""
    links = LINK.findall(submission.text)
    if len(links) < MANY:
        return None
    return Finding("many_links", 40, f"{len(links)}: {links[0]}"[:EVIDENCE_LENGTH])


def address_as_name(submission: Submission, facts: Facts) -> Finding | None:
    """People are not called like a web address."""
    if not LINK.search(submission.name):
        return None
    return Finding("address_as_name", 60, submission.name[:EVIDENCE_LENGTH])


CHECKS: tuple[Check, ...] = (filled_trap, many_links, address_as_name)

# Of these a comment is held at worst: none of them makes it spam.
ONLY_HOLD = frozenset({"learned"})

# How moderators read a check's code; every check has its label.
LABELS: dict[str, str | Promise] = {
    "filled_trap": _("filled in the hidden field"),
    "many_links": _("many links"),
    "address_as_name": _("web address as a name"),
}
