"""Stored lists as verbs and upkeep leave them: which story stands below which, and why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import upkeep, workflow
from articles.models import (
    Category,
    Posting,
    RelatedChoice,
    RelatedStory,
    Term,
    TermVector,
    Upkeep,
)
from articles.related import also_like, following, newest_beside, plans
from articles.related.following import follow
from articles.related.plans import plan
from articles.related.store import SHOWN, STORED
from portal.pagecache.models import CacheTag, Clock
from tests.articles.news import FLOOD, HARVEST, about, words
from tests.factories import ArticleFactory, CategoryFactory, editor

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def listed(article):
    """The stored list, by its stories."""
    rows = RelatedStory.objects.filter(article=article).order_by("position")
    return [row.other for row in rows.select_related("other")]


def reasons(article, other):
    return RelatedStory.objects.get(article=article, other=other).reasons


def index():
    vectors = TermVector.objects.values_list("article", "weights")
    return set(Posting.objects.values_list("pk")), dict(vectors), set(Term.objects.values_list())


def publish(article):
    article = workflow.publish(article, by=editor())
    upkeep.catch_up()
    return article


def withdraw(article):
    workflow.withdraw(article, by=editor())
    upkeep.catch_up()


def stamped_since(number):
    rows = CacheTag.objects.filter(number__gt=number, name__startswith="article:")
    return set(rows.values_list("name", flat=True))


def choose(article, other, kind, position=0):
    RelatedChoice.objects.create(
        article=article, other=other, kind=kind, position=position, at=timezone.now(),
        by_name="Ana",
    )  # fmt: skip
    upkeep.want(f"article:{article.pk}")
    upkeep.catch_up()


# What stands on a list.


def test_stories_about_the_same_come_first_and_it_is_kept_why():
    section = CategoryFactory()
    same = about(FLOOD, 0, category=section, tags=("Drina",))
    other = about(HARVEST, 0)
    article = about(FLOOD, 1, category=section, tags=("drina",), at=timezone.now() - 2 * DAY)

    upkeep.catch_up()

    assert listed(article) == [same, other]
    codes = [code for code, _about in reasons(article, same)]
    assert codes == ["words", "tag", "section", "days"]
    assert "Drina" in reasons(article, same)[0][1]
    assert reasons(article, same)[-1] == ["days", "2"]
    assert reasons(article, other) == [["newest", ""]]


@pytest.mark.parametrize(
    ("language", "other"), [("sr-Cyrl", "sr-Latn"), ("sr-Latn", "hr"), ("en", "")]
)
def test_a_story_is_found_in_any_script_of_its_language(language, other):
    texts = {
        "sr-Cyrl": "<p>Вучица и ђаци чувају мост на Дрини код Вишеграда.</p>",
        "sr-Latn": "<p>Vučica i đaci čuvaju most na Drini kod Višegrada.</p>",
        "hr": "<p>Đaci čuvaju most kod Višegrada.</p>",
        "en": "<p>Pupils guard the bridge.</p>",
        "": "<p>Pupils guard the old bridge.</p>",
    }
    same = ArticleFactory(language=other, body=texts[other])
    for number in range(3):
        about(HARVEST, number)

    article = ArticleFactory(language=language, body=texts[language])
    upkeep.catch_up()

    assert listed(article)[0] == same
    assert reasons(article, same)[0][0] == "words"


def test_a_story_of_another_language_shares_no_words():
    ArticleFactory(language="tr", body="<p>Drina Drina Drina</p>")
    article = ArticleFactory(language="sq", body="<p>Drina Drina Drina</p>")

    upkeep.catch_up()

    assert [each.reasons for each in article.related_stories.all()] == [[["newest", ""]]]


def test_the_places_left_go_to_the_newest_of_the_section_then_in_the_language_then_any():
    section = CategoryFactory()
    now = timezone.now()
    any_other = about(words("dunav"), 0, language="tr", at=now)
    in_language = [about(words(each), 0, at=now - DAY) for each in ("bakery", "museum")]
    of_section = about(words("airport"), 0, at=now - 2 * DAY, category=section)
    part = CategoryFactory(parent=section)
    article = about(FLOOD, 0, at=now - 3 * DAY, category=part)

    upkeep.catch_up()

    assert listed(article) == [of_section, *reversed(in_language), any_other]


def test_ten_are_stored_six_shown_and_none_is_the_story_itself():
    section = CategoryFactory()
    subjects = [words(f"subject{letter * 5}") for letter in "abcdefghijklm"]
    stories = [about(each, 0, category=section) for each in subjects]

    upkeep.catch_up()
    upkeep.want(*(f"article:{story.pk}" for story in stories))
    upkeep.catch_up()

    assert {len(listed(story)) for story in stories} == {STORED}
    assert {len(also_like(story)) for story in stories} == {SHOWN}
    assert not any(story in listed(story) for story in stories)


def test_of_stories_that_say_the_same_a_list_has_one():
    copies = [about(FLOOD, 0) for _number in range(3)]
    article = about(FLOOD, 1)
    upkeep.catch_up()

    others = [each for each in listed(article) if each in copies]

    assert len(others) == 1


def test_an_older_story_is_found_among_many_newer_ones_of_the_same_words(monkeypatch):
    monkeypatch.setattr("articles.related.gathering.CAP", 2)
    now = timezone.now()
    old = about(FLOOD, 0, at=now - 100 * DAY)
    for number in range(1, 5):
        about(FLOOD, number, at=now - number * DAY)
    article = about(FLOOD, 5, at=now)

    upkeep.catch_up()

    assert old in also_like(article)


@pytest.mark.parametrize(
    ("of_section", "of_part", "counts_more"),
    [
        ("", "", "new"),
        ("evergreen", "", "same"),
        ("", "evergreen", "same"),
        ("evergreen", "news", "new"),
    ],
)
def test_how_much_age_matters_is_said_by_the_category_or_its_section(
    of_section, of_part, counts_more
):
    part = CategoryFactory(lasting=of_part, parent=CategoryFactory(lasting=of_section))
    now = timezone.now()
    old = about(FLOOD, 0, at=now - 60 * DAY)
    article = about(FLOOD, 0, at=now, category=part, headline="River again")

    upkeep.catch_up()

    entry = article.related_stories.get(other=old)
    fresh = entry.score > 0.5
    assert fresh == (counts_more == "same")


# How others follow.


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


# What editors chose.


def test_pins_come_first_in_their_order_and_say_who_pinned_them():
    near = about(FLOOD, 0)
    pinned = [about(HARVEST, 0), about(words("museum"), 0)]
    article = about(FLOOD, 1)
    upkeep.catch_up()

    for place, other in enumerate(pinned):
        choose(article, other, "pinned", place)

    assert listed(article) == [*pinned, near]
    assert reasons(article, pinned[0])[0] == ["pinned", "Ana"]


def test_a_copy_of_a_pinned_story_does_not_stand_beside_it():
    copies = [about(FLOOD, 0) for _number in range(2)]
    article = about(FLOOD, 1)
    upkeep.catch_up()
    pinned = next(each for each in copies if each not in listed(article))

    choose(article, pinned, "pinned")

    assert listed(article) == [pinned]


def test_a_pin_stays_first_whatever_is_published():
    pinned = about(HARVEST, 0)
    article = about(FLOOD, 0)
    choose(article, pinned, "pinned")

    new = about(FLOOD, 1)
    upkeep.catch_up()

    assert listed(article) == [pinned, new]


def test_a_pinned_story_that_was_away_is_pinned_again():
    near, pinned = about(FLOOD, 0), about(HARVEST, 0)
    article = about(FLOOD, 1)
    choose(article, pinned, "pinned")
    withdraw(pinned)
    away = listed(article)

    publish(pinned)

    assert away == [near]
    assert listed(article) == [pinned, near]


def test_a_blocked_pair_is_kept_apart_on_both_lists():
    other = about(FLOOD, 0)
    article = about(FLOOD, 1)
    upkeep.catch_up()
    assert (listed(article), listed(other)) == ([other], [article])

    choose(article, other, "blocked")
    upkeep.want(f"article:{other.pk}")
    upkeep.catch_up()

    assert (listed(article), listed(other)) == ([], [])


# What readers get.


@pytest.mark.parametrize("count", [1, 5])
def test_a_list_costs_one_query_with_its_cards(count, django_assert_num_queries):
    for number in range(count):
        about(FLOOD, number, category=CategoryFactory(parent=CategoryFactory()))
    article = about(FLOOD, 5)
    upkeep.catch_up()

    with django_assert_num_queries(1):
        found = also_like(article)
        addresses = [other.get_absolute_url() for other in found]

    assert len(set(addresses)) == count


@pytest.mark.parametrize("count", [1, 5])
def test_what_stands_in_for_a_list_costs_three_queries(count, django_assert_num_queries):
    for number in range(count):
        about(FLOOD, number, category=CategoryFactory(parent=CategoryFactory()))
    article = about(FLOOD, 5)

    with django_assert_num_queries(3):
        addresses = [other.get_absolute_url() for other in newest_beside(article)]

    assert len(set(addresses)) == count


def test_what_is_not_live_at_the_moment_of_reading_is_not_shown():
    now = timezone.now()
    withdrawn, expiring = about(FLOOD, 0), about(FLOOD, 1, unpublish_at=now + timedelta(hours=1))
    article = about(FLOOD, 2)
    upkeep.catch_up()
    workflow.withdraw(withdrawn, by=editor())

    assert also_like(article) == [expiring]
    assert also_like(article, at=now + timedelta(hours=2)) == []


def test_until_a_list_is_computed_the_newest_of_the_section_stand_there(client):
    section = CategoryFactory(lasting=Category.Lasting.NEWS)
    beside, elsewhere = about(HARVEST, 0, category=section), about(FLOOD, 0)
    article = about(FLOOD, 1, category=section)

    at_once = newest_beside(article)
    html = client.get(article.get_absolute_url()).content.decode()
    upkeep.catch_up()

    assert at_once == [beside, elsewhere]
    assert html.count("card--related") == 2
    assert also_like(article) == [elsewhere, beside]
