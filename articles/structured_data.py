"""What search engines are told of a story, as values of schema.org."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

_CONTEXT = "https://schema.org"
# Nothing in the data can end the script that holds it, or begin a comment in it.
_ESCAPES = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"}


@dataclass(frozen=True, kw_only=True)
class Creator:
    """Who wrote a story: a person or, for an agency, an organisation."""

    name: str
    url: str
    is_organisation: bool = False


@dataclass(frozen=True, kw_only=True)
class Publisher:
    name: str
    url: str
    logo: str = ""


@dataclass(frozen=True, kw_only=True)
class Series:
    """What a story is a part of; `place` is its number there, from one."""

    name: str
    url: str
    place: int


@dataclass(frozen=True, kw_only=True)
class News:
    """The facts of one story; every address is absolute, corrections are texts with moments."""

    url: str
    headline: str
    description: str
    section: str
    language: str
    keywords: tuple[str, ...]
    images: tuple[str, ...]
    creators: tuple[Creator, ...]
    publisher: Publisher
    published_at: datetime | None
    updated_at: datetime | None
    words: int
    comments: int | None
    corrections: tuple[tuple[str, datetime], ...] = ()
    series: Series | None = None


def news_article(news: News) -> dict[str, Any]:
    """A NewsArticle; what is not known is left out."""
    modified_at = news.updated_at or news.published_at
    found = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        # What its comments are told to be on (comments.structured_data).
        "@id": news.url,
        "mainEntityOfPage": news.url,
        "url": news.url,
        "headline": news.headline,
        "description": news.description,
        "articleSection": news.section,
        "inLanguage": news.language,
        "keywords": list(news.keywords),
        "image": list(news.images),
        "datePublished": news.published_at and news.published_at.isoformat(),
        "dateModified": modified_at and modified_at.isoformat(),
        "author": [_creator(creator) for creator in news.creators],
        "publisher": _publisher(news.publisher),
        "wordCount": news.words,
        "commentCount": news.comments,
        "isAccessibleForFree": True,
        "correction": [_correction(text, at) for text, at in news.corrections],
        "isPartOf": news.series and _series(news.series),
        "position": news.series and news.series.place,
    }
    return _known(found)


def breadcrumb_list(steps: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A BreadcrumbList of names and absolute addresses, the front page first."""
    return {
        "@context": _CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(steps, start=1)
        ],
    }


def script(data: dict[str, Any]) -> SafeString:
    """The data as a block that browsers keep and never run."""
    written = json.dumps(data, ensure_ascii=False)
    for letter, escaped in _ESCAPES.items():
        written = written.replace(letter, escaped)
    return SafeString(f'<script type="application/ld+json">{written}</script>')


def _correction(text: str, at: datetime) -> dict[str, str]:
    # https://schema.org/CorrectionComment
    return {"@type": "CorrectionComment", "text": text, "datePublished": at.isoformat()}


def _series(series: Series) -> dict[str, str]:
    return {"@type": "CreativeWorkSeries", "name": series.name, "url": series.url}


def _creator(creator: Creator) -> dict[str, str]:
    kind = "Organization" if creator.is_organisation else "Person"
    return {"@type": kind, "name": creator.name, "url": creator.url}


def _publisher(publisher: Publisher) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "NewsMediaOrganization", "name": publisher.name, "url": publisher.url,
    }  # fmt: skip
    if publisher.logo:
        found["logo"] = {"@type": "ImageObject", "url": publisher.logo}
    return found


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """The newspaper; `profiles` are addresses elsewhere, `policies` those of properties."""

    name: str
    url: str
    logo: str
    description: str
    profiles: tuple[str, ...]
    email: str
    policies: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who has a page here: a person or, for an agency, an organisation."""

    name: str
    url: str
    is_organisation: bool
    description: str
    image: str
    profiles: tuple[str, ...]


def news_media_organization(house: Organisation) -> dict[str, Any]:
    contact = {"@type": "ContactPoint", "contactType": "newsroom", "email": house.email}
    return _known(
        {
            "@context": _CONTEXT,
            "@type": "NewsMediaOrganization",
            "name": house.name,
            "url": house.url,
            "logo": {"@type": "ImageObject", "url": house.logo},
            "description": house.description,
            "email": house.email,
            "contactPoint": contact if house.email else None,
            "sameAs": list(house.profiles),
            **house.policies,
        }
    )


def web_site(name: str, url: str, *, language: str, search: str) -> dict[str, Any]:
    """A WebSite; `search` is an address in which {search_term_string} stands for the words."""
    return _known(
        {
            "@context": _CONTEXT,
            "@type": "WebSite",
            "name": name,
            "url": url,
            "inLanguage": language,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": search},
                "query-input": "required name=search_term_string",
            },
        }
    )


def profile_page(person: Person) -> dict[str, Any]:
    kind = "Organization" if person.is_organisation else "Person"
    entity = {
        "@type": kind,
        "@id": person.url,
        "name": person.name,
        "url": person.url,
        "description": person.description,
        "image": person.image,
        "sameAs": list(person.profiles),
    }
    return {
        "@context": _CONTEXT,
        "@type": "ProfilePage",
        "url": person.url,
        "mainEntity": _known(entity),
    }


def collection_page(
    name: str, url: str, stories: Sequence[str], *, language: str
) -> dict[str, Any]:
    """A CollectionPage with the addresses of its stories, in their order."""
    return _known(
        {
            "@context": _CONTEXT,
            "@type": "CollectionPage",
            "name": name,
            "url": url,
            "inLanguage": language,
            "mainEntity": {
                "@type": "ItemList",
                "itemListElement": [
                    {"@type": "ListItem", "position": position, "url": story}
                    for position, story in enumerate(stories, start=1)
                ],
            },
        }
    )


def _known(data: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in data.items() if value not in (None, "", [])}
