"""An editor's day with one story: sent back, published, corrected, withdrawn."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article
from tests.browser.conftest import let_in
from tests.browser.writing import save, write
from tests.factories import ArticleFactory, AuthorFactory

pytestmark = pytest.mark.django_db(transaction=True)
DESK = reverse("admin:index")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def open_from_today(page, panel, headline):
    page.goto(DESK)
    page.get_by_role("region", name=panel).get_by_role("link", name=headline).click()
    page.locator(".story-text").wait_for()


def test_an_editor_sends_a_story_back_publishes_corrects_and_withdraws_it(
    page, person, journalist, editor
):
    own = AuthorFactory(name="Zora Herself", user=journalist)
    article = ArticleFactory(
        headline="The weir holds", body="<p>It held.</p>", by=journalist, authors=(own,), live=False
    )
    workflow.submit(article, by=journalist)
    writing, reading = person(), person(viewport={"width": 390, "height": 844})
    let_in(page, "editor")
    let_in(writing, "journalist")

    open_from_today(page, "Needs you", "The weir holds")
    page.get_by_label("Note for the history").fill("Who says so?")
    press(page, "Send back to the writer")
    expect(page.get_by_text("is a draft again.")).to_be_visible()

    writing.goto(DESK)
    back = writing.get_by_role("region", name="Needs you")
    expect(back.get_by_text("Who says so?")).to_be_visible()
    open_from_today(writing, "Needs you", "The weir holds")
    write(writing, "Control+End", " The engineer says so.")
    press(writing, "Submit for review")
    expect(writing.get_by_text("is with the desk now.")).to_be_visible()

    open_from_today(page, "Needs you", "The weir holds")
    expect(page.locator(".story-text")).to_contain_text("The engineer says so.")
    press(page, "Publish")
    expect(page.get_by_text("is live.")).to_be_visible()
    address = Article.objects.get().get_absolute_url()
    reading.goto(address)
    expect(reading.get_by_role("heading", level=1)).to_have_text("The weir holds")

    page.get_by_label("Headline:").fill("The weir holds, so far")
    save(page)
    reading.reload()
    expect(reading.get_by_role("heading", level=1)).to_have_text("The weir holds")
    press(page, "Publish changes")
    expect(page.get_by_text("is live.")).to_be_visible()
    reading.reload()
    expect(reading.get_by_role("heading", level=1)).to_have_text("The weir holds, so far")

    page.get_by_role("link", name="Withdraw").click()
    expect(page.get_by_text("It leaves the site at once.")).to_be_visible()
    assert Article.objects.live().exists()
    press(page, "Withdraw")
    expect(page.get_by_text("is withdrawn: readers")).to_be_visible()
    assert reading.goto(address).status == 410
    expect(reading.get_by_role("link", name="The front page")).to_be_visible()
