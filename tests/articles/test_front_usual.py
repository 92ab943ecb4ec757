from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.fronts.composing import Candidate, Found, compose, prominent
from articles.fronts.layout import Layout
from articles.fronts.reading import shown
from articles.fronts.rows import Row, arrange
from articles.fronts.usual import A_SECTION
from articles.fronts.usual import HEAD as ZONES
from articles.models import Category, Front
from tests.factories import ArticleFactory, CategoryFactory, ImageFactory

NOW = timezone.now()
# Above the sections.
TOP = 12


def ago(hours):
    return NOW - timedelta(hours=hours)


def usual(categories, *, at=None):
    return shown(Front(), Layout(), at=at or timezone.now(), menu=categories)


def of(cards):
    return [card.story for card in cards]


def stories(front):
    return of(front.cards)


def head(pictures):
    """The keys at the top and below it; one letter for each story, the newest first."""
    found = [Candidate(story=pk, has_picture=letter == "p") for pk, letter in enumerate(pictures)]
    rule = ZONES[0].rule
    front = compose(ZONES, Found(by_rule={rule: found}), at=NOW, usual=rule)
    lead, top, _picks, latest = [[each.story for each in zone.stories] for zone in front.zones]
    return lead + top, latest


def test_of_the_newest_those_with_pictures_stand_at_the_top():
    assert head("-p-p-pp") == ([1, 3, 5, 0], [2, 4, 6])


def test_an_old_story_does_not_lead_for_its_picture():
    newest = prominent(ZONES)

    assert head("-" * newest + "p") == ([0, 1, 2, 3], [*range(4, newest), newest])


@given(st.lists(st.booleans(), max_size=14))
def test_opinion_has_a_row_to_itself_and_no_half_stands_alone(opinion):
    layouts = arrange(opinion)

    assert [layout == Row.OPINION for layout in layouts] == opinion
    rest = "".join(layout.value[0] for layout in layouts)
    assert "h" not in rest.replace("hh", "")


def test_a_section_over_the_whole_width_and_two_that_share_it_take_turns():
    rows = [Row.WIDE, Row.HALF, Row.HALF]

    assert arrange([False] * 6) == rows * 2


@pytest.mark.django_db
def test_what_belongs_to_opinion_is_opinion():
    opinion = CategoryFactory(kind=Category.Kind.OPINION)
    part = CategoryFactory(parent=opinion)
    column = ArticleFactory(category=part, at=ago(1))
    news = ArticleFactory(at=ago(2))

    front = usual([opinion])

    assert front.lead.story == news
    assert [(of(each.cards), each.row) for each in front.sections] == [([column], Row.OPINION)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "order"), [("news", [2, 0, 1, 3, 4]), ("opinion", [0, 1, 2, 3, 4])]
)
def test_a_section_of_news_begins_with_a_story_that_has_a_picture(kind, order):
    section = CategoryFactory(kind=kind)
    for number in range(TOP):
        ArticleFactory(at=ago(number))
    pictures = [None, None, ImageFactory().pk, None, ImageFactory().pk]
    found = [
        ArticleFactory(category=section, at=ago(100 + number), lead_image_id=picture)
        for number, picture in enumerate(pictures)
    ]

    [section_shown] = usual([section]).sections

    assert of(section_shown.cards) == [found[place] for place in order]


@pytest.mark.django_db
def test_opinion_leads_only_where_there_is_nothing_else():
    opinion = CategoryFactory(kind=Category.Kind.OPINION)
    column = ArticleFactory(category=opinion)

    assert usual([opinion]).lead.story == column


@pytest.mark.django_db
def test_news_leads_however_much_opinion_is_newer():
    opinion = CategoryFactory(kind=Category.Kind.OPINION)
    for number in range(2 * TOP):
        ArticleFactory(category=opinion, at=ago(number))
    news = [ArticleFactory(at=ago(100 + number)) for number in range(2)]

    front = usual([opinion])

    assert of([front.lead, *front.seconds]) == news


@pytest.mark.django_db
def test_opinion_without_a_section_on_the_page_stands_among_the_news():
    hidden = CategoryFactory(kind=Category.Kind.OPINION, in_menu=False)
    column, news = ArticleFactory(category=hidden, at=ago(1)), ArticleFactory(at=ago(2))

    front = usual(list(Category.objects.in_menu().exclude(pk=news.category_id)))

    assert of([front.lead, *front.seconds]) == [column, news]


@pytest.mark.django_db
def test_the_newest_story_leads_the_next_stand_beside_it_and_sections_show_what_is_left():
    politics, sport = CategoryFactory(position=1), CategoryFactory(position=2)
    newest = [ArticleFactory(category=politics, at=ago(n)) for n in range(TOP)]
    of_sport = [ArticleFactory(category=sport, at=ago(100 + n)) for n in range(A_SECTION + 1)]
    of_politics = ArticleFactory(category=politics, at=ago(200))
    CategoryFactory(position=3, name="Without stories")

    front = usual(list(Category.objects.in_menu()))

    assert front.lead.story == newest[0]
    assert of(front.seconds) == newest[1 : 1 + 3]
    assert of(front.latest) == newest[1 + 3 :]
    assert [(section.category, of(section.cards)) for section in front.sections] == [
        (politics, [of_politics]),
        (sport, of_sport[:A_SECTION]),
    ]


@pytest.mark.django_db
def test_a_story_of_several_sections_stands_once_and_its_place_is_filled():
    first, second = CategoryFactory(position=1), CategoryFactory(position=2)
    for n in range(TOP):
        ArticleFactory(at=ago(n))
    both = [
        ArticleFactory(category=first, other_category_ids=(second.pk,), at=ago(20 + n))
        for n in range(A_SECTION)
    ]
    own = [ArticleFactory(category=second, at=ago(30 + n)) for n in range(A_SECTION)]

    front = usual([first, second])

    assert [of(section.cards) for section in front.sections] == [both, own]
    assert len(stories(front)) == len(set(stories(front)))


@pytest.mark.django_db
def test_stories_of_a_part_stand_in_its_section():
    section = CategoryFactory()
    part = CategoryFactory(parent=section)
    for n in range(TOP):
        ArticleFactory(at=ago(n))
    story = ArticleFactory(category=part, at=ago(100))

    assert [of(each.cards) for each in usual([section]).sections] == [[story]]


@pytest.mark.django_db
def test_what_is_not_live_at_the_moment_takes_no_place():
    category = CategoryFactory()
    live = ArticleFactory(category=category, at=ago(5))
    ArticleFactory(category=category, live=False)
    ArticleFactory(category=category, at=NOW + timedelta(hours=1))

    now, soon = usual([category], at=NOW), usual([category], at=NOW + timedelta(hours=2))

    assert stories(now) == [live]
    assert len(stories(soon)) == 2
    assert usual([category], at=ago(6)).lead is None


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 5, 12])
def test_the_page_costs_the_same_however_many_sections(count, django_assert_num_queries):
    categories = CategoryFactory.create_batch(count)
    for n, category in enumerate(categories):
        ArticleFactory(category=category, at=ago(n))
        ArticleFactory(category=category, at=ago(100 + n))

    with django_assert_num_queries(3):
        front = usual(categories)

    assert len(stories(front)) == 2 * count
