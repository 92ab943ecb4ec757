"""An editor shapes the front page and launches it: by keys alone, and by dragging."""

import re

import pytest
from playwright.sync_api import expect

from tests.articles.board import live, pins
from tests.browser.fronts import (
    LAUNCHED,
    SAVED,
    card,
    five_stories,
    lead,
    open_board,
    order,
    row,
    state,
    tab_to,
    zone,
)  # fmt: skip

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stories(editor):
    return five_stories()


def test_an_editor_rearranges_and_launches_a_front_by_keys_alone(page, person, stories):
    reader = person()
    before = lead(reader)
    open_board(page)

    tab_to(page, row(page, stories[0]).get_by_role("button"))
    page.keyboard.press("Enter")
    expect(card(page, stories[0])).to_be_focused()
    expect(page.locator("#front-spoken")).to_contain_text("is pinned, 1 of 1 in Latest.")
    page.keyboard.press("Alt+ArrowLeft")
    page.keyboard.press("Alt+ArrowLeft")
    expect(page.locator("#front-spoken")).to_contain_text("is 1 of 1 in Top stories.")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#front-spoken")).to_contain_text("is 1 of 1 in Lead.")
    page.keyboard.press("Enter")
    expect(card(page, stories[0]).get_by_label("Headline here")).to_be_focused()
    page.keyboard.type("A headline of the front page")
    expect(state(page)).to_have_text(re.compile("^Saved .* not launched$"))
    still = lead(reader)
    tab_to(page, page.get_by_role("button", name="Launch"))
    page.keyboard.press("Enter")
    expect(state(page)).to_have_text(LAUNCHED)

    assert still == before != "A headline of the front page"
    assert lead(reader) == "A headline of the front page"
    assert pins(live()) == [stories[0].pk]


def test_an_editor_drags_stories_to_be_pinned_and_into_order(page, stories):
    # All of it is in sight: dragging does not scroll by itself here.
    page.set_viewport_size({"width": 1280, "height": 3000})
    open_board(page)
    target = zone(page, "Top stories").locator("[data-slots]")

    row(page, stories[0]).locator("[data-shown]").drag_to(target)
    expect(card(page, stories[0])).to_be_visible()
    found = page.locator("#front-find [data-story]").filter(has_text=stories[4].headline)
    found.locator("[data-shown]").drag_to(card(page, stories[0]), target_position={"x": 90, "y": 4})
    expect(card(page, stories[4])).to_be_visible()
    first = order(page, "Top stories")
    expect(state(page)).to_have_text(SAVED)
    card(page, stories[0]).locator("[data-shown]").drag_to(
        card(page, stories[4]), target_position={"x": 90, "y": 4}
    )
    page.get_by_role("button", name="Launch").click()
    expect(state(page)).to_have_text(LAUNCHED)

    assert first == [stories[4].headline, stories[0].headline]
    assert pins(live(), "top") == [stories[0].pk, stories[4].pk]
