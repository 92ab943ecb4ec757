"""Links of a text: by address, to a story of ours, of a pasted address; changed and removed."""

import pytest

from articles.models import Article
from tests.browser.writing import body, open_new_story, open_story, paste, save, write
from tests.factories import ArticleFactory


def ask(page):
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Link")
    dialog.wait_for()
    return dialog


def test_a_story_of_ours_is_found_by_its_headline_and_linked_by_its_path(page, journalist):
    river = ArticleFactory(headline="Đorđe i reka")
    open_new_story(page)
    page.get_by_label("Headline:").fill("Linked")
    write(page, "See this", "Shift+Home")

    dialog = ask(page)
    page.keyboard.type("ђорђе")
    dialog.get_by_role("option", name="Đorđe i reka").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert dialog.get_by_label("Words to show").input_value() == "See this"
    page.keyboard.press("Enter")
    save(page)

    link = f'<a href="{river.get_absolute_url()}">See this</a>'
    assert Article.objects.get(headline="Linked").body == f"<p>{link}</p>"


def test_with_nothing_selected_the_headline_is_what_is_written(page, journalist):
    river = ArticleFactory(headline="The river rose")
    open_new_story(page)
    write(page, "See ")

    dialog = ask(page)
    page.keyboard.type("river")
    dialog.get_by_role("option", name="The river rose").click()
    dialog.get_by_role("button", name="Set the link").click()
    write(page, ".")

    link = f'<a href="{river.get_absolute_url()}">The river rose</a>'
    assert body(page) == f"<p>See {link}.</p>"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("javascript:alert(1)", "Readers can follow only web addresses"),
        ("/admin/articles/article/1/change/", "Only the desk can open this address."),
        ("no such story", "Choose a story of the list, or type an address."),
    ],
)
def test_what_readers_could_not_follow_is_refused_with_a_reason(page, journalist, typed, told):
    open_new_story(page)
    write(page, "words", "Shift+Home")

    dialog = ask(page)
    page.keyboard.type(typed)
    page.keyboard.press("Enter")

    dialog.get_by_text(told).wait_for()
    page.keyboard.press("Escape")
    assert body(page) == "<p>words</p>"


def test_a_story_that_readers_cannot_open_says_so_and_is_not_taken(page, editor):
    ArticleFactory(live=False, headline="A draft river")
    open_new_story(page, "editor")
    write(page, "words", "Shift+Home")

    dialog = ask(page)
    page.keyboard.type("draft river")
    dialog.get_by_role("option", name="A draft river").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    dialog.get_by_text("Readers cannot open this story").wait_for()
    assert dialog.get_by_label("Address, or words of a headline").input_value() == "draft river"


def test_a_link_is_changed_from_within_and_removed(page, editor):
    html = '<p>a <a href="https://example.org/" rel="noopener">long link</a> b</p>'
    open_story(page, ArticleFactory(live=False, body=html))
    page.locator(".story-text a").click()

    dialog = ask(page)
    address = dialog.get_by_label("Address, or words of a headline")
    assert address.input_value() == "https://example.org/"
    address.fill("example.net/b?utm_source=x")
    page.keyboard.press("Enter")
    assert body(page) == '<p>a <a href="https://example.net/b">long link</a> b</p>'
    page.locator(".story-text a").click()
    ask(page).get_by_role("button", name="Remove the link").click()

    assert body(page) == "<p>a long link b</p>"


def test_an_address_pasted_over_words_makes_them_a_link(page, journalist, live_server):
    open_new_story(page)
    write(page, "our page", "Shift+Home")

    paste(page, text="https://example.org/a?id=1&fbclid=x")
    assert body(page) == '<p><a href="https://example.org/a?id=1">our page</a></p>'
    write(page, "End", " and ", "Enter")
    paste(page, text="https://example.org/b")

    assert body(page).endswith("<p>https://example.org/b</p>")
