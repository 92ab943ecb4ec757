"""A moderator's morning: the queue by keys alone, and on a phone by one thumb."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from comments.models import Ban, CannedReason, Claim, Comment
from tests.browser.conftest import OVERFLOW, PHONE, let_in, new_context, violations
from tests.comments.factories import CommentFactory, raise_flag
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)
LIST = reverse("admin:comments_comment_changelist")
Status = Comment.Status
SMALL = """
() => [...document.querySelectorAll(".comment-talks :is(button, select, summary, a.button)")]
    .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 43.5)
    .map(each => each.textContent.trim())
"""


def queue(count, **fields):
    article = ArticleFactory()
    return [
        CommentFactory(
            article=article, name=f"Reader {number}", email=f"reader-{number}@example.org",
            status=Status.PENDING, **fields,
        )
        for number in range(count)
    ]  # fmt: skip


def test_a_moderator_clears_thirty_comments_by_keys_alone(page, moderator):
    sent = queue(30)
    Comment.objects.filter(pk__in=[sent[3].pk, sent[4].pk]).update(email="troll@mill.example")
    let_in(page, "moderator")
    page.goto(LIST)
    frame = page.locator("[data-card]:focus")

    def key(name):
        # One that comes before the page listens is nobody's.
        expect(page.get_by_role("button", name="Keys")).to_be_visible()
        if name != "j":
            expect(frame).to_have_count(1)
        page.keyboard.press(name)

    def press(name, told):
        key(name)
        expect(page.locator(".messagelist")).to_contain_text(told)

    key("j")
    press("a", "Reader 0 is approved")
    press("r", "Reader 1 is rejected")
    press("s", "Reader 2 is marked as spam")
    press("u", "Reader 2 waits again")
    press("s", "Reader 2 is marked as spam")
    key("b")
    expect(page.get_by_role("checkbox", name="troll@mill.example")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The writer is banned; 2 comments are rejected.")).to_be_visible()
    # Who was rejected with the writer was the next.
    key("j")
    for number in range(5, 30):
        press("a", f"Reader {number} is approved")

    expect(page.get_by_text("No reader waits for an answer.")).to_be_visible()
    assert [Comment.objects.filter(status=each).count() for each in ("approved", "rejected")] == [
        26, 3,
    ]  # fmt: skip
    assert Ban.objects.get().value == "troll@mill.example"


def test_a_moderator_on_a_phone_taps_through_the_queue(browser, live_server, complaints, moderator):
    CannedReason.objects.create(text="Off topic.")
    sent = queue(4, text="Word. " * 40)
    raise_flag(sent[1], note="Not nice")
    context = new_context(
        browser, live_server.url, complaints, viewport=PHONE, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    let_in(page, "moderator")
    page.goto(LIST)

    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(SMALL) == []
    assert violations(page) == ""
    card = page.get_by_role("article", name="Reader 0")
    card.get_by_role("button", name="Approve").tap()
    expect(page.get_by_text("Reader 0 is approved")).to_be_visible()
    card = page.get_by_role("article", name="Reader 1")
    card.get_by_text("With a reason").tap()
    card.get_by_label("Reason, for the log").select_option("Off topic.")
    card.get_by_role("button", name="Reject").tap()
    expect(page.get_by_text("Reader 1 is rejected")).to_be_visible()
    page.get_by_role("button", name="Undo").tap()
    expect(page.get_by_text("Reader 1 waits again")).to_be_visible()
    page.get_by_role("article", name="Reader 2").get_by_role("link", name="Ban").tap()
    expect(page.get_by_role("button", name="Ban and reject")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    assert violations(page) == ""
    page.get_by_role("button", name="Ban and reject").tap()
    expect(page.get_by_text("The writer is banned")).to_be_visible()
    page.get_by_role("article", name="Reader 3").get_by_role("link").first.tap()
    expect(page.get_by_text("Leave a note for a colleague")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    assert violations(page) == ""
    context.close()
    assert complaints == []
    assert list(Comment.objects.order_by("pk").values_list("status", flat=True)) == [
        "approved", "pending", "rejected", "pending",
    ]  # fmt: skip
    assert sent[1].decisions.filter(note="Off topic.").exists()


def test_what_has_the_frame_is_claimed_and_colleagues_are_told(page, moderator, administrator):
    (comment,) = queue(1)
    let_in(page, "moderator")
    page.goto(LIST)
    with page.expect_response("**/claim/"):
        page.keyboard.press("j")

    assert Claim.objects.get().comment == comment
    page.context.clear_cookies()
    let_in(page, "administrator")
    page.goto(LIST)
    expect(page.get_by_text(f"{moderator.display_name()} is at it")).to_be_visible()
