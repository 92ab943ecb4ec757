"""`{{ article.published_at|iso }}`, `{{ article.published_at|printed:"DATE_FORMAT" }}`."""

from django import template

from portal.site import moments

register = template.Library()
register.filter("iso", moments.iso)
register.filter("printed", moments.printed)
