"""A story on its whole way: written, submitted, published, read, commented on, and answered for."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.browser.conftest import log_in
from tests.factories import AuthorFactory, CategoryFactory
from tests.pictures.samples import data, halves

pytestmark = pytest.mark.django_db(transaction=True)

HEADLINE = "Мост на Мирави отворен после девет година"
COMMENT = "At last!\n\nI shall walk over it tomorrow."


def write(page: Page, photo) -> None:
    """What a journalist does from the first word to handing the story in."""
    page.get_by_role("link", name="Write a story").click()
    page.get_by_label("Headline", exact=False).first.fill(HEADLINE)
    page.get_by_label("Standfirst").fill("The first to cross was a dog.")
    text = page.locator(".ProseMirror")
    text.click()
    page.keyboard.type("The ribbon was cut at noon.")
    page.keyboard.press("Enter")
    page.keyboard.type("What came before")
    page.get_by_role("button", name="Subheading", exact=True).click()
    page.keyboard.press("Enter")
    page.keyboard.type("Nine years of waiting.")
    page.get_by_label("Category", exact=False).first.select_option(label="Politics")
    page.get_by_role("button", name="Choose an image").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Upload a new image").click()
    dialog.get_by_label("File").set_input_files(
        {"name": "bridge.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )
    dialog.get_by_role("textbox", name="Alternative text:").fill("A bridge over a wide river")
    dialog.get_by_role("textbox", name="Credit").fill("Zora Vetrenjak")
    dialog.get_by_role("button", name="Add it to the library").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_text("in review").first).to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("navigation", name="Newsroom").get_by_role("link", name="Stories").click()
    page.get_by_role("link", name=HEADLINE).click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("link", name="View on site").first).to_be_visible()


def find_and_read(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name=HEADLINE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(page.get_by_role("heading", name="What came before", level=2)).to_be_visible()
    expect(page.get_by_role("img", name="A bridge over a wide river")).to_be_visible()
    expect(page.get_by_text("0 comments").first).to_be_visible()


def comment(page: Page, clock) -> None:
    page.get_by_role("link", name="Leave a comment").click()
    page.get_by_role("textbox", name="Comment").fill(COMMENT)
    page.get_by_role("textbox", name="Name").fill("Rada Reader")
    page.get_by_role("textbox", name="Email").fill("rada@example.org")
    clock.shift(timedelta(seconds=10))
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your comment")
    page.get_by_role("link", name="Back to").click()
    expect(page.get_by_text("I shall walk over it")).to_have_count(0)


def approve(page: Page) -> None:
    page.get_by_role("navigation", name="Newsroom").get_by_role(
        "link", name="Comments", exact=True
    ).click()
    card = page.get_by_role("article").filter(has_text="I shall walk over it tomorrow.")
    card.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("is approved: readers see it.")).to_be_visible()


def test_a_story_goes_from_the_journalist_to_the_readers_and_their_words_come_back(
    person, journalist, editor, moderator
):
    CategoryFactory(name="Politics", slug="politics")
    AuthorFactory(name="Zora Vetrenjak", slug="zora", user=journalist)
    # The form is not taken from a machine, which needs no time to fill it in.
    with time_machine.travel(timezone.now(), tick=True) as clock:
        writing = person()
        log_in(writing, "journalist")
        write(writing, data(halves((1600, 1067))))
        assert not Article.objects.live().exists()
        expect(writing.get_by_role("button", name="Publish")).to_have_count(0)

        editing = person()
        log_in(editing, "editor")
        publish(editing)

        reading = person(viewport={"width": 390, "height": 844}, java_script_enabled=False)
        find_and_read(reading)
        assert reading.context.cookies() == []
        comment(reading, clock)

        moderating = person()
        log_in(moderating, "moderator")
        approve(moderating)

        reading.reload()
        expect(reading.get_by_text("1 comment").first).to_be_visible()
        expect(reading.get_by_text("I shall walk over it tomorrow.")).to_be_visible()

    story = Article.objects.get()
    assert story.get_absolute_url() == (
        f"/politics/{story.pk}/most-na-miravi-otvoren-posle-devet-godina/"
    )
