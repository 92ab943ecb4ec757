"""Two people at one story in the real editor: what both changed is chosen by paragraph."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from articles import revisions
from articles.models import Article
from tests.articles.desk import form_of
from tests.browser.conftest import DESKTOP, OVERFLOW, PHONE, let_in, violations
from tests.browser.writing import body, click, open_story, save, write
from tests.factories import ArticleFactory, UserFactory

ONE, TWO = "<p>The river rose at night.</p>", "<p>The bridge was closed at noon.</p>"
THREE = "<p>Nobody was hurt in the town.</p>"


@pytest.fixture
def article(db, editor):
    return ArticleFactory(
        live=False, headline="The night at the river", kicker="Old", body=ONE + TWO + THREE
    )


def save_theirs(article):
    colleague = UserFactory(role="Editor", first_name="Ana", last_name="Quick")
    theirs = replace(
        article.newest_revision.content,
        kicker="Hers",
        body=ONE.replace("night", "dawn")
        + TWO.replace("noon", "two")
        + THREE.replace("town", "city"),
    )
    revisions.save(article, theirs, by=colleague)


def meet(page, article):
    """Type into two of the paragraphs that a colleague changes meanwhile; then save."""
    open_story(page, article)
    write(page, "Control+Home", "Nowadays ", "Control+End", " So they say.")
    save_theirs(article)
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".story-conflict").wait_for()


def test_a_conflict_is_resolved_paragraph_by_paragraph(page, article):
    meet(page, article)

    first, second = (page.get_by_role("group", name=f"Text, place {number}") for number in (1, 2))
    first.get_by_label("Theirs", exact=True).check()
    second.get_by_label("Mine", exact=True).check()
    page.get_by_role("button", name="Merge", exact=True).click()
    page.locator(".story-merged").wait_for()
    page.locator(".story-text").wait_for()

    assert page.locator(".story-text p").all_inner_texts() == [
        "The river rose at dawn.",
        "The bridge was closed at two.",
        "Nobody was hurt in the town. So they say.",
    ]
    assert page.get_by_label("Kicker:").input_value() == "Hers"
    assert Article.objects.get().newest_revision.by_name == "Ana Quick"
    page.get_by_text("What you had typed and gave up").click()
    expect(page.get_by_text("Nowadays The river rose at night.")).to_be_visible()

    click(page, "p:last-child")
    write(page, "Control+End", " All of them.")
    save(page)

    newest = Article.objects.get().newest_revision
    assert newest.content.body == body(page)
    assert newest.content.body.endswith(
        "<p>Nobody was hurt in the town. So they say. All of them.</p>"
    )
    assert (newest.content.kicker, newest.based_on.by_name) == ("Hers", "Ana Quick")


def test_what_was_merged_and_not_saved_is_not_left_by_mistake(page, article):
    meet(page, article)
    page.get_by_role("button", name="Merge", exact=True).click()
    page.locator(".story-merged").wait_for()

    page.on("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("link", name="Stories", exact=True).first.click(no_wait_after=True)
    page.wait_for_timeout(500)

    expect(page.locator(".story-merged")).to_be_visible()


def test_a_conflict_is_read_and_resolved_without_scripts(person, article):
    page = person(java_script_enabled=False)
    let_in(page, "editor")
    page.goto(form_of(article))
    page.get_by_label("Headline:").fill("The night of the river")
    page.get_by_label("Text:").fill(ONE.replace("river", "Drina") + TWO + THREE)
    save_theirs(article)
    page.get_by_role("button", name="Save", exact=True).click()

    page.get_by_role("group", name="Text").get_by_label("Both, theirs first").check()
    page.get_by_role("button", name="Merge", exact=True).click()

    assert re.findall("<p>(.*?)</p>", page.get_by_label("Text:").input_value())[:2] == [
        "The river rose at dawn.",
        "The Drina rose at night.",
    ]
    page.get_by_role("button", name="Save", exact=True).click()
    assert Article.objects.get().headline == "The night of the river"


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_both_texts_fit_the_screen_and_axe_finds_nothing(page, article, size):
    page.set_viewport_size(size)
    meet(page, article)

    # The editor's own pages are examined elsewhere.
    for name in ("", "Merge"):
        if name:
            page.get_by_role("button", name=name, exact=True).click()
            page.locator(".story-merged").wait_for()
            page.locator(".story-text").wait_for()
        assert page.evaluate(OVERFLOW) == 0
        assert violations(page) == ""
