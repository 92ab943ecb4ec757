"""First published, updated, saved: three dates that are never mixed, whatever the desk does."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
import time_machine
from django.test import Client
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from articles import revisions, workflow
from articles.models import Article, Correction
from tests.articles.surfaces import BODY, SURFACES, Paper
from tests.factories import ArticleFactory, editor

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>')
# Anew with every page: what proves that a form is ours.
TOKENS = re.compile(r'(name="(?:csrfmiddlewaretoken|token)" value=")[^"]*')


def json_ld(html):
    found = [json.loads(text) for text in JSON_LD.findall(html)]
    return next(each for each in found if each["@type"] == "NewsArticle")


class Desk(RuleBasedStateMachine):
    """One story, and everything that moves its dates."""

    def __init__(self):
        super().__init__()
        self.time = time_machine.travel(NOON, tick=False)
        self.clock = self.time.start()
        self.now, self.desk = NOON, editor()
        self.article = ArticleFactory(live=False)
        self.first, self.told = None, None

    def teardown(self):
        self.time.stop()

    def do(self, verb, **options):
        try:
            verb(self.article, by=self.desk, **options)
        except (workflow.Refused, revisions.Conflict):
            return False
        return True

    @rule(minutes=st.integers(1, 300))
    def wait(self, minutes):
        self.now += minutes * MINUTE
        self.clock.move_to(self.now)

    @rule(wish=st.none() | st.integers(-90, 300), embargo=st.none() | st.integers(-90, 300))
    def save(self, wish, embargo):
        moment = {
            name: None if minutes is None else self.now + minutes * MINUTE
            for name, minutes in (("publish_at", wish), ("embargo_until", embargo))
        }
        article = Article.objects.get(pk=self.article.pk)
        content = replace(article.newest_revision.content, kicker=f"{self.now}", **moment)
        self.do(revisions.save, content=content)

    @rule(minutes=st.none() | st.integers(0, 300), change=st.sampled_from(["", *Correction.Kind]))
    def publish(self, minutes, change):
        at = None if minutes is None else self.now + minutes * MINUTE
        self.do(workflow.publish, at=at, change=change, told="More.")

    @rule(verb=st.sampled_from([workflow.submit, workflow.send_back, workflow.withdraw]))
    def move(self, verb):
        self.do(verb)

    @rule()
    def trash_and_restore(self):
        if self.do(workflow.trash):
            self.do(workflow.restore)

    @invariant()
    def dates_keep_their_order(self):
        article = Article.objects.select_related("category__parent").get(pk=self.article.pk)
        self.the_first_publication_is_fixed_once_it_was(article)
        self.nothing_was_updated_before_it_was_published_nor_saved_before_it_was_begun(article)
        self.a_live_story_is_never_under_embargo(article)
        self.readers_are_told_of_two_dates_in_their_order(article)

    def the_first_publication_is_fixed_once_it_was(self, article):
        if self.first is not None:
            assert article.published_at == self.first
        elif article.published_at is not None and article.published_at <= self.now:
            self.first = article.published_at
            assert self.told is None

    def nothing_was_updated_before_it_was_published_nor_saved_before_it_was_begun(self, article):
        assert article.updated_at is None or (
            article.published_at is not None
            and article.published_at <= article.updated_at <= self.now
        )
        assert article.created_at <= article.modified_at <= self.now

    def a_live_story_is_never_under_embargo(self, article):
        if article.status == Article.Status.PUBLISHED and article.embargo_until:
            assert article.embargo_until <= article.published_at

    def readers_are_told_of_two_dates_in_their_order(self, article):
        response = Client().get(article.get_absolute_url() or "/nothing/")
        assert (response.status_code == 200) == article.is_live()
        if response.status_code != 200:
            return
        self.told = json_ld(response.content.decode())
        published, modified = (
            datetime.fromisoformat(self.told[name]) for name in ("datePublished", "dateModified")
        )
        assert published == article.published_at == self.first
        assert modified == (article.updated_at or article.published_at) >= published
        # Of its category: stories of other runs are in the site's.
        feed = Client().get(f"{article.category.get_absolute_url()}feed/").content.decode()
        told = parsedate_to_datetime(re.search("<pubDate>(.*?)</pubDate>", feed)[1])
        assert told == published.replace(microsecond=0)


@pytest.mark.django_db
def test_dates_keep_their_order_whatever_the_desk_does():
    run_state_machine_as_test(
        Desk, settings=settings(max_examples=15, stateful_step_count=12, deadline=None)
    )


@pytest.mark.django_db
class TestTypo:
    @pytest.fixture
    def clock(self):
        with time_machine.travel(NOON, tick=False) as traveller:
            yield traveller

    def pages(self, client, paper):
        """All that readers get, without what is made anew for each of them."""
        addresses = {each for surface in SURFACES.values() for each in surface.paths(paper)}
        return {
            address: TOKENS.sub(r"\1", client.get(address).content.decode(errors="replace"))
            for address in addresses
        }

    def correct(self, paper, **options):
        article = Article.objects.get(pk=paper.secret.pk)
        content = article.newest_revision.content
        revisions.save(article, replace(content, body=f"<p>{BODY[::-1]}</p>"), by=editor())
        return workflow.publish(article, by=editor(), **options)

    def test_a_typo_changes_the_word_and_nothing_else_that_readers_get(self, client, clock):
        paper = Paper(opened_at=NOON - 9 * DAY, at=NOON - 2 * DAY)
        clock.move_to(NOON + 3 * DAY)
        before = self.pages(client, paper)
        saved = Article.objects.get(pk=paper.secret.pk).modified_at

        self.correct(paper, change="typo")

        after = self.pages(client, paper)
        assert any(BODY in text for text in before.values())
        assert {path: text.replace(BODY[::-1], BODY) for path, text in after.items()} == before
        assert Article.objects.get(pk=paper.secret.pk).modified_at > saved

    def test_a_substantial_update_is_told_and_keeps_the_first_date(self, client, clock):
        paper = Paper(opened_at=NOON - 9 * DAY, at=NOON - 2 * DAY)
        clock.move_to(NOON + 3 * DAY)

        self.correct(paper, change="update", told="More.")

        told = json_ld(client.get(paper.secret.get_absolute_url()).content.decode())
        assert datetime.fromisoformat(told["datePublished"]) == NOON - 2 * DAY
        assert datetime.fromisoformat(told["dateModified"]) == NOON + 3 * DAY

    def test_a_story_that_comes_back_keeps_both_dates(self, client, clock):
        paper = Paper(opened_at=NOON - 9 * DAY, at=NOON - 2 * DAY)
        self.correct(paper, change="update", told="More.")
        clock.move_to(NOON + DAY)

        workflow.withdraw(paper.secret, by=editor())
        article = workflow.publish(paper.secret, by=editor())

        assert (article.published_at, article.updated_at) == (NOON - 2 * DAY, NOON)
