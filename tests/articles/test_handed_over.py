"""What a device still held of a form that is gone, handed over by another page."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import FormSession
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db
AUTOSAVE = reverse("admin:articles_article_autosave")


def send(client, article, key, number, **more):
    entry = {
        "key": str(key), "continues": "", "number": number, "article": article.pk,
        "based_on": article.newest_revision_id, "fields": {"headline": [f"The {number}th"]},
    }  # fmt: skip
    return client.post(AUTOSAVE, json.dumps({**entry, **more}), content_type="application/json")


def test_a_form_that_is_handed_over_is_kept_and_does_not_stand_open(client, editor):
    client.force_login(editor)
    article, key = ArticleFactory(live=False), uuid4()

    answer = send(client, article, key, 1, handed_over=True)

    assert (answer.status_code, answer.json()["number"]) == (200, 1)
    assert FormSession.objects.unsaved().get().fields == {"headline": ["The 1th"]}
    assert not FormSession.objects.open().exists()


def test_handing_over_does_not_close_a_form_that_stands_open(client, editor):
    client.force_login(editor)
    article, key, gone = ArticleFactory(live=False), uuid4(), uuid4()
    send(client, article, key, 1)
    send(client, article, gone, 1)
    minute_ago = timezone.now() - timedelta(minutes=1)
    FormSession.objects.filter(key=gone).update(seen_at=minute_ago)

    send(client, article, key, 2, handed_over=True)
    send(client, article, gone, 2, handed_over=True)

    assert [each.key for each in FormSession.objects.open()] == [key]
    assert sorted(FormSession.objects.values_list("number", flat=True)) == [2, 2]
