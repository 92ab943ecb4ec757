import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from articles.templatetags.fonts import fonts

STYLESHEET = (settings.BASE_DIR / "static" / "css" / "fonts.css").read_text()
# What a page in Latin letters may cost, with emphasis and the letters of Serbian and Turkish.
LATIN_MOST = 120_000


def weight(*names):
    folder = settings.BASE_DIR / "static" / "fonts"
    return sum((folder / f"{name}.woff2").stat().st_size for name in names)


def needed(language, site="en"):
    with translation.override(site):
        return fonts(language)["files"]


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
    ("language", "more"),
    [
        ("", []),
        ("en", []),
        ("sr-Cyrl", ["serif-cyrillic"]),
        ("mk", ["serif-cyrillic"]),
        ("tr", ["serif-latin-ext"]),
        ("el", ["serif-greek"]),
    ],
)
def test_a_story_asks_early_for_the_letters_of_its_language(language, more):
    assert needed(language) == ["serif-latin", "sans-latin", *more]


def test_a_site_in_cyrillic_asks_early_for_both_of_its_faces():
    assert needed("", site="sr") == [
        "serif-latin", "sans-latin", "serif-cyrillic", "sans-cyrillic",
    ]  # fmt: skip


def test_what_is_asked_for_early_exists():
    for language in ("sr-Cyrl", "sr-Latn", "el"):
        for site in ("en", "sr", "sr-latn", "el"):
            for name in needed(language, site):
                assert finders.find(f"fonts/{name}.woff2")


def test_fonts_are_fetched_as_the_stylesheet_will_fetch_them():
    html = render_to_string("components/fonts.html", {"files": ["serif-latin"]})

    assert html.split() == [
        "<link", 'rel="preload"', 'href="/static/fonts/serif-latin.woff2"', 'as="font"',
        'type="font/woff2"', "crossorigin>",
    ]  # fmt: skip
