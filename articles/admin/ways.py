"""What next, said at the end of a message: to the page, and back to the list."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import previews
from articles.models import Article

type Way = tuple[str, str | Promise]
LIST = "admin:articles_article_changelist"


def on(article: Article) -> SafeString:
    """To what readers see of a story, or would see, and back to the list; loads its category."""
    if article.trashed_at:
        ways: list[Way] = [(_query("state=trash"), _("Open the trash"))]
    elif article.is_live():
        ways = [(article.get_absolute_url(), _("View it on the site"))]
    else:
        ways = [(previews.link(article), _("See how it will look"))]
    return _said([*ways, (reverse(LIST), _("Back to the list"))])


def to_list(query: str) -> SafeString:
    """To the stories that have just been moved there."""
    return _said([(_query(query), _("Show them"))])


def _query(query: str) -> str:
    return f"{reverse(LIST)}?{query}"


def _said(ways: list[Way]) -> SafeString:
    links = format_html_join(" ", '<a href="{}">{}</a>', ways)
    return format_html(' <span class="message-ways">{}</span>', links)
