"""What the search finds, in which order, and what that costs; the same on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import revisions, search, workflow
from articles.content import Content
from articles.models import Article
from articles.search import Order, finding
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, editor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def results(typed, *, at=NOW, **chosen):
    return search.search(search.parse(typed), at=at, **chosen)


def found(typed, **chosen):
    return [story.headline for story in results(typed, **chosen).stories]


def story(headline, body="", *, days=1, **more):
    text = f"<p>{body or 'Nothing of note.'}</p>"
    return ArticleFactory(headline=headline, body=text, at=NOW - timedelta(days=days), **more)


@pytest.fixture
def paper():
    world = CategoryFactory(name="Svet", slug="world")
    asia = CategoryFactory(name="Azija", slug="asia", parent=world)
    sport = CategoryFactory(name="Спорт", slug="sport")
    ana, marko = AuthorFactory(name="Ana Đoković"), AuthorFactory(name="Marko Ћирић")
    story(
        "Поплаве на Дрини", "Река Дрина се излила код Вишеграда.", days=1, language="sr-Cyrl",
        category=world, authors=(ana,), tags=("Вода",),
    )  # fmt: skip
    story(
        "The old bridge", "Floods came to the old bridge; the bridge over the Drina is old.",
        days=40, language="en", category=asia, authors=(marko,), tags=("Water",),
    )  # fmt: skip
    story(
        "Vučić u Istanbulu", "Poplavama na Savi nema kraja.", days=400, language="sr-Latn",
        category=sport, standfirst="Predsednik Đorđević je tamo.",
    )  # fmt: skip


POPLAVE, BRIDGE, VUCIC = "Поплаве на Дрини", "The old bridge", "Vučić u Istanbulu"


@pytest.mark.parametrize(
    ("typed", "headlines"),
    [
        ("drina", [POPLAVE, BRIDGE]),
        ("Дрина", [POPLAVE, BRIDGE]),
        ("drina bridge", [BRIDGE]),
        ("drina -bridge", [POPLAVE]),
        ("poplave", [POPLAVE, VUCIC]),
        ("ПОПЛАВАМА", [POPLAVE, VUCIC]),
        ("flooding", [BRIDGE]),
        ('"old bridge"', [BRIDGE]),
        ('"bridge old"', []),
        ('"reka drina"', [POPLAVE]),
        ('drina -"old bridge"', [POPLAVE]),
        ('drina -"bridge old"', [POPLAVE, BRIDGE]),
        ("vucic", [VUCIC]),
        ("Вучић", [VUCIC]),
        ("İSTANBUL", [VUCIC]),
        ("djordjevic", [VUCIC]),
        ("dordevic", [VUCIC]),
        ("Ђорђевић", [VUCIC]),
        ('"predsednik dordevic"', [VUCIC]),
        ("djokovic", [POPLAVE]),
        ("author:dokovic", [POPLAVE]),
        ('author:"marko ciric"', [BRIDGE]),
        ("author:marko drina", [BRIDGE]),
        ("author:drina", []),
        ("tag:voda", [POPLAVE]),
        ("tag:water drina", [BRIDGE]),
        ("voda", [POPLAVE]),
        ("section:world", [POPLAVE, BRIDGE]),
        ("section:Свет drina", [POPLAVE, BRIDGE]),
        ("section:azija", [BRIDGE]),
        ("section:sport poplave", [VUCIC]),
        ("section:nowhere drina", []),
        ("drina after:2026-11-01", [POPLAVE]),
        ("drina before:2026-11-01", [BRIDGE]),
        ("after:2026", [POPLAVE, BRIDGE]),
        ("before:2026", [VUCIC]),
        ("after:2027", []),
        ("after:2026 -drina", []),
        ("nobody", []),
    ],
)
def test_words_phrases_and_fields_find_stories_in_any_letters_and_forms(paper, typed, headlines):
    assert found(typed) == headlines


@pytest.mark.parametrize(
    ("chosen", "headlines"),
    [
        ({"section": "world"}, [POPLAVE]),
        ({"section": "sport"}, [VUCIC]),
        ({"section": "nowhere"}, []),
        ({"period": "week"}, [POPLAVE]),
        ({"period": "older"}, [VUCIC]),
        ({"period": "century"}, []),
        ({"language": "sr-Latn"}, [POPLAVE, VUCIC]),
        ({"language": "tr"}, []),
        ({"page": 2}, []),
        ({"page": 0}, []),
        ({"page": 51}, []),
    ],
)
def test_what_was_found_is_narrowed(paper, chosen, headlines):
    assert found("poplave", **chosen) == headlines


def test_sections_and_periods_are_counted_each_within_the_other(paper):
    told = results("poplave", section="sport")
    narrow = results("poplave", section="sport", period="week")

    assert [(each.value, each.count, each.is_chosen) for each in told.sections] == [
        ("world", 1, False), ("sport", 1, True),
    ]  # fmt: skip
    assert {each.value: each.count for each in told.periods} == {
        "week": 0, "month": 0, "year": 0, "older": 1,
    }  # fmt: skip
    assert {each.value: each.count for each in narrow.sections} == {"world": 1, "sport": 0}
    assert (told.count, told.is_capped, narrow.count) == (1, False, 0)


def test_languages_are_counted_where_there_are_several(paper):
    told = results("drina", section="world", language="sr-Latn")

    assert [(each.value, each.count, each.is_chosen) for each in told.languages] == [
        ("en", 1, False), ("sr", 1, True),
    ]  # fmt: skip
    assert {each.value: each.count for each in told.sections} == {"world": 1}
    assert {each.value: each.count for each in told.periods} == {
        "week": 1, "month": 1, "year": 1, "older": 0,
    }  # fmt: skip


def test_a_site_of_one_language_has_none_to_choose():
    story("River", language="sr-Latn")
    story("Reka", language="hr")

    assert results("river").languages == []


def test_words_that_no_story_has_are_taken_for_beginnings_the_last_one_first(paper):
    assert found("visegra") == [POPLAVE]
    assert found("drina visegra") == [POPLAVE]
    assert found("predsedn istanb") == [VUCIC]
    assert results("visegra").is_loose
    assert not results("visegrad").is_loose
    assert not results("zzz").is_loose
    assert found("pred") == []


def test_words_that_many_stories_have_are_no_beginnings(monkeypatch):
    monkeypatch.setattr(finding, "POOL", 2)
    for number in range(2):
        story(f"River {number}")
        story(f"Quays {number}")
    story("Riverside quays")

    assert found("river visegra") == found("river quay") == []
    assert found("riversi quays") == ["Riverside quays"]


def test_relevance_is_blended_with_age_and_the_newest_may_come_first():
    story("Elsewhere", "The harbour, and much else.", days=1)
    story("The harbour is closed", days=30)
    story("Harbours of the coast", days=20)
    story("A quay", "Harbour here, harbour there: the harbour.", days=3)
    story("The harbour opens", days=2_000)

    assert found("harbour") == [
        "The harbour is closed", "Harbours of the coast", "The harbour opens", "A quay",
        "Elsewhere",
    ]  # fmt: skip
    assert found("harbour", order=Order.NEWEST) == [
        "Elsewhere", "A quay", "Harbours of the coast", "The harbour is closed",
        "The harbour opens",
    ]  # fmt: skip


def test_a_headline_is_found_however_many_newer_stories_have_its_words(monkeypatch):
    monkeypatch.setattr(finding, "POOL", 3)
    story("The harbour opens", days=90)
    for number in range(5):
        story(f"Elsewhere {number}", "The harbour, and much else.", days=5 - number)

    assert found("harbour") == [
        "The harbour opens", "Elsewhere 4", "Elsewhere 3", "Elsewhere 2", "Elsewhere 1",
        "Elsewhere 0",
    ]  # fmt: skip


def test_pages_follow_on_each_other_and_the_last_one_says_so(monkeypatch):
    monkeypatch.setattr(finding, "STORIES", 2)
    monkeypatch.setattr(finding, "LAST_PAGE", 2)
    for number in range(5):
        story(f"River {number}", days=5 - number)

    first, second = results("river"), results("river", page=2)

    assert [each.headline for each in first.stories] == ["River 4", "River 3"]
    assert [each.headline for each in second.stories] == ["River 2", "River 1"]
    assert (first.has_next, first.is_last) == (True, False)
    assert (second.has_next, second.is_last) == (False, True)
    assert (first.count, first.is_capped) == (5, False)


def test_what_is_found_may_be_at_least_so_much(monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    for number in range(3):
        story(f"River {number}")

    told = results("river", order=Order.NEWEST)

    assert (told.count, told.is_capped) == (2, True)
    assert {each.is_capped for each in told.periods + told.sections} == {True}


def test_where_not_all_was_read_every_section_of_the_menu_and_every_period_is_offered(monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    world, sport, closet = (CategoryFactory(slug=slug) for slug in ("world", "sport", "closet"))
    closet.in_menu = False
    closet.save(update_fields=["in_menu"])
    CategoryFactory(slug="asia", parent=world)
    for number in range(3):
        story(f"River {number}", category=world)
    story("The river of old", category=sport, days=900)

    told = results("river", order=Order.NEWEST)

    assert {each.value: each.count for each in told.sections} == {"world": 2, "sport": 0}
    assert {each.value: each.count for each in told.periods}["older"] == 0
    assert found("river", section="sport") == found("river", period="older") == ["The river of old"]


def test_what_a_loose_search_counts_is_what_another_filter_finds():
    world, sport = (CategoryFactory(slug=slug) for slug in ("world", "sport"))
    story("A bridge", category=sport)
    for number in range(3):
        story(f"Bridgehead {number}", category=sport)
    story("Bridgehead abroad", category=world)

    told = results("bridge", section="world")

    assert told.is_loose
    assert {each.value: each.count for each in told.sections} == {"world": 0, "sport": 1}
    assert found("bridge", section="sport") == ["A bridge"]


def gone_at_once(moment):
    yield "a draft", ArticleFactory(headline="river", live=False)
    yield "scheduled", ArticleFactory(headline="river", at=moment + timedelta(seconds=1))
    withdrawn = ArticleFactory(headline="river", at=moment - timedelta(days=1))
    workflow.withdraw(withdrawn, by=editor())
    yield "withdrawn", withdrawn
    expires = moment + timedelta(seconds=1)
    yield "expired", ArticleFactory(headline="river", at=moment, unpublish_at=expires)
    trashed = ArticleFactory(headline="river", at=moment - timedelta(days=1))
    workflow.withdraw(trashed, by=editor())
    workflow.trash(trashed, by=editor())
    yield "trashed", trashed
    yield (
        "under an embargo",
        ArticleFactory(
            headline="river",
            at=moment + timedelta(hours=1),
            embargo_until=moment + timedelta(hours=1),
        ),
    )


def test_only_what_is_live_at_the_moment_is_found(clock):
    told = dict(gone_at_once(NOW))
    live = ArticleFactory(headline="river", at=NOW)

    soon = NOW + timedelta(seconds=1)
    clock.move_to(soon)
    assert [each.pk for each in results("river", at=NOW).stories] == [
        live.pk, told["expired"].pk
    ]  # fmt: skip
    assert {each.pk for each in results("river", at=soon).stories} == {
        live.pk, told["scheduled"].pk
    }  # fmt: skip
    assert results("river", at=soon).count == 2


def test_what_is_held_back_by_an_embargo_is_found_when_that_is_over():
    article = ArticleFactory(headline="river", at=NOW + timedelta(hours=1))
    until = NOW + timedelta(hours=3)
    content = Article.objects.get(pk=article.pk).newest_revision.content
    revisions.save(article, revised(content, embargo_until=until), by=editor())

    assert found("river", at=NOW + timedelta(hours=2)) == []
    assert found("river", at=until) == ["river"]


def revised(content, **changes):
    return Content(**(vars(content) | changes))


def test_a_story_is_found_by_what_it_says_now():
    article = story("river", "The harbour.")
    content = Article.objects.get(pk=article.pk).newest_revision.content
    revisions.save(article, revised(content, headline="bridge", body="<p>A quay.</p>"), by=editor())

    before = found("river"), found("bridge")
    workflow.publish(article, by=editor())

    assert before == (["river"], [])
    assert (found("river"), found("harbour")) == ([], [])
    assert found("bridge quay") == ["bridge"]


@pytest.mark.parametrize("count", [1, 5])
def test_a_search_costs_the_same_however_much_is_found(count, django_assert_num_queries):
    for number in range(count):
        story(
            f"River {number}", category=CategoryFactory(), tags=("water",),
            authors=tuple(AuthorFactory.create_batch(2)),
        )  # fmt: skip
    told = search.parse("river")

    # Categories, languages, what was found, its ranking, the stories, their bylines and texts; on
    # PostgreSQL also a transaction, its settings and a plan.
    on_postgresql = 5 if finding.connection.vendor == "postgresql" else 0
    with django_assert_num_queries(7 + on_postgresql):
        stories = search.search(told, at=NOW).stories
        assert len([byline.author.name for each in stories for byline in each.bylines.all()])
        assert [each.body for each in stories]

    assert len(stories) == count


HOSTILE = [
    "\x00", "river\x00", "%", "_" * 50, "\\", "\\\\'", "'", '"', "'\"", '"\\"', "' OR 1=1 --",
    "\ud7ff", "\U0010ffff", "\u202egnp.exe", "😀" * 60, "ا" * 250, "a " * 5000, "x" * 10_000,
    '"' * 999, "1" * 400, "<script>", "river*", "river:*", "headline:river", "^river", "NEAR(a b)",
    "river AND", "NOT river", "(river", "@all", "marks:@all", "h:river", "&|!<->", "river <-> a",
    '"ь"', "ь -river", "author:ь", "tag:\x00x", "section:-1", "after:2024 before:1999", "ﬁne ½ ²",
    "ҍ҉", "क्षि", "नमस्ते दुनिया", "中文新闻", "שלום", "ไทย", "Straße ẞ", "ǆ ǅ Ǆ", "\u0301\u0301",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_can_be_typed_breaks_the_search(typed):
    story("The river rises", "Fine 中文新闻 नमस्ते दुनिया.")

    assert results(typed).count in (0, 1)


def test_words_of_the_index_itself_find_nothing():
    story("The river rises", language="en")

    assert [found(typed) for typed in ("@all", "@len", "len", "all", "@y2026")] == [[]] * 5
