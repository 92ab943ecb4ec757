"""What next, said at the end of a message: to the page, and back to the list."""

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import previews
from articles.models import Article
from portal.publicmodels import ways as ways_on
from portal.publicmodels.ways import Way

LIST = "admin:articles_article_changelist"


def on(article: Article) -> SafeString:
    """To what readers see of a story, or would see, and back to the list; loads its category."""
    if article.trashed_at:
        ways: list[Way] = [Way(_query("state=trash"), _("Open the trash"))]
    elif article.is_live():
        ways = [Way(article.get_absolute_url(), _("View it on the site"))]
    else:
        ways = [Way(previews.link(article), _("See how it will look"))]
    return ways_on.on([*ways, Way(reverse(LIST), _("Back to the list"))])


def to_list(query: str) -> SafeString:
    """To the stories that have just been moved there."""
    return ways_on.on([Way(_query(query), _("Show them"))])


def _query(query: str) -> str:
    return f"{reverse(LIST)}?{query}"
