"""Nobody waits for a row with the clock in hand, for which whoever has that row may wait."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.utils import timezone

from articles import revisions, search, workflow
from articles.models import Tag
from portal.pagecache import clock
from portal.publicmodels import verbs
from tests.factories import ArticleFactory, TagFactory

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


@pytest.fixture
def other():
    """Somebody else, with a connection of their own."""
    with ThreadPoolExecutor(1) as thread:
        yield thread
        thread.submit(lambda: connection.close())  # that of the thread


def waits():
    """Whether somebody waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]


def test_words_are_counted_before_the_clock_is_held(monkeypatch, editor, other):
    in_an_hour = timezone.now() + timedelta(hours=1)
    scheduled = ArticleFactory(headline="river", at=in_an_hour)
    new = ArticleFactory(headline="river", live=False)
    content = replace(
        scheduled.newest_revision.content, embargo_until=in_an_hour + timedelta(hours=1)
    )
    index = search.index

    def publish_and_index(article):
        monkeypatch.undo()
        published = other.submit(workflow.publish, new, by=editor)
        while not published.done() and not waits():
            pass
        assert published.done(), "waits for the clock, with words that are to be counted"
        index(article)

    monkeypatch.setattr(search, "index", publish_and_index)
    revisions.save(scheduled, content, by=editor)


def test_tags_are_renamed_while_several_are_deleted(monkeypatch, rf, editor, other):
    first, second = TagFactory(name="floods"), TagFactory(name="rivers")
    ArticleFactory(tags=("floods", "rivers"))
    touch, request = clock.touch, rf.post("/")
    request.user = editor
    second.name = "streams"

    def touch_while_it_is_renamed(*tags):
        monkeypatch.undo()
        touch(*tags)
        renamed.append(other.submit(verbs.save, second, tags=("site",)))
        while not renamed[0].done() and not waits():
            pass

    renamed = []
    monkeypatch.setattr(clock, "touch", touch_while_it_is_renamed)
    with transaction.atomic():
        admin.site.get_model_admin(Tag).delete_queryset(request, Tag.objects.all())
    renamed[0].result()

    assert not Tag.objects.filter(pk=first.pk).exists()
