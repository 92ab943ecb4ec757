"""The board of a front: its keys, a bad network, two editors, its preview, on every screen."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from articles.fronts import versions
from tests.articles.board import BOARD, newest, pins
from tests.articles.fronts import launch, save, slot
from tests.articles.fronts import zone as zone_of
from tests.browser.conftest import OVERFLOW, PHONE, violations
from tests.browser.fronts import SAVED, card, five_stories, open_board, order, pin, state, zone
from tests.browser.windows import log_in_again, press
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def colleague(db):
    return UserFactory(username="colleague", role="Editor", first_name="Ana", last_name="Quick")


@pytest.fixture
def stories(editor):
    return five_stories()


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


def test_what_a_device_held_for_long_is_told_and_can_go_again(page, stories):
    open_board(page)
    page.context.set_offline(True)
    pin(page, stories[1])
    expect(state(page)).to_have_text("Not saved yet: no connection. It is kept on this device.")
    page.close()
    page = page.context.new_page()
    page.context.set_offline(False)
    page.add_init_script(
        "for (const name of Object.keys(localStorage).filter(name => name.startsWith('front:')))"
        "localStorage.setItem(name, JSON.stringify("
        "{ ...JSON.parse(localStorage.getItem(name)), at: Date.UTC(2026, 0, 5, 12) }))"
    )
    open_board(page)
    held = page.locator("#front-held")
    expect(held).to_contain_text("Brought in from this device, of ")
    expect(held).to_contain_text("2026")
    brought = pins(newest(), "top")

    held.get_by_role("button", name="Discard it").click()
    expect(card(page, stories[1])).to_have_count(0)
    expect(held).to_be_hidden()

    assert brought == [stories[1].pk]
    assert pins(newest(), "top") == []


def test_an_older_version_takes_the_place_of_a_draft_only_when_somebody_says_so(
    page, stories, colleague
):
    launch(zone_of("lead", slot(stories[0]), size=1))
    draft = save(zone_of("lead", slot(stories[1]), size=1), by=colleague)
    open_board(page)
    page.goto(f"{BOARD}?number=1")
    expect(card(page, stories[0])).to_be_visible()
    # Somebody else goes on meanwhile, which this page hears of.
    with page.expect_response("**/present/"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    later = save(zone_of("lead", slot(stories[2]), size=1), by=colleague)
    with page.expect_response("**/present/"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(state(page)).to_have_text("")
    before = newest()

    page.get_by_role("button", name="Go on with this version").click()
    expect(page.get_by_role("region", name="Two of you changed the same")).to_be_visible()

    assert draft.number + 1 == later.number == before.number
    assert newest() == later


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
