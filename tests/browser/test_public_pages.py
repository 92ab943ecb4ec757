"""Every page for readers, as a browser shows it: accessible, and within its width."""

import pytest

from tests.browser.conftest import DESKTOP, OVERFLOW, PHONE, new_context, violations
from tests.browser.newspaper import print_all
from tests.factories import CategoryFactory

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (320, 390, 768, 1280, 1600)


@pytest.mark.parametrize(
    ("look", "size"),
    [({"color_scheme": "light"}, PHONE), ({"color_scheme": "dark"}, DESKTOP)],
)
def test_axe_finds_nothing_on_any_page_for_readers(page, look, size):
    page.emulate_media(**look)
    page.set_viewport_size(size)

    found = {}
    for name, address in print_all().items():
        page.goto(address)
        found[name] = violations(page)

    assert {name: said for name, said in found.items() if said} == {}


SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => list.getEntries().forEach(each => window.shifts.push(
    [each.value, ...each.sources.map(source => source.node?.className || "text")]
))).observe({type: "layout-shift", buffered: true});
"""


def scroll_through(page):
    page.evaluate(
        """async () => {
            for (let top = 0; top < document.body.scrollHeight; top += 400) {
                scrollTo(0, top);
                await new Promise(done => setTimeout(done, 60));
            }
        }"""
    )


# Of fonts: a word at the end of a line may stand on the next in a stand-in of the same width.
@pytest.mark.parametrize(
    ("kind", "files", "most"), [("image", "{jpg,webp,avif}", 0), ("font", "woff2", 0.05)]
)
@pytest.mark.parametrize("size", [PHONE, pytest.param(DESKTOP, marks=pytest.mark.slow)])
def test_nothing_moves_when_pictures_or_fonts_come_late(context, size, kind, files, most):
    pages = print_all()
    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.set_viewport_size(size)
    late = []

    def wait(route):
        late.append(route.request.resource_type)
        page.wait_for_timeout(150)
        route.continue_()

    if kind == "image":
        # A font that comes after the first paint moves words by parts of a pixel: see the other.
        page.route("**/*.woff2", lambda route: route.abort())
    page.route(f"**/*.{files}", wait)
    moved = {}
    for name in ("front page", "section", "story", "author"):
        page.goto(pages[name], wait_until="load")
        scroll_through(page)
        moved[name] = page.evaluate("window.shifts")

    assert set(late) == {kind}
    assert {
        name: said for name, said in moved.items() if sum(each[0] for each in said) > most
    } == {}


# Playwright's own waiting evaluates words, which the content policy refuses.
LOADED = """
async () => {
    const isDue = img => img.clientWidth && !(img.complete && img.naturalWidth);
    for (let times = 0; times < 100; times++) {
        if (![...document.querySelectorAll("img[srcset]")].some(isDue)) return;
        await new Promise(done => setTimeout(done, 50));
    }
}
"""
# With widths in `srcset`, the "natural" width of a picture is what its `sizes` say.
MISFITS = """
[...document.querySelectorAll("img[srcset]")].filter(img => img.clientWidth).map(
    img => [img.closest("[class]").className, img.clientWidth, img.naturalWidth]
).filter(([, wide, said]) => said < wide * 0.97 || said > Math.max(wide * 1.25, wide + 40))
"""


@pytest.mark.parametrize(
    "width",
    [390, 1280, *(pytest.param(each, marks=pytest.mark.slow) for each in (768, 1600))],
)
def test_browsers_are_told_how_wide_each_picture_will_be(page, width):
    pages = print_all()
    page.set_viewport_size({"width": width, "height": 900})

    found = {}
    for name in ("front page", "section", "story", "author", "search"):
        page.goto(pages[name])
        scroll_through(page)
        page.evaluate(LOADED)
        found[name] = page.evaluate(MISFITS)

    assert found == {name: [] for name in found}


def test_twelve_sections_fit_into_the_header_and_the_menu(browser, live_server, complaints):
    print_all()
    for number in range(1, 11):
        CategoryFactory(name=f"Section with a long name {number}", position=number)
    context = new_context(browser, live_server.url, complaints, java_script_enabled=False)
    page = context.new_page()
    last = page.get_by_role("banner").get_by_role("link", name="Section with a long name 10")

    page.goto("/")
    within = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        within[width] = page.evaluate(OVERFLOW)
    page.set_viewport_size(PHONE)
    page.get_by_role("banner").get_by_text("Menu", exact=True).click()
    last.last.click()

    assert within == dict.fromkeys(WIDTHS, 0)
    assert page.get_by_role("heading", name="Section with a long name 10").is_visible()
    context.close()


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


def test_on_paper_a_story_is_its_text_and_pictures(page):
    pages = print_all()
    page.goto(pages["story"])
    page.emulate_media(media="print")

    left = {
        what: page.locator(what).first.is_visible()
        for what in (
            "h1",
            ".article__body",
            ".article__lead img",
            ".header__menu",
            ".share",
            ".button",
        )
    }
    address = page.evaluate(
        "getComputedStyle(document.querySelector('.article__body a'), '::after').content"
    )

    assert left == {
        "h1": True, ".article__body": True, ".article__lead img": True,
        ".header__menu": False, ".share": False, ".button": False,
    }  # fmt: skip
    assert "attr(href)" in address or "https://example.org/" in address
