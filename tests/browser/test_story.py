"""A reader reads on in a series, and takes its link along; an editor corrects a story."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import series
from articles.models import Article, Correction
from tests.articles.desk import form_of
from tests.browser.conftest import OVERFLOW, PHONE, let_in, violations
from tests.factories import ArticleFactory, CategoryFactory, SeriesFactory, editor

pytestmark = pytest.mark.django_db(transaction=True)

MINUTE = timedelta(minutes=1)


def updated(story, ago):
    """As it is once it was updated so long ago; its page prints the moment."""
    at = timezone.now() - ago
    Article.objects.filter(pk=story.pk).update(updated_at=at, published_at=at - timedelta(days=9))


def test_a_reader_reads_on_and_copies_the_link(page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    section, row = CategoryFactory(), SeriesFactory(title="The river")
    parts = [ArticleFactory(category=section, headline=name) for name in ("Source", "Mouth")]
    for part in parts:
        series.join(row, part, by=editor())

    page.goto(parts[0].get_absolute_url())
    expect(page.get_by_role("navigation", name="Series", exact=True)).to_contain_text("Part 1 of 2")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("navigation", name="This series").get_by_role("link", name="Mouth").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Mouth")
    page.get_by_text("All parts").press("Enter")
    expect(page.get_by_role("navigation", name="Series", exact=True)).to_contain_text("Source")
    assert copied.endswith(parts[0].get_absolute_url())


def test_without_a_clipboard_the_address_is_there_to_be_copied(page):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    story = ArticleFactory()

    page.goto(story.get_absolute_url())
    page.get_by_role("button", name="Copy link").click()

    address = page.get_by_label("Address of this story")
    expect(address).to_be_visible()
    assert page.evaluate("getSelection().toString()").endswith(story.get_absolute_url())


def test_a_button_shares_only_where_the_browser_does(page):
    story = ArticleFactory(headline="The bridge")
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(story.get_absolute_url())
    expect(page.get_by_role("button", name="Share…")).to_be_hidden()

    page.add_init_script("navigator.share = async (said) => { window.shared = said; }")
    page.reload()
    page.get_by_role("button", name="Share…").click()

    shared = page.evaluate("window.shared")
    assert shared["title"] == "The bridge"
    assert shared["url"].endswith(story.get_absolute_url())


def test_without_scripts_only_links_share(person):
    page = person(java_script_enabled=False)
    page.goto(ArticleFactory().get_absolute_url())

    expect(page.get_by_role("link", name="Email")).to_be_visible()
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (MINUTE / 2, "this minute"), (12.5 * MINUTE, "12 minutes ago"),
        (61 * MINUTE, "1 hour ago"), (23.9 * 60 * MINUTE, "23 hours ago"),
    ],
)  # fmt: skip
def test_of_a_day_the_page_says_how_long_ago_it_was_updated(page, ago, words):
    story = ArticleFactory()
    updated(story, ago)

    page.goto(story.get_absolute_url())

    time = page.locator(".dates__updated time")
    expect(time).to_have_text(words)
    assert str(timezone.localtime().year) in time.get_attribute("title")


def test_it_stays_true_while_the_page_stands_open_and_on_paper(person):
    # A browser of its own: its clock stays as it is set here.
    page, story = person(locale="en-GB"), ArticleFactory()
    updated(story, 12.5 * MINUTE)
    page.clock.install()
    page.goto(story.get_absolute_url())
    time = page.locator(".dates__updated time")
    expect(time).to_have_text("12 minutes ago")

    page.clock.fast_forward("01:00:00")
    expect(time).to_have_text("1 hour ago")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(time).to_have_text(time.get_attribute("title"))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(time).to_have_text("1 hour ago")
    page.clock.fast_forward("24:00:00")

    expect(time).to_have_text(time.get_attribute("title"))


@pytest.mark.parametrize("ago", [-5 * MINUTE, timedelta(days=1, minutes=1)])
def test_what_is_long_ago_or_still_to_come_has_its_date(page, ago):
    story = ArticleFactory()
    updated(story, ago)

    page.goto(story.get_absolute_url())

    expect(page.locator(".dates__updated time")).to_contain_text(str(timezone.localtime().year))


def test_an_editor_corrects_a_live_story(page, editor):
    story = ArticleFactory(headline="The bridge opens")
    let_in(page, "editor")

    page.goto(form_of(story))
    told = page.get_by_label("What readers are told")
    expect(told).to_be_hidden()
    page.get_by_label("What changes for readers").select_option("correction")
    told.fill("It has nine arches.")
    page.get_by_role("button", name="Publish changes").click()
    expect(page.get_by_text("is live.")).to_be_visible()
    page.get_by_role("link", name="Corrections").click()
    page.set_viewport_size(PHONE)
    assert page.evaluate(OVERFLOW) == 0
    assert violations(page) == ""
    page.get_by_text("Change it").click()
    page.get_by_label("What readers are told").last.fill("It has nine arches, not eight.")
    page.get_by_role("button", name="Say it like this").click()
    expect(page.get_by_text("reads differently now")).to_be_visible()
    page.goto("/corrections/")
    page.get_by_role("link", name="The bridge opens").click()

    log = page.get_by_role("region", name="Corrections and updates")
    expect(log).to_contain_text("It has nine arches, not eight.")
    assert page.url.endswith(f"#correction-{Correction.objects.get().pk}")


def test_an_editor_makes_a_series_from_the_keyboard(page, editor):
    for name in ("Source of the river", "Mouth of the river"):
        ArticleFactory(headline=name)
    let_in(page, "editor")

    page.goto("/admin/articles/series/add/")
    page.get_by_label("Title").fill("The river")
    page.keyboard.press("Enter")
    for name in ("Mouth", "Source"):
        page.get_by_role("combobox").press_sequentially(name)
        expect(page.get_by_role("option")).to_contain_text(name)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_text("is part of it now.")).to_be_visible()
    row = page.get_by_role("listitem").filter(has_text="Source of the river")
    row.get_by_role("button", name="Move up").press("Enter")
    expect(page.get_by_text("moved up.")).to_be_visible()
    page.set_viewport_size(PHONE)
    assert page.evaluate(OVERFLOW) == 0
    assert violations(page) == ""
    page.goto("/series/the-river/")

    assert page.locator(".card__headline").all_inner_texts() == [
        "Source of the river", "Mouth of the river",
    ]  # fmt: skip
