"""How the index is kept: by the verbs, by upkeep, and by a command that may be stopped."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles import categories, revisions, search, upkeep, workflow
from articles.models import SearchDocument, SearchName, Tag, Upkeep
from articles.search import documents, following, gathering, marks, rebuilding
from portal.publicmodels import verbs
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, editor

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def found(typed, **chosen):
    told = search.search(search.parse(typed), at=timezone.now(), **chosen)
    return sorted(story.pk for story in told.stories)


def indexed():
    return sorted(SearchDocument.objects.values_list("article", flat=True))


@pytest.fixture
def stories():
    """Three published ones, of which there is no document."""
    made = [ArticleFactory(headline=f"river {number}").pk for number in range(3)]
    ArticleFactory(headline="river", live=False)
    for pk in made:
        gathering.backend().put([pk], [])
    return made


@pytest.mark.parametrize("kind", ["author", "tag"])
def test_stories_are_found_by_the_new_name_of_what_they_have(kind, monkeypatch):
    monkeypatch.setattr(following, "STEP", 2)
    author = AuthorFactory(name="Ana Horvat")
    pks = [
        ArticleFactory(authors=(author,), tags=("horvat",)).pk
        for _number in range(following.STEP + 1)
    ]
    row = author if kind == "author" else Tag.objects.get(name="horvat")
    row.name = "Ilić"
    verbs.save(row, tags=("site",))

    before = found(f"{kind}:ilic")
    upkeep.catch_up()

    assert before == []
    assert found(f"{kind}:ilic") == sorted(pks)
    assert found(f"{kind}:horvat") == []


def test_what_keeps_its_name_has_nothing_indexed_anew():
    author = AuthorFactory(name="Ana Horvat")
    author.bio = "Writes."
    verbs.save(author, tags=("site",))
    verbs.save(Tag(name="new", slug="new"), tags=("site",))

    assert not Upkeep.objects.filter(subject__startswith="author").exists()
    assert not Upkeep.objects.filter(subject__startswith="tag").exists()


def test_stories_are_found_by_a_tag_until_it_is_deleted_and_again_once_it_is_back():
    pk = ArticleFactory(tags=("floods",)).pk
    trashed = verbs.trash(Tag.objects.get(), by=editor(), tags=("site",))
    upkeep.catch_up()
    without = found("floods")

    verbs.restore(trashed)
    upkeep.catch_up()

    assert (without, found("tag:floods")) == ([], [pk])


def test_a_deleted_tag_leaves_what_is_taken_down_within_a_year_and_what_is_scheduled():
    now = timezone.now()
    pks = [
        ArticleFactory(tags=("floods",), unpublish_at=now + timedelta(days=30)).pk,
        ArticleFactory(tags=("floods",), at=now + timedelta(days=900)).pk,
    ]
    tag = Tag.objects.get()
    verbs.trash(tag, by=editor(), tags=("site",))

    upkeep.catch_up()

    assert indexed() == pks
    assert gathering.backend().marked(marks.tag(tag.pk), most=5) == []


def test_a_section_is_suggested_by_its_new_name_whose_stories_stand_in_a_part_of_it():
    world = CategoryFactory(name="World")
    ArticleFactory(category=CategoryFactory(name="Asia", parent=world))
    world.name = "Planet"
    categories.save(world)

    upkeep.catch_up()

    names = SearchName.objects.filter(kind=SearchName.Kind.SECTION)
    assert set(names.values_list("folded", flat=True)) == {"asia", "planet"}


def test_stories_move_with_their_section():
    world, sport = CategoryFactory(slug="world"), CategoryFactory(slug="sport")
    asia = CategoryFactory(slug="asia", parent=world)
    pk = ArticleFactory(headline="river", category=asia).pk
    asia.parent = sport
    categories.save(asia)

    upkeep.catch_up()

    assert found("river", section="world") == []
    assert found("river", section="sport") == found("river", section="asia") == [pk]


def test_a_story_is_found_in_every_section_on_whose_page_it_is():
    world, sport = CategoryFactory(slug="world"), CategoryFactory(slug="sport")
    asia = CategoryFactory(slug="asia", parent=world)
    article = ArticleFactory(headline="river", category=sport)
    content = replace(article.newest_revision.content, other_category_ids=(asia.pk,))
    revisions.save(article, content, by=editor())
    workflow.publish(article, by=editor())

    assert [found("river", section=slug) for slug in ("sport", "asia", "world")] == [
        [article.pk]
    ] * 3
    assert found("river section:world") == [article.pk]


def test_what_is_withdrawn_has_no_document_and_what_comes_back_has_one():
    article = ArticleFactory(headline="river")
    workflow.withdraw(article, by=editor())
    withdrawn = indexed(), found("river")

    workflow.publish(article, by=editor())

    assert withdrawn == ([], [])
    assert (indexed(), found("river")) == ([article.pk], [article.pk])


def test_keys_are_in_the_order_of_publication_from_the_first_year_to_the_last():
    moments = [datetime(1, 1, 1, tzinfo=UTC), NOON, NOON + timedelta(seconds=1)]
    last = datetime(9999, 12, 31, tzinfo=UTC)

    keys = [documents.key_of(each, 7) for each in (*moments, last)]

    assert keys == sorted(keys)
    assert documents.key_of(NOON, 7) < documents.key_of(NOON, 8) < keys[2]
    assert keys[0] > -(2**63)
    assert keys[-1] < 2**63


def test_a_story_of_very_many_long_words_is_indexed_as_far_as_it_fits():
    words = " ".join(f"{number:x}".rjust(50, "ж") for number in range(30_000))
    pk = ArticleFactory(headline="river", body=f"<p>{words}</p>").pk

    assert found("river") == [pk]
    assert found("0".rjust(50, "ж")) == [pk]


def test_the_command_indexes_what_the_search_does_not_know(stories):
    out = StringIO()
    call_command("reindex", stdout=out)

    assert indexed() == stories
    assert "Stories that were indexed: 3." in out.getvalue()


@pytest.mark.parametrize("batch", [1, 2])
def test_the_command_goes_on_where_it_was_stopped(stories, monkeypatch, batch):
    monkeypatch.setattr(rebuilding, "BATCH", batch)
    put = gathering.backend().put

    def stop(numbers, found):
        if stories[0] in numbers:
            raise KeyboardInterrupt
        put(numbers, found)

    with monkeypatch.context() as patch:
        patch.setattr(gathering.backend(), "put", stop)
        with pytest.raises(CommandError, match="Run it again"):
            call_command("reindex")
        halfway = indexed()
    call_command("reindex")

    assert halfway == stories[-len(halfway) :]
    assert 0 < len(halfway) < 3
    assert indexed() == stories


def test_all_are_made_anew_in_steps_that_others_go_on_with(stories, monkeypatch):
    steps = rebuilding.go_on()
    rebuilding.ask_for_all()
    next(steps)
    monkeypatch.setattr(following, "STEP", 1)
    Upkeep.objects.filter(subject=rebuilding.SUBJECT).update(next_at=NOON)

    upkeep.catch_up()

    assert indexed() == stories
    assert not Upkeep.objects.filter(subject=rebuilding.SUBJECT).exists()


def test_who_is_at_all_of_it_does_not_end_what_was_asked_for_again_meanwhile(stories):
    rebuilding.ask_for_all()
    steps = rebuilding.go_on()
    next(steps)
    rebuilding.ask_for_all()

    assert Upkeep.objects.get(subject=rebuilding.SUBJECT).asked == 2
    assert list(steps)[-1] == 0
    assert indexed() == stories


def test_the_rest_is_counted_once(stories, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(rebuilding, "BATCH", 1)
    monkeypatch.setattr(
        rebuilding, "refresh", lambda *_all, after: after + 1 if after < 2 else None
    )
    rebuilding.ask_for_all()

    # What is asked for and how far that is, four times but for its end, and the count.
    with django_assert_num_queries(8):
        assert list(rebuilding.go_on()) == [3, 2, 1]


@pytest.mark.parametrize(
    ("options", "said"),
    [((), "without"), (("--all",), "without"), (("--since", "2020-01-01"), "with the same"),
     (("--story", "1"), "with the same")],
    ids=str,
)  # fmt: skip
def test_who_stops_the_command_is_told_how_it_goes_on(monkeypatch, options, said):
    def stop(*_all, **_named):
        raise KeyboardInterrupt

    monkeypatch.setattr(rebuilding, "go_on", stop)
    monkeypatch.setattr(rebuilding, "index_all", stop)

    with pytest.raises(CommandError, match=f"{said} options"):
        call_command("reindex", *options)


def test_the_command_makes_documents_anew_and_takes_away_what_is_too_many(stories):
    call_command("reindex", "--all")
    SearchDocument.objects.update(headline="nonsense")
    call_command("reindex", "--all")

    assert set(SearchDocument.objects.values_list("language", flat=True)) == {"en"}
    assert not SearchDocument.objects.filter(headline="nonsense").exists()
    assert indexed() == found("river") == stories


def test_the_command_takes_stories_by_number_and_by_day(stories):
    call_command("reindex", "--story", str(stories[1]))
    by_number = indexed()
    call_command("reindex", "--since", "2999-01-01")
    none = indexed()
    call_command("reindex", "--since", "2020-01-01")

    assert (by_number, none, indexed()) == ([stories[1]], [stories[1]], stories)
    with pytest.raises(CommandError, match="no date"):
        call_command("reindex", "--since", "soon")


@pytest.mark.parametrize("count", [1, 5])
def test_indexing_costs_the_same_however_many_stories(count, django_assert_max_num_queries):
    pks = [
        ArticleFactory(tags=("a", "b"), authors=tuple(AuthorFactory.create_batch(2))).pk
        for _number in range(count)
    ]

    # A lock; tags, authors, listings, stories; seven of the words that are proposed; on SQLite
    # what was there, and each row of words by itself.
    each = 2 if connection.vendor == "sqlite" else 0
    with django_assert_max_num_queries(17 + each):
        search.write(pks)

    assert indexed() == pks
