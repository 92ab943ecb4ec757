"""Fronts from the tables: rules, pins with words and pictures of their own, what a page costs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import workflow
from articles.fronts import explaining, reading
from articles.fronts.composing import Because
from articles.fronts.layout import LATEST, LEAD, PICKS, TOP, Layout, Rule, Source, category_zone
from articles.fronts.present import Present
from articles.models import Article, Front, MostRead, Tag
from portal.pagecache.answers import DECLARED
from portal.publicmodels import verbs
from tests.articles.fronts import NOTHING, launch, layout, slot, zone
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory, editor

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def story(headline, *, ago=1, **content):
    return ArticleFactory(headline=headline, at=NOON - ago * HOUR, **content)


def shown(*zones, of=None, at=NOON, menu=()):
    return reading.shown(Front(category=of), layout(*zones), at=at, menu=menu)


def names(cards):
    return [card.story.list_headline for card in cards]


def most_read(*stories, category=None, at=NOON):
    keys = [each.pk for each in stories]
    MostRead.objects.create(window=24, category=category, at=at, stories=keys)


def test_a_rule_finds_the_newest_of_a_section_and_its_parts():
    section = CategoryFactory()
    story("Elsewhere")
    story("In a part", ago=2, category=CategoryFactory(parent=section))
    story("In it", ago=3, category=section)

    front = shown(zone(PICKS, rule=Rule(source=Source.CATEGORY, key=section.pk)), zone(TOP, size=0))

    assert names(front.picks) == ["In a part", "In it"]


def test_a_rule_finds_the_newest_with_a_tag():
    story("Without")
    story("Second", ago=3, tags=("rivers",))
    story("First", ago=2, tags=("harvest", "rivers"))
    rule = Rule(source=Source.TAG, key=Tag.objects.get(name="rivers").pk)

    # Where a rule is that of a zone above, the lead takes the first.
    assert names(shown(zone(PICKS, rule=rule), zone(LEAD, size=1), zone(TOP, size=0)).picks) == [
        "First", "Second",
    ]  # fmt: skip


def test_a_rule_leaves_out_what_is_too_old():
    story("New", ago=5)
    story("Old", ago=7)
    recent = zone(LATEST, size=8, rule=Rule(source=Source.NEWEST, hours=6))

    front = shown(zone(LEAD, size=1, rule=NOTHING), zone(TOP, size=0), recent)

    assert names(front.cards) == ["New"]


@pytest.mark.parametrize("source", [Source.NEWEST, Source.MOST_READ])
@pytest.mark.parametrize("is_section", [False, True])
def test_a_page_that_is_kept_ends_when_a_story_is_too_old_for_its_rule(
    client, noon, source, is_section
):
    section = CategoryFactory()
    stories = [story(f"Story {ago}", ago=ago, category=section) for ago in (1, 4, 5)]
    most_read(*reversed(stories))
    rule = Rule(source=source, hours=6)
    launch(
        zone(LEAD, size=1, rule=rule),
        zone(TOP, size=2, rule=rule),
        of=section if is_section else None,
    )
    address = section.get_absolute_url() if is_section else "/"

    def page():
        answer = client.get(address)
        return answer.content, answer.wsgi_request.META[DECLARED].ends_at, answer.headers

    before, ends_at, _headers = page()
    noon.shift(HOUR - SECOND)
    still, *_ = page()
    noon.shift(SECOND)
    after, then, headers = page()

    assert ends_at == (NOON + HOUR).timestamp()
    assert still == before != after
    assert then == (NOON + 2 * HOUR).timestamp()
    # Nobody is told by a date that a copy from before is current.
    assert "Last-Modified" not in headers


def test_what_is_most_read_stands_in_the_order_of_the_newest_list_and_only_what_is_live():
    section = CategoryFactory()
    one, two, gone = story("One", ago=30), story("Two", ago=2), story("Gone")
    lead = story("Lead", ago=0)
    workflow.withdraw(gone, by=editor())
    most_read(two, one, at=NOON - HOUR)
    most_read(gone, one, two)
    most_read(two, at=NOON + HOUR)
    most_read(two, category=section)
    top, latest = zone(TOP, size=0), zone(LATEST, size=0)

    site = shown(top, latest, zone(PICKS, rule=Rule(source=Source.MOST_READ)))
    recent = shown(top, latest, zone(PICKS, rule=Rule(source=Source.MOST_READ, hours=24)))
    own = shown(top, latest, zone(PICKS, rule=Rule(source=Source.MOST_READ, key=section.pk)))
    none = shown(top, latest, zone(PICKS, rule=Rule(source=Source.MOST_READ, key=lead.category_id)))

    assert [names(each.picks) for each in (site, recent, own, none)] == [
        ["One", "Two"], ["Two"], ["Two"], [],
    ]  # fmt: skip


def test_a_slot_has_a_headline_and_a_picture_of_its_own_and_the_story_keeps_its_own(client):
    own, other = ImageFactory(), ImageFactory()
    pinned = story("Of the story", lead_image_id=own.pk, tags=("rivers",))
    launch(zone(PICKS, slot(pinned, headline="Of the slot", image=other.pk)))

    front, elsewhere = (client.get(path).content.decode() for path in ("/", "/tag/rivers/"))

    assert "Of the slot" in front
    assert "Of the story" not in front
    assert other.picture.name.split("/")[2] in front
    assert own.picture.name.split("/")[2] not in front
    assert "Of the story" in elsewhere
    assert own.picture.name.split("/")[2] in elsewhere


def test_a_slot_whose_picture_is_gone_has_that_of_the_story():
    own = ImageFactory()
    pinned = story("Pinned", lead_image_id=own.pk)

    [card] = shown(zone(PICKS, slot(pinned, image=own.pk + 1))).picks

    assert card.story.lead_image == own


@pytest.mark.parametrize("kind", ["draft", "scheduled", "withdrawn", "trashed"])
def test_what_is_pinned_and_not_live_is_skipped_and_told(kind):
    story("Newest")
    pinned = {
        "draft": lambda: ArticleFactory(live=False),
        "scheduled": lambda: ArticleFactory(at=NOON + HOUR),
        "withdrawn": lambda: workflow.withdraw(ArticleFactory(), by=editor()),
        "trashed": lambda: workflow.trash(ArticleFactory(live=False), by=editor()),
    }[kind]()

    front = shown(zone(LEAD, slot(pinned), size=1))

    assert names([front.lead]) == ["Newest"]
    assert [(each.slot.story, each.because) for each in front.waiting] == [
        (pinned.pk, Because.NOT_LIVE)
    ]


def test_a_moment_to_come_shows_what_is_scheduled_for_it():
    story("Now")
    ArticleFactory(headline="Soon", at=NOON + HOUR)

    assert names([shown(at=NOON + HOUR - SECOND).lead, shown(at=NOON + HOUR).lead]) == [
        "Now", "Soon",
    ]  # fmt: skip


def test_opinion_whose_section_shows_nothing_stands_among_the_newest():
    opinion = CategoryFactory(kind="opinion")
    story("News", ago=2)
    story("Opinion", category=opinion)
    own = category_zone(opinion.pk)
    rule = Rule(source=Source.CATEGORY, key=opinion.pk)

    usual, hidden = shown(menu=[opinion]), shown(zone(own, size=0, rule=rule), menu=[opinion])

    assert names(usual.cards) == ["News", "Opinion"]
    assert names(hidden.cards) == ["Opinion", "News"]
    assert [len(each.sections) for each in (usual, hidden)] == [1, 0]


def test_there_are_always_enough_stories_whatever_is_pinned_elsewhere():
    section = CategoryFactory()
    newest = [story(f"Story {n}", ago=n, category=section) for n in range(60)]
    pinned = newest[:40:2]
    own = category_zone(section.pk)

    front = shown(zone(PICKS, *map(slot, pinned), size=12), menu=[section])

    rest = [each for each in newest if each not in pinned[:12]]
    assert [card.story for card in front.cards if card.story not in pinned[:12]] == rest[:17]
    assert [len(each.cards) for each in front.zones] == [1, 3, 12, 8, 5]
    assert front.zones[-1].zone.name == own


def everything(count):
    """So many zones, pins and rules of every kind."""
    menu = CategoryFactory.create_batch(count)
    image = ImageFactory()
    stories = [
        story(f"Pin {n}", ago=n, category=menu[0], tags=(f"tag {n}",), lead_image_id=image.pk,
              authors=(AuthorFactory(),))
        for n in range(count)
    ]  # fmt: skip
    for n in range(12):
        story(f"Story {n}", ago=50 + n, category=menu[n % count], authors=(AuthorFactory(),))
    pins = [slot(each, headline="Own", image=ImageFactory().pk) for each in stories]
    tags = list(Tag.objects.order_by("pk"))[:count]
    sections = [
        zone(category_zone(each.pk), size=2, rule=Rule(source=Source.TAG, key=tag.pk, hours=900))
        for each, tag in zip(menu, tags, strict=True)
    ]
    most_read(*stories)
    return menu, [zone(PICKS, *pins, size=8, rule=Rule(source=Source.NEWEST, hours=9)), *sections]


@pytest.mark.parametrize("count", [1, 5])
def test_the_front_page_costs_the_same_whatever_is_pinned_and_asked_for(
    client, count, django_assert_num_queries
):
    _menu, zones = everything(count)
    launch(*zones)

    with django_assert_num_queries(8):
        html = client.get("/").content.decode()

    assert html.count(">Own<") == count


@pytest.mark.parametrize("count", [1, 5])
def test_what_is_most_read_costs_one_query_more(client, count, django_assert_num_queries):
    menu, zones = everything(count)
    read = [Rule(source=Source.MOST_READ), Rule(source=Source.MOST_READ, key=menu[0].pk)]
    launch(*zones, zone(TOP, rule=read[0]), zone(LATEST, size=8, rule=read[1]))

    with django_assert_num_queries(9):
        client.get("/")


def test_the_archive_opens_at_the_newest_story_of_the_page_whatever_leads(client):
    launch(zone(LEAD, slot(story("Old", ago=24 * 90)), size=1))
    story("New")

    assert b'href="/archive/2026/11/"' in client.get("/").content


def test_every_card_says_why_it_is_there():
    section = CategoryFactory(name="Politics")
    image = ImageFactory()
    story("Newest", ago=0)
    pinned = story("Pinned", ago=1)
    story("Drawn", ago=2, lead_image_id=image.pk)
    story("Of the section", ago=30, category=section)
    story("Older", ago=31, category=section)
    pin = slot(pinned, pinned_by="Ana Kos", pinned_at=NOON - HOUR, ends_at=NOON + HOUR)
    front = shown(
        zone(LEAD, size=1), zone(TOP, size=0), zone(PICKS, pin, rule=NOTHING), zone(LATEST, size=1),
        menu=[section],
    )  # fmt: skip

    told = {card.story.headline: card.why for card in explaining.explained(front, at=NOON).cards}

    assert told == {
        "Drawn": "Third newest; 1 newer stands elsewhere. Has a picture, so it moved up",
        "Pinned": "Pinned by Ana Kos, 20 November 12:00, until 14:00",
        "Newest": "Newest",
        "Of the section": "Newest in Politics",
        "Older": "Second newest in Politics",
    }


def test_a_page_depends_on_all_that_its_layout_may_bring_there():
    pins = slot(3, image=4), slot(5)
    zones = [
        zone(LEAD, *pins, size=1, rule=NOTHING),
        zone(TOP, rule=Rule(source=Source.TAG, key=6)),
        zone(PICKS, rule=Rule(source=Source.CATEGORY, key=7)),
        zone(LATEST, rule=Rule(source=Source.MOST_READ, key=8)),
    ]

    assert reading.depends(layout(*zones)) == {
        "article:3", "article:5", "image:4", "tag:6", "category:7", "category:8", "front",
    }  # fmt: skip
    assert reading.depends(Layout()) == set()


def test_readers_of_a_page_are_told_nothing_of_reasons(client):
    launch(zone(PICKS, slot(story("Pinned"))))

    assert 'class="why"' not in client.get("/").content.decode()


def test_nothing_is_asked_where_nothing_is_wanted(django_assert_num_queries):
    with django_assert_num_queries(0):
        found = Present(NOON).find({}, ())

    assert (found.by_rule, list(found.live)) == ({}, [])
    assert not Article.objects.exists()


def test_what_becomes_of_a_picture_that_only_a_slot_shows_is_seen(client):
    image = ImageFactory()
    launch(zone(PICKS, slot(story("Pinned"), image=image.pk)))
    before = client.get("/").headers["ETag"]

    image.picture = replace(image.picture, name="pictures/ff/f00d/master.jpg")
    verbs.save(image, tags=image.cache_tags())

    assert f"image:{image.pk}" in image.cache_tags()
    assert client.get("/").headers["ETag"] != before
