"""What is dropped on a page with a story: pictures into the text, anything else nowhere."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.pictures import begin, fill_in, photo, send
from tests.browser.writing import body, drop, write


@pytest.fixture
def dialog(page, journalist):
    return begin(page)


@pytest.mark.parametrize("where", [".story-text", ".story-tools", "#id_headline", "body"])
@pytest.mark.parametrize("file", [("a.pdf", "application/pdf"), ("a.heic", "")])
def test_a_file_that_is_no_picture_never_takes_the_place_of_the_story(page, dialog, where, file):
    assert drop(page, photo(*file, b"x"), where=where)

    page.get_by_text(f"“{file[0]}” cannot stand in a text").wait_for()
    expect(dialog).not_to_be_visible()
    assert body(page) == "<p>Before.</p>"


def test_a_picture_dropped_on_the_tools_is_meant_for_the_text(page, dialog):
    assert drop(page, photo(), where=".story-tools")
    fill_in(page)
    send(page)

    page.locator(".story-text figure img[alt='Two halves']").wait_for()


def test_a_picture_dropped_on_the_headline_opens_nothing_and_is_told_where_to_go(page, dialog):
    assert drop(page, photo(), where="#id_headline")

    page.get_by_text("Drop pictures onto the text").wait_for()
    expect(dialog).not_to_be_visible()


def test_a_field_for_files_takes_what_is_dropped_on_it(page, dialog):
    page.evaluate("""() => {
        const field = Object.assign(document.createElement("input"), {type: "file", id: "own"});
        document.body.append(field);
    }""")

    assert not drop(page, photo(), where="#own")


def test_of_several_files_each_picture_is_asked_about_in_turn(page, dialog):
    drop(page, photo("a.jpg"), photo("a.pdf", "application/pdf"), photo("b.jpg"))
    for alt in ("First", "Second"):
        fill_in(page, alt=alt)
        send(page)
        page.locator(f".story-text figure img[alt='{alt}']").wait_for()

    page.get_by_text("“a.pdf” cannot stand in a text").wait_for()
    pictures = page.locator(".story-text figure img")
    assert pictures.evaluate_all("all => all.map(each => each.alt)") == ["First", "Second"]


def test_a_message_is_told_again_and_goes_once_one_writes_on(page, dialog):
    page.evaluate("""() => {
        window.told = [];
        const line = document.querySelector("[data-said]");
        new MutationObserver(() => window.told.push(line.textContent.slice(0, 7))).observe(
            line, {childList: true}
        );
    }""")
    told = page.locator("[data-said]")

    for times in (1, 2):
        drop(page, photo("notes.svg", "image/svg+xml", b"<svg/>"))
        # The line says it still of the drop before.
        page.wait_for_function("times => window.told.filter(Boolean).length === times", arg=times)
    write(page, " More.")
    expect(told).to_have_text(re.compile("notes.svg"))
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(seconds=30))
    write(page, " And more.")

    expect(told).to_be_empty()
    assert page.evaluate("window.told") == ["“notes.", "", "“notes.", ""]
