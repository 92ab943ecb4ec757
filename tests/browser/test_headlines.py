"""Lines that stand by themselves: counted as people count, and shown where they fall back to."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.writing import open_new_story, open_story, save
from tests.factories import ArticleFactory


def counted(page, name):
    return page.locator(f"#id_{name}_count").inner_text()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("Ђорђе", 5),
        ("  two \n words ", 9),
        ("e\u0301", 1),
        ("👩‍👩‍👧 family", 8),
        ("🇷🇸", 1),
        ("𝒵", 1),
    ],
)
def test_characters_are_counted_as_a_person_counts_them(page, journalist, text, number):
    open_new_story(page)

    page.locator("#id_headline").fill(text)

    assert counted(page, "headline") == f"{number} of 100 characters"


def test_what_is_too_long_is_told_in_sight_and_once_one_pauses_aloud_and_kept(page, journalist):
    open_new_story(page)
    headline = page.locator("#id_headline")
    spoken = headline.locator("xpath=..").locator("[data-told]")
    page.get_by_label("Headline:").fill("A headline")
    long = "word " * 55 + "end"

    page.get_by_label("Headline on lists:").fill(long)

    told = page.locator("#id_front_headline_count")
    expect(told).to_have_text(
        "278 characters; it cannot be saved with more than 250", use_inner_text=True
    )
    assert page.get_by_label("Headline on lists:").input_value() == long
    page.get_by_label("Headline on lists:").fill("x" * 71)
    expect(told).to_have_text("71 characters; more than 70 are often cut off", use_inner_text=True)
    page.locator(".field-front_headline [data-told]").get_by_text("71 characters").wait_for(
        state="attached"
    )
    expect(spoken).to_have_text("", use_inner_text=True)
    save(page)
    assert Article.objects.get().front_headline == "x" * 71


def test_an_empty_headline_shows_what_readers_will_get_while_that_is_typed(page, editor):
    open_story(page, ArticleFactory(live=False, headline="One", standfirst="In short"))

    def instead(name):
        return page.locator(f"#id_{name}").get_attribute("placeholder")

    names = ("front_headline", "social_headline", "seo_title", "seo_description")
    assert [instead(name) for name in names] == ["One", "One", "One", "In short"]
    page.get_by_label("Headline:", exact=True).fill("Two")
    assert [instead(name) for name in names] == ["Two", "Two", "Two", "In short"]
    page.get_by_label("Title for search engines:").fill("Three")
    assert [instead(name) for name in names] == ["Two", "Three", "Two", "In short"]
