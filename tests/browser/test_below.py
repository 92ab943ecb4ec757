"""An editor decides what stands below a story, and readers see it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.related import choices
from tests.articles.below import pins, stand_below
from tests.articles.desk import form_of
from tests.articles.news import FLOOD, HARVEST, about
from tests.browser.conftest import OVERFLOW, PHONE, let_in, violations
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)


def row(page, headline):
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=headline))


def below(page, article):
    """The headlines that readers find there."""
    page.goto(article.get_absolute_url())
    return page.locator(".also-like .card__headline").all_inner_texts()


def test_an_editor_pins_orders_and_blocks_from_the_keyboard(page, editor):
    flood = [about(FLOOD, number) for number in range(4)]
    plums = about(HARVEST, 1, headline="Plums at a record price")
    article = about(FLOOD, 4, headline="The river rises")
    second, third = below(page, article)[1:3]

    let_in(page, "editor")
    page.goto(form_of(article))
    page.get_by_role("link", name="You may also like").click()
    page.get_by_role("combobox").press_sequentially("record")
    expect(page.get_by_role("option")).to_contain_text(plums.headline)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(row(page, plums.headline).get_by_role("button", name="Unpin")).to_be_focused()
    row(page, second).get_by_role("button", name="Pin", exact=True).press("Enter")
    expect(row(page, second).get_by_role("button", name="Unpin")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    # At the top it leads nowhere, and is where one was.
    up = row(page, second).get_by_role("button", name="Move up")
    expect(up).to_have_attribute("aria-disabled", "true")
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    row(page, third).get_by_role("button", name="Block").press("Enter")

    expect(page.get_by_text("are kept apart, on the lists of both.")).to_be_visible()
    expect(page.get_by_role("heading", name="Readers see")).to_be_focused()
    shown = below(page, article)
    (blocked,) = (each for each in flood if each.headline == third)
    assert shown[:2] == [second, plums.headline]
    assert third not in shown
    assert article.headline not in below(page, blocked)


def test_a_search_by_scripts_offers_nothing_that_is_decided_or_closed(page, editor):
    article = ArticleFactory(headline="Ferry itself")
    pinned, blocked, _other = (ArticleFactory(headline=f"Ferry {name}") for name in "ABC")
    ArticleFactory(headline="Ferry that is a draft", live=False)
    choices.pin(article, pinned, by=editor)
    choices.block(article, blocked, by=editor)
    let_in(page, "editor")
    page.goto(reverse("admin:articles_article_related", args=[article.pk]))

    page.get_by_role("combobox").press_sequentially("ferry")

    expect(page.get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("option")).to_contain_text("Ferry C")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_phone_and_everybody(person, editor, scheme):
    article = ArticleFactory()
    found = [ArticleFactory(headline="Averylongwordwithoutaspace" * 6) for _number in range(5)]
    stand_below(article, found)
    choices.pin(article, found[0], by=editor)
    choices.pin(article, found[1], by=editor)
    choices.block(article, found[2], by=editor)
    page = person(viewport=PHONE, color_scheme=scheme)
    let_in(page, "editor")

    page.goto(reverse("admin:articles_article_related", args=[article.pk]) + "?q=averylong")

    assert violations(page) == ""
    assert page.evaluate(OVERFLOW) == 0


def test_of_two_stories_that_look_the_same_the_one_that_is_chosen_is_pinned(page, editor):
    twins = [about(HARVEST, 1, headline="Plums at a record price") for _number in range(2)]
    article = about(FLOOD, 4, headline="The river rises")

    let_in(page, "editor")
    page.goto(form_of(article))
    page.get_by_role("link", name="You may also like").click()
    page.get_by_role("combobox").press_sequentially("record")
    expect(page.get_by_role("option")).to_have_count(2)
    page.get_by_role("option").first.click()

    expect(row(page, twins[0].headline).get_by_role("button", name="Unpin")).to_be_visible()
    pinned = pins(article)
    page.get_by_role("combobox").press_sequentially("record")
    page.get_by_role("option").click()
    expect(page.get_by_role("button", name="Unpin")).to_have_count(2)
    assert len(pinned) == 1
    assert set(pins(article)) == set(twins)
