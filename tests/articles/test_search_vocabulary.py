"""The words of headlines and names: kept by the verbs, and what is made of them for readers."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import revisions, upkeep, workflow
from articles.models import SearchName, SearchWord, StoryWords, Tag
from articles.search import parse, vocabulary
from articles.search.meant import meant
from portal.publicmodels import verbs
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, editor

pytestmark = pytest.mark.django_db


def counted():
    return dict(SearchWord.objects.filter(stories__gt=0).values_list("spelling", "stories"))


@pytest.fixture
def section():
    return CategoryFactory(name="Politics", slug="politics")


def test_words_are_counted_once_a_story_without_those_that_say_nothing(section):
    ana = AuthorFactory(name="Ana Lađar")
    for number in range(2):
        ArticleFactory(
            headline=f"The river, the River {number}", category=section, tags=("река",),
            authors=(ana,), language="en",
        )  # fmt: skip

    assert counted() == {"river": 2, "politics": 2, "река": 2, "ana": 2, "lađar": 2}


def test_a_changed_headline_takes_its_words_along_and_a_withdrawn_story_all(section):
    story = ArticleFactory(headline="River rises", category=section)
    ArticleFactory(headline="River", category=section)
    content = replace(story.newest_revision.content, headline="River falls")
    revisions.save(story, content, by=editor())
    assert counted() == {"river": 2, "rises": 1, "politics": 2}

    workflow.publish(story, by=editor())
    changed = counted()
    workflow.withdraw(story, by=editor())

    assert changed == {"river": 2, "falls": 1, "politics": 2}
    assert counted() == {"river": 1, "politics": 1}
    assert StoryWords.objects.count() == 1


def test_a_draft_teaches_no_words(section):
    ArticleFactory(live=False, headline="Secret", category=section, tags=("hidden",))

    assert counted() == {}
    assert not SearchName.objects.exists()


def test_a_renamed_tag_is_known_by_its_new_words_once_its_story_is_learned(section):
    story = ArticleFactory(category=section, tags=("old bridges",))
    tag = Tag.objects.get()
    tag.name = "new bridges"
    verbs.save(tag, tags=tag.cache_tags())

    vocabulary.learn([story.pk])

    words = SearchName.objects.filter(kind="tag").values_list("folded", flat=True)
    assert set(words) == {"new", "bridges"}


def test_the_name_of_a_tag_goes_with_it_and_comes_back(section):
    ArticleFactory(category=section, tags=("old bridges",))
    tag = Tag.objects.get()
    named = SearchName.objects.filter(kind="tag", number=tag.pk)

    trashed = verbs.trash(tag, by=editor(), tags=tag.cache_tags())
    upkeep.catch_up()
    left = named.count()
    verbs.restore(trashed)
    upkeep.catch_up()

    assert (left, named.count()) == (0, 2)


@pytest.mark.parametrize("count", [1, 5])
def test_words_are_learned_at_the_same_cost_however_many_stories(count, django_assert_num_queries):
    stories = [ArticleFactory(headline=f"Same {n}", tags=(f"tag {n}",)) for n in range(count)]
    StoryWords.objects.all().delete()

    with django_assert_num_queries(10):
        vocabulary.learn([story.pk for story in stories])


@pytest.mark.parametrize("headline", ["🙂", "x" * 200, "1 2 3", "Šćž" * 60, "\U0002f800 ﬃ"])
def test_any_headline_can_be_learned(headline):
    ArticleFactory(headline=headline)

    assert StoryWords.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("rivre", "river"), ("Rvier", "River"), ("ribver rising", "river rising"),
        ("vučuć", "vučić"), ("vucuc", "vučić"), ("Вучућ", "Вучић"), ("djordjevic", ""),
        ("djordjevix", "đorđević"), ('"rivre rising"', '"river rising"'),
        ("rivre -bridge", "river -bridge"), ("mountain", ""), ("ri", ""), ("river", ""),
        ("polittics", "politics"),
    ],
)  # fmt: skip
def test_a_query_with_a_slip_is_understood(section, typed, better):
    AuthorFactory(name="nobody")
    ana = AuthorFactory(name="Ana Đorđević", slug="ana")
    ArticleFactory(headline="A river rising", category=section, authors=(ana,), tags=("politics",))
    ArticleFactory(headline="Вучић", category=section, language="sr-Cyrl")
    ArticleFactory(headline="Vučić", category=section, language="sr-Latn")

    assert meant(parse(typed), at=timezone.now()) == better


def test_only_what_is_live_can_have_been_meant():
    soon = timezone.now() + timedelta(hours=1)
    ArticleFactory(headline="Kvorbix", at=soon)
    ArticleFactory(live=False, headline="Plimzad")
    gone = ArticleFactory(headline="Wexlorn")
    workflow.withdraw(gone, by=editor())

    typed = ("kvorbox", "plimzod", "wexlurn")
    assert [meant(parse(each), at=timezone.now()) for each in typed] == ["", "", ""]
    with time_machine.travel(soon, tick=False):
        assert meant(parse("kvorbox"), at=soon) == "kvorbix"
