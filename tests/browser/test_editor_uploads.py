"""Pictures that are given up while they are sent, and whose words are whose."""

import pytest
from playwright.sync_api import expect

from articles.models import Image
from tests.browser.newspaper import image
from tests.browser.pictures import WORDS, begin, fill_in, photo, send
from tests.browser.writing import NEXT_FRAME, drop, tool
from tests.pictures import samples


@pytest.fixture
def dialog(page, journalist):
    return begin(page)


@pytest.fixture
def slow_upload(page, dialog):
    """Sends a picture whose answer comes when it is let go, and closes the dialog meanwhile."""
    held = []

    def start(name="red.jpg", **words):
        page.route("**/image/upload/", hold)
        drop(page, photo(name))
        fill_in(page, **words)
        send(page)
        expect(dialog.get_by_role("button", name="Put it into the text")).to_be_disabled()
        page.wait_for_timeout(100)
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()

    def hold(route):
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    def let_go():
        with page.expect_response("**/image/upload/"):
            held[0].continue_()
        page.evaluate(NEXT_FRAME)

    return start, let_go


def test_a_picture_given_up_while_it_was_sent_answers_no_later_question(page, dialog, slow_upload):
    start, let_go = slow_upload
    kept = image(alt="A bridge")

    start(alt="Red")
    tool(page, "Picture").click()
    dialog.get_by_role("button", name="A bridge").click()
    let_go()
    expect(page.get_by_label("Caption here", exact=True)).to_be_visible()
    dialog.get_by_role("button", name="Choose another").click()
    dialog.get_by_role("button", name="By the river").wait_for()
    dialog.get_by_role("button", name="A bridge").click()
    send(page)

    page.locator(".story-text figure img[alt='A bridge']").wait_for()
    assert [found.alt for found in Image.objects.order_by("pk")] == [kept.alt, "Red"]
    expect(page.locator(".story-text figure")).to_have_count(1)


def test_another_picture_is_written_about_while_one_that_was_given_up_arrives(
    page, dialog, slow_upload
):
    start, let_go = slow_upload

    start(alt="Red")
    drop(page, photo("blue.jpg"))
    fill_in(page, alt="Blue")
    let_go()
    assert page.locator("#upload-alt").input_value() == "Blue"
    send(page)

    page.locator(".story-text figure img[alt='Blue']").wait_for()
    assert {found.alt for found in Image.objects.all()} == {"Red", "Blue"}


def test_what_fails_to_be_sent_after_the_dialog_was_closed_is_there_to_be_sent_again(
    page, dialog, slow_upload
):
    start, let_go = slow_upload
    start(credit="")
    let_go()

    tool(page, "Picture").click()
    dialog.get_by_role("button", name="Upload a new image").click()
    dialog.get_by_text("This field is required.").wait_for()
    assert page.locator("#upload-alt").input_value() == "Two halves"
    page.locator("#upload-credit").fill("Zora Herself")
    send(page)

    page.locator(".story-text figure img[alt='Two halves']").wait_for()
    assert Image.objects.count() == 1


def test_words_of_a_picture_that_was_given_up_do_not_describe_the_next(page, dialog):
    drop(page, photo("a.jpg"))
    fill_in(page, alt="A blue one")
    page.get_by_label("Focal point: percent from the left").fill("10")
    page.keyboard.press("Escape")
    drop(page, photo("b.jpg"))
    dialog.locator("[data-focal-stage] canvas").wait_for()

    shown = [page.locator(f"#upload-{name}").input_value() for name in WORDS]
    left = page.get_by_label("Focal point: percent from the left").input_value()
    assert (shown, left) == (["", "", ""], "50")


def test_the_same_picture_chosen_again_finds_its_words(page, dialog):
    drop(page, photo("a.jpg"))
    fill_in(page)
    page.context.set_offline(True)
    send(page)
    dialog.get_by_text("You are offline.").wait_for()
    page.keyboard.press("Escape")
    page.context.set_offline(False)
    drop(page, photo("a.jpg"))

    assert page.locator("#upload-alt").input_value() == "Two halves"
    send(page)
    page.locator(".story-text figure img[alt='Two halves']").wait_for()
    assert Image.objects.count() == 1


def test_words_typed_before_a_file_is_chosen_stay_and_go_with_another_file(page, dialog):
    tool(page, "Picture").click()
    dialog.get_by_role("button", name="Upload a new image").click()
    page.locator("#upload-alt").fill("Typed before")
    field = page.locator("#upload-picture")
    files = [
        {"name": name, "mimeType": "image/jpeg", "buffer": samples.data()}
        for name in ("a.jpg", "b.jpg")
    ]

    field.set_input_files(files[0])
    first = page.locator("#upload-alt").input_value()
    field.set_input_files(files[1])
    second = page.locator("#upload-alt").input_value()

    assert (first, second) == ("Typed before", "")
    assert field.evaluate("field => field.files[0].name") == "b.jpg"
