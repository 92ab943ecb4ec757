"""Signs, counts, quotations and tables, as one types them."""

import pytest
from playwright.sync_api import expect

from articles import text
from articles.models import Article
from tests.browser.writing import body, click, open_new_story, open_story, paste, save, tool, write
from tests.factories import ArticleFactory

SAID = """x "a 'b' c" don't ("y")"""
SERBIAN = "x „a ’b’ c“ don’t („y“)"
SET = {
    "": "x “a ‘b’ c” don’t (“y”)",
    "sr-Cyrl": SERBIAN,
    "sr-Latn": SERBIAN,
    "hr": "x „a ‘b’ c” don’t („y”)",
    "de": "x „a ‚b‘ c“ don’t („y“)",
    "el": "x «a “b” c» don’t («y»)",
    "ro": "x „a «b» c” don’t („y”)",
}
# The field may stand in a part of the form that is folded up.
CHOOSE = """(field, value) => {
    field.value = value;
    field.dispatchEvent(new Event("change", {bubbles: true}));
}"""
COUNTED = [
    "<p></p>",
    "<h2>One</h2><p>two<br>three</p><ul><li><p>four</p></li></ul><p>fi<strong>ve</strong></p>",
    "<p>no\u00a0break, thin\u2009space, zero\u200bwidth – a dash</p>",
    "<table><tbody><tr><th><p>a</p></th><td><p>b</p><p>c</p></td></tr></tbody></table><hr>",
    '<blockquote class="pull-quote"><p>Салама и хлеба</p></blockquote>',
    "<p>" + "word " * 299 + "</p>",
    "<p>" + "word " * 300 + "</p>",
]


@pytest.mark.parametrize("language", SET)
def test_quotation_marks_are_those_of_the_storys_language(page, journalist, language):
    open_new_story(page)
    page.locator("#id_language").evaluate(CHOOSE, language)

    write(page, SAID)

    assert body(page) == f"<p>{SET[language]}</p>"


@pytest.mark.parametrize(
    ("language", "kept"),
    [
        ("", "’90s “a ‘5 b’ c” ’68"),
        ("sr-Latn", "’90s „a ’5 b’ c“ ’68"),
        ("de", "’90s „a ‚5 b‘ c“ ’68"),
    ],
)
def test_a_year_without_its_century_begins_with_an_apostrophe(page, journalist, language, kept):
    open_new_story(page)
    page.locator("#id_language").evaluate(CHOOSE, language)

    write(page, """'90s "a '5 b' c" '68""")

    assert body(page) == f"<p>{kept}</p>"


def test_what_was_set_is_given_back_by_undo_and_by_backspace(page, journalist):
    open_new_story(page)

    write(page, 'one "', "Control+z")
    assert body(page) == '<p>one "</p>'
    write(page, 'two" three "', "Backspace")
    assert body(page) == '<p>one "two” three "</p>'
    write(page, "Backspace", "- no... ", "Control+z")

    assert body(page) == '<p>one "two” three – no…</p>'


def test_a_pull_quote_is_made_of_a_line_turned_and_undone(page, journalist):
    open_new_story(page)
    page.get_by_label("Headline:").fill("Pulled")
    write(page, "Before.", "Enter", "It came like a train.")

    tool(page, "Pull quote").click()
    expect(tool(page, "Pull quote")).to_have_attribute("aria-pressed", "true")
    tool(page, "Quotation").click()
    assert body(page) == "<p>Before.</p><blockquote><p>It came like a train.</p></blockquote>"
    page.keyboard.press("Control+Shift+9")
    save(page)

    pulled = '<blockquote class="pull-quote"><p>It came like a train.</p></blockquote>'
    assert Article.objects.get().body == f"<p>Before.</p>{pulled}"


def test_a_table_is_made_filled_changed_and_left_by_keyboard(page, journalist):
    open_new_story(page)
    page.get_by_label("Headline:").fill("In rows")
    write(page, "Before.")
    tool(page, "Table").press("Enter")
    page.get_by_label("Rows").fill("2")
    page.get_by_label("Columns").fill("2")
    page.keyboard.press("Enter")

    write(page, "Town", "Tab", "People", "Tab", "Tisovar", "Tab", "900", "Tab", "Brodovar")
    tool(page, "Add a column").press("Enter")
    write(page, "Tab")
    tool(page, "Remove this column").press("Enter")
    write(page, "Control+Enter", "After.")
    save(page)

    assert Article.objects.get().body == (
        "<p>Before.</p><table><tbody><tr><th><p>Town</p></th><th><p>People</p></th></tr>"
        "<tr><td><p>Tisovar</p></td><td><p>900</p></td></tr>"
        "<tr><td><p>Brodovar</p></td><td></td></tr></tbody></table><p>After.</p>"
    )


def test_a_table_at_the_end_of_the_text_is_left_downwards(page, editor):
    table = "<table><tbody><tr><td><p>a</p></td></tr><tr><td><p>b</p></td></tr></tbody></table>"
    open_story(page, ArticleFactory(live=False, body=table))
    click(page, "td")

    page.keyboard.press("ArrowDown")
    assert body(page) == table
    page.keyboard.press("ArrowDown")
    page.keyboard.type("Out")

    assert body(page) == f"{table}<p>Out</p>"


@pytest.mark.parametrize("html", COUNTED)
def test_words_and_minutes_are_counted_as_the_server_counts_them(page, editor, html):
    article = ArticleFactory(live=False, body=html)
    open_story(page, article)

    shown = [page.locator(f"[data-{name}]").inner_text() for name in ("words", "minutes")]

    assert shown == [str(text.word_count(html)), str(text.reading_minutes(html))]


def test_words_are_counted_while_one_types_and_those_selected_beside_them(page, journalist):
    open_new_story(page)
    words, chosen = page.locator("[data-words]"), page.locator("[data-chosen]")

    write(page, "Three words here", "Enter", "and three more", "Shift+Home")

    chosen.get_by_text("3", exact=True).wait_for()
    expect(words).to_have_text("6", use_inner_text=True)
    paste(page, text="one")
    words.get_by_text("4", exact=True).wait_for()
    expect(chosen).not_to_be_visible()
