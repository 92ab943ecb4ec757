"""What one writes, or comes to by Tab, is in sight: the bars over the page leave it free."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE, TABLET
from tests.browser.writing import NEXT_FRAME, open_story, tool, write
from tests.factories import ArticleFactory

ZOOMED = {"width": 640, "height": 450}
LONG = "".join(f"<p>Line {number}</p>" for number in range(60))
# Which share of the cursor's line, or of what has the focus, lies behind a bar or off the screen.
HIDDEN = """(what) => {
    const caret = () => {
        const range = getSelection().getRangeAt(0).cloneRange();
        return range.getClientRects()[0] ?? range.startContainer.getBoundingClientRect();
    };
    const {left, right, top, bottom} =
        what === "caret" ? caret() : document.activeElement.getBoundingClientRect();
    const bars = [".story-tools", ".story-tools__here", ".story-status", ".story-submit"]
        .flatMap((name) => [...document.querySelectorAll(name)])
        .filter((bar) => bar.checkVisibility() && !bar.closest("[inert]"))
        .filter((bar) => !bar.contains(document.activeElement))
        .map((bar) => bar.getBoundingClientRect())
        .filter((bar) => bar.left < right && left < bar.right)
        .map((bar) => Math.min(bottom, bar.bottom) - Math.max(top, bar.top));
    return Math.max(0, -top, bottom - innerHeight, ...bars) / (bottom - top);
}"""


def hidden(page, what="caret"):
    """Once the page is at rest: a bar grows while it tells that it saves, and the text follows."""
    for _frame in range(30):
        page.evaluate(NEXT_FRAME)
        if (share := page.evaluate(HIDDEN, what)) == 0:
            break
    return share


@pytest.fixture
def story(page, editor):
    def opened(size, html=LONG, full=False):
        page.set_viewport_size(size)
        open_story(page, ArticleFactory(live=False, body=html))
        page.locator(".story-text").focus()
        if full:
            page.keyboard.press("Control+Shift+f")
        return page

    return opened


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE, ZOOMED])
def test_the_line_that_is_written_is_never_behind_a_bar(story, size, full):
    page = story(size, full=full)

    write(page, "Control+Home")
    for key in ("ArrowDown",) * 45 + ("ArrowUp",) * 40:
        page.keyboard.press(key)
        assert hidden(page) == 0
    write(page, "Control+End")
    for _ in range(15):
        write(page, "Enter", "more")
        assert hidden(page) == 0


def test_the_tools_of_a_table_do_not_cover_its_line(story):
    row = "<tr><td><p>cell</p></td></tr>"
    page = story(DESKTOP, f"{LONG}<table><tbody>{row * 3}</tbody></table>{LONG}")

    write(page, "Control+End", *["ArrowUp"] * 59)
    for _ in range(3):
        write(page, "ArrowUp")
        tool(page, "Add a row").wait_for()
        assert hidden(page) == 0


@pytest.mark.parametrize("size", [DESKTOP, PHONE, ZOOMED])
def test_what_tab_leads_to_is_never_behind_a_bar(story, size):
    page = story(size)
    page.get_by_label("Headline:").focus()

    for key in ("Tab",) * 45 + ("Shift+Tab",) * 45:
        page.keyboard.press(key)
        if page.locator(":focus:not(body, .story-text)").count():
            # Of a field of several lines the one with the cursor is in sight.
            assert hidden(page, "focus") < 0.5
