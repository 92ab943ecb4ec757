"""RSS feeds of what readers say: of one story, and of all of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.feeds.forms import Creator, Rss
from articles.models import Article
from articles.text import printable
from comments import paging, policy, text
from comments.models import Comment
from portal.site.address import absolute
from portal.site.pages import depends_on

COMMENTS = 20
_SHOWN = ("article_id", "name", "text", "created_at")


class CommentFeed(Feed):
    """The newest comments that readers see; every absolute address comes from SITE_URL."""

    feed_type = Rss

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # The date of the newest comment is older than what an editor decides of another.
        del response.headers["Last-Modified"]
        if not request.site_settings.comments_indexed:  # type: ignore[attr-defined]
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    def item_description(self, item: Comment) -> str:
        return printable(text.to_html(item.text))

    def item_link(self, item: Comment) -> str:
        return absolute(item.get_absolute_url())

    def item_guid(self, item: Comment) -> str:
        return absolute(item.get_absolute_url())

    def item_pubdate(self, item: Comment) -> datetime:
        return item.created_at

    def item_extra_kwargs(self, item: Comment) -> dict[str, Any]:
        return {"creators": [Creator(name=_name(item))]}


class StoryFeed(CommentFeed):
    """The comments on one story."""

    def get_object(self, request: HttpRequest, article: Article) -> Article:
        return article

    def title(self, article: Article) -> str:
        return printable(_("Comments on “%(headline)s”") % {"headline": article.headline})

    description = title

    def link(self, article: Article) -> str:
        return absolute(article.get_absolute_url())

    def feed_url(self, article: Article) -> str:
        return absolute(f"{paging.address(article.get_absolute_url())}feed/")

    def items(self, article: Article) -> Iterable[Comment]:
        shown = Comment.objects.approved().filter(article=article)
        return shown.newest_first().only(*_SHOWN)[:COMMENTS]

    def item_title(self, item: Comment) -> str:
        return _name(item)


class SiteFeed(CommentFeed):
    """The comments on all stories that readers may open."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # "front" is stamped when a story comes or goes, or is called otherwise.
        return depends_on(super().__call__(request, *args, **kwargs), "comments", "front")

    def get_object(self, request: HttpRequest) -> str:
        return request.site_settings.name  # type: ignore[attr-defined]

    def title(self, site: str) -> str:
        return printable(_("Comments | %(site)s") % {"site": site})

    description = title

    def link(self, site: str) -> str:
        return absolute(reverse("front"))

    def feed_url(self, site: str) -> str:
        return absolute(reverse("comment_feed"))

    def items(self, site: str) -> Iterable[Comment]:
        # One by one, by their keys: from the newest comment on, few are looked at.
        live = Exists(Article.objects.live().filter(pk=OuterRef("article")))
        shown = Comment.objects.approved().exclude(policy.hidden()).filter(live)
        shown = shown.newest_first().select_related("article")
        return shown.only(*_SHOWN, "article__headline")[:COMMENTS]

    def item_title(self, item: Comment) -> str:
        names = {"name": _name(item), "headline": item.article.headline}
        return printable(_("%(name)s on “%(headline)s”") % names)


def _name(comment: Comment) -> str:
    return printable(comment.name) or _("A reader")
