"""Why a file of the site that moves is not here, in words for an editor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

REASONS = {
    "address": _("This is not the address of a file on the web."),
    "port": _("This address has a port on which no public website answers."),
    "private": _("This address leads into a private network, from which nothing is fetched."),
    "name": _("There is no site “%(host)s” (any more)."),
    "lookup": _("Where “%(host)s” is cannot be found out at the moment. Try again later."),
    "connection": _("The connection to “%(host)s” failed or broke off. Try again later."),
    "certificate": _("“%(host)s” has no valid certificate, so somebody else may answer for it."),
    "silent": _("“%(host)s” sent nothing for %(seconds)s seconds. Try again later."),
    "slow": _(
        "This file did not arrive within %(seconds)s seconds. Try again later to go on with it."
    ),
    "gone": _("The old site does not have this file any more (its answer was %(status)s)."),
    "forbidden": _("The old site does not give this file out (its answer was %(status)s)."),
    "failing": _("“%(host)s” has an error of its own (its answer was %(status)s)."),
    "status": _("“%(host)s” gave an answer that is not expected (%(status)s)."),
    "busy": _("“%(host)s” asks to be left alone for a while. Try again later."),
    "unreachable": _(
        "“%(host)s” did not answer many times in a row, so it was not asked for this file."
        " Try again later."
    ),
    "redirects": _("This address leads on to another one, again and again."),
    "too_large": _("This file has more than %(limit)s."),
    "encoded": _("“%(host)s” sends this file packed, which is not opened for safety."),
    "page": _("At this address is a web page, where a file should be."),
    "answer": _("What “%(host)s” answers cannot be understood."),
    "enough": _("As much as allowed was fetched already: %(limit)s. Start again to go on."),
    "stopped": _("The work was stopped before this file. Start again to go on."),
    "absent": _("This file is not in the copy of the uploads."),
    "unreadable": _("This file is in the copy of the uploads, but cannot be read."),
}


class Refused(Exception):
    """A file that is not taken: the reason by its code, with what its sentence tells."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class MayPass(Refused):
    """A refusal that another try may not meet again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """A file of an address: where it lies now, or the reason why it does not.

    `size` is in bytes; `is_new` is false for what an earlier run brought.
    """

    address: str
    path: Path | None = None
    size: int = 0
    is_new: bool = False
    reason: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The reason as a sentence, in the language of whoever asks; empty where there is none."""
        if not self.reason:
            return ""
        told = dict(self.params)
        if "limit" in told:
            told["limit"] = filesizeformat(str(told["limit"]))
        return str(REASONS[self.reason]) % told


def without(address: str, refusal: Refused) -> Fetched:
    """What is told of an address whose file was refused."""
    return Fetched(address=address, reason=refusal.code, params=refusal.params)
