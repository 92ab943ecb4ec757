"""How far away a moment is, in words that a script may keep current."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.functional import Promise

from articles.text import span

register = template.Library()


def distance(
    moment: datetime, future: str | Promise, past: str | Promise, *, at: datetime | None = None
) -> str:
    """The sentence of what is to come or has passed, with the time between in place of {}."""
    between = moment - (at or timezone.now())
    if between > timedelta():
        return str(future).replace("{}", span(between))
    return str(past).replace("{}", span(-between))


@register.inclusion_tag("admin/articles/distance.html")
def distance_of(
    moment: datetime | None, future: str | Promise, past: str | Promise
) -> dict[str, object]:
    return {
        "at": moment and int(moment.timestamp()),
        "now": int(timezone.now().timestamp()),
        "future": future,
        "past": past,
        "text": distance(moment, future, past) if moment else "",
    }
