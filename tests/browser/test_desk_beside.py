"""Beside the form of a story: what is sent from there takes nothing of the form along."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import notes, planning, reviews
from articles.models import Article, Note, ReviewLink
from tests.articles.desk import form_of, move_of, story
from tests.browser.conftest import OVERFLOW, PHONE, let_in, new_context
from tests.browser.writing import open_story, write
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_note_is_sent_while_the_text_stays_unsaved(page, editor):
    article = story(headline="As it is saved", body="<p>Old.</p>")
    open_story(page, article)
    page.get_by_label("Headline:").fill("Typed and not saved")
    write(page, "New words. ")
    page.locator("#story-note-part summary").first.click()

    page.get_by_label("A note to colleagues").fill("Who said so?")
    page.get_by_role("button", name="Send the note").click()

    expect(page.locator(".story-note")).to_contain_text("Who said so?")
    expect(page.locator("#story-note-part [role=status]")).to_have_text("Your note is there.")
    expect(page.get_by_label("A note to colleagues")).to_have_value("")
    assert page.get_by_label("Headline:").input_value() == "Typed and not saved"
    assert "New words." in page.locator(".story-text").inner_text()
    assert [note.text for note in article.notes.all()] == ["Who said so?"]
    assert article.revisions.count() == 1

    page.get_by_role("button", name="Dealt with").click()
    expect(page.locator("#story-note-part summary").first).not_to_contain_text("open")
    assert list(Note.objects.open()) == []


def test_the_plan_is_set_from_the_keyboard_and_keeps_a_note_that_was_begun(page, editor):
    article = story()
    open_story(page, article)
    page.locator("#story-note-part summary").first.click()
    page.get_by_label("A note to colleagues").fill("Half a sent")
    page.locator("#story-plan-part summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Given to").select_option(label=editor.display_name())
    page.get_by_label("Due").fill("2030-11-20T12:00")
    page.keyboard.press("Enter")

    expect(page.locator("#story-plan-part [role=status]")).to_have_text("Saved.")
    expect(page.locator("#story-plan-part summary")).to_contain_text(editor.display_name())
    assert page.get_by_label("A note to colleagues").input_value() == "Half a sent"
    assert Article.objects.get().assigned_to == editor


def test_what_does_not_arrive_is_still_there_and_that_is_said(page, context, editor, complaints):
    open_story(page, story())
    page.locator("#story-note-part summary").first.click()
    page.get_by_label("A note to colleagues").fill("Not lost")

    context.set_offline(True)
    page.get_by_role("button", name="Send the note").click()
    expect(page.get_by_role("alert").filter(has_text="That did not arrive")).to_be_visible()
    kept = page.get_by_label("A note to colleagues").input_value()
    context.set_offline(False)
    page.get_by_role("button", name="Send the note").click()

    expect(page.locator(".story-note")).to_contain_text("Not lost")
    assert kept == "Not lost"


def test_without_scripts_a_note_is_answered_in_a_tab_of_its_own(
    browser, live_server, complaints, editor
):
    article = story()
    context = new_context(browser, live_server.url, complaints, java_script_enabled=False)
    page = context.new_page()
    let_in(page, "editor")
    page.goto(form_of(article))
    page.get_by_label("Headline:").fill("Typed and not saved")
    page.locator("#story-note-part summary").first.click()
    page.get_by_label("A note to colleagues").fill("Plainly")

    with context.expect_page() as opened:
        page.get_by_role("button", name="Send the note").click()

    expect(opened.value.locator(".story-note")).to_contain_text("Plainly")
    assert page.get_by_label("Headline:").input_value() == "Typed and not saved"
    context.close()


def test_where_readers_are_led_is_found_by_words_of_a_headline(page, editor):
    target = ArticleFactory(headline="What took its place")
    gone = ArticleFactory(headline="The old one")
    let_in(page, "editor")
    page.goto(move_of(gone, "withdraw"))

    page.get_by_role("combobox", name="Lead readers to").press_sequentially("place")
    page.get_by_role("option", name="What took its place").click()
    page.get_by_role("button", name="Withdraw").click()

    expect(page.get_by_text(f"Readers are led to {target.get_absolute_url()}.")).to_be_visible()
    page.goto(gone.get_absolute_url())
    assert page.url.endswith(target.get_absolute_url())


def test_a_reviewer_reads_writes_and_approves_on_a_phone_without_scripts(
    browser, live_server, complaints
):
    article = story(headline="For you to read")
    link = reviews.invite(article, by=article.created_by, name="Ana Lawyer")
    context = new_context(
        browser, live_server.url, complaints, java_script_enabled=False, viewport=PHONE
    )
    page = context.new_page()
    page.goto(reviews.address(link))

    page.get_by_role("link", name="Leave a note or approve").click()
    page.get_by_label("A note for the newsroom").fill("Names a minor.")
    page.get_by_role("button", name="Send the note").click()
    expect(page.get_by_text("Names a minor.")).to_be_visible()
    page.get_by_role("button", name="I approve this text").click()
    expect(page.get_by_text("You approved this text")).to_be_visible()

    assert ReviewLink.objects.get().approved == article.newest_revision
    assert Note.objects.get().by_name == "Ana Lawyer"
    assert context.cookies() == []
    context.close()


def test_no_page_beside_a_story_is_wider_than_a_phone(page, editor, journalist):
    article = planning.assign(story(), by=editor, to=journalist)
    notes.add(article, by=editor, text="Averylongwordwithoutaspace" * 8)
    link = reviews.invite(article, by=editor, name="Averylongname" * 9)
    reviews.remark(link, text="Averylongwordwithoutaspace" * 8)
    gone = story(Article.Status.WITHDRAWN)
    let_in(page, "editor")
    page.set_viewport_size(PHONE)
    names = ("change", "notes", "activity", "reviews")
    paths = [reverse(f"admin:articles_article_{name}", args=[article.pk]) for name in names]
    paths += [reverse("admin:articles_article_lead", args=[gone.pk]), reviews.address(link)]

    over = {}
    for path in paths:
        page.goto(path)
        over[path] = page.evaluate(OVERFLOW)

    assert over == dict.fromkeys(paths, 0)
