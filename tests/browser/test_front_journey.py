"""An editor shapes the front page and launches it: by keys alone, by dragging, on a bad network."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from articles.fronts import versions
from tests.articles.board import BOARD, live, newest, pins
from tests.browser.conftest import OVERFLOW, PHONE, let_in, violations
from tests.browser.windows import log_in_again, press
from tests.factories import ArticleFactory, CategoryFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = re.compile(r"^Saved ")


@pytest.fixture
def colleague(db):
    return UserFactory(username="colleague", role="Editor", first_name="Ana", last_name="Quick")


@pytest.fixture
def stories(editor):
    """Five, the newest last."""
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
    expect(state(page)).to_have_text(re.compile("^Launched "))

    assert still == before != "A headline of the front page"
    assert lead(reader) == "A headline of the front page"
    assert pins(live()) == [stories[0].pk]


def test_keys_move_within_a_zone_and_unpin_with_a_way_back(page, stories):
    open_board(page)
    for story in stories[:3]:
        pin(page, story)
        card(page, story).locator("select").select_option("top")
    expect(state(page)).to_have_text(SAVED)

    card(page, stories[2]).focus()
    page.keyboard.press("Alt+ArrowUp")
    card(page, stories[2]).get_by_role("button", name="Move up").press("Enter")
    expect(card(page, stories[2]).get_by_role("button", name="Move up")).to_be_focused()
    moved = order(page, "Top stories")
    card(page, stories[0]).focus()
    page.keyboard.press("Delete")
    expect(card(page, stories[1])).to_be_focused()
    page.get_by_role("button", name="Undo").press("Enter")
    expect(card(page, stories[0])).to_be_focused()
    expect(state(page)).to_have_text(SAVED)

    assert moved == [stories[place].headline for place in (2, 0, 1)]
    assert order(page, "Top stories") == moved
    assert pins(newest(), "top") == [stories[place].pk for place in (2, 0, 1)]


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
    expect(state(page)).to_have_text(re.compile("^Launched "))

    assert first == [stories[4].headline, stories[0].headline]
    assert pins(live(), "top") == [stories[0].pk, stories[4].pk]


def test_what_is_done_without_a_network_is_kept_on_the_device_and_handed_over(page, stories):
    open_board(page)
    page.context.set_offline(True)
    pin(page, stories[1])
    expect(state(page)).to_have_text("Not saved yet: no connection. It is kept on this device.")
    assert newest() is None
    page.close()

    page = page.context.new_page()
    page.context.set_offline(False)
    open_board(page)

    expect(card(page, stories[1])).to_be_visible()
    expect(state(page)).to_have_text(SAVED)
    assert pins(newest(), "top") == [stories[1].pk]
    assert (
        page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('front:'))") == []
    )


def test_enter_in_a_field_saves_and_pins_nothing(page, stories):
    open_board(page)
    pin(page, stories[0])
    page.keyboard.press("Enter")
    page.keyboard.type("Mine")
    page.keyboard.press("Enter")
    expect(state(page)).to_have_text(SAVED)

    expect(page.locator("[data-slot]")).to_have_count(1)
    assert page.url.endswith(BOARD)


def test_who_was_logged_out_logs_in_again_and_nothing_is_lost(page, stories):
    open_board(page)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    pin(page, stories[1])
    expect(state(page)).to_contain_text("you are logged out")
    press(page, "Log in again")
    log_in_again(page)

    expect(state(page)).to_have_text(SAVED)
    assert pins(newest(), "top") == [stories[1].pk]


def test_the_page_of_readers_is_previewed_as_the_board_stands(page, stories):
    open_board(page)
    press(page, "Preview")
    shown = page.frame_locator(".preview-panel iframe").last
    expect(shown.locator(".card--lead")).to_contain_text(stories[4].headline)

    pin(page, stories[0])
    card(page, stories[0]).locator("select").select_option("lead")
    expect(shown.locator(".card--lead")).to_contain_text(stories[0].headline)
    page.get_by_label("Why is this here?").check()

    expect(shown.get_by_text("Pinned").first).to_be_visible()
    later = timezone.localtime(timezone.now() + timedelta(days=1))
    page.get_by_label("At:").fill(f"{later:%Y-%m-%dT%H:%M}")
    expect(page.locator("[data-distance]").last).to_contain_text("in 2")


def test_two_editors_at_once_see_each_others_zones_and_choose_where_they_differ(
    page, person, stories, colleague
):
    other = person()
    open_board(page)
    open_board(other, colleague.username)
    pin(page, stories[0])
    card(page, stories[0]).locator("select").select_option("lead")
    expect(state(page)).to_have_text(SAVED)

    # Another zone: both are kept, and each comes to see it.
    pin(other, stories[1])
    card(other, stories[1]).locator("select").select_option("top")
    expect(card(other, stories[0])).to_be_visible()
    expect(card(page, stories[1])).to_be_visible()
    expect(page.locator("#front-company")).to_contain_text("Ana Quick is on this page too.")
    # The same zone: whoever comes second is asked.
    versions.save(
        newest().front,
        _without_top(newest()),
        by=colleague,
        based_on=newest().number,
    )
    card(page, stories[1]).locator("summary").click()
    card(page, stories[1]).get_by_label("Headline here").fill("Mine")
    question = page.get_by_role("region", name="Two of you changed the same")
    question.get_by_label("Take mine").check()
    expect(state(page)).to_have_text(SAVED)
    expect(question).to_have_count(0)

    assert pins(newest(), "top") == [stories[1].pk]
    assert pins(newest()) == [stories[0].pk]


def _without_top(version):
    layout = versions.layout_of(version)
    top = layout.zone("top")
    return layout.with_zone(type(top)(name="top", size=2, rule=top.rule))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_board_fits_a_phone_and_everybody(person, stories, scheme):
    page = person(viewport=PHONE, color_scheme=scheme)
    open_board(page)
    pin(page, stories[0])
    card(page, stories[0]).locator("summary").click()
    zone(page, "Latest").get_by_text("Change", exact=True).click()
    expect(state(page)).to_have_text(SAVED)

    assert violations(page) == ""
    assert page.evaluate(OVERFLOW) == 0
