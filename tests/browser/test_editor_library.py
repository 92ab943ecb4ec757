"""The library's dialog over a story: what it finds, and the words beside a picture."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.newspaper import image
from tests.browser.pictures import begin, send
from tests.browser.writing import open_new_story, tool
from tests.factories import ImageFactory
from tests.pictures import samples


@pytest.fixture
def dialog(page, journalist):
    return begin(page)


def test_a_search_of_the_library_tells_how_many_it_found(page, dialog, monkeypatch):
    monkeypatch.setattr("articles.admin.image.SHOWN", 2)
    for alt in ("A bridge", "A river", "A bank"):
        image(alt=alt, caption="")
    told = dialog.get_by_role("status")
    tool(page, "Picture").click()
    expect(told).to_have_text("Pictures shown: 2. There are older ones.")

    dialog.get_by_role("searchbox").fill("bridge")
    expect(told).to_have_text("Pictures found: 1.")
    dialog.get_by_role("searchbox").fill("unicorn")
    expect(told).to_have_text("Pictures found: 0.")


def test_the_words_of_a_decorative_picture_begin_with_the_first_that_can_be_typed(page, dialog):
    image(alt="", decorative=True, caption="A line")

    tool(page, "Picture").click()
    dialog.get_by_role("button", name="A line").click()

    expect(page.get_by_label("Caption here", exact=True)).to_be_focused()


def test_a_decorative_picture_of_the_text_has_no_alternative_text_to_be_changed(page, dialog):
    image(alt="", decorative=True, caption="A line")
    caption = page.get_by_label("Caption here", exact=True)
    tool(page, "Picture").click()
    dialog.get_by_role("button", name="A line").click()
    send(page)
    page.locator(".story-text figure img").click()

    tool(page, "Change the picture or its words").click()

    expect(page.get_by_label("Alternative text here", exact=True)).to_be_disabled()
    expect(caption).to_be_focused()


def test_where_no_alternative_text_is_typed_the_text_has_that_of_the_library(page, dialog):
    image(alt="A bridge", caption="")
    described = page.get_by_label("Alternative text here", exact=True)
    figure = page.locator(".story-text figure img")

    tool(page, "Picture").click()
    dialog.get_by_role("button", name="A bridge").click()
    described.fill("")
    send(page)
    put = figure.get_attribute("alt")
    figure.click()
    tool(page, "Change the picture or its words").click()
    expect(described).to_have_attribute("placeholder", "A bridge")
    described.fill("")
    send(page)
    expect(dialog).to_be_hidden()

    assert (put, figure.get_attribute("alt")) == ("A bridge", "A bridge")


def test_without_a_connection_a_picture_of_the_text_can_still_be_changed(page, dialog):
    image(alt="A bridge", caption="")
    tool(page, "Picture").click()
    dialog.get_by_role("button", name="A bridge").click()
    send(page)
    page.locator(".story-text figure img").click()

    page.context.set_offline(True)
    tool(page, "Change the picture or its words").click()
    page.get_by_label("Caption here", exact=True).fill("At dawn")
    send(page)

    page.get_by_text("At dawn").wait_for()
    page.context.set_offline(False)


def test_the_place_for_a_picture_opens_the_choice_of_a_file(page, dialog):
    tool(page, "Picture").click()
    dialog.get_by_role("button", name="Upload a new image").click()

    with page.expect_file_chooser() as chosen:
        dialog.get_by_text("Drop a picture here, or choose a file.").click()
    chosen.value.set_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": samples.data()},
    )

    dialog.locator("[data-focal-stage] canvas").wait_for()
    expect(dialog.get_by_text("Drop a picture here")).to_be_hidden()


def test_a_finger_is_not_asked_to_drop_a_picture(person, journalist):
    phone = person(viewport=PHONE, has_touch=True, is_mobile=True)
    open_new_story(phone)

    phone.get_by_role("button", name="Choose an image").tap()
    phone.get_by_role("button", name="Upload a new image").tap()

    expect(phone.locator(".picture-upload__drop")).to_have_text(
        re.compile(r"^\s*Choose a file\s*$"), use_inner_text=True
    )


def test_another_picture_is_chosen_in_place_of_the_first(page, dialog):
    for alt in ("A bridge", "A river"):
        image(alt=alt, caption="")
    tool(page, "Picture").click()

    dialog.get_by_role("button", name="A bridge").click()
    expect(page.locator("[data-panel=details] [data-credit]")).to_have_text("A. Photo")
    page.get_by_label("Caption here", exact=True).fill("Of the bridge")
    dialog.get_by_role("button", name="Choose another").click()
    dialog.get_by_role("button", name="A river").click()
    expect(page.get_by_label("Caption here", exact=True)).to_have_value("")
    send(page)

    figure = page.locator(".story-text figure")
    expect(figure.locator("img")).to_have_attribute("alt", "A river")
    expect(figure.locator("figcaption")).to_have_count(0)


@pytest.mark.parametrize("place", [1, 3])
def test_a_double_click_on_a_picture_asks_for_its_words_all_the_same(page, dialog, place):
    for number in range(6):
        ImageFactory(alt=f"Picture {5 - number}", caption=f"Caption {5 - number}")
    # Pictures of the factory have no files.
    page.route("**/media/pictures/00/**", lambda route: route.fulfill(body=samples.data()))
    tool(page, "Picture").click()

    dialog.get_by_role("button", name=f"Picture {place}").dblclick()
    page.wait_for_timeout(200)

    expect(page.get_by_label("Caption here", exact=True)).to_have_value(f"Caption {place}")
    expect(page.locator(".story-text figure")).to_have_count(0)
