"""Several people who save one story at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from articles.models import Article, Revision
from tests.articles.desk import filled_in, form_of, page, send
from tests.factories import ArticleFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time"
    ),
]


def test_of_those_who_save_at_once_one_is_kept_and_all_others_have_their_text(editor):
    article = ArticleFactory(live=False)
    desk = Client()
    desk.force_login(editor)
    fields = filled_in(desk.get(form_of(article)))

    def save(number):
        client = Client()
        client.cookies = desk.cookies
        try:
            return send(client, form_of(article), fields, headline=f"By number {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(save, range(6)))

    kept = [number for number, answer in enumerate(answers) if answer.redirect_chain]
    assert len(kept) == 1
    assert Article.objects.get().headline == f"By number {kept[0]}"
    assert Revision.objects.filter(article=article).count() == 2
    for number, answer in enumerate(answers):
        if number not in kept:
            assert "saved this story while you had it open" in page(answer)
            assert filled_in(answer)["headline"] == [f"By number {number}"]
