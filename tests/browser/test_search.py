"""The readers' search in a browser: by keyboard, with scripts and without, in any alphabet."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import OVERFLOW, PHONE, violations
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory

pytestmark = pytest.mark.django_db(transaction=True)

SUGGEST = "**/search/suggest/*"


@pytest.fixture
def paper():
    """Two sections with stories in both scripts of one language."""
    politics = CategoryFactory(name="Politics", slug="politics")
    sport = CategoryFactory(name="Sport", slug="sport")
    ana = AuthorFactory(name="Ana Đukić", slug="ana")
    now = timezone.now()
    return [
        ArticleFactory(
            headline=headline, category=section, authors=(ana,), language=language,
            tags=("đumbir",), at=now - timedelta(minutes=number),
            body="<p>Đukić je rekla: dođite.</p>",
        )
        for number, (headline, section, language) in enumerate([
            ("Đukić otvara most", politics, "sr-Latn"),
            ("Ђукић на стадиону", sport, "sr-Cyrl"),
            ("Đukić i reka", politics, "sr-Latn"),
        ])
    ]  # fmt: skip


def typed(page, words):
    field = page.get_by_role("banner").get_by_role("combobox", name="Search")
    field.click()
    field.press_sequentially(words)
    return field


def listed(page):
    return page.get_by_role("listbox", name="Suggestions")


def test_a_reader_types_latin_picks_by_keyboard_narrows_and_goes_back(page, paper):
    page.goto("/")
    field = typed(page, "djuk")
    expect(listed(page).get_by_role("option")).to_have_count(4)
    expect(page.get_by_role("status").filter(has_text="4 suggestions")).to_have_count(1)
    expect(field).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_text("Đukić otvara most")
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{paper[0].get_absolute_url()}")

    typed(page, "djukic")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=djukic")
    cards = page.locator(".card__headline")
    expect(cards).to_have_count(3)
    expect(page.locator(".card__headline mark")).to_have_text(["Đukić", "Ђукић", "Đukić"])
    page.get_by_role("navigation", name="Narrow down").get_by_role("link", name="Sport").click()
    expect(cards).to_have_text(["Ђукић на стадиону"])
    page.get_by_role("link", name="Do not narrow to: Sport").click()
    expect(cards).to_have_count(3)
    page.go_back()
    expect(cards).to_have_text(["Ђукић на стадиону"])


def test_headlines_say_their_language_and_names_are_in_that_of_the_page(page, paper):
    page.goto("/")
    typed(page, "djuk")

    expect(listed(page).get_by_role("option")).to_have_count(4)
    expect(listed(page).locator("[lang]")).to_have_count(3)


def test_the_field_keeps_what_belongs_to_it(page, paper):
    page.goto("/search/")
    field = page.get_by_role("main").get_by_role("combobox")
    field.press_sequentially("djuk")
    expect(listed(page)).to_be_visible()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    assert field.evaluate("each => each.selectionStart") == 0
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_have_text("Đukić i reka")
    page.keyboard.press("Escape")
    expect(listed(page)).to_be_hidden()
    expect(field).to_have_value("djuk")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowDown")
    expect(listed(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(listed(page)).to_be_hidden()
    assert page.url.endswith("/search/")


def test_a_suggestion_can_be_pressed(page, paper):
    page.goto("/")
    typed(page, "djuk")

    page.get_by_role("option", name="Ana Đukić").click()

    page.wait_for_url("**/author/ana/")


def test_an_answer_that_comes_late_or_not_at_all_changes_nothing(page, paper):
    kept = []

    def answer(route):
        if route.request.url.endswith("q=dj"):
            kept.append(route)
        elif route.request.url.endswith("=djuk"):
            route.continue_()
        else:
            route.abort()

    page.route(SUGGEST, answer)
    page.goto("/")
    typed(page, "dj")
    page.wait_for_timeout(400)
    typed(page, "uk")
    expect(listed(page)).to_be_visible()
    for route in kept:
        route.fulfill(body=json.dumps({"groups": [], "said": ""}))
    expect(listed(page)).to_be_visible()
    typed(page, "x")
    expect(listed(page)).to_be_hidden()

    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=djukx")


def test_letters_that_are_being_composed_are_not_asked_about(page, paper):
    asked = []
    page.on("request", lambda each: asked.append(each.url) if "suggest" in each.url else None)
    page.goto("/search/")
    field = page.get_by_role("main").get_by_role("combobox")
    field.focus()

    session = page.context.new_cdp_session(page)
    session.send(
        "Input.imeSetComposition", {"text": "djuk", "selectionStart": 4, "selectionEnd": 4}
    )
    page.wait_for_timeout(400)
    before = list(asked)
    session.send("Input.insertText", {"text": "djuk"})
    expect(listed(page)).to_be_visible()

    assert before == []
    assert len(asked) == 1


@pytest.mark.parametrize("look", [{"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_axe_finds_nothing_while_suggestions_are_open_and_nothing_moves(page, paper, look):
    page.emulate_media(**look)
    page.set_viewport_size(PHONE)
    page.goto("/search/?q=djukic")
    below = page.locator(".card__headline").first
    before = below.bounding_box()
    field = page.get_by_role("main").get_by_role("combobox")
    field.press("End")
    field.press_sequentially(" ")
    field.press("Backspace")

    expect(listed(page)).to_be_visible()
    page.keyboard.press("ArrowDown")

    assert violations(page) == ""
    assert below.bounding_box() == before
    assert page.evaluate(OVERFLOW) == 0


def test_the_search_is_whole_without_scripts(person, paper):
    page = person(java_script_enabled=False, viewport=PHONE)
    page.goto("/")
    page.get_by_text("Menu", exact=True).click()
    field = page.get_by_role("banner").get_by_label("Search").first
    field.fill("djukix")
    field.press("Enter")
    page.get_by_role("link", name="djukic").or_(page.get_by_role("link", name="đukić")).click()
    expect(page.locator(".card__headline")).to_have_count(3)
    page.get_by_role("link", name="Newest first").click()
    page.get_by_role("navigation", name="Narrow down").get_by_role("link", name="Politics").click()

    expect(page.locator(".card__headline")).to_have_text(["Đukić otvara most", "Đukić i reka"])
    page.get_by_role("link", name="Đukić i reka").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đukić i reka")
