import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from articles.templatetags.fonts import fonts
from tests.factories import ArticleFactory

STYLESHEET = (settings.BASE_DIR / "static" / "css" / "fonts.css").read_text()
# What a page in Latin letters may cost, with emphasis and the letters of Serbian and Turkish.
LATIN_MOST = 120_000
PRELOADED = re.compile(r'<link rel="preload"\s+href="/static/fonts/([^"]+).woff2"')


def weight(*names):
    folder = settings.BASE_DIR / "static" / "fonts"
    return sum((folder / f"{name}.woff2").stat().st_size for name in names)


def needed(language, site):
    with translation.override(site):
        return fonts(language)["file"]


def test_every_font_of_the_stylesheet_is_there_and_no_other():
    named = set(re.findall(r'url\("\.\./fonts/([^"]+)"\)', STYLESHEET))

    kept = {path.name for path in (settings.BASE_DIR / "static" / "fonts").glob("*.woff2")}
    assert named == kept


def test_a_latin_page_needs_at_most_120_kb_of_fonts():
    faces = ("serif", "serif-italic", "sans")

    assert weight(*[f"{face}-{part}" for face in faces for part in ("latin", "latin-ext")]) < (
        LATIN_MOST
    )


@pytest.mark.parametrize(
    ("language", "site", "first"),
    [
        ("", "en", "serif-latin"),
        ("en", "en", "serif-latin"),
        ("tr", "en", "serif-latin"),
        ("sr-Latn", "sr", "serif-latin"),
        ("en", "sr", "serif-latin"),
        ("sr-Cyrl", "en", "serif-cyrillic"),
        ("mk", "en", "serif-cyrillic"),
        ("", "sr", "serif-cyrillic"),
        ("", "sr-latn", "serif-latin"),
        ("el", "en", "serif-greek"),
        ("", "el", "serif-greek"),
    ],
)
def test_a_page_asks_early_for_the_letters_of_its_headline_and_text(language, site, first):
    assert needed(language, site) == first
    assert finders.find(f"fonts/{first}.woff2")


@pytest.mark.django_db
def test_every_page_asks_early_for_one_font(client):
    stories = [ArticleFactory(language=language) for language in ("en", "sr-Cyrl", "el")]
    pages = ["/", stories[0].category.get_absolute_url()]
    pages += [story.get_absolute_url() for story in stories]

    asked = [PRELOADED.findall(client.get(page).content.decode()) for page in pages]

    latin, cyrillic, greek = (f"serif-{part}" for part in ("latin", "cyrillic", "greek"))
    assert asked == [[latin], [latin], [latin], [cyrillic], [greek]]


def test_fonts_are_fetched_as_the_stylesheet_will_fetch_them():
    html = render_to_string("components/fonts.html", {"file": "serif-latin"})

    assert html.split() == [
        "<link", 'rel="preload"', 'href="/static/fonts/serif-latin.woff2"', 'as="font"',
        'type="font/woff2"', "crossorigin>",
    ]  # fmt: skip
