"""What editors decide of the list below a story, as the verbs keep it and as readers see it."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import connection

from articles import upkeep, workflow
from articles.deeds import Refused
from articles.models import Activity, Article, RelatedChoice
from articles.related import also_like, choices
from articles.related.ranking import SHOWN
from portal.pagecache.models import CacheTag
from tests.articles.below import pins, stand_below
from tests.articles.desk import of, story
from tests.articles.news import about, words
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def others():
    return [about(words(f"subject{letter * 5}"), 0) for letter in "abcdefgh"]


@pytest.fixture
def article(others):
    """A story with all of them on its list, and on those of all."""
    article = ArticleFactory(headline="The story itself")
    for each in others:
        stand_below(each, [article])
    stand_below(article, others)
    return article


def deeds(article):
    return list(article.activities.order_by("-pk").values_list("verb", "detail", "by"))


def number_of(article):
    return CacheTag.objects.get(name=f"article:{article.pk}").number


def test_a_pinned_story_comes_first_at_once_and_the_page_is_told(article, others, editor):
    before = number_of(article)

    choices.pin(article, others[-1], by=editor)

    assert also_like(article) == [others[-1], *others[: SHOWN - 1]]
    assert number_of(article) > before
    assert deeds(article)[0] == ("pin", others[-1].headline, editor.pk)
    assert article.related_stories.order_by("position")[0].reasons[0] == [
        "pinned", editor.display_name(),
    ]  # fmt: skip


def test_pins_stand_in_the_order_in_which_they_were_put(article, others, editor):
    choices.pin(article, others[5], by=editor)
    choices.pin(article, others[6], by=editor)
    choices.pin(article, others[4], by=editor)

    assert pins(article) == also_like(article)[:3] == [others[5], others[6], others[4]]


def test_what_was_on_no_list_can_be_pinned_and_goes_with_its_pin(article, editor):
    far = ArticleFactory()
    stand_below(article, [])

    choices.pin(article, far, by=editor)
    first = also_like(article)[0]
    choices.unpin(article, far, by=editor)

    assert first == far
    assert far not in also_like(article)
    assert [verb for verb, *_ in deeds(article)[:2]] == ["unpin", "pin"]


def test_what_is_not_pinned_any_more_stays_for_its_own_reasons(article, others, editor):
    reasons = article.related_stories.get(other=others[0]).reasons
    choices.pin(article, others[0], by=editor)

    choices.unpin(article, others[0], by=editor)

    assert article.related_stories.get(other=others[0]).reasons == reasons


@pytest.mark.parametrize(
    ("to", "order"), [(0, [2, 0, 1]), (1, [0, 2, 1]), (2, [0, 1, 2]), (99, [0, 1, 2])]
)
def test_a_pinned_story_moves_to_any_place(article, others, editor, to, order):
    for each in others[:3]:
        choices.pin(article, each, by=editor)

    choices.move(article, others[2], to=to, by=editor)

    assert pins(article) == also_like(article)[:3] == [others[number] for number in order]


def test_a_blocked_pair_is_apart_on_both_lists_until_it_is_allowed_again(article, others, editor):
    other = others[0]
    assert article in also_like(other)
    before = number_of(other)

    choices.block(article, other, by=editor)

    assert other not in also_like(article)
    assert article not in also_like(other)
    assert number_of(other) > before
    assert deeds(article)[0] == ("block", other.headline, editor.pk)

    choices.unblock(other, article, by=editor)

    assert not RelatedChoice.objects.exists()
    assert deeds(other)[0] == ("allow", article.headline, editor.pk)


def test_blocking_takes_the_place_of_pins_on_both_lists(article, others, editor):
    choices.pin(article, others[0], by=editor)
    choices.pin(others[0], article, by=editor)

    choices.block(article, others[0], by=editor)

    assert [each.kind for each in RelatedChoice.objects.all()] == ["blocked"]
    assert others[0] not in also_like(article)


@pytest.mark.parametrize("by_the_other", [False, True])
def test_what_is_kept_apart_is_allowed_again_before_it_is_pinned(
    article, others, editor, by_the_other
):
    pair = (others[0], article) if by_the_other else (article, others[0])
    choices.block(*pair, by=editor)

    with pytest.raises(Refused, match="kept apart"):
        choices.pin(article, others[0], by=editor)


@pytest.mark.parametrize("verb", ["pin", "block", "unpin", "unblock"])
def test_the_same_again_is_nothing(article, others, editor, verb):
    before = {"unpin": choices.pin, "unblock": choices.block}.get(verb, getattr(choices, verb))
    before(article, others[0], by=editor)
    again = getattr(choices, verb)
    again(article, others[0], by=editor)
    said, number = deeds(article), number_of(article)

    again(article, others[0], by=editor)

    assert deeds(article) == said
    assert number_of(article) == number


def test_a_story_stays_where_it_is_when_it_is_moved_there(article, others, editor):
    choices.pin(article, others[0], by=editor)
    said = deeds(article)

    choices.move(article, others[0], to=0, by=editor)

    assert deeds(article) == said


@pytest.mark.parametrize("verb", ["pin", "block"])
def test_no_story_stands_below_itself(article, editor, verb):
    with pytest.raises(Refused, match="itself"):
        getattr(choices, verb)(article, article, by=editor)


def test_only_what_readers_can_open_is_pinned(article, editor):
    with pytest.raises(Refused, match="Readers cannot open"):
        choices.pin(article, story(), by=editor)


def test_no_more_are_pinned_than_readers_see(article, others, editor):
    for each in others[:SHOWN]:
        choices.pin(article, each, by=editor)

    with pytest.raises(Refused, match="Unpin one first"):
        choices.pin(article, others[SHOWN], by=editor)

    assert len(pins(article)) == SHOWN


def test_what_somebody_else_unpinned_is_not_moved(article, others, editor):
    with pytest.raises(Refused, match="Somebody else"):
        choices.move(article, others[0], to=0, by=editor)


def test_a_draft_has_pins_and_no_list(others, editor):
    draft = story()

    choices.pin(draft, others[0], by=editor)

    assert pins(draft) == [others[0]]
    assert not draft.related_stories.exists()


def test_what_is_pinned_below_a_draft_comes_first_when_it_is_published(others, editor):
    draft = story()
    choices.pin(draft, others[3], by=editor)

    workflow.publish(draft, by=editor)
    upkeep.catch_up()

    assert also_like(draft)[0] == others[3]
    assert len(also_like(draft)) > 1


def test_a_pinned_story_is_back_in_its_place_when_it_is_published_again(article, others, editor):
    for each in others[:3]:
        choices.pin(article, each, by=editor)
    workflow.withdraw(others[1], by=editor)
    upkeep.catch_up()
    without = also_like(article)[:2]

    workflow.publish(others[1], by=editor)
    upkeep.catch_up()

    assert without == [others[0], others[2]]
    assert also_like(article)[:3] == others[:3]


def test_what_is_blocked_stays_away_when_the_lists_are_computed_anew(article, others, editor):
    choices.block(article, others[0], by=editor)

    upkeep.want(*(f"article:{each.pk}" for each in (article, others[0])))
    upkeep.catch_up()

    assert also_like(article)
    assert others[0] not in also_like(article)
    assert article not in also_like(others[0])


def test_nothing_is_decided_of_a_story_in_the_trash(others, editor):
    draft = workflow.trash(story(), by=editor)

    with pytest.raises(Refused, match="trash"):
        choices.pin(draft, others[0], by=editor)


@pytest.mark.parametrize("verb", ["pin", "unpin", "move", "block", "unblock"])
@pytest.mark.parametrize("is_own", [True, False])
def test_who_may_not_publish_decides_nothing(others, journalist, verb, is_own):
    article = of(journalist, Article.Status.PUBLISHED) if is_own else ArticleFactory()
    options = {"to": 0} if verb == "move" else {}

    with pytest.raises(PermissionDenied):
        getattr(choices, verb)(article, others[0], by=journalist, **options)

    assert not RelatedChoice.objects.exists()


def test_who_publishes_but_may_not_open_the_story_decides_nothing_below_it(
    article, others, journalist
):
    journalist.user_permissions.add(Permission.objects.get(codename="publish_article"))

    with pytest.raises(PermissionDenied):
        choices.pin(article, others[0], by=journalist)


def test_a_choice_keeps_the_name_of_who_left(article, others):
    leaving = UserFactory(role="Editor", first_name="Ana", last_name="Quick")
    choices.pin(article, others[0], by=leaving)

    Activity.objects.all().delete()
    leaving.delete()

    choice = RelatedChoice.objects.get()
    assert (choice.by, choice.by_name) == (None, "Ana Quick")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time")
def test_editors_who_decide_at_once_lose_nothing(article, others, editor):
    calls = [
        partial(choices.pin, article, others[0], by=editor),
        partial(choices.pin, article, others[1], by=editor),
        partial(choices.block, article, others[2], by=editor),
        partial(choices.block, others[2], article, by=editor),
        partial(choices.pin, others[3], article, by=editor),
        partial(choices.block, others[4], others[2], by=editor),
        upkeep.catch_up,
        upkeep.catch_up,
    ]

    def run(call):
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        list(threads.map(run, calls))
    upkeep.catch_up()

    assert {each.pk for each in pins(article)} == {others[0].pk, others[1].pk}
    assert sorted(article.related_choices.filter(kind="pinned").values_list("position")) == [
        (0,), (1,),
    ]  # fmt: skip
    assert pins(others[3]) == [article]
    assert choices.blocked_with(article).count() == 1
    assert choices.blocked_with(others[2]).count() == 2
    assert {each.pk for each in also_like(article)[:2]} == {others[0].pk, others[1].pk}
    assert others[2] not in also_like(article)
