"""Stored lists as verbs and upkeep leave them: which story stands below which, and why."""

import pytest
from django.utils import timezone

from articles import upkeep
from articles.related import also_like
from articles.related.store import SHOWN, STORED
from tests.articles.lists import (
    DAY,
    listed,
    reasons,
)
from tests.articles.news import FLOOD, HARVEST, about, words
from tests.factories import ArticleFactory, CategoryFactory

pytestmark = pytest.mark.django_db


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
