import json
from dataclasses import replace
from datetime import UTC, datetime

from articles.structured_data import (
    Creator,
    News,
    Publisher,
    breadcrumb_list,
    news_article,
    script,
)

NEWS = News(
    url="https://news.example/economy/7/cheese/",
    headline="Сир који чека",
    description="Eleven families",
    section="Economy",
    language="sr-Cyrl",
    keywords=("cheese", "food"),
    images=("https://news.example/media/a.jpg",),
    creators=(
        Creator(name="Zora", url="https://news.example/author/zora/"),
        Creator(name="Pigeon Post", url="https://news.example/author/pp/", is_organisation=True),
    ),
    publisher=Publisher(
        name="News", url="https://news.example/", logo="https://news.example/l.jpg"
    ),
    published_at=datetime(2026, 11, 1, 10, tzinfo=UTC),
    updated_at=None,
    words=600,
    comments=0,
)


def test_a_story_is_told_as_search_engines_ask_for_it():
    assert news_article(NEWS) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "https://news.example/economy/7/cheese/",
        "mainEntityOfPage": "https://news.example/economy/7/cheese/",
        "url": "https://news.example/economy/7/cheese/",
        "headline": "Сир који чека",
        "description": "Eleven families",
        "articleSection": "Economy",
        "inLanguage": "sr-Cyrl",
        "keywords": ["cheese", "food"],
        "image": ["https://news.example/media/a.jpg"],
        "datePublished": "2026-11-01T10:00:00+00:00",
        "dateModified": "2026-11-01T10:00:00+00:00",
        "author": [
            {"@type": "Person", "name": "Zora", "url": "https://news.example/author/zora/"},
            {
                "@type": "Organization",
                "name": "Pigeon Post",
                "url": "https://news.example/author/pp/",
            },
        ],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "News",
            "url": "https://news.example/",
            "logo": {"@type": "ImageObject", "url": "https://news.example/l.jpg"},
        },
        "wordCount": 600,
        "commentCount": 0,
        "isAccessibleForFree": True,
    }


def test_only_an_update_makes_it_modified():
    updated = replace(NEWS, updated_at=datetime(2026, 11, 2, 8, tzinfo=UTC))

    assert news_article(updated)["dateModified"] == "2026-11-02T08:00:00+00:00"
    assert news_article(updated)["datePublished"] == "2026-11-01T10:00:00+00:00"


def test_what_is_not_known_is_left_out():
    bare = replace(
        NEWS, description="", section="", keywords=(), images=(), creators=(), published_at=None,
        comments=None, publisher=Publisher(name="News", url="https://news.example/"),
    )  # fmt: skip

    found = news_article(bare)

    assert found.keys() == {
        "@context", "@type", "@id", "mainEntityOfPage", "url", "headline", "inLanguage",
        "publisher", "wordCount", "isAccessibleForFree",
    }  # fmt: skip
    assert "logo" not in found["publisher"]


def test_a_breadcrumb_counts_its_steps():
    found = breadcrumb_list([("Home", "https://news.example/"), ("Sir", "https://news.example/7/")])

    assert found["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://news.example/"},
        {"@type": "ListItem", "position": 2, "name": "Sir", "item": "https://news.example/7/"},
    ]


def test_nothing_in_the_data_ends_the_script_that_holds_it():
    data = {"headline": "</script><script>alert(1)</script><!-- & Đorđe"}

    block = script(data)

    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inside
    assert json.loads(inside) == data
