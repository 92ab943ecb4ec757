"""Addresses of stories and of all that lists them; what is no category comes first."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter

from articles.feeds.corrections import CorrectionsFeed
from articles.feeds.forms import Atom
from articles.feeds.stories import AuthorFeed, CategoryFeed, SiteFeed, TagFeed
from articles.sitemaps.news import news
from articles.sitemaps.others import others
from articles.sitemaps.stories import all_maps, stories
from articles.views.corrections import corrections
from articles.views.front import front
from articles.views.lists import archive, author, tag
from articles.views.preview import preview
from articles.views.review import review
from articles.views.search import results, suggestions
from articles.views.sections import category
from articles.views.series import series
from articles.views.share import site_card, story_card
from articles.views.story import story
from portal.site.pages import public_page


class YearConverter(IntConverter):
    regex = "[12][0-9]{3}"


class MonthConverter(IntConverter):
    """Two digits, so that a month has one address."""

    regex = "0[1-9]|1[0-2]"

    def to_url(self, value: int | str) -> str:
        return f"{int(value):02}"


class SectionConverter(StringConverter):
    """Never all digits, which are the years of another system's addresses."""

    regex = "(?![0-9]+/)[^/]+"


class NumberConverter(IntConverter):
    """Without zeros before it, as another system writes its months."""

    regex = "[1-9][0-9]{0,17}"


register_converter(SectionConverter, "section")
register_converter(NumberConverter, "number")
register_converter(YearConverter, "year")
register_converter(MonthConverter, "month")

urlpatterns = [
    path("", front, name="front"),
    path("feed/", public_page(SiteFeed()), name="feed"),
    path("feed/atom/", public_page(SiteFeed(Atom)), name="feed_atom"),
    path("sitemap.xml", all_maps, name="sitemap"),
    path("sitemap-stories-<int:page>.xml", stories, name="sitemap_of_stories"),
    path("sitemap-<slug:kind>.xml", others, name="sitemap_of"),
    path("news-sitemap.xml", news, name="news_sitemap"),
    path("search/", results, name="search"),
    path("search/suggest/", suggestions, name="search_suggest"),
    path("share/site/<slug:mark>.png", site_card, name="site_share_card"),
    path("share/<number:pk>/<slug:mark>.png", story_card, name="share_card"),
    path("preview/<str:signed>/", preview, name="preview"),
    path("review/<str:signed>/", review, name="review"),
    path("tag/<slug:slug>/", tag, name="tag"),
    path("tag/<slug:slug>/feed/", public_page(TagFeed()), name="tag_feed"),
    path("tag/<slug:slug>/feed/atom/", public_page(TagFeed(Atom)), name="tag_feed_atom"),
    path("author/<slug:slug>/", author, name="author"),
    path("author/<slug:slug>/feed/", public_page(AuthorFeed()), name="author_feed"),
    path("author/<slug:slug>/feed/atom/", public_page(AuthorFeed(Atom)), name="author_feed_atom"),
    path("corrections/", corrections, name="corrections"),
    path("corrections/feed/", public_page(CorrectionsFeed()), name="corrections_feed"),
    path(
        "corrections/feed/atom/", public_page(CorrectionsFeed(Atom)), name="corrections_feed_atom"
    ),
    path("series/<slug:slug>/", series, name="series"),
    path("archive/<year:year>/<month:month>/", archive, name="archive"),
    path("<slug:slug>/", category, name="category"),
    path("<slug:slug>/feed/", public_page(CategoryFeed()), name="category_feed"),
    path("<slug:slug>/feed/atom/", public_page(CategoryFeed(Atom)), name="category_feed_atom"),
    # A story's number is enough to find it; what is missing or wrong costs one redirect.
    path("<section:category>/<number:pk>/", story),
    path("<section:category>/<number:pk>/<str:slug>", story),
    path("<section:category>/<number:pk>/<str:slug>/", story, name="article"),
    path("<slug:top>/<slug:slug>/", category, name="subcategory"),
    path(
        "<slug:top>/<slug:slug>/feed/",
        public_page(CategoryFeed()),
        name="subcategory_feed",
    ),
    path(
        "<slug:top>/<slug:slug>/feed/atom/",
        public_page(CategoryFeed(Atom)),
        name="subcategory_feed_atom",
    ),
]
