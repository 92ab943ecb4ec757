"""How lists follow what is published, changed and withdrawn."""

import pytest
from django.utils import timezone

from articles import upkeep, workflow
from articles.models import (
    Posting,
    Term,
    TermVector,
    Upkeep,
)
from articles.related import following, plans
from articles.related.following import follow
from articles.related.plans import plan
from articles.related.store import STORED
from portal.pagecache.models import Clock
from tests.articles.lists import DAY, index, listed, publish, reasons, stamped_since, withdraw
from tests.articles.news import FLOOD, HARVEST, about, words
from tests.factories import ArticleFactory, editor

pytestmark = pytest.mark.django_db


def test_a_new_story_reaches_the_lists_of_its_neighbours():
    host = about(FLOOD, 0)
    far = [about(words(f"subject{letter * 5}"), 0) for letter in "abcdefghijkl"]
    upkeep.catch_up()

    new = about(FLOOD, 1)
    upkeep.catch_up()

    assert listed(host)[0] == new
    assert len(listed(host)) == STORED
    assert sum(new in listed(each) for each in far) < len(far)


def test_a_full_list_takes_in_only_what_is_closer_than_its_last():
    then = timezone.now() - 400 * DAY
    host = ArticleFactory(headline="Drina", at=then)
    for letter in "abcdefghijkl":
        ArticleFactory(headline=f"Drina {letter * 5}", body=f"<p>{letter * 4}</p>", at=then)
    upkeep.catch_up()
    before = listed(host)

    late = ArticleFactory(headline="Plums", body="<p>Drina</p>")
    upkeep.catch_up()

    assert len(before) == STORED
    assert listed(host) == before
    assert host in listed(late)


def test_a_corrected_story_finds_new_neighbours_and_its_old_ones_are_told(revise):
    river, fruit = about(FLOOD, 0), about(HARVEST, 0)
    article = about(FLOOD, 1)
    upkeep.catch_up()
    assert listed(article)[0] == river

    revise(article, headline=HARVEST[1], body=f"<p>{HARVEST[0]} {HARVEST[1]}</p>")
    upkeep.catch_up()

    assert listed(article)[0] == fruit
    assert reasons(fruit, article)[0][0] == "words"
    assert reasons(river, article)[0][0] == "newest"


def test_a_story_counts_in_its_words_once_and_is_indexed_anew_only_with_others(revise):
    about(FLOOD, 0)
    article = about(FLOOD, 1)
    upkeep.catch_up()
    before = index()

    follow(article.pk)
    same = index()
    revise(article, headline="Firemen rest", tags=("Drina",))
    upkeep.catch_up()

    assert same == before
    assert Term.objects.get(text="drina").stories == Term.objects.get(text="").stories == 2
    postings = Posting.objects.filter(article_id=article.pk).values_list("term_id", "weight")
    weights = TermVector.objects.get(article=article).weights
    assert {str(term): weight for term, weight in postings} == weights != before[1][article.pk]


def test_what_is_offered_while_a_list_is_computed_is_not_lost(monkeypatch):
    about(FLOOD, 3)
    host, new = about(FLOOD, 0), about(FLOOD, 1)
    Upkeep.objects.all().delete()

    def computed_slowly(article):
        found = plan(article)
        if article == host:
            monkeypatch.undo()
            follow(new.pk)
        return found

    monkeypatch.setattr(following, "plan", computed_slowly)
    follow(host.pk)
    offered = listed(host)
    upkeep.catch_up()

    assert offered == [new]
    assert len(listed(host)) == 2


def test_only_pages_whose_lists_changed_are_stamped():
    host, far = about(FLOOD, 0), about(HARVEST, 0)
    near = about(HARVEST, 1)
    new = about(FLOOD, 1)
    number = Clock.objects.get().number
    everybody = [f"article:{each.pk}" for each in (host, far, near, new)]
    stamped = []
    for _time in range(3):
        upkeep.want(*everybody)
        upkeep.catch_up()
        stamped.append(stamped_since(number))
        number = Clock.objects.get().number

    assert stamped[0] == set(everybody)
    assert stamped[-1] == set()


def test_a_withdrawn_story_leaves_every_list_and_others_get_its_places():
    stories = [about(FLOOD, number) for number in range(3)]
    gone = about(FLOOD, 3)
    upkeep.catch_up()
    assert all(gone in listed(each) for each in stories)

    withdraw(gone)

    assert not any(gone in listed(each) for each in stories)
    assert listed(gone) == []
    assert {len(listed(each)) for each in stories} == {2}


def test_of_very_many_lists_only_the_newest_follow_at_once(monkeypatch):
    for module in (plans, following):
        monkeypatch.setattr(module, "FOLLOWING", 2)
    stories = [about(FLOOD, number) for number in range(4)]
    gone = about(FLOOD, 4)
    upkeep.catch_up()

    workflow.withdraw(gone, by=editor())
    following.leave(gone.pk)

    asked = {each.subject for each in Upkeep.objects.all()}
    assert not any(gone in listed(each) for each in stories)
    assert asked == {f"article:{each.pk}" for each in (*stories[2:], gone)}


def test_a_story_that_comes_back_takes_its_places_again():
    stories = [about(FLOOD, number) for number in range(2)]
    story = about(FLOOD, 2)
    withdraw(story)

    publish(story)

    assert all(story in listed(each) for each in stories)
    assert len(listed(story)) == 2


def test_what_comes_after_others_went_stands_where_it_belongs():
    for number in range(5):
        about(FLOOD, number)
    article = about(FLOOD, 5)
    upkeep.catch_up()
    for gone in listed(article)[:2]:
        withdraw(gone)

    new = about(FLOOD, 5, headline="The Drina again")
    upkeep.catch_up()

    rows = article.related_stories.order_by("position").values_list("position", "score")
    places, scores = zip(*rows, strict=True)
    assert places == (0, 1, 2, 3)
    assert list(scores) == sorted(scores, reverse=True)
    assert new in listed(article)


def test_a_draft_and_what_is_to_come_are_on_no_list():
    article = about(FLOOD, 0)
    about(FLOOD, 1, live=False)
    about(FLOOD, 2, at=timezone.now() + DAY)

    upkeep.catch_up()

    assert listed(article) == []
