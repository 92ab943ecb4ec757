"""Every page for readers, as a browser shows it: accessible, and within its width."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import new_context, violations
from tests.browser.newspaper import print_all

pytestmark = pytest.mark.django_db(transaction=True)

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
NARROWEST, WIDEST = 320, 1600
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(
    ("scheme", "viewport"),
    [("light", DESKTOP), ("dark", DESKTOP), ("light", PHONE), ("dark", PHONE)],
)
def test_axe_finds_nothing_on_any_page_for_readers(
    browser, live_server, complaints, scheme, viewport
):
    pages = print_all()
    context = new_context(
        browser, live_server.url, complaints, color_scheme=scheme, viewport=viewport
    )
    page = context.new_page()

    found = {}
    for name, address in pages.items():
        page.goto(address)
        found[name] = violations(Axe().run(page).response)
    context.close()

    assert {name: said for name, said in found.items() if said} == {}
    assert complaints == []


@pytest.mark.parametrize("width", [NARROWEST, 390, 768, 1280, WIDEST])
def test_no_page_is_wider_than_the_screen(browser, live_server, complaints, width):
    pages = print_all()
    context = new_context(
        browser, live_server.url, complaints, viewport={"width": width, "height": 800}
    )
    page = context.new_page()

    over = {}
    for name, address in pages.items():
        page.goto(address)
        over[name] = page.evaluate(OVERFLOW)
    context.close()

    assert {name: pixels for name, pixels in over.items() if pixels} == {}


def test_pages_are_whole_without_scripts(browser, live_server, complaints):
    pages = print_all()
    context = new_context(browser, live_server.url, complaints, java_script_enabled=False)
    page = context.new_page()

    page.goto("/")
    page.get_by_role("link", name="The bridge opens at last").first.click()
    page.get_by_role("link", name="Leave a comment").click()

    assert page.url == live_server.url + pages["comment form"]
    context.close()


def test_the_keyboard_skips_to_the_content(page):
    print_all()
    page.goto("/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert inside
