"""What a person finds in the morning: the lists of their role, each short and with a way on."""

from accounts.models import User
from portal.newsroom.dashboard import alarms, comments, fronts, house, needs, stories, week
from portal.newsroom.dashboard.panels import Panel

DESKS = (
    *alarms.DESK, *needs.DESK, *fronts.DESK, *stories.WORK, *week.DESK, *stories.OUT,
    *comments.DESK, *house.DESK,
)  # fmt: skip


def panels(user: User) -> list[Panel]:
    """The lists that this person's permissions call for, in the order of the day."""
    found = (panel(user) for calls_for, panel in DESKS if calls_for(user))
    return [panel for panel in found if panel.rows or not panel.quiet]
