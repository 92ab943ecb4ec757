"""`{{ article.published_at|iso }}`, `{{ article.published_at|printed:"DATE_FORMAT" }}`."""

from datetime import datetime

from django import template
from django.utils import timezone

from portal.site import moments

register = template.Library()
register.filter("iso", moments.iso)
register.filter("printed", moments.printed)


@register.simple_tag
def year(at: datetime | str) -> str:
    """That of the moment that a page is of, which is now unless somebody looks at another."""
    return str(timezone.localtime(at if isinstance(at, datetime) else None).year)
