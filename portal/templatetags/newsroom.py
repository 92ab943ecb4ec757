"""What the frame of the admin asks for: the apps meet in its templates."""

from typing import Any, cast

from django import template

from accounts.models import User
from portal.newsroom import dashboard
from portal.newsroom.dashboard.panels import Panel

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: dict[str, Any]) -> list[Panel]:
    """The dashboard of who is logged in."""
    return dashboard.panels(cast("User", context["request"].user))
