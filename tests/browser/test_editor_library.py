"""The library's dialog over a story: what it finds, and the words beside a picture."""

import pytest
from playwright.sync_api import expect

from tests.browser.newspaper import image
from tests.browser.pictures import begin, send
from tests.browser.writing import tool


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
