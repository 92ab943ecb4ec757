"""What a story's page tells those who share it, and programs that read it."""

import json
import re

import pytest

from accounts.models import Author
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory

pytestmark = pytest.mark.django_db


def page(client, article):
    return " ".join(client.get(article.get_absolute_url()).content.decode().split())


def data_of(html):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return {block["@type"]: block for block in map(json.loads, found)}


def test_share_links_are_plain_links_with_the_address_of_the_site(client, settings):
    settings.SITE_URL = "https://news.example"
    article = ArticleFactory(
        headline="Мост & река", slug="most", category=CategoryFactory(slug="a")
    )
    url = f"https%3A%2F%2Fnews.example%2Fa%2F{article.pk}%2Fmost%2F"
    headline = "%D0%9C%D0%BE%D1%81%D1%82%20%26%20%D1%80%D0%B5%D0%BA%D0%B0"

    html = page(client, article)

    assert re.findall(r'class="share__link" href="([^"]+)"', html) == [
        f"mailto:?subject={headline}&amp;body={url}",
        f"https://www.facebook.com/sharer/sharer.php?u={url}",
        f"https://x.com/intent/post?url={url}&amp;text={headline}",
        f"https://wa.me/?text={headline}%20{url}",
        f"viber://forward?text={headline}%20{url}",
        f"https://t.me/share/url?url={url}&amp;text={headline}",
    ]
    assert html.count('rel="noopener nofollow"') == 6
    scripts = re.findall(r"<script(?! type=\"application/ld\+json\")[^>]*>", html)
    viewed = f'src="/static/js/viewed.js" id="viewed" data-to="/viewed/{article.pk}/"'
    assert scripts == [
        '<script type="module" src="/static/js/search.js">',
        '<script type="module" src="/static/js/keep.js">',
        f'<script type="module" fetchpriority="low" {viewed}>',
        '<script type="module" fetchpriority="low" src="/static/js/story.js">',
        '<script type="module" fetchpriority="low" src="/static/js/comments.js">',
    ]


def test_search_engines_and_networks_are_told_of_the_story(client, settings):
    settings.SITE_URL = "https://news.example"
    author = AuthorFactory(name="Pigeon Post", slug="pigeons", kind=Author.Kind.AGENCY)
    article = ArticleFactory(
        headline="The bridge", standfirst="It opens.", slug="bridge", authors=(author,),
        category=CategoryFactory(name="Politics", slug="politics"), tags=("rivers", "мостови"),
        lead_image_id=ImageFactory(alt="A bridge").pk,
    )  # fmt: skip
    url = f"https://news.example/politics/{article.pk}/bridge/"

    html = page(client, article)

    data = data_of(html)
    news = data["NewsArticle"]
    assert (news["headline"], news["url"], news["articleSection"]) == (
        "The bridge",
        url,
        "Politics",
    )
    assert news["keywords"] == ["rivers", "мостови"]
    assert news["author"] == [
        {
            "@type": "Organization",
            "name": "Pigeon Post",
            "url": "https://news.example/author/pigeons/",
        }
    ]
    assert all(image.startswith("https://news.example/media/") for image in news["image"])
    assert [step["name"] for step in data["BreadcrumbList"]["itemListElement"]] == [
        "Home", "Politics", "The bridge",
    ]  # fmt: skip
    assert f'<link rel="canonical" href="{url}">' in html
    meta = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]+)">', html))
    assert meta["og:type"] == "article"
    assert meta["og:url"] == url
    assert meta["og:image"].startswith("https://news.example/media/pictures/")
    assert meta["og:image:alt"] == "A bridge"
    assert meta["description"] == meta["og:description"] == "It opens."
    assert meta["twitter:card"] == "summary_large_image"
    assert meta["article:section"] == "Politics"
    assert "robots" not in meta


def test_what_an_editor_wrote_for_search_engines_comes_first(client):
    article = ArticleFactory(
        headline="The bridge", seo_title="Bridge opening", seo_description="All of it.",
        standfirst="It opens.", noindex=True, canonical_url="https://first.example/bridge",
    )  # fmt: skip

    html = page(client, article)

    assert "<title>Bridge opening | Zebalkans</title>" in html
    assert '<h1 class="article__headline">The bridge</h1>' in html
    assert '<meta name="description" content="All of it.">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://first.example/bridge">' in html


def test_a_headline_cannot_leave_the_data_or_become_markup(client):
    headline = "</script><script>alert(1)</script>"

    html = page(client, ArticleFactory(headline=headline, slug="x"))

    assert "<script>alert" not in html
    assert data_of(html)["NewsArticle"]["headline"] == headline
