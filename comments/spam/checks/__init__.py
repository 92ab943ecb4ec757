"""The checks: pure functions of a submission and of what is known besides, in the order asked."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.spam.checks.content import (
    address_as_name,
    held_word,
    learned,
    length,
    link_markup,
    many_links,
    refused_word,
)
from comments.spam.checks.form import closed, filled_trap, too_quick, unasked
from comments.spam.checks.writer import (
    banned,
    busy_network,
    network_rejected,
    often,
    rejected_before,
    repeated,
)
from comments.spam.submission import Facts, Finding, Submission

Check = Callable[[Submission, Facts], Finding | None]

CHECKS: tuple[Check, ...] = (
    length,
    closed,
    repeated,
    filled_trap,
    too_quick,
    often,
    busy_network,
    many_links,
    link_markup,
    address_as_name,
    held_word,
    refused_word,
    rejected_before,
    network_rejected,
    banned,
    learned,
    unasked,
)

# A service's own findings, which come after all others (comments.spam.services).
UNASKED, UNANSWERED = "unasked", "unanswered"

# What happens to honest people too: of these a comment is held at worst, however many there are.
ONLY_HOLD = frozenset({
    "length", "closed", "repeated", "too_quick", "often", "busy_network", "rejected_before",
    "network_rejected", "learned", "akismet", UNASKED, UNANSWERED,
})  # fmt: skip

# How moderators read a check's code; every check has its label.
LABELS: dict[str, str | Promise] = {
    "length": _("no words, or very many"),
    "closed": _("comments were closed meanwhile"),
    "repeated": _("the same words again"),
    "filled_trap": _("filled in the hidden field"),
    "too_quick": _("quicker than people write"),
    "often": _("many comments at once from this email address"),
    "busy_network": _("many comments at once from this network"),
    "many_links": _("many links"),
    "link_markup": _("code for links"),
    "address_as_name": _("web address as a name"),
    "held_word": _("a word of the list that holds comments"),
    "refused_word": _("a word of the list of spam"),
    "rejected_before": _("others from this email address were rejected"),
    "network_rejected": _("others from this network were rejected"),
    "banned": _("banned"),
    "learned": _("looks like what moderators rejected"),
    "akismet": _("spam, says Akismet"),
    UNASKED: _("a service outside has not answered yet"),
    UNANSWERED: _("a service outside did not answer"),
}
