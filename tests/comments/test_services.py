"""What a service outside is told, and what becomes of a comment when it answers or does not."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from comments import gathering, moderation, spam
from comments.models import Comment, Decision
from comments.moderation import services as asking
from comments.spam import Facts
from comments.spam.services import Akismet
from portal import tick
from portal.site.models import SiteSettings
from tests.comments.factories import make_submission
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
UNANSWERED = {"code": "unanswered", "weight": 0, "evidence": "Akismet: HTTP 500"}


class Outside:
    """A service on this machine, that notes what it is told and answers as it is told to."""

    def __init__(self):
        self.told, self.answer, self.status, self.headers = [], b"false", 200, {}


@pytest.fixture
def outside(monkeypatch, settings):
    state = Outside()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.told.append({k: v[0] for k, v in parse_qs(body.decode()).items()})
            self.send_response(state.status)
            for name, value in state.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(state.answer)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setattr(Akismet, "home", f"http://127.0.0.1:{server.server_port}/")
    settings.AKISMET_KEY, settings.SITE_URL = "secret-key", "https://news.example"
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def trusting(monkeypatch):
    """A newspaper in which trusted readers pass, and to which all are trusted."""
    SiteSettings.objects.update_or_create(pk=1, defaults={"comment_policy": "trusted"})
    gather = gathering.facts

    def trusted(submission, **more):
        found = gather(submission, **more)
        return Facts(**(vars(found) | {"is_trusted": True}))

    monkeypatch.setattr(gathering, "facts", trusted)


def codes(comment):
    return [reason["code"] for reason in comment.reasons]


def log_of(comment):
    decisions = Decision.objects.filter(comment=comment).order_by("pk")
    return list(decisions.values_list("action", "after", "by_name"))


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    """Send a comment, and let happen what happens after the answer."""

    def send(article=None, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            sent = moderation.submit(make_submission(article or ArticleFactory(), **fields))
        return sent, Comment.objects.get(pk=sent.pk)

    return send


def test_nobody_outside_is_asked_unless_it_is_switched_on(outside, settings, send):
    settings.AKISMET_KEY = ""

    _sent, later = send()
    assert (outside.told, later.reasons) == ([], [])
    assert asking.repeat() == 0


def test_the_service_is_told_what_readers_would_see_and_nothing_else(outside, send):
    article = ArticleFactory()

    send(article, text="Bravo, Ćira", website="https://rada.example", networks=("1" * 32,))
    assert outside.told == [
        {
            "api_key": "secret-key",
            "blog": "https://news.example",
            "user_ip": "0.0.0.0",  # noqa: S104
            "comment_type": "comment",
            "comment_author": "Rada Reader",
            "comment_author_url": "https://rada.example",
            "comment_content": "Bravo, Ćira",
            "permalink": f"https://news.example{article.get_absolute_url()}",
            "blog_charset": "UTF-8",
        }
    ]


@pytest.mark.parametrize(
    ("answer", "status", "reasons"),
    [
        (b"false", "approved", []),
        (b"true", "pending", [{"code": "akismet", "weight": 60, "evidence": ""}]),
    ],
)
def test_a_comment_that_would_appear_waits_for_the_answer(
    outside, trusting, send, answer, status, reasons
):
    outside.answer = answer

    sent, later = send()
    assert (sent.status, codes(sent)) == ("pending", ["unasked"])
    assert (later.status, later.reasons) == (status, reasons)
    assert later.score == sum(reason["weight"] for reason in reasons)


def test_what_appears_is_counted_and_in_the_log(outside, trusting, send):
    _sent, later = send()

    later.article.refresh_from_db()
    assert later.article.comment_count == 1
    assert log_of(later) == [("approve", "approved", "")]


def test_what_is_held_for_another_reason_stays_held_whatever_the_service_says(
    outside, trusting, send
):
    _sent, later = send(text="a http://a.example http://b.example http://c.example")

    assert (later.status, codes(later)) == ("pending", ["many_links"])


def test_who_is_not_trusted_waits_for_a_moderator_whatever_the_service_says(outside, send):
    _sent, later = send()

    assert (later.status, later.reasons, log_of(later)) == ("pending", [], [])


def test_the_service_is_not_asked_of_spam(outside, send):
    _sent, later = send(trap="x")

    assert outside.told == []
    assert (later.status, codes(later)) == ("spam", ["filled_trap"])


@pytest.mark.parametrize(
    ("status", "answer", "headers", "why"),
    [
        (500, b"", {}, "HTTP 500"),
        (200, b"invalid", {"X-akismet-debug-help": "Empty key"}, "Empty key"),
        (200, b"<html>", {}, "b'<html>'"),
    ],
)
def test_a_service_that_fails_holds_the_comment_and_it_says_so(
    outside, trusting, send, caplog, status, answer, headers, why
):
    outside.status, outside.answer, outside.headers = status, answer, headers

    _sent, later = send()
    assert later.status == "pending"
    assert later.reasons == [{"code": "unanswered", "weight": 0, "evidence": f"Akismet: {why}"}]
    assert f"Akismet did not answer about comment {later.pk}: {why}" in caplog.text
    assert "secret-key" not in caplog.text


def test_a_service_out_of_reach_holds_the_comment(outside, trusting, send, monkeypatch):
    monkeypatch.setattr(Akismet, "home", "http://127.0.0.1:9/")

    _sent, later = send()
    assert codes(later) == ["unanswered"]
    assert "refused" in later.reasons[0]["evidence"]


def test_the_periodic_task_asks_again_what_failed(outside, trusting, send):
    outside.status = 500
    _sent, later = send()
    outside.status = 200

    assert asking.repeat(at=timezone.now() + MINUTE) == 1
    later.refresh_from_db()
    assert (later.status, later.reasons) == ("approved", [])


def test_the_periodic_task_asks_what_a_lost_task_did_not(outside, trusting):
    comment = moderation.submit(make_submission(ArticleFactory()))
    Comment.objects.update(created_at=timezone.now() - 2 * MINUTE)

    said, failed = tick.tick((tick._services,))
    comment.refresh_from_db()
    assert (said, failed) == (["comments that services outside were asked about again: 1"], 0)
    assert comment.status == "approved"


@pytest.mark.parametrize("after", [MINUTE - timedelta(seconds=5), timedelta(days=1, seconds=1)])
def test_the_periodic_task_asks_not_before_the_task_and_not_for_ever(outside, after):
    moderation.submit(make_submission(ArticleFactory()))

    assert asking.repeat(at=timezone.now() + after) == 0
    assert outside.told == []


def test_while_a_service_is_silent_the_periodic_task_asks_three_times(outside):
    article = ArticleFactory()
    for _each in range(5):
        moderation.submit(make_submission(article))
    outside.status = 500

    assert asking.repeat(at=timezone.now() + MINUTE) == 0
    assert len(outside.told) == 3
    assert UNANSWERED in Comment.objects.order_by("pk")[0].reasons


def test_what_the_service_was_silent_about_is_asked_about_last(outside):
    article = ArticleFactory()
    moderation.submit(make_submission(article))
    outside.status = 500
    asking.repeat(at=timezone.now() + MINUTE)
    outside.status = 200
    moderation.submit(make_submission(article))

    assert asking.repeat(at=timezone.now() + MINUTE, limit=1) == 1
    assert [codes(each) for each in Comment.objects.order_by("pk")] == [["unanswered"], []]


def test_a_moderator_who_was_quicker_decides(outside, trusting, moderator):
    outside.answer = b"true"
    comment = moderation.submit(make_submission(ArticleFactory()))
    moderation.approve(comment, by=moderator)

    asking.ask.call(comment.pk)
    comment.refresh_from_db()
    assert (comment.status, codes(comment)) == ("approved", ["akismet"])


@pytest.mark.parametrize("way", ["undone", "flagged"])
def test_what_came_back_to_the_queue_by_people_no_service_lets_pass(
    outside, trusting, moderator, way
):
    comment = moderation.submit(make_submission(ArticleFactory()))
    moderation.approve(comment, by=moderator)
    if way == "undone":
        moderation.undo(comment, by=moderator)
    else:
        moderation.hold(comment, note="3 readers flagged it")

    asking.ask.call(comment.pk)
    comment.refresh_from_db()
    assert (comment.status, comment.reasons) == ("pending", [])


def test_a_comment_that_was_changed_waits_for_another_answer(
    outside, trusting, send, django_capture_on_commit_callbacks
):
    _sent, seen = send()
    other = make_submission(seen.article, text="Other words.")
    with django_capture_on_commit_callbacks(execute=True):
        edited = moderation.edit(seen, other)

    assert (seen.status, edited.status) == ("approved", "pending")
    edited.refresh_from_db()
    assert edited.status == "approved"
    assert [told.get("recheck_reason") for told in outside.told] == [None, "edit"]
    assert log_of(edited) == [
        ("approve", "approved", ""),
        ("edit", "approved", ""),
        ("hold", "pending", ""),
        ("approve", "approved", ""),
    ]


def test_an_answer_about_other_words_is_no_answer(outside, trusting, monkeypatch):
    comment = moderation.submit(make_submission(ArticleFactory()))
    ask = Akismet.ask

    def slow(service, question):
        Comment.objects.update(text="Other words.")
        return ask(service, question)

    monkeypatch.setattr(Akismet, "ask", slow)
    asking.ask.call(comment.pk)
    comment.refresh_from_db()
    assert (comment.status, codes(comment)) == ("pending", [spam.UNASKED])


def test_a_comment_that_is_gone_or_was_asked_about_is_asked_about_no_more(outside, send):
    _sent, later = send()

    asking.ask.call(later.pk)
    asking.ask.call(later.pk + 1)
    assert len(outside.told) == 1
