"""A tag that comes back from the trash, and the stories that had it."""

import pytest

from articles import corrections
from articles.models import Correction, StoryState, Tag
from portal.publicmodels import verbs
from tests.articles.test_past_recording import change
from tests.factories import ArticleFactory, editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return ArticleFactory(tags=("rivers", "trains"))


def trashed():
    return verbs.trash(Tag.objects.get(name="rivers"), by=None, tags=("site",))


def tags(story):
    return sorted(story.tag_items.values_list("tag__name", flat=True))


def kept(story):
    """What is known for looking back of its tags."""
    known = {f"tag:{tag.pk}": tag.name for tag in Tag.objects.all()}
    (state,) = StoryState.objects.filter(article=story, until=None)
    return sorted(known[place] for place in state.card["places"] if place in known)


def test_a_story_that_was_published_without_it_stays_so(story):
    rivers = trashed()
    change(story, tags=("trains",))

    verbs.restore(rivers)

    assert tags(story) == kept(story) == ["trains"]


def test_a_story_that_was_retracted_meanwhile_has_it_again(story):
    rivers = trashed()
    corrections.enter(story, kind=Correction.Kind.RETRACTION, text="It is not so.", by=editor())
    assert kept(story) == ["trains"]

    verbs.restore(rivers)

    assert tags(story) == kept(story) == ["rivers", "trains"]


def test_of_a_story_that_nobody_touched_nothing_new_is_kept(story):
    verbs.restore(trashed())

    assert tags(story) == kept(story) == ["rivers", "trains"]
    assert story.states.count() == 1
