"""What the desk says once something was done with a front, and which way leads on."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.admin.fronts.opened import Opened
from articles.admin.fronts.saving import Outcome
from articles.models import FrontVersion
from portal.publicmodels import ways
from portal.publicmodels.ways import Way


def state(outcome: Outcome, changes: Sequence[str]) -> str:
    """Where all of it is now, beside the buttons."""
    if outcome.kind == "invalid":
        return _("Not saved. It is kept on this device.")
    if outcome.kind == "conflict":
        return _("Not saved: somebody changed the same. Choose above what stays.")
    told = {"time": date_format(timezone.localtime(), "TIME_FORMAT"), "n": len(changes)}
    if outcome.kind == "launched":
        return _("Launched %(time)s: readers have it") % told
    if not changes:
        return _("Saved %(time)s") % told
    return _("Saved %(time)s · not launched") % told


def done(page: Opened, outcome: Outcome) -> SafeString:
    """The same after a form was sent."""
    if outcome.kind == "launched":
        text = _("Launched: readers have it now.")
        found = [Way(page.public, _("View it on the site")), _history(page)]
    else:
        text = _("Saved. Readers see it once it is launched.")
        found = [Way(page.address("preview"), _("See how it will look"))]
    return format_html("{}", text) + ways.on(found)


def restored(
    page: Opened, number: int, before: FrontVersion | None, draft: FrontVersion | None
) -> SafeString:
    """`before` is what readers had until then, and `draft` what was newest: both can come back."""
    text = _("Version %(n)d is back: readers have it now.") % {"n": number}
    found = [Way(page.public, _("View it on the site"))]
    if before:
        address = f"{page.address('history')}#version-{before.number}"
        found.append(Way(address, _("Back to the one before")))
    if draft and not draft.launched_at:
        address = f"{page.address()}?number={draft.number}"
        found.append(Way(address, _("Go on with what was not launched")))
    return format_html("{}", text) + ways.on(found)


def _history(page: Opened) -> Way:
    return Way(page.address("history"), _("What was launched before"))
