"""Moments as machines read them."""

from datetime import datetime

from django import template
from django.utils import timezone

register = template.Library()


@register.filter(expects_localtime=True)
def iso(moment: datetime) -> str:
    """To the second, where the `c` of `date` gives six digits more than HTML allows.

    https://html.spec.whatwg.org/#valid-time-string
    """
    return timezone.localtime(moment).isoformat(timespec="seconds")
