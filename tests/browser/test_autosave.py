"""What is typed is kept, told truly, and offered back, in the real page."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, FormSession, Revision
from tests.articles.desk import form_of
from tests.browser.conftest import let_in
from tests.browser.windows import (
    crash,
    headline,
    kept,
    log_in_again,
    offers,
    on_device,
    press,
    wait_until_handed_over,
    wait_until_on_device,
    wait_until_saved,
)
from tests.browser.writing import open_new_story, open_story, save, write
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)
OFFLINE = "Offline: kept on this device"


@pytest.fixture
def article(editor):
    return ArticleFactory(live=False, headline="The weir", body="<p>It held.</p>")


def a_minute_passes():
    """A form that says nothing for so long counts as closed."""
    FormSession.objects.update(seen_at=timezone.now() - timedelta(minutes=1))


def test_what_a_device_holds_of_a_story_that_one_may_not_open_any_more_is_shown(
    person, complaints, journalist
):
    page = person()
    article = ArticleFactory(live=False, by=journalist)
    open_story(page, article, "journalist")
    page.context.set_offline(True)
    write(page, "Mine alone. ")
    wait_until_on_device(page)
    Article.objects.update(created_by=None)
    crash(page)
    page.context.set_offline(False)

    after = page.context.new_page()
    open_new_story(after)

    held = after.get_by_role("region", name="Kept on this device")
    assert "Mine alone." in held.get_by_label("What you typed").input_value()
    held.get_by_role("button", name="Remove it from this device").click()
    expect(held.get_by_text("Removed from this device.")).to_be_visible()
    expect(held.get_by_label("What you typed")).to_be_focused()
    assert on_device(after) == {}
    after.reload()
    expect(held).not_to_be_visible()
    # What is refused is asked for again by each page.
    complaints[:] = [each for each in complaints if not each.startswith("403 ")]


def test_a_double_click_removes_one_text_from_the_device_and_leaves_the_next(
    person, complaints, journalist
):
    page = person()
    for count in (1, 2):
        article = ArticleFactory(live=False, by=journalist)
        open_story(page, article, "journalist")
        page.context.set_offline(True)
        write(page, f"Mine alone, {count}. ")
        wait_until_on_device(page, count)
        Article.objects.update(created_by=None)
        crash(page)
        page.context.set_offline(False)
        page = page.context.new_page()
    open_new_story(page)
    held = page.get_by_role("region", name="Kept on this device")
    expect(held.get_by_label("What you typed")).to_have_count(2)

    held.get_by_role("button", name="Remove it from this device").first.dblclick()

    expect(held.get_by_label("What you typed")).to_have_count(2)
    assert len(on_device(page)) == 1
    complaints[:] = [each for each in complaints if not each.startswith("403 ")]


def test_a_new_story_that_is_refused_at_once_is_one_and_the_page_becomes_its_own(page, journalist):
    open_new_story(page)
    page.get_by_label("Headline:", exact=True).fill("The weir")
    page.locator("#id_slug").evaluate("field => { field.value = 'no address'; }")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".errornote").wait_for()

    write(page, "It held.")
    wait_until_saved(page)

    article = Article.objects.get()
    assert page.url.endswith(form_of(article))
    page.reload()
    expect(offers(page).get_by_role("link", name="Go on with it")).to_have_count(1)


def test_what_is_typed_into_a_live_story_is_kept_and_neither_a_revision_nor_seen(
    page, person, editor
):
    article = ArticleFactory(headline="The weir", body="<p>It held.</p>")
    before = list(Revision.objects.values_list("pk", flat=True))
    open_story(page, article)
    expect(kept(page)).to_have_text("")

    write(page, "So far. ")
    headline(page).fill("The weir, at night")
    wait_until_saved(page)

    held = FormSession.objects.get(typed_at__isnull=False)
    assert held.fields["headline"] == ["The weir, at night"]
    assert held.fields["body"] == ["<p>So far. It held.</p>"]
    assert list(Revision.objects.values_list("pk", flat=True)) == before
    reader = person()
    reader.goto(article.get_absolute_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text("The weir")
    assert "So far" not in reader.content()
    assert on_device(page) == {}


def test_a_new_story_gets_its_address_while_it_is_typed(page, journalist):
    open_new_story(page)
    headline(page).fill("The ferry")
    wait_until_saved(page)

    article = Article.objects.get()
    assert page.url.endswith(form_of(article))
    assert (article.headline, article.newest_revision) == ("The ferry", None)
    write(page, "It came at last.")
    save(page)
    assert Article.objects.get().newest_revision.content.body == "<p>It came at last.</p>"
    expect(offers(page)).to_have_count(0)
    assert not FormSession.objects.unsaved().exists()


def test_without_a_network_it_is_kept_on_the_device_until_there_is_one(page, article):
    open_story(page, article)
    page.context.set_offline(True)
    headline(page).fill("The weir, offline")
    expect(kept(page)).to_have_text(OFFLINE)
    assert list(on_device(page).values()) == ["The weir, offline"]
    assert not FormSession.objects.unsaved().exists()

    page.context.set_offline(False)

    wait_until_saved(page)
    assert on_device(page) == {}
    assert FormSession.objects.unsaved().get().fields["headline"] == ["The weir, offline"]


def test_who_was_logged_out_logs_in_again_in_the_page_and_goes_on(page, article):
    open_story(page, article)
    Session.objects.all().delete()
    headline(page).fill("The weir, logged out")
    expect(kept(page)).to_contain_text("You are logged out: kept on this device")
    assert list(on_device(page).values()) == ["The weir, logged out"]

    press(page, "Log in again")
    log_in_again(page)

    wait_until_saved(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(headline(page)).to_have_value("The weir, logged out")
    # With the token of the new login.
    save(page)
    assert Article.objects.get().newest_revision.content.headline == "The weir, logged out"


def test_who_saves_without_a_login_is_asked_for_it_and_then_it_is_saved(page, article, complaints):
    open_story(page, article)
    headline(page).fill("The weir, saved")
    wait_until_saved(page)
    Session.objects.all().delete()
    press(page, "Save")

    log_in_again(page, "not this one")
    trouble = page.get_by_role("dialog").get_by_role("alert")
    expect(trouble).to_contain_text("These do not fit together.")
    assert complaints == [f"403 {page.url.partition('/admin/')[0]}{reverse('admin:login_again')}"]
    complaints.clear()
    log_in_again(page)

    page.locator(".messagelist .success").wait_for()
    assert Article.objects.get().newest_revision.content.headline == "The weir, saved"


def test_what_stood_in_a_tab_that_crashed_is_offered_and_gone_on_with(page, article):
    open_story(page, article)
    headline(page).fill("The weir, crashed")
    wait_until_saved(page)
    context = page.context
    crash(page)

    page = context.new_page()
    page.goto(form_of(article))
    expect(headline(page)).to_have_value("The weir")
    offers(page).get_by_role("link", name="Go on with it").click()
    expect(page.get_by_text("This is what was typed until")).to_be_visible()
    expect(headline(page)).to_have_value("The weir, crashed")
    expect(offers(page)).to_have_count(0)
    page.locator(".story-text").wait_for()
    save(page)

    assert Article.objects.get().newest_revision.content.headline == "The weir, crashed"
    page.goto(form_of(article))
    expect(offers(page)).to_have_count(0)
    assert not FormSession.objects.unsaved().exists()


def test_a_device_hands_over_what_it_held_of_a_tab_that_crashed_offline(page, article):
    open_story(page, article)
    context = page.context
    context.set_offline(True)
    headline(page).fill("The weir, in a tunnel")
    wait_until_on_device(page)
    crash(page)
    context.set_offline(False)
    a_minute_passes()

    page = context.new_page()
    page.goto(form_of(article))

    # Who hands it over does not make it stand open.
    expect(offers(page)).to_contain_text("You typed something here")
    assert on_device(page) == {}
    offers(page).get_by_role("link", name="Go on with it").click()
    expect(headline(page)).to_have_value("The weir, in a tunnel")


def test_a_new_story_that_was_begun_without_a_network_is_not_lost_with_its_tab(page, journalist):
    open_new_story(page)
    context = page.context
    context.set_offline(True)
    headline(page).fill("The ferry, in a tunnel")
    wait_until_on_device(page)
    crash(page)
    context.set_offline(False)

    page = context.new_page()
    page.goto(reverse("admin:articles_article_add"))
    wait_until_handed_over(page)
    page.goto(form_of(Article.objects.get()))

    offers(page).get_by_role("link", name="Go on with it").click()
    expect(headline(page)).to_have_value("The ferry, in a tunnel")


def test_what_is_put_aside_is_not_offered_again_and_not_forgotten(page, article):
    open_story(page, article)
    headline(page).fill("The weir, put aside")
    wait_until_saved(page)
    context = page.context
    crash(page)
    a_minute_passes()
    page = context.new_page()
    page.goto(form_of(article))

    offers(page).get_by_role("button", name="Put it aside").click()
    expect(page.get_by_label("Headline:")).to_be_focused()
    expect(offers(page)).to_have_count(0)
    page.goto(form_of(article))

    expect(offers(page)).to_have_count(0)
    assert FormSession.objects.unsaved().get().fields["headline"] == ["The weir, put aside"]


def test_leaving_what_is_not_kept_yet_asks_first(page, article):
    open_story(page, article)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.context.set_offline(True)
    headline(page).fill("The weir, nowhere else")
    expect(kept(page)).to_have_text(OFFLINE)
    page.get_by_role("link", name="Stories", exact=True).first.click(no_wait_after=True)
    page.context.set_offline(False)
    wait_until_saved(page)

    assert asked == ["beforeunload"]
    let_in(page, "editor")
    page.get_by_role("link", name="Stories", exact=True).first.click()
    page.wait_for_url(re.compile("/articles/article/$"))
    assert asked == ["beforeunload"]


def test_a_form_waits_for_what_left_while_the_newsroom_was_asked_who_is_there(page, journalist):
    who, typed, sent = [], [], []

    def hold_first(held):
        return lambda route: route.continue_() if held else held.append(route)

    open_new_story(page)
    page.route("**/login/again/", hold_first(who))
    page.route("**/autosave/", hold_first(typed))
    page.on("request", lambda each: each.is_navigation_request() and sent.append(each.url))

    headline(page).fill("The ferry")
    page.get_by_role("button", name="Save", exact=True).click(no_wait_after=True)
    with page.expect_request("**/autosave/"):
        pass
    who[0].continue_()
    page.wait_for_timeout(500)
    assert sent == []
    typed[0].continue_()

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get().newest_revision.content.headline == "The ferry"
