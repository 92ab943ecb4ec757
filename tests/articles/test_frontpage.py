from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import frontpage
from articles.frontpage import (
    A_SECTION,
    HEAD,
    PROMINENT,
    SECONDS,
    Candidate,
    Layout,
    arrange,
    compose,
    head_of,
    share_out,
)
from articles.models import Category
from tests.factories import ArticleFactory, CategoryFactory, ImageFactory

NOW = timezone.now()


def ago(hours):
    return NOW - timedelta(hours=hours)


def stories(front):
    head = [front.lead, *front.seconds, *front.latest] if front.lead else []
    return head + [story for section in front.sections for story in section.stories]


@given(
    st.sets(st.integers(1, 60), max_size=HEAD),
    st.lists(st.lists(st.integers(1, 60), unique=True), max_size=6),
)
def test_no_story_is_shared_out_twice_and_none_is_passed_over(head, lists):
    listed = dict(enumerate(lists))

    chosen = share_out(head, listed)

    given_out = [*head, *(pk for found in chosen.values() for pk in found)]
    assert len(given_out) == len(set(given_out))
    for category, found in chosen.items():
        above = head | {pk for other in range(category) for pk in chosen[other]}
        assert found == [pk for pk in listed[category] if pk not in above][:A_SECTION]


def candidates(pictures):
    """One for each letter, the newest first: whether it has a picture."""
    return [Candidate(pk=pk, has_picture=letter == "p") for pk, letter in enumerate(pictures)]


def test_of_the_newest_those_with_pictures_stand_at_the_top():
    head = head_of(candidates("-p-p-pp"))

    assert head.top == [1, 3, 5, 0]
    assert head.latest == [2, 4, 6]


def test_an_old_story_does_not_lead_for_its_picture():
    head = head_of(candidates("-" * PROMINENT + "p"))

    assert head.top == [0, 1, 2, 3]
    assert head.latest == [*range(4, PROMINENT), PROMINENT]


@given(st.lists(st.booleans(), max_size=14))
def test_opinion_has_a_row_to_itself_and_no_half_stands_alone(opinion):
    layouts = arrange(opinion)

    assert [layout == Layout.OPINION for layout in layouts] == opinion
    rest = "".join(layout.value[0] for layout in layouts)
    assert "h" not in rest.replace("hh", "")


def test_a_section_over_the_whole_width_and_two_that_share_it_take_turns():
    rows = [Layout.WIDE, Layout.HALF, Layout.HALF]

    assert arrange([False] * 6) == rows * 2


@pytest.mark.django_db
def test_what_belongs_to_opinion_is_opinion():
    opinion = CategoryFactory(kind=Category.Kind.OPINION)
    part = CategoryFactory(parent=opinion)
    column = ArticleFactory(category=part, at=ago(1))
    news = ArticleFactory(at=ago(2))

    front = compose([opinion])

    assert front.lead == news
    assert [(each.stories, each.layout) for each in front.sections] == [([column], Layout.OPINION)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "order"), [("news", [2, 0, 1, 3, 4]), ("opinion", [0, 1, 2, 3, 4])]
)
def test_a_section_of_news_begins_with_a_story_that_has_a_picture(kind, order):
    section = CategoryFactory(kind=kind)
    for number in range(HEAD):
        ArticleFactory(at=ago(number))
    pictures = [None, None, ImageFactory().pk, None, ImageFactory().pk]
    found = [
        ArticleFactory(category=section, at=ago(100 + number), lead_image_id=picture)
        for number, picture in enumerate(pictures)
    ]

    [shown] = compose([section]).sections

    assert shown.stories == [found[place] for place in order]


@pytest.mark.django_db
def test_opinion_leads_only_where_there_is_nothing_else():
    opinion = CategoryFactory(kind=Category.Kind.OPINION)
    column = ArticleFactory(category=opinion)

    assert compose([opinion]).lead == column


@pytest.mark.django_db
def test_news_leads_however_much_opinion_is_newer():
    opinion = CategoryFactory(kind=Category.Kind.OPINION)
    for number in range(2 * HEAD):
        ArticleFactory(category=opinion, at=ago(number))
    news = [ArticleFactory(at=ago(100 + number)) for number in range(2)]

    front = compose([opinion])

    assert [front.lead, *front.seconds] == news


@pytest.mark.django_db
def test_opinion_without_a_section_on_the_page_stands_among_the_news():
    hidden = CategoryFactory(kind=Category.Kind.OPINION, in_menu=False)
    column, news = ArticleFactory(category=hidden, at=ago(1)), ArticleFactory(at=ago(2))

    front = compose(list(Category.objects.in_menu().exclude(pk=news.category_id)))

    assert [front.lead, *front.seconds] == [column, news]


@pytest.mark.django_db
def test_the_newest_story_leads_the_next_stand_beside_it_and_sections_show_what_is_left():
    politics, sport = CategoryFactory(position=1), CategoryFactory(position=2)
    newest = [ArticleFactory(category=politics, at=ago(n)) for n in range(HEAD)]
    of_sport = [ArticleFactory(category=sport, at=ago(100 + n)) for n in range(A_SECTION + 1)]
    of_politics = ArticleFactory(category=politics, at=ago(200))
    CategoryFactory(position=3, name="Without stories")

    front = compose(list(Category.objects.in_menu()))

    assert front.lead == newest[0]
    assert front.seconds == newest[1 : 1 + SECONDS]
    assert front.latest == newest[1 + SECONDS :]
    assert [(section.category, section.stories) for section in front.sections] == [
        (politics, [of_politics]),
        (sport, of_sport[:A_SECTION]),
    ]


@pytest.mark.django_db
def test_a_story_of_several_sections_stands_once_and_its_place_is_filled():
    first, second = CategoryFactory(position=1), CategoryFactory(position=2)
    for n in range(HEAD):
        ArticleFactory(at=ago(n))
    both = [
        ArticleFactory(category=first, other_category_ids=(second.pk,), at=ago(20 + n))
        for n in range(A_SECTION)
    ]
    own = [ArticleFactory(category=second, at=ago(30 + n)) for n in range(A_SECTION)]

    front = compose([first, second])

    assert [section.stories for section in front.sections] == [both, own]
    assert len(stories(front)) == len(set(stories(front)))


@pytest.mark.django_db
def test_stories_of_a_part_stand_in_its_section():
    section = CategoryFactory()
    part = CategoryFactory(parent=section)
    for n in range(HEAD):
        ArticleFactory(at=ago(n))
    story = ArticleFactory(category=part, at=ago(100))

    assert [each.stories for each in compose([section]).sections] == [[story]]


@pytest.mark.django_db
def test_what_is_not_live_at_the_moment_takes_no_place():
    category = CategoryFactory()
    live = ArticleFactory(category=category, at=ago(5))
    ArticleFactory(category=category, live=False)
    ArticleFactory(category=category, at=NOW + timedelta(hours=1))

    now, soon = compose([category], at=NOW), compose([category], at=NOW + timedelta(hours=2))

    assert stories(now) == [live]
    assert len(stories(soon)) == 2
    assert frontpage.compose([category], at=ago(6)).lead is None


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 5, 12])
def test_the_page_costs_the_same_however_many_sections(count, django_assert_num_queries):
    categories = CategoryFactory.create_batch(count)
    for n, category in enumerate(categories):
        ArticleFactory(category=category, at=ago(n))
        ArticleFactory(category=category, at=ago(100 + n))

    with django_assert_num_queries(4):
        front = compose(categories)

    assert len(stories(front)) == 2 * count
