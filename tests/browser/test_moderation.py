"""A moderator at work: what waits, in a browser, by mouse, by keys and without scripts."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from comments.models import Claim, Comment
from tests.browser.conftest import DESKTOP, OVERFLOW, PHONE, TABLET, let_in, log_in, new_context
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)

LIST = reverse("admin:comments_comment_changelist")
Status = Comment.Status


def conversation():
    """A story with what was approved, what answers it, what is long and what is suspect."""
    article = ArticleFactory(headline="A headline long enough to be broken into several lines")
    first = CommentFactory(article=article, name="Ana", text="Was it the old bridge?")
    return article, [
        CommentFactory(parent=first, name="Rada", text="It was.", status=Status.PENDING),
        CommentFactory(
            article=article, name="Milan", text="Word. " * 300 + "W" * 200, status=Status.PENDING
        ),
        CommentFactory(
            article=article,
            name="Cheap umbrellas",
            text=" ".join(f"https://{'x' * 40}.example/{number}" for number in range(3)),
            email="rada@example.org",
            website="https://umbrellas.example",
            status=Status.PENDING,
        ),
    ]


def screens(comments):
    return {
        "list": f"{LIST}?status=all",
        "nothing": f"{LIST}?q=unicorn",
        "comment": reverse("admin:comments_comment_change", args=[comments[0].pk]),
        "log": reverse("admin:comments_decision_changelist"),
    }


def test_nothing_that_a_reader_writes_makes_the_list_wider_than_the_screen(page, moderator):
    _article, comments = conversation()
    pages = screens(comments)
    let_in(page, "moderator")

    over = {}
    for name, address in pages.items():
        page.goto(address)
        for size in (PHONE, TABLET, DESKTOP):
            page.set_viewport_size(size)
            over[name, size["width"]] = page.evaluate(OVERFLOW)

    assert set(over.values()) == {0}


def test_a_moderator_reads_what_waits_approves_rejects_and_takes_it_back(page, moderator):
    article, (answer, long, spam) = conversation()
    log_in(page, "moderator")
    page.get_by_role("link", name="All comments").click()

    card = page.get_by_role("article", name="Rada")
    expect(card.get_by_role("blockquote")).to_contain_text("Was it the old bridge?")
    card.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("is approved: readers see it.")).to_be_visible()
    expect(page.get_by_role("article", name="Rada")).to_have_count(0)

    card = page.get_by_role("article", name="Milan")
    card.get_by_text("Read it all").click()
    expect(card.get_by_text("W" * 200)).to_be_visible()
    card.get_by_role("button", name="Reject").click()
    expect(page.get_by_text("is rejected: readers do not see it.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("article", name="Milan")).to_be_focused()

    page.get_by_role("article", name="Cheap umbrellas").get_by_role("button", name="spam").click()
    expect(page.get_by_text("is marked as spam")).to_be_visible()
    states = dict(Comment.objects.values_list("pk", "status"))
    assert (states[answer.pk], states[long.pk], states[spam.pk]) == ("approved", "pending", "spam")

    page.goto(article.get_absolute_url())
    expect(page.get_by_text("It was.")).to_be_visible()
    expect(page.get_by_text("Cheap umbrellas")).to_have_count(0)


def test_keys_go_through_the_list_and_decide(page, moderator):
    _article, (answer, long, spam) = conversation()
    let_in(page, "moderator")
    page.goto(LIST)

    page.keyboard.press("j")
    expect(page.get_by_role("article", name="Rada")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("a")
    expect(page.get_by_role("article", name="Milan")).to_be_focused()
    expect(page.get_by_role("button", name="Keys")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.get_by_text("is marked as spam")).to_be_visible()
    expect(page.get_by_role("button", name="Keys")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_role("article", name="Cheap umbrellas")).to_be_focused()

    states = dict(Comment.objects.values_list("pk", "status"))
    assert (states[answer.pk], states[long.pk], states[spam.pk]) == (
        "approved", "pending", "pending",
    )  # fmt: skip


def test_keys_wait_for_the_answer_to_a_decision(page, moderator):
    conversation()
    let_in(page, "moderator")
    page.goto(LIST)
    decided = []

    def later(route):
        decided.append(route.request.post_data)
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/decide/**", later)
    for key in ("j", "a", "r", "s"):
        page.keyboard.press(key)
    expect(page.get_by_text("is approved: readers see it.")).to_be_visible()

    assert len(decided) == 1
    assert Comment.objects.filter(status=Status.PENDING).count() == 2


def test_keys_are_those_of_their_place_where_letters_are_not_latin(page, moderator):
    conversation()
    let_in(page, "moderator")
    page.goto(LIST)

    for key, code in (("ј", "KeyJ"), ("J", "KeyJ"), ("а", "KeyA")):
        page.evaluate(
            """([key, code]) => document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", {key, code, bubbles: true, cancelable: true})
            )""",
            [key, code],
        )

    expect(page.get_by_text("The comment by Milan is approved")).to_be_visible()


def test_keys_that_are_typed_or_turned_off_decide_nothing(page, moderator):
    conversation()
    let_in(page, "moderator")
    page.goto(LIST)

    page.get_by_role("searchbox").press_sequentially("jars?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use these keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.get_by_role("article", name="Rada").focus()
    page.keyboard.press("a")
    page.reload()
    page.get_by_role("article", name="Rada").focus()
    page.keyboard.press("a")
    page.keyboard.press("?")

    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    assert Comment.objects.filter(status=Status.PENDING).count() == 3


def test_who_deserts_the_window_claims_nothing_again_until_the_next_key(page, moderator):
    conversation()
    let_in(page, "moderator")
    claims = []
    page.on("request", lambda sent: "/claim/" in sent.url and claims.append(sent.url))
    page.clock.install()
    page.goto(LIST)

    def after(minutes, count):
        page.clock.run_for(minutes * 60_000 + 1_000)
        page.wait_for_timeout(300)
        assert len(claims) == count

    page.keyboard.press("j")
    after(0, 1)
    page.mouse.move(200, 200)
    after(4, 2)
    after(4, 2)
    after(9, 2)
    page.keyboard.press("Shift")
    after(0, 3)
    page.keyboard.press("j")
    after(0, 4)
    assert claims[2] == claims[1] != claims[3]


@pytest.mark.parametrize("start", ["list", "page"])
def test_who_leaves_the_page_leaves_the_comment_to_colleagues(page, moderator, start):
    _article, (answer, _long, _spam) = conversation()
    let_in(page, "moderator")
    if start == "list":
        page.goto(LIST)
        with page.expect_response("**/claim/"):
            page.keyboard.press("j")
    else:
        page.goto(reverse("admin:comments_comment_change", args=[answer.pk]))
    assert Claim.objects.get().comment == answer

    page.goto(reverse("admin:index"))
    # What is sent of a page that is gone, no page tells of.
    for _ in range(20):
        page.wait_for_timeout(100)
        if not Claim.objects.exists():
            break

    assert not Claim.objects.exists()


def test_several_are_chosen_by_keys_and_decided_at_once(page, moderator):
    conversation()
    let_in(page, "moderator")
    page.goto(LIST)
    bulk = page.get_by_role("group", name="The chosen ones")
    expect(bulk).to_be_hidden()

    page.get_by_label("Choose all 3 on this page").check()
    page.get_by_label("Choose the comment by Milan").press("Space")
    expect(bulk.get_by_text("2 chosen")).to_be_visible()
    bulk.get_by_role("button", name="Reject").click()
    expect(page.get_by_text("2 comments rejected.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_text("2 decisions are undone.")).to_be_visible()
    assert Comment.objects.filter(status=Status.PENDING).count() == 3


def test_comments_are_moderated_without_scripts(browser, live_server, complaints, moderator):
    conversation()
    context = new_context(
        browser, live_server.url, complaints, java_script_enabled=False, viewport=PHONE
    )
    page = context.new_page()
    let_in(page, "moderator")
    page.goto(LIST)

    page.get_by_role("article", name="Rada").get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_label("Choose the comment by Milan").check()
    page.get_by_role("group", name="The chosen ones").get_by_role("button", name="Reject").click()

    expect(page.get_by_text("1 comment rejected.")).to_be_visible()
    assert set(Comment.objects.values_list("name", "status")) == {
        ("Ana", "approved"), ("Rada", "pending"), ("Milan", "rejected"),
        ("Cheap umbrellas", "pending"),
    }  # fmt: skip
    context.close()
