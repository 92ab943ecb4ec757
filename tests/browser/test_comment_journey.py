"""Readers who comment: without scripts, and on a phone with a bad line."""

import pytest
from playwright.sync_api import Page, expect

from comments import tokens
from comments.models import Comment, Flag
from tests.browser import axe
from tests.browser.conftest import OVERFLOW, PHONE
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A machine types quicker than people: that this is refused is proved elsewhere."""
    monkeypatch.setattr(tokens, "QUICKEST", tokens.QUICKEST * 0)


@pytest.fixture
def article(live_server):
    article = ArticleFactory(headline="The river rises")
    CommentFactory(article=article, name="Ana", text="Was it higher in 2006?")
    return article


def fill(page: Page, **typed: str) -> None:
    for label, value in ({"Name": "Rada", "Email": "rada@example.org"} | typed).items():
        page.get_by_role("textbox", name=label, exact=True).fill(value)


def test_a_reader_without_scripts_comments_looks_changes_and_reports(person, article):
    page = person(java_script_enabled=False)
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Reply to Ana").click()
    fill(page, Comment="It was not.")
    page.get_by_role("button", name="Quote what you answer").click()
    expect(page.get_by_role("textbox", name="Comment")).to_have_value(
        "> Was it higher in 2006?\n\nIt was not."
    )
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("It is not sent yet.")).to_be_visible()
    page.get_by_role("checkbox", name="Remember").check()
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your comment")

    page.get_by_role("link", name="Change it").click()
    page.get_by_role("textbox", name="Your comment").fill("It was, by a hand.")
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_text("It was, by a hand.")).to_be_visible()
    kept = Comment.objects.get(status="pending")
    assert (kept.text, kept.parent.name) == ("It was, by a hand.", "Ana")

    page.get_by_role("link", name="Back to").click()
    page.get_by_role("link", name="Report the comment of Ana").click()
    page.get_by_role("radio", name="It insults or threatens somebody").check()
    page.get_by_role("button", name="Report it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("moderators will look at it")
    assert Flag.objects.get().comment.name == "Ana"

    page.goto(f"/comments/{article.pk}/")
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_have_value("Rada")
    page.get_by_role("textbox", name="Comment").fill("A second one.")
    page.get_by_role("button", name="Send comment").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment is taken back")


def test_on_a_phone_the_form_opens_in_the_story_and_no_bad_line_loses_a_word(person, article):
    page = person(viewport=PHONE, has_touch=True)
    page.goto(article.get_absolute_url())
    assert {cookie["name"] for cookie in page.context.cookies()} == set()
    here = page.url

    page.get_by_role("link", name="Leave a comment").tap()
    form = page.get_by_role("region", name="Leave a comment")
    text = form.get_by_role("textbox", name="Comment")
    expect(text).to_be_focused()
    assert {cookie["name"] for cookie in page.context.cookies()} == {"csrftoken"}
    fill(page, Comment="At the lower bank, yes.", Email="rada@example")
    form.get_by_role("button", name="Send comment").tap()
    expect(form.get_by_role("alert")).to_contain_text("Enter a valid email address.")
    expect(text).to_have_value("At the lower bank, yes.")
    assert page.evaluate(OVERFLOW) == 0
    assert axe.found(page) == []

    fill(page)
    page.context.set_offline(True)
    form.get_by_role("button", name="Send comment").tap()
    expect(form.get_by_role("alert").last).to_contain_text("Your text is kept")
    page.context.set_offline(False)
    page.reload()
    page.get_by_role("link", name="Reply to Ana").tap()
    expect(page.get_by_role("textbox", name="Comment")).to_have_value("At the lower bank, yes.")
    expect(page.get_by_role("textbox", name="Email")).to_have_value("")
    fill(page)
    page.get_by_role("button", name="Send comment").tap()
    thanks = page.get_by_role("region", name="Thank you for your comment")
    expect(thanks).to_be_visible()
    assert page.url.split("#")[0] == here
    assert Comment.objects.get(status="pending").parent.name == "Ana"

    thanks.get_by_role("link", name="Change it").tap()
    page.get_by_role("textbox", name="Your comment").fill("At the upper bank.")
    page.get_by_role("button", name="Save the change").tap()
    expect(thanks.get_by_text("At the upper bank.")).to_be_visible()
    assert axe.found(page) == []
    page.reload()
    page.get_by_role("link", name="Leave a comment").tap()
    expect(page.get_by_role("textbox", name="Comment")).to_have_value("")
