"""The newsroom's pages in a browser: within the screen, whole without scripts."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import SavedFilter
from articles.models import Article
from comments.models import Comment
from portal.site.models import current
from tests.articles.desk import ADD, LIST, form_of, move_of, of, story
from tests.browser.conftest import DESKTOP, OVERFLOW, PHONE, TABLET, let_in, log_in, new_context
from tests.browser.newspaper import image
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory

pytestmark = pytest.mark.django_db(transaction=True)

INDEX = reverse("admin:index")
# What stands out of the frame of its form, by name.
OUT_OF_FORM = """
() => [...document.querySelectorAll("#content form :is(input, select, textarea, button)")]
    .filter(field => field.checkVisibility({visibilityProperty: true}))
    // The editor's tools are a row of their own that scrolls.
    .filter(field => !field.closest(".field-body"))
    .filter(field => field.getBoundingClientRect().right > innerWidth + 1)
    .map(field => field.name || field.textContent)
"""


def newsroom(administrator):
    """Something in every list; addresses of the pages that people work on, by name."""
    current().save()
    CategoryFactory(name="Politics", colour="teal")
    live = ArticleFactory(
        headline="A headline long enough to be broken into several lines on every screen",
        authors=(AuthorFactory(name="Zora Vetrenjak"),), lead_image_id=image().pk,
        tags=("rivers", "bridges"),
    )  # fmt: skip
    ArticleFactory(headline="Without a picture")
    waiting = of(administrator, Article.Status.IN_REVIEW, headline="Waits")
    draft = story(headline="A draft")
    CommentFactory(article=live, status=Comment.Status.PENDING)
    CommentFactory(article=live)
    kept = SavedFilter.objects.create(
        owner=administrator, screen="articles.article", name="Mine", query="mine=yes"
    )
    return {
        "dashboard": INDEX,
        "list": reverse(LIST),
        "narrowed list": f"{reverse(LIST)}?state=live&q=headline",
        "empty list": f"{reverse(LIST)}?q=nothing",
        "new story": reverse(ADD),
        "live story": form_of(live),
        "story in review": form_of(waiting),
        "history": reverse("admin:articles_article_history", args=[live.pk]),
        "withdraw": move_of(live, "withdraw"),
        "trash": move_of(draft, "trash"),
        "filter": reverse("admin:articles_article_filter", args=[kept.pk]),
        "delete filter": reverse("admin:articles_article_filter_delete", args=[kept.pk]),
        "settings": reverse("admin:site_settings_sitesettings_change", args=[current().pk]),
        "person": reverse("admin:accounts_user_change", args=[administrator.pk]),
    }


def test_no_page_of_the_desk_is_wider_than_the_screen_nor_a_field_than_its_form(
    page, administrator
):
    pages = newsroom(administrator)
    let_in(page, "administrator")

    over = {}
    for name, address in pages.items():
        page.goto(address)
        for size in (PHONE, TABLET, {"width": 1024, "height": 768}, DESKTOP):
            page.set_viewport_size(size)
            over[name, size["width"]] = (page.evaluate(OVERFLOW), page.evaluate(OUT_OF_FORM))

    assert {where: what for where, what in over.items() if what != (0, [])} == {}


@pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP], ids=["phone", "tablet", "desktop"])
def test_the_headline_of_a_story_stands_beside_its_picture(page, editor, size):
    ArticleFactory(headline="A headline of some length", lead_image_id=image().pk)
    page.set_viewport_size(size)
    let_in(page, "editor")
    page.goto(reverse(LIST))

    picture = page.locator(".story-thumb").bounding_box()
    headline = page.locator("th.field-story").bounding_box()

    assert picture["x"] + picture["width"] < headline["x"]


def test_the_desk_is_reached_and_asked_without_scripts(
    browser, live_server, complaints, administrator
):
    newsroom(administrator)
    context = new_context(
        browser, live_server.url, complaints, java_script_enabled=False, viewport=PHONE
    )
    page = context.new_page()
    log_in(page, "administrator")

    page.get_by_role("navigation", name="Newsroom").get_by_role("link", name="Stories").click()
    page.get_by_role("link", name="A draft").click()
    page.get_by_role("button", name="More to do with this story").click()
    page.get_by_role("link", name="Move to the trash").click()
    page.get_by_role("button", name="Move to the trash").click()

    expect(page.get_by_text("is in the trash.")).to_be_visible()
    assert Article.objects.get(headline="A draft").trashed_at is not None
    context.close()


@pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP], ids=["phone", "tablet", "desktop"])
def test_the_buttons_of_a_story_stay_in_sight(page, editor, size):
    article = ArticleFactory(headline="Long", body="<p>Word.</p>" * 200)
    page.set_viewport_size(size)
    let_in(page, "editor")
    page.goto(form_of(article))
    page.locator(".story-text").wait_for()

    for place in (0, 0.5, 1):
        page.evaluate("place => scrollTo(0, place * document.body.scrollHeight)", place)

        expect(page.get_by_role("button", name="Save", exact=True)).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name="Publish changes")).to_be_in_viewport(ratio=1)


def test_what_is_wrong_in_a_folded_part_is_seen(page, editor):
    article = story()
    let_in(page, "editor")
    page.goto(form_of(article))
    page.get_by_text("Lists, address and language").click()
    page.get_by_label("Address:").fill("not an address")
    folded = page.get_by_text("Search engines", exact=True)

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("Enter a valid “slug”")).to_be_visible()
    expect(page.get_by_label("Address:")).to_be_visible()
    expect(folded).to_be_visible()
    expect(page.get_by_label("First published at")).to_be_hidden()


@pytest.mark.parametrize(("chosen", "colour"), [("light", (251, 248, 242)), ("dark", (23, 20, 15))])
def test_the_theme_that_is_chosen_holds_against_that_of_the_system(page, editor, chosen, colour):
    page.emulate_media(color_scheme="dark" if chosen == "light" else "light")
    page.add_init_script(f"localStorage.setItem('theme', '{chosen}')")
    log_in(page, "editor")

    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert ground == "rgb({}, {}, {})".format(*colour)
