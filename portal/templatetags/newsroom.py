"""What the frame of the admin asks for: the apps meet in its templates."""

import json
from typing import Any, cast

from django import template
from django.forms import Script
from django.urls import reverse
from js_asset import ImportMap, Media

from accounts.models import User
from portal.newsroom import dashboard
from portal.newsroom.dashboard.panels import Panel

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: dict[str, Any]) -> list[Panel]:
    """The dashboard of who is logged in."""
    return dashboard.panels(cast("User", context["request"].user))


@register.simple_tag
def outbox_media() -> Media:
    """The scripts that hand over what a device still holds of texts that were typed."""
    names = ("device", "flush", "wire")
    return Media(
        importmap=ImportMap(
            {f"desk/writing/{name}": f"js/admin/writing/{name}.js" for name in names}
        ),
        js=[Script("js/admin/outbox.js", type="module")],
    )


@register.simple_tag
def outbox(user: User) -> str:
    """Whose texts, and where to, as those scripts read it."""
    return json.dumps(
        {
            "person": str(user.pk),
            "autosave": reverse("admin:articles_article_autosave"),
            "again": reverse("admin:login_again"),
        }
    )
