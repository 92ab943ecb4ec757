"""What moderators do with comments: the list, many at once, the page of one, and the log."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Article
from comments import moderation
from comments.models import Comment, Decision
from tests.articles.desk import messages, page, ways
from tests.comments.desk import LIST, LOG, act, decide, detail
from tests.comments.factories import VERBS, CommentFactory
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Comment.Status


def rows(response):
    return list(response.context["cl"].result_list)


def test_the_list_begins_with_who_has_waited_longest(desk):
    article = ArticleFactory()
    approved = CommentFactory(article=article)
    first = CommentFactory(article=article, status=Status.PENDING)
    second = CommentFactory(article=article, status=Status.PENDING)
    spam = CommentFactory(article=article, status=Status.SPAM)

    lists = {
        status: rows(desk.get(reverse(LIST), {"status": status}))
        for status in (*VERBS, "pending", "all", "x")
    }

    assert rows(desk.get(reverse(LIST))) == [first, second]
    assert lists == {
        "pending": [first, second], "approved": [approved], "rejected": [], "spam": [spam],
        "all": [spam, second, first, approved], "x": [],
    }  # fmt: skip


def test_the_list_is_narrowed_by_what_the_checks_found_and_by_words(desk):
    article = ArticleFactory(headline="The bridge")
    linked = CommentFactory(
        article=article, status=Status.PENDING, text="www.a.example www.b.example www.c.example"
    )
    named = CommentFactory(status=Status.PENDING, name="Zora", email="zora@mail.example")

    found = {
        query: rows(desk.get(f"{reverse(LIST)}?{query}"))
        for query in ("reason=many_links", "reason=filled_trap", "q=zora@mail", "q=bridge")
    }

    assert found == {
        "reason=many_links": [linked],
        "reason=filled_trap": [],
        "q=zora@mail": [named],
        "q=bridge": [linked],
    }


@pytest.mark.parametrize(
    ("action", "status", "told"),
    [
        ("approve", Status.APPROVED, "3 comments approved; 1 was already approved."),
        ("reject", Status.REJECTED, "3 comments rejected; 1 was already rejected."),
        ("mark_spam", Status.SPAM, "3 comments marked as spam; 1 was already marked as spam."),
    ],
)
def test_many_are_decided_at_once_with_a_word_on_each_kind(desk, moderator, action, status, told):
    article = ArticleFactory()
    chosen = [CommentFactory(article=article, status=state) for state in ("pending", *VERBS)]
    other = CommentFactory(article=article, status=Status.PENDING)

    shown = act(desk, action, chosen, "?status=all")

    assert told in shown
    assert {comment.status for comment in Comment.objects.exclude(pk=other.pk)} == {status}
    assert Comment.objects.get(pk=other.pk).status == Status.PENDING
    assert Decision.objects.filter(by=moderator, action=action).count() == 3
    assert Article.objects.get().comment_count == (4 if action == "approve" else 0)


def test_one_is_decided_in_the_singular(desk):
    comment = CommentFactory(status=Status.PENDING)

    assert "1 comment approved." in act(desk, "approve", [comment])
    assert "1 was already approved." in act(desk, "approve", [comment], "?status=all")


def test_one_that_a_colleague_decided_meanwhile_is_told_of(desk):
    comment, other = CommentFactory(status=Status.PENDING), CommentFactory(status=Status.PENDING)
    moderation.approve(comment, by=UserFactory(role="Moderator"))

    assert "1 was already approved." in act(desk, "approve", [comment])
    shown = act(desk, "approve", [comment, other])
    assert "1 comment approved; 1 was already approved." in shown


def test_all_that_the_list_finds_are_decided_and_no_others(desk):
    waiting = [CommentFactory(status=Status.PENDING) for _number in range(2)]
    rejected = CommentFactory(status=Status.REJECTED)
    ticked = {"_selected_action": [waiting[0].pk], "select_across": "1", "index": 0}

    shown = page(desk.post(reverse(LIST), {"action": "approve", **ticked}, follow=True))

    assert "2 comments approved." in shown
    assert Comment.objects.get(pk=rejected.pk).status == Status.REJECTED


def test_the_page_of_a_comment_shows_all_that_a_moderator_may_know(desk, moderator):
    parent = CommentFactory(name="Ana", text="Was it?")
    comment = CommentFactory(
        parent=parent, name="Rada", email="rada@example.org", website="https://rada.example",
        text="See <b>www.a.example</b> www.b.example www.c.example", status=Status.PENDING,
    )  # fmt: skip
    moderation.reject(comment, by=moderator, note="links only")

    response = desk.get(detail(comment))

    raw, shown = response.content.decode(), page(response)
    assert "See &lt;b&gt;" in raw
    for words in ("rada@example.org", "https://rada.example", "Ana</bdi>", "Was it?", "Many links"):
        assert words in shown
    entry = "rejected (waiting → rejected) <q>links only</q>"
    assert f"<strong>{moderator.display_name()}</strong> {entry}" in shown
    assert re.findall(r'name="decision"\s+value="(.*?)"', raw) == ["approve", "mark_spam", "undo"]
    assert '<link href="/static/css/admin/comments.css"' in raw


@pytest.mark.parametrize(
    ("action", "status", "told"),
    [
        ("approve", "approved", "The comment by <bdi>Rada</bdi> is approved: readers see it."),
        (
            "reject",
            "rejected",
            "The comment by <bdi>Rada</bdi> is rejected: readers do not see it.",
        ),
        (
            "mark_spam",
            "spam",
            "The comment by <bdi>Rada</bdi> is marked as spam: readers do not see it.",
        ),
        ("undo", "pending", "The comment by <bdi>Rada</bdi> waits again."),
    ],
)
def test_each_button_does_what_it_says_and_keeps_the_way_back_to_the_list(
    desk, moderator, action, status, told
):
    comment = CommentFactory(name="Rada", status=Status.PENDING)
    if action == "undo":
        moderation.approve(comment, by=moderator)
    filters = "?_changelist_filters=status%3Dall"

    response = desk.post(
        decide(comment) + filters, {"decision": action, "note": "because"}, follow=True
    )

    comment.refresh_from_db()
    last = comment.decisions.newest_first().first()
    assert (comment.status, last.note, last.by) == (status, "because", moderator)
    assert messages(response) == [told]
    assert response.redirect_chain == [(detail(comment) + filters, 302)]
    assert ways(response)["Back to the list"] == f"{reverse(LIST)}?status=all"


def test_a_button_pressed_too_late_says_so(desk, moderator):
    comment = CommentFactory(status=Status.PENDING)
    moderation.approve(comment, by=moderator)

    shown = page(desk.post(decide(comment), {"decision": "approve"}, follow=True))

    assert "The comment is approved already." in shown
    assert comment.decisions.count() == 1


def test_a_button_that_does_not_exist_changes_nothing(desk):
    comment = CommentFactory(status=Status.PENDING)

    assert desk.post(decide(comment), {"decision": "delete"}).status_code == 400
    assert desk.get(decide(comment)).status_code == 405
    assert desk.get(reverse("admin:comments_comment_change", args=[10**6])).status_code == 404
    assert Comment.objects.get().status == Status.PENDING


def test_the_log_tells_people_from_the_spam_checks(desk):
    CommentFactory(trap="pills", name="Bot")
    CommentFactory(name="Rada")

    shown = page(desk.get(reverse(LOG)))

    assert '<td class="field-who">the spam checks</td>' in shown
    assert '<td class="field-who">On Duty</td>' in shown
    assert "<bdi>Bot</bdi>: The river was higher last spring.</a>" in shown


@pytest.mark.parametrize("count", [1, 5])
def test_the_log_costs_the_same_however_many_rows(desk, count, django_assert_num_queries):
    for _ in range(count):
        CommentFactory(status=Status.REJECTED)
    desk.get(reverse(LOG))

    with django_assert_num_queries(7):
        response = desk.get(reverse(LOG))

    assert len(rows(response)) == count


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_of_a_comment_costs_the_same_however_many_decisions(
    desk, moderator, count, django_assert_num_queries
):
    comment = CommentFactory()
    for _ in range(count):
        moderation.reject(comment, by=moderator)
        moderation.approve(comment, by=moderator)

    with django_assert_num_queries(14):
        response = desk.get(detail(comment))

    assert page(response).count("→") == 2 * count + 1


def test_the_log_of_the_admin_itself_is_not_needed(desk):
    act(desk, "approve", [CommentFactory(status=Status.PENDING)])

    assert LogEntry.objects.count() == 0
