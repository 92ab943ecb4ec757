"""Links of a text: by address, to a story of ours, of a pasted address; changed and removed."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.writing import body, click, open_new_story, open_story, paste, save, write
from tests.factories import ArticleFactory, ImageFactory
from tests.pictures import samples

STORIES = re.compile(r"\?q=")
# All but the last word, with the space before it.
SELECT = "each => getSelection().setBaseAndExtent(each.firstChild, 0, each.lastChild, 1)"


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


def test_a_refusal_outlasts_the_answer_to_what_was_typed(page, journalist):
    held = []
    page.route(STORIES, lambda route: held.append(route))
    open_new_story(page)
    write(page, "words", "Shift+Home")

    dialog = ask(page)
    with page.expect_request(STORIES):
        page.keyboard.type("no such story")
    page.keyboard.press("Enter")
    told = dialog.get_by_text("Choose a story of the list, or type an address.")
    told.wait_for()
    with page.expect_response(STORIES):
        held[0].continue_()
    dialog.get_by_label("Address, or words of a headline").focus()

    expect(told).to_be_visible()


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
    click(page, "a")

    dialog = ask(page)
    address = dialog.get_by_label("Address, or words of a headline")
    assert address.input_value() == "https://example.org/"
    address.fill("example.net/b?utm_source=x")
    page.keyboard.press("Enter")
    assert body(page) == '<p>a <a href="https://example.net/b">long link</a> b</p>'
    click(page, "a")
    ask(page).get_by_role("button", name="Remove the link").click()

    assert body(page) == "<p>a long link b</p>"


def test_a_link_begins_and_ends_with_a_word_and_leaves_the_spaces_around_it(page, editor):
    html = "<p>alpha <strong>beta</strong> gamma</p>"
    open_story(page, ArticleFactory(live=False, body=html))
    page.locator(".story-text").focus()
    page.locator(".story-text p").evaluate(SELECT)
    page.locator("[data-chosen-line]").wait_for()

    dialog = ask(page)
    assert dialog.get_by_label("Words to show").input_value() == "alpha beta"
    page.keyboard.type("https://example.org/")
    page.keyboard.press("Enter")

    link = '<a href="https://example.org/">alpha <strong>beta</strong></a>'
    assert body(page) == f"<p>{link} gamma</p>"


def test_several_blocks_stay_what_they_are_when_their_words_become_links(page, editor):
    html = "<h2>{}</h2><p>{}</p><ul><li><p>{}</p></li></ul>".format
    words = ("One", "two", "three")
    open_story(page, ArticleFactory(live=False, body=html(*words)))
    write(page, "Control+a")

    dialog = ask(page)
    expect(dialog.get_by_label("Words to show")).not_to_be_visible()
    page.keyboard.type("https://example.org/")
    page.keyboard.press("Enter")

    assert body(page) == html(*(f'<a href="https://example.org/">{each}</a>' for each in words))


def test_a_paragraph_selected_to_the_start_of_the_next_is_linked_alone(page, editor):
    open_story(page, ArticleFactory(live=False, body="<p>first</p><p>second</p>"))
    write(page, "Control+Home", "Shift+ArrowDown", "Shift+Home")

    dialog = ask(page)
    assert dialog.get_by_label("Words to show").input_value() == "first"
    page.keyboard.type("https://example.org/")
    page.keyboard.press("Enter")

    assert body(page) == '<p><a href="https://example.org/">first</a></p><p>second</p>'


def test_with_a_picture_selected_a_link_goes_below_it(page, editor):
    figure = f'<figure><img data-file="{ImageFactory().pk}" src="/media/x.jpg" alt=""></figure>'
    page.route("**/media/**", lambda route: route.fulfill(body=samples.data()))
    open_story(page, ArticleFactory(live=False, body=f"<p>Before.</p>{figure}"))
    click(page, "img")

    ask(page)
    page.keyboard.type("https://example.org/")
    page.keyboard.press("Enter")

    link = '<a href="https://example.org/">https://example.org/</a>'
    assert body(page).startswith("<p>Before.</p><figure ")
    assert body(page).endswith(f"</figure><p>{link}</p>")


def test_an_address_pasted_over_words_makes_them_a_link(page, journalist, live_server):
    open_new_story(page)
    write(page, "our page", "Shift+Home")

    paste(page, text="https://example.org/a?id=1&fbclid=x")
    assert body(page) == '<p><a href="https://example.org/a?id=1">our page</a></p>'
    write(page, "End", " and ", "Enter")
    paste(page, text="https://example.org/b")

    assert body(page).endswith("<p>https://example.org/b</p>")
