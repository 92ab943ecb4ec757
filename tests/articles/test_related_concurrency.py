"""Lists that several processes compute at the same time, and verbs meanwhile."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from articles import upkeep, workflow
from articles.models import Article, Posting, RelatedStory, TermVector, Upkeep
from articles.related import following, indexing
from tests.articles.news import FLOOD, HARVEST, about
from tests.factories import editor

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time"
    ),
]


@pytest.fixture(autouse=True)
def idle(settings):
    """No commit does at once what it asks for."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}


def at_once(*calls):
    def closing(call):
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(closing, calls))


def lists():
    rows = RelatedStory.objects.order_by("article", "position")
    found = {}
    for article, other in rows.values_list("article", "other"):
        found.setdefault(article, []).append(other)
    return found


def postings():
    return {
        (article, str(term)): weight
        for term, article, weight in Posting.objects.values_list("term_id", "article_id", "weight")
    }


def vectors():
    return {
        (each.article_id, term): weight
        for each in TermVector.objects.all()
        for term, weight in each.weights.items()
    }


def test_two_publish_and_two_compute_at_once():
    desk = editor()
    live = [about(FLOOD, number) for number in range(4)]
    new = [about(subject, 4, live=False) for subject in (FLOOD, HARVEST)]

    def publish(article):
        return lambda: workflow.publish(article, by=desk)

    at_once(*map(publish, new), upkeep.catch_up, upkeep.catch_up)
    while Upkeep.objects.due().exists():
        upkeep.catch_up()

    everybody = {each.pk for each in (*live, *new)}
    assert {pk: set(others) for pk, others in lists().items()} == {
        pk: everybody - {pk} for pk in everybody
    }
    assert postings() == vectors()


def test_the_same_story_computed_twice_at_once_is_indexed_once():
    about(FLOOD, 0)
    story = about(FLOOD, 1)

    at_once(*[lambda: following.follow(story.pk)] * 3)

    assert postings() == vectors()
    assert len(lists()[story.pk]) == 1


def test_what_was_withdrawn_while_its_list_was_computed_gets_on_no_list(monkeypatch):
    host, story = about(FLOOD, 0), about(FLOOD, 1)
    upkeep.catch_up()
    RelatedStory.objects.all().delete()
    index, desk = indexing.index, editor()

    def index_and_withdraw(number):
        found = index(number)
        at_once(lambda: workflow.withdraw(Article.objects.get(pk=number), by=desk))
        return found

    monkeypatch.setattr(indexing, "index", index_and_withdraw)
    following.follow(story.pk)
    monkeypatch.undo()

    assert lists() == {}
    upkeep.catch_up()
    assert postings().keys() == {(host.pk, term) for _pk, term in vectors()}


def test_a_story_that_is_back_before_its_leaving_is_done_stays(monkeypatch):
    host, story = about(FLOOD, 0), about(FLOOD, 1)
    desk = editor()
    upkeep.catch_up()
    workflow.withdraw(story, by=desk)
    want = upkeep.want

    def publish_and_want(*subjects):
        monkeypatch.undo()
        at_once(lambda: workflow.publish(Article.objects.get(pk=story.pk), by=desk))
        want(*subjects)

    monkeypatch.setattr(upkeep, "want", publish_and_want)
    following.leave(story.pk)

    assert lists() == {host.pk: [story.pk], story.pk: [host.pk]}


def test_a_story_that_leaves_while_its_places_are_written_waits_for_them(monkeypatch):
    _host, story = about(FLOOD, 0), about(FLOOD, 1)
    desk, mark, marked = editor(), following._mark_done, threading.Event()

    def mark_and_let_it_leave(number):
        mark(number)
        marked.set()
        while not _somebody_waits():
            time.sleep(0.01)

    def leave():
        marked.wait(10)
        workflow.withdraw(Article.objects.get(pk=story.pk), by=desk)
        following.leave(story.pk)

    monkeypatch.setattr(following, "_mark_done", mark_and_let_it_leave)
    at_once(lambda: following.follow(story.pk), leave)

    assert lists() == {}
    assert not TermVector.objects.filter(article=story.pk).exists()


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0]
