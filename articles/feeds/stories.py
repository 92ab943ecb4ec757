"""Feeds of stories, and what a feed of anything else of the newspaper begins with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import SyndicationFeed
from django.utils.html import escape
from django.utils.translation import gettext as _

from accounts.models import Author
from articles.feeds import texts
from articles.feeds.forms import Creator, Medium, Rss
from articles.models import Article, Byline, Category, Tag
from articles.models.stories import ArticleQuerySet
from articles.text import printable, shorten
from portal.pictures import markup
from portal.pictures.encoding import FORMATS
from portal.site.address import absolute
from portal.site.pages import depends_on

STORIES = 20
IMAGE_WIDTH, THUMBNAIL_WIDTH = 1280, 320


@dataclass(frozen=True, kw_only=True)
class Channel:
    """What one feed is about; addresses are paths. `cache_tag` is stamped when its list changes."""

    title: str
    description: str
    link: str
    feed_url: str
    site: str
    cache_tag: str


@dataclass(frozen=True, kw_only=True)
class StoryChannel(Channel):
    """`is_whole` feeds carry the text of each story."""

    stories: ArticleQuerySet
    is_whole: bool


class ChannelFeed(Feed):
    """The head of a feed in one of its forms; every absolute address comes from SITE_URL."""

    def __init__(self, form: type[SyndicationFeed] = Rss) -> None:
        self.feed_type = form

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # The date of the newest item is older than a correction of it.
        del response.headers["Last-Modified"]
        return depends_on(response, request.cache_tag)  # type: ignore[attr-defined]

    def get_feed(self, channel: Channel, request: HttpRequest) -> Any:
        request.cache_tag = channel.cache_tag  # type: ignore[attr-defined]
        return super().get_feed(channel, request)

    def title(self, channel: Channel) -> str:
        return printable(channel.title)

    def description(self, channel: Channel) -> str:
        return printable(channel.description)

    subtitle = description

    def link(self, channel: Channel) -> str:
        return absolute(channel.link)

    def feed_url(self, channel: Channel) -> str:
        return absolute(channel.feed_url)

    feed_guid = feed_url

    def feed_extra_kwargs(self, channel: Channel) -> dict[str, Any]:
        return {"home": Creator(name=printable(channel.site), uri=absolute(reverse("front")))}


@dataclass(frozen=True)
class Item:
    """A story of a feed; `html` is its text, where feeds have the whole of it."""

    article: Article
    html: str


class StoryFeed(ChannelFeed):
    """The newest live stories of a channel."""

    def items(self, channel: StoryChannel) -> Iterable[Item]:
        found = channel.stories.for_reading()
        if not channel.is_whole:
            return [Item(article, "") for article in found.defer("body")[:STORIES]]
        stories = list(found[:STORIES])
        return map(Item, stories, texts.of(stories))

    def item_title(self, item: Item) -> str:
        headline = printable(item.article.headline)
        return _("Retracted: %s") % headline if item.article.is_retracted else headline

    def item_description(self, item: Item) -> str:
        # Programs read it as HTML.
        return escape(printable(item.article.standfirst))

    def item_link(self, item: Item) -> str:
        return absolute(item.article.get_absolute_url())

    def item_guid(self, item: Item) -> str:
        # Not the address, which a new slug changes: readers would get the story twice.
        return absolute(f"/#article-{item.article.pk}")

    item_guid_is_permalink = False

    def item_pubdate(self, item: Item) -> datetime | None:
        return item.article.published_at

    def item_updateddate(self, item: Item) -> datetime | None:
        return item.article.updated_at or item.article.published_at

    def item_categories(self, item: Item) -> list[str]:
        names = [item.article.category.name if item.article.category else ""]
        names += [entry.tag.name for entry in item.article.tag_items.all()]
        return [printable(name) for name in names if name]

    def item_enclosure_url(self, item: Item) -> str | None:
        medium = _medium(item.article)
        return medium.url if medium else None

    # What RSS asks for where the length is not known; to ask the storage would cost a request each.
    item_enclosure_length = 0

    def item_enclosure_mime_type(self, item: Item) -> str:
        return FORMATS[-1].type

    def item_extra_kwargs(self, item: Item) -> dict[str, Any]:
        bylines = [each for each in item.article.bylines.all() if each.role == Byline.Role.TEXT]
        return {
            "creators": [_creator(byline.author) for byline in bylines],
            "html": printable(item.html),
            "medium": _medium(item.article),
            "language": item.article.language,
        }


class SiteFeed(StoryFeed):
    def get_object(self, request: HttpRequest) -> StoryChannel:
        site = request.site_settings  # type: ignore[attr-defined]
        return StoryChannel(
            title=site.name,
            description=site.description or site.tagline or site.name,
            link=reverse("front"),
            feed_url=request.path,
            site=site.name,
            is_whole=site.feeds_full_text,
            stories=Article.objects.live().newest_first(),
            cache_tag="front",
        )


class CategoryFeed(StoryFeed):
    def get_object(self, request: HttpRequest, slug: str, top: str = "") -> StoryChannel:
        category = get_object_or_404(Category.objects.select_related("parent"), slug=slug)
        if (category.parent.slug if category.parent else "") != top:
            raise Http404
        stories = Article.objects.live().listed_in(category)
        return _about(request, category, category.name, category.description, stories)


class TagFeed(StoryFeed):
    def get_object(self, request: HttpRequest, slug: str) -> StoryChannel:
        """Only of a tag of stories that are live, as the tag's page."""
        tag = get_object_or_404(Tag, slug=slug)
        stories = Article.objects.live().tagged(tag).newest_first()
        if not stories.exists():
            raise Http404
        return _about(request, tag, tag.name, "", stories)


class AuthorFeed(StoryFeed):
    def get_object(self, request: HttpRequest, slug: str) -> StoryChannel:
        author = get_object_or_404(Author, slug=slug)
        stories = Article.objects.live().credited_to(author).newest_first()
        return _about(request, author, author.name, shorten(author.bio, longest=300), stories)


def _about(
    request: HttpRequest, subject: Any, name: str, description: str, stories: ArticleQuerySet
) -> StoryChannel:
    site = request.site_settings  # type: ignore[attr-defined]
    title = _("%(name)s | %(site)s") % {"name": name, "site": site.name}
    return StoryChannel(
        title=title,
        description=description or title,
        link=subject.get_absolute_url(),
        feed_url=request.path,
        site=site.name,
        is_whole=site.feeds_full_text,
        stories=stories,
        cache_tag=f"{subject._meta.model_name}:{subject.pk}",
    )


def _creator(author: Author) -> Creator:
    return Creator(name=printable(author.name), uri=absolute(author.get_absolute_url()))


def _medium(article: Article) -> Medium | None:
    image = article.lead_image
    if image is None:
        return None
    shown = markup.still(image.picture, "16x9", width=IMAGE_WIDTH)
    return Medium(
        url=absolute(shown.url),
        type=FORMATS[-1].type,
        width=shown.width,
        height=shown.height,
        thumbnail=absolute(markup.url(image.picture, "16x9", width=THUMBNAIL_WIDTH)),
        credit=printable(image.credit),
        description=printable(article.lead_alt_text),
    )
