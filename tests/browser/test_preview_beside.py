"""The story as readers would see it, beside the form, while it is typed."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Revision
from tests.articles.desk import Status, story
from tests.browser.conftest import OVERFLOW, PHONE
from tests.browser.writing import open_new_story, open_story, write
from tests.factories import ArticleFactory

OPEN = "Preview beside the text"


def opener(page):
    return page.get_by_role("button", name=OPEN)


def panel(page):
    return page.get_by_role("dialog", name="Preview")


def shown(page):
    return page.frame_locator(".preview-panel iframe").last


def text_of(page, words):
    """Waits until these words stand in the preview."""
    shown(page).get_by_text(words).last.wait_for()


@pytest.mark.parametrize("width", ["Phone", "Desktop"])
def test_the_word_just_typed_is_shown_at_both_widths_and_not_saved(page, editor, width):
    article = story(Status.PUBLISHED, headline="Live", body="<p>As readers have it.</p>")
    open_story(page, article)
    opener(page).click()
    panel(page).get_by_role("button", name=width).click()
    text_of(page, "As readers have it.")
    before = Revision.objects.count()

    write(page, "Control+End", " And a word more")

    text_of(page, "As readers have it. And a word more")
    article.refresh_from_db()
    wanted = {"Phone": 390, "Desktop": 1280}[width]
    assert (
        shown(page).locator("html").evaluate("html => html.ownerDocument.defaultView.innerWidth")
        == wanted
    )
    box, place = (
        page.locator(each).last.bounding_box() for each in (".preview-panel iframe", "[data-stage]")
    )
    assert box["width"] <= place["width"] + 1
    assert page.evaluate(OVERFLOW) == 0
    assert article.body == "<p>As readers have it.</p>"
    assert Revision.objects.count() == before


def test_a_new_story_is_previewed_before_it_is_saved(page, journalist):
    open_new_story(page)
    page.get_by_label("Headline:", exact=True).fill("Not saved yet")
    opener(page).click()

    text_of(page, "Not saved yet")
    page.get_by_label("Headline:", exact=True).fill("Нема наслова")
    text_of(page, "Нема наслова")

    assert not Revision.objects.exists()


def test_the_place_in_the_preview_is_kept_and_back_leads_out_of_the_form(page, editor):
    open_story(page, ArticleFactory(live=False, body="<p>Line</p>" * 80 + "<p>Last</p>"))
    steps = page.evaluate("history.length")
    opener(page).click()
    text_of(page, "Last")
    page.wait_for_function("() => document.querySelectorAll('.preview-panel iframe').length === 1")
    shown(page).locator("html").evaluate("html => html.scrollTo({top: 500, behavior: 'instant'})")

    write(page, "Control+Home", "First ")
    text_of(page, "First Line")
    page.wait_for_function("() => document.querySelectorAll('.preview-panel iframe').length === 1")

    assert shown(page).locator("html").evaluate("html => html.scrollTop") == 500
    assert page.evaluate("history.length") == steps


def test_links_in_the_preview_leave_the_form_alone(page, editor):
    open_story(page, ArticleFactory(live=False, body="<p>Line</p>"))
    opener(page).click()
    address = page.url

    with page.context.expect_page() as opened:
        shown(page).get_by_role("link", name="Zebalkans").first.click()

    assert opened.value.url.endswith("/")
    assert page.url == address
    text_of(page, "Line")


def test_escape_closes_from_the_panel_and_from_the_page_in_it_and_the_focus_returns(page, editor):
    open_story(page, ArticleFactory(live=False))
    for inside in (False, True):
        opener(page).focus()
        page.keyboard.press("Enter")
        shown(page).locator("h1").wait_for()
        page.wait_for_function("() => document.querySelector('.preview-panel').dataset.shown")
        if inside:
            shown(page).locator("h1").click()
        page.keyboard.press("Escape")

        page.wait_for_function("words => document.activeElement.textContent === words", arg=OPEN)
        expect(panel(page)).not_to_be_visible()
        expect(opener(page)).to_have_attribute("aria-expanded", "false")
        # What is opened next is shown only once it is there itself.
        assert page.evaluate("document.querySelector('.preview-panel').dataset.shown") is None


def test_the_buttons_of_the_story_stay_at_hand_beside_the_preview(page, editor):
    open_story(page, ArticleFactory(live=False))
    opener(page).click()
    page.get_by_label("Headline:", exact=True).fill("Saved from beside it")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".messagelist .success").wait_for()

    assert Article.objects.get().headline == "Saved from beside it"


def test_on_a_phone_the_preview_is_the_whole_screen(person, editor):
    phone = person(viewport=PHONE)
    open_story(phone, ArticleFactory(live=False, headline="On a phone"))

    opener(phone).click()
    text_of(phone, "On a phone")

    box = panel(phone).bounding_box()
    assert (box["width"], box["height"]) == (PHONE["width"], PHONE["height"])
    assert phone.evaluate("document.querySelector('.preview-panel').matches(':modal')")
    panel(phone).get_by_role("button", name="Close").click()
    phone.wait_for_function("words => document.activeElement.textContent === words", arg=OPEN)


def test_a_lost_connection_is_said_and_what_was_shown_stays(page, editor):
    open_story(page, ArticleFactory(live=False, body="<p>Kept</p>"))
    opener(page).click()
    text_of(page, "Kept")

    page.context.set_offline(True)
    write(page, "Control+End", " on")
    panel(page).get_by_text("You are offline.").wait_for()
    text_of(page, "Kept")
    page.context.set_offline(False)
    write(page, " and on")

    text_of(page, "Kept on and on")
    expect(panel(page).get_by_text("You are offline.")).to_have_count(0)
