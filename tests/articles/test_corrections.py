"""What readers are told was put right: who says so, what it moves, and where it stands."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import corrections, revisions, workflow
from articles.deeds import Refused
from articles.forms.content import CHANGES
from articles.models import Activity, Article, Correction
from articles.views import paging
from tests.factories import ArticleFactory, CategoryFactory, editor

pytestmark = pytest.mark.django_db

Kind = Correction.Kind
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TOLD = [kind for kind in Kind if kind != Kind.TYPO]


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def entered(article, kind=Kind.CORRECTION, text="It was the other bridge."):
    return corrections.enter(article, kind=kind, text=text, by=editor())


def revise(article, **changes):
    content = replace(article.newest_revision.content, **changes)
    revisions.save(article, content, by=editor())


def updated(article):
    return Article.objects.get(pk=article.pk).updated_at


def deeds(article):
    rows = Activity.objects.filter(article=article).exclude(verb="publish").order_by("pk")
    return list(rows.values_list("verb", "detail"))


def json_ld(html):
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return next(each for each in map(json.loads, blocks) if each["@type"] == "NewsArticle")


def marked(client, article):
    """Cards of its section that say it is retracted."""
    html = client.get(article.category.get_absolute_url()).content.decode()
    return html.count('class="card__retracted"')


class TestVerbs:
    @pytest.mark.parametrize("kind", Kind)
    def test_all_but_a_typo_moves_the_date_of_the_update(self, clock, kind):
        article = ArticleFactory(at=NOON - DAY)
        told = NOON if kind != Kind.TYPO else None

        correction = entered(article, kind)

        assert updated(article) == told
        assert (correction.made_at, correction.by_name) == (NOON, "The Desk")
        assert deeds(article) == [("correct", "It was the other bridge.")]

    def test_the_date_never_goes_back(self, clock):
        article = ArticleFactory(at=NOON - DAY)
        clock.move_to(NOON + HOUR)
        entered(article)
        clock.move_to(NOON)

        corrections.enter(article, kind=Kind.UPDATE, text="More.", by=editor())

        assert updated(article) == NOON + HOUR

    def test_each_verb_is_written_down_and_what_is_told_anew_moves_the_date(self, clock):
        article = ArticleFactory(at=NOON - DAY)
        correction = entered(article)
        moved = []

        for verb, said in (
            (corrections.amend, {"text": "Another bridge.", "seen": correction.text}),
            (corrections.take_back, {}),
            (corrections.bring_back, {}),
        ):
            clock.shift(HOUR)
            verb(correction, by=editor(), **said)
            moved.append(updated(article))

        assert moved == [NOON, NOON, NOON + 3 * HOUR]
        assert [verb for verb, _detail in deeds(article)] == [
            "correct", "amend", "take_back", "bring_back",
        ]  # fmt: skip
        correction.refresh_from_db()
        assert (correction.text, correction.made_at) == ("Another bridge.", NOON)

    def test_the_same_again_is_nothing(self, clock):
        correction = entered(ArticleFactory(at=NOON - DAY))

        corrections.amend(correction, text=f" {correction.text} ", seen="Old.", by=editor())
        corrections.bring_back(correction, by=editor())
        corrections.take_back(correction, by=editor())
        corrections.take_back(correction, by=editor())

        assert [verb for verb, _detail in deeds(correction.article)] == ["correct", "take_back"]

    @pytest.mark.parametrize("kind", TOLD)
    @pytest.mark.parametrize("text", ["", "  \n ", "\x00"])
    def test_readers_are_told_something(self, kind, text):
        with pytest.raises(Refused, match="what was wrong"):
            entered(ArticleFactory(), kind, text)

        assert not Correction.objects.exists()

    def test_a_typo_needs_no_words(self):
        assert entered(ArticleFactory(), Kind.TYPO, "").text == ""

    def test_what_is_no_kind_is_refused(self):
        with pytest.raises(Refused, match="“praise” is no kind"):
            entered(ArticleFactory(), "praise")

    def test_a_novel_is_no_correction(self):
        with pytest.raises(Refused, match="at most 500"):
            entered(ArticleFactory(), text="x" * 501)

    def test_what_two_reword_at_once_is_not_lost(self):
        correction = entered(ArticleFactory(), text="First.\nSecond.")
        said = {"seen": "First.\r\nSecond.", "by": editor()}
        corrections.amend(correction, text="Mine.", **said)

        with pytest.raises(Refused, match="reworded it meanwhile"):
            corrections.amend(correction, text="Theirs.", **said)

        assert Correction.objects.get().text == "Mine."

    def test_the_log_of_the_story_keeps_every_word_that_readers_had(self):
        texts = [letter * corrections.LONGEST for letter in "xyz"]
        correction = entered(ArticleFactory(), text=texts[0])
        for seen, text in pairwise(texts):
            corrections.amend(correction, text=text, seen=seen, by=editor())

        assert [detail for _verb, detail in deeds(correction.article)] == texts

    def test_only_what_readers_have_is_corrected(self):
        draft = ArticleFactory(live=False)
        scheduled = ArticleFactory(at=timezone.now() + DAY)
        withdrawn = workflow.withdraw(ArticleFactory(), by=editor())

        for article in (draft, scheduled, withdrawn):
            with pytest.raises(Refused, match="Readers cannot open"):
                entered(article)

    def test_of_a_story_that_was_withdrawn_no_date_moves(self, clock):
        correction = entered(ArticleFactory(at=NOON - DAY))
        workflow.withdraw(correction.article, by=editor())
        clock.shift(HOUR)

        corrections.amend(correction, text="Another.", seen=correction.text, by=editor())

        assert updated(correction.article) == NOON

    def test_in_the_trash_nothing_is_corrected(self):
        correction = entered(ArticleFactory())
        workflow.withdraw(correction.article, by=editor())
        workflow.trash(correction.article, by=editor())

        with pytest.raises(Refused, match="trash"):
            corrections.take_back(correction, by=editor())

    def test_a_journalist_corrects_nothing_not_even_an_own_story(self, journalist):
        article = ArticleFactory(live=False, by=journalist)
        workflow.publish(article, by=editor())
        correction = entered(article)

        for deed in (
            lambda: corrections.enter(article, kind=Kind.TYPO, text="", by=journalist),
            lambda: corrections.amend(correction, text="No.", seen=correction.text, by=journalist),
            lambda: corrections.take_back(correction, by=journalist),
            lambda: corrections.bring_back(correction, by=journalist),
        ):
            with pytest.raises(PermissionDenied):
                deed()


class TestPublishing:
    def test_a_change_and_what_is_told_of_it_come_at_once(self, clock):
        article = ArticleFactory(at=NOON - DAY)
        revise(article, body="<p>Right.</p>")

        workflow.publish(article, by=editor(), change=Kind.CORRECTION, told="It was wrong.")

        found = Correction.objects.get()
        assert (found.kind, found.text, found.made_at) == ("correction", "It was wrong.", NOON)
        assert Article.objects.get().body == "<p>Right.</p>"
        assert updated(article) == NOON

    def test_without_words_neither_comes(self):
        article = ArticleFactory(body="<p>Wrong.</p>")
        revise(article, body="<p>Right.</p>")

        with pytest.raises(Refused, match="what was wrong"):
            workflow.publish(article, by=editor(), change=Kind.UPDATE)

        assert Article.objects.get().body == "<p>Wrong.</p>"
        assert not Correction.objects.exists()

    @pytest.mark.parametrize(
        ("change", "why"), [("retraction", "page of its corrections"), ("praise", "no kind")]
    )
    def test_a_retraction_comes_with_no_change_and_nothing_unknown_does(self, change, why):
        article = ArticleFactory(body="<p>Wrong.</p>")
        revise(article, body="<p>Right.</p>")

        with pytest.raises(Refused, match=why):
            workflow.publish(article, by=editor(), change=change, told="No.")

        assert Article.objects.get().body == "<p>Wrong.</p>"
        assert not Correction.objects.exists()

    def test_the_form_of_a_story_offers_what_comes_with_a_change(self):
        assert tuple(dict(CHANGES)) == corrections.CHANGES

    def test_a_retracted_story_stays_so_when_it_is_published_anew(self):
        article = ArticleFactory()
        entered(article, Kind.RETRACTION, "It is not.")
        revise(article, body="<p>Less.</p>")

        workflow.publish(article, by=editor(), change=Kind.UPDATE, told="Less of it.")

        assert Article.objects.get().is_retracted

    def test_the_first_publication_corrects_nothing(self):
        article = ArticleFactory(live=False)

        workflow.publish(article, by=editor(), change=Kind.UPDATE, told="More.")

        assert not Correction.objects.exists()
        assert updated(article) is None


class TestWhatReadersSee:
    def test_a_story_tells_all_but_typos_newest_first(self, client, clock):
        article = ArticleFactory(at=NOON - DAY)
        for kind in Kind:
            clock.shift(HOUR)
            entered(article, kind, f"Said as {kind}. <b>")
        gone = entered(article, text="Taken back.")
        corrections.take_back(gone, by=editor())

        html = " ".join(client.get(article.get_absolute_url()).content.decode().split())

        log = re.search(r'<section class="corrections".*?</section>', html)[0]
        assert re.findall(r"Said as (\w+)\. &lt;b&gt;", log) == [
            "retraction", "update", "correction", "clarification",
        ]  # fmt: skip
        assert re.findall(r'__kind">(\w+)<', log)[0] == "Retraction"
        assert "Said as typo" not in html
        assert "Taken back" not in html
        keys = Correction.objects.public().newest_first().values_list("pk", flat=True)
        assert re.findall(r'id="correction-(\d+)"', log) == [str(pk) for pk in keys]

    def test_a_retraction_stands_above_the_headline(self, client):
        article = ArticleFactory(headline="The moon is cheese")
        before = client.get(article.get_absolute_url()).content.decode()
        entered(article, Kind.RETRACTION, "It is not.")

        html = client.get(article.get_absolute_url()).content.decode()

        assert "retracted" not in before
        assert html.index("This story is retracted.") < html.index("<h1")
        assert html.index("It is not.", html.index("<main")) < html.index("<h1")

    def test_cards_say_that_a_story_is_retracted_as_long_as_it_is(self, client):
        article = ArticleFactory()
        entered(article)
        said = [marked(client, article)]
        correction = entered(article, Kind.RETRACTION, "It is not.")
        said.append(marked(client, article))
        corrections.take_back(correction, by=editor())
        said.append(marked(client, article))
        corrections.bring_back(correction, by=editor())

        assert [*said, marked(client, article)] == [0, 1, 0, 1]

    def test_machines_are_told_too(self, client, clock):
        article = ArticleFactory(at=NOON - DAY)
        assert "correction" not in json_ld(client.get(article.get_absolute_url()).content.decode())
        entered(article, text="It was the other bridge.")

        told = json_ld(client.get(article.get_absolute_url()).content.decode())

        assert told["correction"] == [
            {"@type": "CorrectionComment", "text": "Correction: It was the other bridge.",
             "datePublished": NOON.isoformat()}
        ]  # fmt: skip
        assert datetime.fromisoformat(told["dateModified"]) == NOON

    def test_the_page_of_all_leads_to_each_in_its_story(self, client, clock):
        section = CategoryFactory(name="Culture", slug="culture")
        first = entered(ArticleFactory(at=NOON - DAY, headline="A bridge", category=section))
        clock.shift(HOUR)
        second = entered(ArticleFactory(at=NOON - DAY), Kind.UPDATE, "More of it.")
        entered(second.article, Kind.TYPO, "A comma.")
        gone = entered(ArticleFactory(at=NOON - DAY), text="Withdrawn with its story.")
        workflow.withdraw(gone.article, by=editor())

        html = client.get("/corrections/").content.decode()

        links = re.findall(r'href="([^"]*#correction-\d+)"', html)
        assert links == [each.get_absolute_url() for each in (second, first)]
        assert links[1].startswith("/culture/")
        assert "A comma" not in html
        assert "Withdrawn with its story" not in html

    def test_a_site_without_any_says_so(self, client):
        html = client.get("/corrections/").content.decode()

        assert "Nothing had to be put right so far." in html
        assert client.get("/corrections/?page=2").status_code == 404
        assert "<item>" not in client.get("/corrections/feed/").content.decode()

    def test_many_are_on_pages(self, client, clock, monkeypatch):
        monkeypatch.setattr(paging, "STORIES", 2)
        article = ArticleFactory(at=NOON - DAY)
        for number in range(3):
            clock.shift(HOUR)
            entered(article, text=f"Number {number}.")

        first, second = (client.get(f"/corrections/{page}").content.decode()
                         for page in ("", "?page=2"))  # fmt: skip

        assert re.findall(r"Number \d", first) == ["Number 2", "Number 1"]
        assert re.findall(r"Number \d", second) == ["Number 0"]
        assert 'href="?page=2"' in first

    def test_the_feed_tells_each_with_its_place(self, client, clock):
        correction = entered(ArticleFactory(at=NOON - DAY, headline="A <b> & a bridge"))

        text = client.get("/corrections/feed/").content.decode()

        assert "<title>Correction: A &lt;b&gt; &amp; a bridge</title>" in text
        assert f"{correction.get_absolute_url()}</link>" in text
        assert "<description>&lt;p&gt;It was the other bridge.&lt;/p&gt;</description>" in text
        assert "<pubDate>Fri, 20 Nov 2026 12:00:00 +0000</pubDate>" in text

    @pytest.mark.parametrize("count", [1, 5])
    @pytest.mark.parametrize(("path", "queries"), [("/corrections/", 3), ("/corrections/feed/", 3)])
    def test_a_list_costs_the_same_however_long_it_is(
        self, client, count, path, queries, django_assert_num_queries
    ):
        for _number in range(count):
            entered(ArticleFactory(category=CategoryFactory(parent=CategoryFactory())))

        with django_assert_num_queries(queries):
            html = client.get(path).content.decode()

        assert html.count("It was the other bridge.") == count

    def test_every_page_leads_to_them(self, client):
        assert 'href="/corrections/"' in client.get("/").content.decode()
