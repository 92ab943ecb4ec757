"""What a person finds in the morning: the lists of their role, each short and with a way on."""

from accounts.models import User
from portal.newsroom.dashboard import comments, house, stories
from portal.newsroom.dashboard.panels import Panel

DESKS = (*stories.DESK, *comments.DESK, *house.DESK)


def panels(user: User) -> list[Panel]:
    """The lists that this person's permissions call for, in the order of the day."""
    return [panel(user) for calls_for, panel in DESKS if calls_for(user)]
