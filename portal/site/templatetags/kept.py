"""`{% kept "components/card.html" article=article level=2 %}`: an include with `only`, once."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from portal.site import kept

register = template.Library()


@register.simple_tag(takes_context=True, name="kept")
def show(context: template.Context, component: str, /, **values: Any) -> SafeString:
    """The component with these values and nothing else of the page."""
    found = context.template.engine.get_template(component)  # type: ignore[union-attr]
    return kept.render(found, values)
