"""Which pictures a page asks for at once, and which wait until a reader comes near."""

import re
from dataclasses import replace

import pytest

from portal.pictures.picture import Rendition
from tests.articles.test_body import figure
from tests.factories import ArticleFactory, CategoryFactory, ImageFactory

pytestmark = pytest.mark.django_db
PRELOADED = re.compile(r'<link rel="preload" as="image" ([^>]+)>')
PICTURE = re.compile(r"<picture>(.*?)</picture>", re.DOTALL)


def drawn(*formats):
    image = ImageFactory()
    made = [
        Rendition(ratio=ratio, format=form, generation="0a1b2c3d", widths=(320, 960))
        for ratio in ("original", "16x9", "4x3")
        for form in formats
    ]
    image.picture = replace(image.picture, renditions=tuple(made))
    image.save()
    return image


def shown(client, path):
    html = client.get(path).content.decode()
    return PRELOADED.findall(html), PICTURE.findall(html)


@pytest.fixture
def paths():
    """A front page, a section and a story, with more pictures than the lead on each."""
    section = CategoryFactory(slug="culture")
    stories = [
        ArticleFactory(
            category=section,
            lead_image_id=drawn("webp", "avif", "jpg").pk,
            body=f"<p>Text</p>{figure(drawn('webp', 'jpg'))}",
        )
        for _number in range(3)
    ]
    return {"front": "/", "section": "/culture/", "story": stories[0].get_absolute_url()}


@pytest.mark.parametrize("kind", ["front", "section", "story"])
def test_the_lead_picture_is_preloaded_in_its_best_format_and_all_other_pictures_wait(
    client, paths, kind
):
    preloaded, (lead, *others) = shown(client, paths[kind])

    best = re.search(r'<source type="([^"]+)" srcset="([^"]+)" sizes="([^"]+)">', lead)
    assert best[1] == "image/avif"
    assert preloaded == [
        f'type="{best[1]}" imagesrcset="{best[2]}" imagesizes="{best[3]}" fetchpriority="high"'
    ]
    assert 'fetchpriority="high"' in lead
    assert 'loading="lazy"' not in lead
    assert len(others) >= 1
    assert all('loading="lazy"' in other for other in others)
    assert not any("fetchpriority" in other for other in others)
    assert 'decoding="sync"' in lead
    assert all('decoding="async"' in other for other in others)


@pytest.mark.parametrize(
    ("formats", "named"),
    [
        ((), 'href="/media/pictures/00/'),
        (("jpg",), 'type="image/jpeg" imagesrcset="/media/pictures/00/'),
        (("jpg", "webp"), 'type="image/webp" imagesrcset="/media/pictures/00/'),
    ],
)
def test_what_is_preloaded_is_a_file_that_exists(client, formats, named):
    article = ArticleFactory(lead_image_id=drawn(*formats).pk)

    [preloaded], _pictures = shown(client, article.get_absolute_url())

    assert preloaded.startswith(named)


def test_a_page_without_a_lead_picture_preloads_none(client):
    article = ArticleFactory(category=CategoryFactory(slug="culture"))

    pages = [shown(client, path) for path in ("/", "/culture/", article.get_absolute_url())]

    assert pages == [([], [])] * 3


def test_the_second_page_of_a_section_begins_with_small_pictures(client, monkeypatch):
    monkeypatch.setattr("articles.views.paging.STORIES", 1)
    section = CategoryFactory(slug="culture")
    for _number in range(2):
        ArticleFactory(category=section, lead_image_id=drawn("jpg").pk)

    preloaded, [picture] = shown(client, "/culture/?page=2")

    assert preloaded == []
    assert 'loading="lazy"' in picture
