"""The form of a story in windows of a real browser: what a person sees of it, and does to it."""

import re
from contextlib import suppress

from playwright.sync_api import Error, expect

from tests.browser.conftest import PASSWORD

SAVED = re.compile(r"^Saved \d\d:\d\d:\d\d$")
# What is typed reaches the device a fifth of a second later (static/js/admin/writing/autosave.js),
# on a machine with much to do.
TO_DEVICE = 600
# Milliseconds; asked at each frame, frames are drawn for nothing but the question.
POLLING = 50
COUNT = "Object.keys(localStorage).filter((name) => name.startsWith('typed:')).length"


def kept(page):
    """Where the page says that what is typed is kept."""
    return page.locator(".story-kept")


def wait_until_saved(page):
    expect(kept(page)).to_have_text(SAVED)


def on_device(page):
    """What the browser holds of forms that the newsroom may not have: headlines by their keys."""
    return page.evaluate(
        """() => Object.fromEntries(
            Object.entries(localStorage)
                .filter(([name]) => name.startsWith("typed:"))
                .map(([name, entry]) => [name.split(":")[2], JSON.parse(entry).fields.headline[0]])
        )"""
    )


def wait_until_on_device(page, count=1):
    page.wait_for_function(f"() => {COUNT} >= {count}", polling=POLLING)


def wait_until_handed_over(page):
    page.wait_for_function(f"() => {COUNT} === 0", polling=POLLING)


def headline(page):
    return page.get_by_label("Headline:")


def offers(page):
    """What was typed and not saved, as the page offers it; not those that are hidden."""
    return page.get_by_role("region", name="Typed and not saved")


def company(page):
    """Who else has the story open."""
    return page.get_by_role("list", name="Who else has this story open")


def crash(page):
    """The tab dies as one that has no memory left: nothing of the page runs any more."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    page.close()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def log_in_again(page, password=PASSWORD):
    dialog = page.get_by_role("dialog", name="Log in again")
    dialog.get_by_label("Password").fill(password)
    dialog.get_by_role("button", name="Log in", exact=True).click()
