"""The editor as one reaches it: tools by keyboard, the whole screen, the list of keys."""

from playwright.sync_api import expect

from tests.browser.conftest import new_context
from tests.browser.writing import body, open_new_story, open_story, tool, write
from tests.factories import ArticleFactory, ImageFactory
from tests.pictures import samples

PHONE = {"viewport": {"width": 390, "height": 844}}


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_the_tools_are_one_stop_of_the_tab_key_and_arrows_move_between_them(page, journalist):
    open_new_story(page)
    stops = page.locator(".story-tools button[tabindex='0']")

    expect(stops).to_have_count(1)
    write(page, "words", "Shift+Home", "Alt+F10")
    assert focused(page) == "Subheading"
    for key, name in [
        ("ArrowRight", "Smaller subheading"), ("ArrowRight", "Bold"), ("End", "Keyboard shortcuts"),
        ("ArrowRight", "Subheading"), ("ArrowLeft", "Keyboard shortcuts"), ("Home", "Subheading"),
    ]:  # fmt: skip
        page.keyboard.press(key)
        assert focused(page) == name
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    assert body(page) == "<p><strong>words</strong></p>"
    assert focused(page) == "Text of the story"
    expect(tool(page, "Bold")).to_have_attribute("aria-pressed", "true")
    expect(stops).to_have_count(1)


def test_escape_leads_from_the_tools_back_to_the_words_that_were_selected(page, journalist):
    open_new_story(page)
    write(page, "words", "Shift+Home", "Alt+F10")

    page.keyboard.press("Escape")
    page.keyboard.type("others")

    assert body(page) == "<p>others</p>"


def test_tools_of_tables_and_pictures_are_in_sight_only_where_they_are_of_use(page, editor):
    image = ImageFactory(alt="A bridge")
    page.route("**/media/pictures/00/**", lambda route: route.fulfill(body=samples.data()))
    figure = (
        f'<figure><img data-file="{image.pk}" src="/media/{image.picture.name}" alt=""></figure>'
    )
    table = "<table><tbody><tr><td><p>cell</p></td></tr></tbody></table>"
    open_story(page, ArticleFactory(live=False, body=f"<p>line</p>{table}{figure}"))
    row, picture = tool(page, "Add a row"), tool(page, "Take the picture out of the text")

    page.locator(".story-text > p").first.click()
    assert (row.is_visible(), picture.is_visible()) == (False, False)
    page.locator(".story-text td").click()
    row.wait_for()
    expect(picture).not_to_be_visible()
    page.locator(".story-text img").click()
    picture.click()

    assert body(page) == f"<p>line</p>{table}"


def test_the_whole_screen_is_for_the_text_until_escape(page, journalist):
    open_new_story(page)
    write(page, "words")
    size = page.viewport_size

    tool(page, "Full screen").click()
    box = page.locator(".story-editor").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (
        0, 0, size["width"], size["height"],
    )  # fmt: skip
    page.keyboard.type(" more")
    # What lies behind is out of reach.
    page.get_by_label("Headline:").evaluate("each => each.focus()")
    assert focused(page) == "Text of the story"
    page.keyboard.press("Escape")

    assert page.locator(".story-editor").bounding_box()["width"] < size["width"]
    assert body(page) == "<p>words more</p>"
    page.get_by_label("Headline:").focus()


def test_a_question_mark_lists_the_keys_but_where_text_is_typed(page, journalist):
    open_new_story(page)
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")

    write(page, "why?")
    page.get_by_label("Headline:").fill("")
    page.get_by_label("Headline:").press_sequentially("What?")
    expect(keys).not_to_be_visible()
    page.get_by_role("button", name="Choose an image").focus()
    page.keyboard.press("?")
    keys.wait_for()
    rows = keys.locator("dl > div").all_inner_texts()
    page.keyboard.press("Escape")
    expect(keys).not_to_be_visible()
    tool(page, "Keyboard shortcuts").click()
    keys.wait_for()

    said = {" ".join(row.split()) for row in rows}
    assert {"Link Ctrl + K", "Pull quote Ctrl + Shift + 9"} <= said
    assert body(page) == "<p>why?</p>"


def test_the_question_mark_as_a_key_can_be_turned_off_and_stays_so(page, journalist):
    open_new_story(page)
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    switch = keys.get_by_label("Open this list by “?”")

    for is_on in (True, False):
        page.get_by_role("button", name="Choose an image").focus()
        page.keyboard.press("?")
        assert keys.is_visible() == is_on
        page.keyboard.press("Escape")
        write(page, "F1")
        keys.wait_for()
        switch.set_checked(not is_on)
        page.keyboard.press("Escape")
        page.reload()

    page.get_by_role("button", name="Choose an image").focus()
    page.keyboard.press("?")
    keys.wait_for()


def test_on_a_phone_the_tools_take_one_line_and_the_others_wait_behind_a_button(
    browser, live_server, journalist
):
    complaints = []
    context = new_context(browser, live_server.url, complaints, **PHONE)
    page = context.new_page()
    open_new_story(page)
    bar = page.locator(".story-tools__all")

    assert bar.bounding_box()["height"] < 60
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    expect(tool(page, "Pull quote")).not_to_be_visible()
    tool(page, "More tools").click()
    write(page, "line")
    tool(page, "Pull quote").click()
    context.close()

    assert complaints == []
