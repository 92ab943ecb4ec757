"""The style list at work: marks that follow the text, and suggestions that are taken and undone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, StyleRule
from tests.browser.conftest import PHONE, let_in
from tests.browser.writing import body, open_new_story, open_story, save, tool, write
from tests.factories import ArticleFactory

# Longer than the page waits before it looks again.
SETTLED = 700


@pytest.fixture
def style(db):
    """Rules in Latin and Cyrillic, of one language and of all."""

    def rule(pattern, suggestion="", **more):
        return StyleRule.objects.create(
            pattern=pattern, suggestion=suggestion, message=f"Not “{pattern}”.", **more
        )

    rule("utilise", "use")
    rule("у току", "током", language="sr-Cyrl")
    rule(r"(very|quite) \w+", is_regex=True)
    return rule


def marked(page):
    return page.locator(".style-mark").all_inner_texts()


def wait_for_marks(page, number):
    page.wait_for_function(
        "number => document.querySelectorAll('.style-mark').length === number", arg=number
    )
    return marked(page)


def hints(page):
    return page.get_by_role("region", name="Style list")


def test_marks_appear_follow_what_is_typed_and_are_never_saved(page, journalist, style):
    open_new_story(page)
    page.get_by_label("Headline:", exact=True).fill("Marked")
    write(page, "We utilise it. Utilised is another word.")
    assert wait_for_marks(page, 1) == ["utilise"]

    write(page, "Control+Home", "Now ", "Enter")
    assert marked(page) == ["utilise"]
    write(page, "Very cold. ")
    assert wait_for_marks(page, 2) == ["Very cold", "utilise"]
    save(page)

    text = "<p>Now</p><p>Very cold. We utilise it. Utilised is another word.</p>"
    assert Article.objects.get().body == text


def test_a_mark_goes_with_the_words_that_it_was_for(page, editor, style):
    open_story(page, ArticleFactory(live=False, body="<p>utilise</p>"))
    wait_for_marks(page, 1)

    write(page, "Control+End", "d")

    assert wait_for_marks(page, 0) == []
    hints(page).wait_for(state="hidden")


def test_words_are_whole_in_every_script_and_rules_are_of_the_storys_language(page, editor, style):
    text = "<p>У току ноћи. Ау току, у токуј. Utilise.</p>"
    open_story(page, ArticleFactory(live=False, body=text, language="sr-Cyrl"))

    assert wait_for_marks(page, 2) == ["У току", "Utilise"]
    page.locator("#id_language").evaluate(
        "field => {field.value = 'en'; field.dispatchEvent(new Event('change', {bubbles: true}))}"
    )
    assert wait_for_marks(page, 1) == ["Utilise"]


def test_a_suggestion_is_taken_with_the_mouse_in_the_capitals_there_and_undone(page, editor, style):
    text = "<p>Before. <strong>Utilise</strong> it.</p>"
    open_story(page, ArticleFactory(live=False, body=text))
    wait_for_marks(page, 1)

    page.locator(".style-mark").hover()
    card = page.get_by_role("group", name="Style list")
    expect(card.get_by_text("Not “utilise”.")).to_be_visible()
    card.get_by_role("button", name="Use “Use”").click()

    assert body(page) == "<p>Before. <strong>Use</strong> it.</p>"
    assert wait_for_marks(page, 0) == []
    page.keyboard.press("Control+z")
    assert body(page) == text
    assert wait_for_marks(page, 1) == ["Utilise"]
    tool(page, "Redo").click()
    assert body(page) == "<p>Before. <strong>Use</strong> it.</p>"


def test_the_card_goes_with_escape_and_says_only_why_where_there_is_no_suggestion(
    page, editor, style
):
    open_story(page, ArticleFactory(live=False, body="<p>It is very cold.</p>"))
    wait_for_marks(page, 1)

    page.locator(".style-mark").click()
    card = page.get_by_role("group", name="Style list")
    expect(card).to_have_text(r"Not “(very|quite) \w+”.", use_inner_text=True)
    page.keyboard.press("Escape")

    expect(card).not_to_be_visible()


def test_hints_are_gone_through_by_keyboard(page, editor, style):
    open_story(
        page, ArticleFactory(live=False, body="<p>utilise</p><p>very cold</p><p>UTILISE</p>")
    )
    wait_for_marks(page, 3)

    hints(page).get_by_text("Hints of the style list: 3").focus()
    for key in ("Enter", "Tab", "Enter"):
        page.keyboard.press(key)
    assert body(page) == "<p>use</p><p>very cold</p><p>UTILISE</p>"
    # The next one, which can only be shown.
    assert page.evaluate("document.activeElement.textContent") == "Show “very cold”"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert body(page) == "<p>use</p><p>very cold</p><p>USE</p>"
    page.keyboard.press("Enter")

    assert page.evaluate("getSelection().toString()") == "very cold"
    assert page.locator(".story-text").evaluate("text => text === document.activeElement")


def test_lines_above_the_text_have_hints_too_and_typing_is_undone_as_usual(page, editor, style):
    open_story(page, ArticleFactory(live=False, headline="We utilise trams", body="<p>x</p>"))
    headline = page.get_by_label("Headline:", exact=True)
    hints(page).get_by_text("Hints of the style list: 1").click()

    assert "Headline" in hints(page).inner_text()
    hints(page).get_by_role("button", name="Use “use”").click()
    assert headline.input_value() == "We use trams"
    headline.focus()
    page.keyboard.press("Control+z")

    assert headline.input_value() == "We utilise trams"


def test_how_many_hints_there_are_is_read_aloud_once_one_has_stopped(page, editor, style):
    open_story(page, ArticleFactory(live=False, body="<p>x</p>"))
    told = page.locator(".style-hints [data-told]")

    write(page, "Control+End", " utilise ")

    wait_for_marks(page, 1)
    assert told.text_content() == ""
    told.get_by_text("Hints of the style list: 1").wait_for(state="attached")


def test_typing_in_a_long_text_reads_the_changed_paragraph_only(page, editor, style):
    text = "<p>" + "</p><p>".join(["We utilise a word. " * 12] * 100) + "</p>"
    open_story(page, ArticleFactory(live=False, body=text))
    wait_for_marks(page, 1200)
    page.evaluate(
        """() => {
            const all = String.prototype.matchAll;
            window.read = [];
            String.prototype.matchAll = function (...args) {
                window.read.push(this[0]);
                return all.apply(this, args);
            };
        }"""
    )

    write(page, "Control+Home", "Added")
    page.wait_for_timeout(SETTLED)

    assert set(page.evaluate("window.read")) == {"A"}
    assert len(marked(page)) == 1200


def test_a_rule_that_takes_too_long_is_left_out_and_said(page, editor, style):
    open_story(page, ArticleFactory(live=False, body="<p>x</p>"))
    # A clock of the page that runs away while the rule for “utilise” is asked.
    page.evaluate(
        """() => {
            const all = String.prototype.matchAll;
            const now = performance.now.bind(performance);
            let lost = 0;
            performance.now = () => now() + lost;
            String.prototype.matchAll = function (expression) {
                if (expression.source.includes("utilise")) lost += 1000;
                return all.call(this, expression);
            };
        }"""
    )

    write(page, "Control+End", " very cold, utilise")
    hints(page).get_by_text("The rule “utilise” takes this browser too long").wait_for()
    write(page, " quite warm, utilise")

    wait_for_marks(page, 2)
    page.wait_for_timeout(SETTLED)
    assert marked(page) == ["very cold", "quite warm"]


def test_on_a_phone_a_touch_shows_the_card_within_the_screen(person, editor, style):
    phone = person(viewport=PHONE, has_touch=True)
    open_story(phone, ArticleFactory(live=False, body="<p>Hardly ever utilise that.</p>"))
    wait_for_marks(phone, 1)

    phone.locator(".style-mark").tap()
    # The mouse of a laptop that has a touch screen too.
    phone.mouse.move(1, 1)
    phone.wait_for_timeout(400)
    card = phone.get_by_role("group", name="Style list")
    card.wait_for()
    box = card.bounding_box()

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    card.get_by_role("button", name="Use “use”").tap()
    assert body(phone) == "<p>Hardly ever use that.</p>"


def test_the_card_goes_with_the_words_until_they_leave_the_screen(person, editor, style):
    phone = person(viewport=PHONE, has_touch=True)
    body = "<p>Hardly ever utilise that.</p>" + "<p>A line.</p>" * 60
    open_story(phone, ArticleFactory(live=False, body=body))
    wait_for_marks(phone, 1)
    mark, card = phone.locator(".style-mark"), phone.get_by_role("group", name="Style list")

    def gap():
        return card.bounding_box()["y"] - mark.bounding_box()["y"]

    mark.tap()
    card.wait_for()
    before = gap()
    phone.evaluate("scrollBy({top: 60, behavior: 'instant'})")
    phone.wait_for_timeout(100)
    assert abs(gap() - before) < 1
    phone.evaluate("scrollBy({top: 1500, behavior: 'instant'})")

    expect(card).to_be_hidden()


def test_without_rules_there_is_nothing_to_see(page, editor):
    open_story(page, ArticleFactory(live=False, body="<p>We utilise it.</p>"))
    page.wait_for_timeout(SETTLED)

    assert marked(page) == []
    expect(hints(page)).to_have_count(0)


EXPRESSIONS = [
    "percents?", r"\d+ ?%", r"\w*ić", "(?:a|b)?c", r"[a-z\d_.-]x", r"[^\w]ž", "^Ы.$", r"3\.5\-",
    "[[&&~]x", r"x{2,3}?y{2}z{3,}", r"[\]\[\\^/-]x", "„x“ …", "\\{\\}\\|\\/",
]  # fmt: skip


@pytest.mark.parametrize("pattern", EXPRESSIONS)
def test_the_browser_can_read_whatever_was_not_refused(page, editor, pattern):
    rule = StyleRule(pattern=pattern, is_regex=True)

    assert page.evaluate("source => new RegExp(source, 'giu').flags", rule.as_data()["source"])


def test_a_rule_is_tried_out_while_it_is_written(page, editor):
    let_in(page, "editor")
    page.goto(reverse("admin:articles_stylerule_add"))
    page.get_by_label("Words:").fill("in order to")
    page.get_by_label("Suggestion:").fill("to")
    page.get_by_label("Try it out").fill("In order to see. Reorder to see.")

    page.get_by_text("It marks 1.").wait_for()
    expect(page.locator("[data-marked]")).to_have_text(
        "In order to → To see. Reorder to see.", use_inner_text=True
    )
    page.get_by_label("Words:").fill("(a+)+")
    page.get_by_label("Regular expression").check()
    page.get_by_text("Brackets cannot be repeated").wait_for()
