from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import roles
from articles import workflow
from articles.models import RelatedStory
from articles.related import also_like, relate
from articles.related.ranking import SHOWN
from articles.related.store import STORED
from tests.factories import ArticleFactory, CategoryFactory, UserFactory


@pytest.mark.django_db
class TestStoredLists:
    def test_shared_tags_come_before_the_same_category_and_both_before_the_rest(self):
        section = CategoryFactory()
        elsewhere = ArticleFactory()
        beside = ArticleFactory(category=section)
        tagged = ArticleFactory(tags=("Drina",))

        article = ArticleFactory(category=section, tags=("drina",))

        assert also_like(article) == [tagged, beside, elsewhere]
        assert RelatedStory.objects.get(article=article, other=tagged).reasons[0] == [
            "tag",
            "Drina",
        ]

    def test_a_new_story_reaches_the_lists_of_its_neighbours(self):
        old = ArticleFactory(tags=("Drina",))
        assert also_like(old) == []

        new = ArticleFactory(tags=("Drina",))

        assert also_like(old) == [new]

    @pytest.mark.parametrize("count", [1, 5])
    def test_a_list_costs_one_query_with_its_cards(self, count, django_assert_num_queries):
        for _number in range(count):
            ArticleFactory(category=CategoryFactory(parent=CategoryFactory()))
        article = ArticleFactory()

        with django_assert_num_queries(1):
            found = also_like(article)
            addresses = [other.get_absolute_url() for other in found]

        assert len(set(addresses)) == count

    def test_what_is_not_live_at_the_moment_of_reading_is_not_shown(self):
        now = timezone.now()
        section = CategoryFactory()
        withdrawn = ArticleFactory(category=section)
        expiring = ArticleFactory(category=section, unpublish_at=now + timedelta(hours=1))
        ArticleFactory(category=section, at=now + timedelta(hours=1))
        article = ArticleFactory(category=section)
        ArticleFactory(category=section, at=now + timedelta(hours=1))
        workflow.withdraw(withdrawn, by=UserFactory(role=roles.EDITOR))

        assert also_like(article) == [expiring]
        assert expiring not in also_like(article, at=now + timedelta(hours=2))

    def test_ten_are_stored_and_six_shown_and_none_is_the_story_itself(self):
        section = CategoryFactory()
        stories = [ArticleFactory(category=section) for _number in range(STORED + 3)]

        counts = {story.pk: RelatedStory.objects.filter(article=story).count() for story in stories}

        assert max(counts.values()) == STORED
        assert min(counts.values()) > 0
        assert len(also_like(stories[-1])) == SHOWN
        assert stories[-1] not in also_like(stories[-1])

    def test_relating_again_changes_nothing(self):
        section = CategoryFactory()
        stories = [
            ArticleFactory(category=section, tags=("Drina",)) for _number in range(STORED + 3)
        ]
        columns = ("article", "other", "position", "score")
        before = set(RelatedStory.objects.values_list(*columns))

        for story in stories:
            relate(story)

        lengths = [story.related_stories.count() for story in stories]
        assert min(lengths) == STORED
        relate(stories[0])
        assert set(RelatedStory.objects.values_list(*columns)) >= before & set(
            RelatedStory.objects.filter(article=stories[0]).values_list(*columns)
        )

    def test_a_list_stays_as_long_as_it_is_when_its_stories_are_published_again(self):
        section = CategoryFactory()
        host = ArticleFactory(category=section)
        neighbours = [ArticleFactory(category=section) for _number in range(STORED + 5)]
        before = host.related_stories.count()

        for neighbour in neighbours:
            workflow.publish(neighbour, by=UserFactory(role=roles.EDITOR))

        assert before == host.related_stories.count() == STORED

    def test_a_story_that_no_longer_fits_makes_room_and_the_list_is_told(self):
        host = ArticleFactory(tags=("Drina",))
        others = [ArticleFactory(tags=("Drina",)) for _number in range(STORED - 1)]
        leaving = ArticleFactory(tags=("Drina",))
        assert leaving in also_like(host, limit=STORED)

        leaving.tag_items.all().delete()
        leaving.refresh_from_db()
        touched = relate(leaving)

        assert also_like(host, limit=STORED)[-1] == leaving
        assert {f"article:{story.pk}" for story in (host, *others)} <= touched
