"""Embeds in the editor: of an address, of a code, by the dialog; and back to a link."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from articles import embeds
from articles.models import Article
from tests.browser.conftest import violations
from tests.browser.writing import (
    NEXT_FRAME,
    body,
    click,
    open_new_story,
    open_story,
    paste,
    save,
    tool,
    write,
)
from tests.factories import ArticleFactory

TUBE, CLIP = "https://www.youtube.com/watch?v=abcdefghijk", "https://vimeo.com/76979871"
CODE = (
    '<iframe width="560" height="315" src="https://www.youtube.com/embed/abcdefghijk?si=Z"'
    ' title="YouTube" allowfullscreen></iframe>'
)


def embed(address, caption=""):
    return embeds.inert(embeds.recognise(address), caption)


def link(address):
    return f'<p><a href="{address}">{address}</a></p>'


@pytest.fixture(autouse=True)
def _nobody_outside_is_asked(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    yield
    hosts = {urlsplit(url).hostname for url in asked if url.startswith("http")}
    assert hosts == {"localhost"}


@pytest.fixture
def new_story(page, journalist):
    open_new_story(page)
    page.get_by_label("Headline:").fill("With a video")
    return lambda: Article.objects.get(headline="With a video")


def card(page, provider="YouTube"):
    return page.locator(".story-text .story-embed").filter(has_text=provider)


def dialog_of(page):
    tool(page, "Embed").click()
    dialog = page.get_by_role("dialog", name="Embed")
    dialog.wait_for()
    return dialog


def test_an_address_on_a_line_of_its_own_becomes_an_embed(page, new_story):
    paste(page, text="https://youtu.be/abcdefghijk?si=x&utm_source=y")
    card(page).wait_for()
    write(page, "Below it.")
    save(page)

    assert new_story().body == f"{embed(TUBE)}<p>Below it.</p>"


def test_undo_gives_the_link_back_and_redo_the_embed(page, new_story):
    paste(page, text=TUBE)
    card(page).wait_for()

    page.keyboard.press("Control+z")

    expect(card(page)).to_have_count(0)
    assert body(page) == link(TUBE)

    page.keyboard.press("Control+Shift+z")

    card(page).wait_for()


@pytest.mark.parametrize(
    "address", ["https://www.youtube.com/@nobody", "http://radio.example/only-https.mp3"]
)
def test_an_address_that_is_not_on_the_list_stays_a_link(page, new_story, address):
    with page.expect_response("**/embed/"):
        paste(page, text=address)
    page.evaluate(NEXT_FRAME)

    assert body(page) == link(address)


def test_an_address_among_words_is_none(page, new_story):
    write(page, "See ")

    paste(page, text=TUBE)

    page.evaluate(NEXT_FRAME)
    assert body(page) == f"<p>See {TUBE}</p>"


def test_whoever_writes_on_behind_the_link_keeps_it(page, new_story):
    held = []
    page.route("**/embed/", lambda route: held.append(route))
    paste(page, text=TUBE)
    write(page, " says so.")

    with page.expect_response("**/embed/"):
        held[0].continue_()
    page.evaluate(NEXT_FRAME)

    assert body(page) == f'<p><a href="{TUBE}">{TUBE}</a> says so.</p>'


def test_the_code_of_a_site_becomes_an_embed_and_undo_gives_a_link(page, new_story):
    paste(page, text=CODE)
    card(page).wait_for()

    page.keyboard.press("Control+z")

    expect(card(page)).to_have_count(0)
    assert body(page) == link(TUBE)


def test_code_of_another_site_stays_the_text_that_it_is(page, new_story):
    paste(page, text='<iframe src="https://evil.example/"></iframe>')

    page.get_by_text("This code is of no site on the list").wait_for()
    expect(page.locator(".story-text iframe")).to_have_count(0)
    assert body(page) == '<p>&lt;iframe src="https://evil.example/"&gt;&lt;/iframe&gt;</p>'


def test_of_the_frames_of_a_pasted_page_those_on_the_list_are_kept(page, new_story):
    html = (
        '<p>One</p><figure><div><iframe src="//www.youtube.com/embed/abcdefghijk"></iframe></div>'
        '<figcaption>Ferry</figcaption></figure><iframe src="https://evil.example/"></iframe>'
        "<p>Two</p>"
    )

    paste(page, html)
    card(page).wait_for()
    save(page)

    assert new_story().body == f"<p>One</p>{embed(TUBE)}<p>Ferry</p><p>Two</p>"


def test_the_dialog_shows_what_will_stand_there_and_puts_it_in_by_keyboard(page, new_story):
    write(page, "Before.", "Enter")

    dialog_of(page)
    page.keyboard.type("youtu.be/abcdefghijk")
    refused = page.get_by_text("“youtu.be/abcdefghijk” is not on the list")
    refused.wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.type("https://youtu.be/abcdefghijk")
    dialog = page.get_by_role("dialog", name="Embed")
    dialog.get_by_text("A video from YouTube.").wait_for()
    expect(dialog.get_by_text("youtube.com/watch?v=abcdefghijk")).to_be_visible()
    assert violations(page) == ""
    page.keyboard.press("Tab")
    page.keyboard.type("The old ferry")
    page.keyboard.press("Enter")
    card(page).wait_for()
    write(page, "After.")
    save(page)

    assert new_story().body == f"<p>Before.</p>{embed(TUBE, 'The old ferry')}<p>After.</p>"


def test_the_dialog_refuses_what_is_not_on_the_list_and_says_why(page, new_story):
    dialog = dialog_of(page)
    page.keyboard.press("Enter")
    dialog.get_by_text("Paste the address of a video").wait_for()

    page.keyboard.type("https://evil.example/x")
    page.keyboard.press("Enter")

    dialog.get_by_text("“https://evil.example/x” is not on the list").wait_for()
    page.keyboard.press("Escape")
    assert body(page) == ""


@pytest.fixture
def story(page, editor):
    html = f"<p>Before.</p>{embed(TUBE, 'An <em>old</em> ferry')}<p>After.</p>"
    story = ArticleFactory(live=False, body=html)
    open_story(page, story)
    return story


def saved(page, story):
    save(page)
    story.refresh_from_db()
    return story.body


def test_a_story_with_an_embed_is_saved_as_it_is(page, story):
    write(page, "Control+End", "!")

    before = story.body
    assert saved(page, story) == before.replace("After.", "After.!")


def test_a_caption_is_one_line_and_enter_leads_on_below_it(page, story):
    click(page, "figcaption")

    write(page, "End", " at dawn", "Home", "Delete", "Enter", "New.")

    expected = story.body.replace("An <em>old</em> ferry", "n <em>old</em> ferry at dawn")
    assert saved(page, story) == expected.replace("<p>After", "<p>New.</p><p>After")


def test_backspace_at_a_caption_takes_the_embed_first_and_then_away(page, story):
    click(page, "figcaption")
    write(page, "Home", "Backspace")
    page.locator(".story-embed.ProseMirror-selectednode").wait_for()
    before = body(page)
    assert "An <em>old</em> ferry" in before
    page.keyboard.type("x")
    assert body(page) == before

    page.keyboard.press("Backspace")

    assert saved(page, story) == "<p>Before.</p><p>After.</p>"


def test_delete_at_the_end_of_a_caption_joins_nothing(page, story):
    click(page, "figcaption")
    before = body(page)

    write(page, "End", "Delete")

    assert body(page) == before


def test_an_embed_is_changed_and_its_caption_keeps_its_marks(page, story):
    click(page, "figcaption")
    tool(page, "Change the embed or its caption").click()
    dialog = page.get_by_role("dialog", name="Embed")
    address = dialog.get_by_label("Address, or the code that the site gives out")
    expect(address).to_have_value(TUBE)
    assert dialog.get_by_label("Caption").input_value() == "An old ferry"

    address.fill(CLIP)
    dialog.get_by_role("button", name="Put it into the text").click()
    card(page, "Vimeo").wait_for()

    caption = "An <em>old</em> ferry"
    assert saved(page, story) == f"<p>Before.</p>{embed(CLIP, caption)}<p>After.</p>"


def test_an_embed_is_taken_out_of_the_text(page, story):
    click(page, "figcaption")

    tool(page, "Take the embed out of the text").click()

    assert saved(page, story) == "<p>Before.</p><p>After.</p>"
