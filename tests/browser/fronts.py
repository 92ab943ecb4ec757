"""The board of a front in a real browser: what stands on it, and what is done there."""

import re

from playwright.sync_api import expect

from tests.articles.board import BOARD
from tests.browser.conftest import let_in
from tests.factories import ArticleFactory, CategoryFactory

SAVED = re.compile(r"^Saved ")
LAUNCHED = re.compile(r"^Launched ")


def five_stories():
    """Of one section, the newest last."""
    section = CategoryFactory(name="Politics", in_menu=True)
    return [ArticleFactory(category=section, headline=f"Story number {n}") for n in range(5)]


def open_board(page, username="editor"):
    let_in(page, username)
    page.goto(BOARD)
    expect(
        page.locator("#front-board [data-move]").or_(page.locator("[data-pin]")).first
    ).to_be_visible()


def zone(page, name):
    return page.get_by_role("region", name=name, exact=True)


def card(page, story):
    """That of a pinned story."""
    return page.locator(f"[data-slot][data-story='{story.pk}']")


def row(page, story):
    """What the rule shows."""
    return page.locator(f"[data-automatic] [data-story='{story.pk}']")


def state(page):
    return page.locator("#front-state")


def pin(page, story):
    row(page, story).get_by_role("button").press("Enter")
    expect(card(page, story)).to_be_focused()


def order(page, name):
    """The headlines of what is pinned in a zone."""
    return zone(page, name).locator("[data-slot] [data-headline]").all_inner_texts()


def tab_to(page, target):
    """Only by the key, as somebody without a mouse gets there."""
    for _step in range(200):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the key does not lead there")


def lead(page):
    """What readers see first."""
    page.goto("/")
    return page.locator(".card--lead .card__headline").inner_text()
