import html
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from articles.models import Article
from comments import moderation
from comments.models import Comment, Decision
from tests.articles.desk import messages, ways
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Comment.Status

LIST = "admin:comments_comment_changelist"
LOG = "admin:comments_decision_changelist"
ROLES = [("journalist", 403), ("editor", 403), ("moderator", 200), ("administrator", 200)]


def page(response):
    return html.unescape(" ".join(response.content.decode().split()))


def detail(comment):
    return reverse("admin:comments_comment_change", args=[comment.pk])


def decide(comment):
    return reverse("admin:comments_comment_decide", args=[comment.pk])


def act(client, action, comments, query=""):
    data = {"action": action, "_selected_action": [comment.pk for comment in comments], "index": 0}
    return page(client.post(reverse(LIST) + query, data, follow=True))


def rows(response):
    return list(response.context["cl"].result_list)


@pytest.mark.parametrize(("role", "status"), ROLES)
def test_only_moderators_and_administrators_see_the_comments(client, role, status, request):
    comment = CommentFactory(email="rada@example.org")
    client.force_login(request.getfixturevalue(role))

    for address in (reverse(LIST), detail(comment), reverse(LOG)):
        response = client.get(address)
        assert response.status_code == status
        assert ("Rada Reader" in page(response)) is (status == 200 and address != reverse(LIST))


@pytest.mark.parametrize(("role", "status"), ROLES)
def test_only_moderators_and_administrators_press_the_buttons(client, role, status, request):
    comment = CommentFactory(status=Status.PENDING)
    client.force_login(request.getfixturevalue(role))

    response = client.post(decide(comment), {"decision": "approve"})

    comment.refresh_from_db()
    decided = status == 200
    assert response.status_code == (302 if decided else 403)
    assert comment.status == (Status.APPROVED if decided else Status.PENDING)


def test_visitors_are_asked_to_log_in(client):
    comment = CommentFactory(status=Status.PENDING)

    for response in (
        client.get(reverse(LIST)),
        client.get(detail(comment)),
        client.post(decide(comment)),
    ):
        assert (response.status_code, response["Location"].split("?")[0]) == (
            302,
            reverse("admin:login"),
        )


def test_who_may_only_look_is_offered_no_decision(client):
    comment = CommentFactory(status=Status.PENDING)
    looker = UserFactory(is_superuser=False)
    looker.user_permissions.add(Permission.objects.get(codename="view_comment"))
    client.force_login(looker)

    assert "<button" not in page(client.get(detail(comment))).split("comment-review")[1]
    act(client, "approve", [comment])
    assert Comment.objects.get().status == Status.PENDING


@pytest.mark.parametrize("name", ["add", "delete"])
def test_nobody_adds_or_deletes_a_comment_or_a_decision_not_even_a_superuser(client, name):
    decision = CommentFactory().decisions.get()
    client.force_login(UserFactory(is_superuser=True))

    for row in (decision.comment, decision):
        arguments = [] if name == "add" else [row.pk]
        address = reverse(f"admin:comments_{row._meta.model_name}_{name}", args=arguments)
        assert client.post(address, {"post": "yes"}).status_code == 403
        assert "delete_selected" not in page(
            client.get(reverse(f"admin:comments_{row._meta.model_name}_changelist"))
        )
    assert (Comment.objects.count(), Decision.objects.count()) == (1, 1)


def test_nobody_edits_what_a_reader_wrote(client):
    comment = CommentFactory(text="As it was")
    client.force_login(UserFactory(is_superuser=True))

    response = client.post(detail(comment), {"text": "As I like it", "_save": "1"})

    assert response.status_code == 405
    assert Comment.objects.get().text == "As it was"


def test_a_decision_in_the_log_is_read_only(client):
    decision = CommentFactory().decisions.get()
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("admin:comments_decision_change", args=[decision.pk])

    assert client.get(address).status_code == 200
    assert client.post(address, {"note": "never happened"}).status_code == 403
    assert Decision.objects.get().note == ""


def test_the_list_begins_with_who_has_waited_longest(desk):
    article = ArticleFactory()
    approved = CommentFactory(article=article)
    first = CommentFactory(article=article, status=Status.PENDING)
    second = CommentFactory(article=article, status=Status.PENDING)
    spam = CommentFactory(article=article, status=Status.SPAM)

    lists = {
        status: rows(desk.get(reverse(LIST), {"status": status}))
        for status in (*Status.values, "all", "x")
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
    chosen = [CommentFactory(article=article, status=state) for state in Status.values]
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
    assert f"<strong> {moderator.display_name()} </strong> {entry}" in shown
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


def test_a_decision_is_not_made_by_a_link_from_elsewhere(moderator):
    comment = CommentFactory(status=Status.PENDING)
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator)

    assert client.post(decide(comment), {"decision": "approve"}).status_code == 403
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

    with django_assert_num_queries(9):
        response = desk.get(detail(comment))

    assert page(response).count("→") == 2 * count + 1


def test_the_log_of_the_admin_itself_is_not_needed(desk):
    act(desk, "approve", [CommentFactory(status=Status.PENDING)])

    assert LogEntry.objects.count() == 0
