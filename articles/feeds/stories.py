"""RSS feeds: of the site, and of every category, tag and author."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from mimetypes import guess_type
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from accounts.models import Author
from articles.models import Article, ArticleTag, Byline, Category, Tag
from articles.models.stories import ArticleQuerySet
from articles.text import printable, shorten
from portal.pictures import markup
from portal.site.address import absolute
from portal.site.pages import depends_on

STORIES = 20
IMAGE_WIDTH = 1280
# An empty feed never changed; by the present moment its bytes would differ each second.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class NewsFeed(Rss201rev2Feed):
    """RSS that names each author of a story."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.addQuickElement("dc:creator", name)

    def latest_post_date(self) -> datetime:
        return max((item["pubdate"] for item in self.items), default=_NEVER)


@dataclass(frozen=True, kw_only=True)
class Channel:
    """What one feed is about; addresses are paths. `cache_tag` is stamped when its list changes."""

    title: str
    description: str
    link: str
    feed_url: str
    stories: ArticleQuerySet
    cache_tag: str


class StoryFeed(Feed):
    """The newest live stories of a channel; every absolute address comes from SITE_URL."""

    feed_type = NewsFeed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # The date of the newest story is older than a correction of it.
        del response.headers["Last-Modified"]
        return depends_on(response, request.cache_tag)  # type: ignore[attr-defined]

    def get_feed(self, channel: Channel, request: HttpRequest) -> Any:
        request.cache_tag = channel.cache_tag  # type: ignore[attr-defined]
        return super().get_feed(channel, request)

    def title(self, channel: Channel) -> str:
        return printable(channel.title)

    def description(self, channel: Channel) -> str:
        return printable(channel.description)

    def link(self, channel: Channel) -> str:
        return absolute(channel.link)

    def feed_url(self, channel: Channel) -> str:
        return absolute(channel.feed_url)

    def items(self, channel: Channel) -> Iterable[Article]:
        return channel.stories.for_cards().prefetch_related(ArticleTag.with_tags())[:STORIES]

    def item_title(self, item: Article) -> str:
        return printable(item.headline)

    def item_description(self, item: Article) -> str:
        return printable(item.standfirst)

    def item_link(self, item: Article) -> str:
        return absolute(item.get_absolute_url())

    def item_guid(self, item: Article) -> str:
        # Not the address, which a new slug changes: readers would get the story twice.
        return absolute(f"/#article-{item.pk}")

    item_guid_is_permalink = False

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_categories(self, item: Article) -> list[str]:
        names = [item.category.name if item.category else ""]
        names += [entry.tag.name for entry in item.tag_items.all()]
        return [printable(name) for name in names if name]

    def item_enclosure_url(self, item: Article) -> str | None:
        if item.lead_image is None:
            return None
        return absolute(markup.url(item.lead_image.picture, "16x9", width=IMAGE_WIDTH))

    # What RSS asks for where the length is not known; to ask the storage would cost a request each.
    item_enclosure_length = 0

    def item_enclosure_mime_type(self, item: Article) -> str:
        return guess_type(self.item_enclosure_url(item) or "")[0] or "image/jpeg"

    def item_extra_kwargs(self, item: Article) -> dict[str, Any]:
        bylines = [each for each in item.bylines.all() if each.role == Byline.Role.TEXT]
        return {"creators": [printable(byline.author.name) for byline in bylines]}


class SiteFeed(StoryFeed):
    def get_object(self, request: HttpRequest) -> Channel:
        site = request.site_settings  # type: ignore[attr-defined]
        return Channel(
            title=site.name,
            description=site.description or site.tagline or site.name,
            link=reverse("front"),
            feed_url=request.path,
            stories=Article.objects.live().newest_first(),
            cache_tag="front",
        )


class CategoryFeed(StoryFeed):
    def get_object(self, request: HttpRequest, slug: str, top: str = "") -> Channel:
        category = get_object_or_404(Category.objects.select_related("parent"), slug=slug)
        if (category.parent.slug if category.parent else "") != top:
            raise Http404
        stories = Article.objects.live().listed_in(category)
        return _about(request, category, category.name, category.description, stories)


class TagFeed(StoryFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Channel:
        """Only of a tag of stories that are live, as the tag's page."""
        tag = get_object_or_404(Tag, slug=slug)
        stories = Article.objects.live().tagged(tag).newest_first()
        if not stories.exists():
            raise Http404
        return _about(request, tag, tag.name, "", stories)


class AuthorFeed(StoryFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Channel:
        author = get_object_or_404(Author, slug=slug)
        stories = Article.objects.live().credited_to(author).newest_first()
        return _about(request, author, author.name, shorten(author.bio, longest=300), stories)


def _about(
    request: HttpRequest, subject: Any, name: str, description: str, stories: ArticleQuerySet
) -> Channel:
    site = request.site_settings  # type: ignore[attr-defined]
    title = _("%(name)s | %(site)s") % {"name": name, "site": site.name}
    return Channel(
        title=title,
        description=description or title,
        link=subject.get_absolute_url(),
        feed_url=request.path,
        stories=stories,
        cache_tag=f"{subject._meta.model_name}:{subject.pk}",
    )
