"""Every page for readers, as a browser shows it: accessible, and within its width."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import new_context, violations
from tests.browser.newspaper import print_all

pytestmark = pytest.mark.django_db(transaction=True)

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
WIDTHS = (320, 390, 768, 1280, 1600)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(
    ("phone", "desktop"),
    [("light", "dark"), pytest.param("dark", "light", marks=pytest.mark.slow)],
)
def test_axe_finds_nothing_on_any_page_for_readers(page, phone, desktop):
    pages = print_all()

    found = {}
    for name, address in pages.items():
        page.goto(address)
        for scheme, size in ((phone, PHONE), (desktop, DESKTOP)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(size)
            found[name, scheme, size["width"]] = violations(Axe().run(page).response)

    assert {where: said for where, said in found.items() if said} == {}


def test_no_page_is_wider_than_the_screen(page):
    pages = print_all()

    over = {}
    for name, address in pages.items():
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            over[name, width] = page.evaluate(OVERFLOW)

    assert {where: pixels for where, pixels in over.items() if pixels} == {}


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
