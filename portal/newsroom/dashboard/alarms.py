"""What is overdue, at the top of the dashboard: found as it is asked for, with no worker."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles import deadlines
from articles.admin.columns import words
from articles.models import Alarm
from portal.newsroom.dashboard.panels import MOST, Desk, Panel, Row, has
from portal.newsroom.dashboard.rows import row, stories
from portal.pagecache import clock
from portal.tick import PAUSE

Reason = Alarm.Reason
SENTENCES = {
    Reason.DUE: _("was due %(when)s, and is not published"),
    Reason.MISSED: _("was to be published %(when)s, and nobody did"),
    Reason.CHANGED: _("goes live %(when)s, without the changes made since"),
    Reason.LATE: _("changed for readers %(when)s; related lists do not know it yet"),
}

# An alarm that is not seen is none; of this many no newsroom looks at each.
FULL = 2 * MOST


def overdue(user: User) -> Panel:
    found = deadlines.overdue(stories(user), limit=FULL + 1)
    rows = [
        row(each.article, SENTENCES[Reason(each.reason)] % {"when": words(each.at)}, alarm=True)
        for each in found[:FULL]
    ]
    return Panel(
        code="overdue",
        title=_("Overdue"),
        lead=_("Only the latest are shown.") if len(found) > FULL else "",
        rows=[*rows, *_pause(user)],
        quiet=True,
    )


def _pause(user: User) -> list[Row]:
    """Said to the desk, whose mails and lists come late; who runs the site finds it under Health.

    A site where it never ran is told there only.
    """
    if not user.has_perm("articles.publish_article"):
        return []
    last = clock.last_beat()
    if last is None or last >= timezone.now() - PAUSE:
        return []
    text = _(
        "The periodic task has not run since %(when)s: related lists come late, and nobody is"
        " mailed about what is overdue. Tell who runs the site."
    )
    return [Row(title=text % {"when": words(last)}, alarm=True)]


DESK: tuple[Desk, ...] = ((has("articles.change_article"), overdue),)
