"""Breaking news, from the desk to readers and away again; and what readers find read most."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.mostread import listing
from portal.site.models import Banner
from tests.articles.read import opened
from tests.browser.conftest import PHONE, let_in, violations
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_editor_breaks_news_for_two_hours_extends_and_ends_it(person, editor):
    story = ArticleFactory(headline="The bridge is open")
    desk, reader = person(), person(viewport=PHONE)
    let_in(desk, "editor")
    desk.goto("/admin/")
    desk.get_by_role("link", name="Breaking news").click()

    desk.get_by_label("What happened").fill("The bridge  is open")
    desk.get_by_role("combobox", name="Leads to").press_sequentially("bridge")
    desk.get_by_role("option", name="The bridge is open").click()
    expect(desk.get_by_role("combobox", name="Leads to")).to_have_value(story.get_absolute_url())
    before = desk.locator("[data-told]").inner_text()
    desk.get_by_role("group", name="Stays for").get_by_text("2 hours").click()
    assert desk.locator("[data-told]").inner_text() != before
    assert re.fullmatch(r"It ends by itself at \d\d:\d\d\.", before)
    expect(desk.locator(".breaking-form__count")).to_have_text("18 / 160")
    expect(desk.locator("[data-words]")).to_have_text("The bridge is open")
    assert violations(desk) == ""
    desk.get_by_role("button", name="Show it now").click()

    expect(desk.get_by_text("then it is gone by itself")).to_be_visible()
    reader.goto("/")
    reader.get_by_role("complementary", name="Breaking news").get_by_role("link").click()
    expect(reader).to_have_url(re.compile(f"{story.get_absolute_url()}$"))
    assert violations(reader) == ""

    first = Banner.objects.get().ends_at
    desk.get_by_role("button", name="30 more minutes").click()
    expect(desk.get_by_text("It ends by itself at")).to_have_count(2)
    assert (Banner.objects.get().ends_at - first).total_seconds() == 1_800
    desk.get_by_role("button", name="End it now").click()
    expect(desk.get_by_text("is gone from every page")).to_be_visible()
    reader.goto("/")
    expect(reader.get_by_role("complementary", name="Breaking news")).to_have_count(0)


def test_readers_switch_between_both_lists_from_the_keyboard_without_scripts(person):
    today, before = ArticleFactory(headline="Of today"), ArticleFactory(headline="Of the week")
    opened(today)
    opened(before, 9, at=timezone.now() - 2 * listing.DAY)
    listing.compute(timezone.now())
    page = person(java_script_enabled=False)
    page.goto("/")
    lists = page.get_by_role("region", name="Most read")
    expect(lists.get_by_role("link")).to_have_text(["Of today"])

    page.get_by_label("24 hours").focus()
    page.keyboard.press("ArrowRight")

    expect(page.get_by_label("7 days")).to_be_checked()
    expect(lists.get_by_role("link")).to_have_text(["Of the week", "Of today"])
