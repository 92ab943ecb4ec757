"""Words are counted right however many stories that share them are published at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from articles import workflow
from articles.models import SearchWord
from tests.factories import ArticleFactory, CategoryFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("database")]

WORDS = ("river", "bridge", "ferry", "quay", "mill")


def test_stories_that_share_words_are_published_and_withdrawn_at_once(editor):
    section = CategoryFactory(name="Water")
    stories = [
        ArticleFactory(live=False, category=section, headline=" ".join(words))
        for number in range(8)
        for words in [WORDS[number % 5 :] + WORDS[: number % 5]]
    ]

    def work(number):
        try:
            workflow.publish(stories[number], by=editor)
            if number % 2:
                workflow.withdraw(stories[number], by=editor)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(8)))

    counted = dict(SearchWord.objects.values_list("spelling", "stories"))
    assert counted == dict.fromkeys((*WORDS, "water"), 4)
