from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import BigIntegerField, CharField, DateTimeField
from django.utils import timezone

from articles.models import Article, Byline, Category
from portal.prepared import Loaded, Prepared
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory

pytestmark = pytest.mark.django_db


def test_each_run_finds_what_its_own_values_ask_for():
    now = timezone.now()
    old, new = ArticleFactory(at=now - timedelta(days=2)), ArticleFactory(at=now)
    live = Prepared(lambda at: Article.objects.live(at).order_by("pk"), at=DateTimeField())

    found = [list(live(at=now - timedelta(days=days))) for days in (3, 1, 0)]

    assert found == [[], [old], [old, new]]


def test_a_run_does_not_change_one_that_was_asked_for_before():
    first, second = CategoryFactory(), CategoryFactory()
    named = Prepared(lambda slug: Category.objects.filter(slug=slug), slug=CharField())

    runs = [named(slug=each.slug) for each in (first, second)]

    assert [list(run) for run in runs] == [[first], [second]]


def test_the_queryset_is_built_once():
    built = []

    def build(slug):
        built.append(slug)
        return Category.objects.filter(slug=slug)

    named = Prepared(build, slug=CharField())
    for slug in ("one", "two"):
        list(named(slug=slug))

    assert len(built) == 1


def test_relations_and_their_rows_are_loaded_as_the_queryset_says(django_assert_num_queries):
    author = AuthorFactory()
    article = ArticleFactory(authors=(author,))
    stories = Prepared(
        lambda pk: (
            Article.objects.filter(pk=pk)
            .select_related("category__parent")
            .prefetch_related(Byline.with_authors())
        ),
        pk=BigIntegerField(),
    )

    with django_assert_num_queries(2):
        found = next(iter(stories(pk=article.pk)))
        assert found.category.name == article.category.name
        assert [byline.author for byline in found.bylines.all()] == [author]


def test_columns_alone_come_as_python_has_them():
    article = ArticleFactory()
    dates = Prepared(
        lambda pk: Article.objects.filter(pk=pk).values_list("pk", "published_at"),
        pk=BigIntegerField(),
    )

    assert list(dates(pk=article.pk)) == [(article.pk, article.published_at)]


def test_what_was_prepared_or_loaded_cannot_become_another_query():
    category = CategoryFactory()
    named = Prepared(lambda slug: Category.objects.filter(slug=slug), slug=CharField())

    for rows in (named(slug=category.slug), Loaded(Category, [category])):
        assert list(rows) == [category]
        with pytest.raises(TypeError):
            rows.filter(name="Elsewhere")
        with pytest.raises(TypeError):
            rows.values_list("name")


def test_a_value_stays_a_value():
    category = CategoryFactory()
    named = Prepared(lambda slug: Category.objects.filter(slug=slug), slug=CharField())

    assert list(named(slug="' OR '1'='1")) == []
    assert list(named(slug="%s")) == []
    assert list(named(slug=category.slug)) == [category]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="in memory it is one for all threads")
def test_every_thread_asks_on_its_own_connection():
    category = CategoryFactory()
    named = Prepared(lambda slug: Category.objects.filter(slug=slug), slug=CharField())
    list(named(slug="elsewhere"))

    def ask():
        try:
            return list(named(slug=category.slug))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(ask).result() == [category]


def prepared_statements():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        return cursor.fetchone()[0]


only_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="its sessions")


@only_postgresql
def test_a_session_is_told_of_a_statement_once():
    # Of no other test, whose session it may be.
    named = Prepared(lambda slug: Category.objects.filter(slug=slug)[:3], slug=CharField())
    before = prepared_statements()

    for _time in range(3):
        assert list(named(slug="elsewhere")) == []

    assert prepared_statements() == before + 1


@only_postgresql
def test_one_plan_serves_all_values():
    article = ArticleFactory()
    stories = Prepared(lambda pk: Article.objects.filter(pk=pk), pk=BigIntegerField())

    for pk in (article.pk, 0):
        list(stories(pk=pk))

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements"
            " ORDER BY prepare_time DESC LIMIT 1"
        )
        assert cursor.fetchone() == (2, 0)


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_new_session_is_told_again():
    category = CategoryFactory()
    named = Prepared(lambda slug: Category.objects.filter(slug=slug), slug=CharField())
    assert list(named(slug=category.slug)) == [category]

    connection.close()

    assert list(named(slug=category.slug)) == [category]


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_statement_of_a_transaction_that_rolled_back_is_still_there():
    category = CategoryFactory()
    named = Prepared(lambda slug: Category.objects.filter(slug=slug), slug=CharField())
    with transaction.atomic():
        list(named(slug="elsewhere"))
        transaction.set_rollback(True)

    with connection.cursor() as cursor:
        assert list(named(slug=category.slug)) == [category]
        cursor.execute("SHOW plan_cache_mode")
        assert cursor.fetchone() == ("force_generic_plan",)


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_statement_that_a_session_forgot_or_no_longer_accepts_is_told_again():
    category = CategoryFactory()
    named = Prepared(lambda slug: Category.objects.filter(slug=slug), slug=CharField())
    assert list(named(slug=category.slug)) == [category]

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_category ALTER COLUMN name TYPE varchar(150)")
        try:
            assert list(named(slug=category.slug)) == [category]
            cursor.execute("DISCARD ALL")
            assert list(named(slug=category.slug)) == [category]
        finally:
            length = Category._meta.get_field("name").max_length
            cursor.execute(
                f"ALTER TABLE articles_category ALTER COLUMN name TYPE varchar({length})"
            )


@only_postgresql
def test_a_name_in_the_session_means_one_query():
    first = Prepared(lambda pk: Category.objects.filter(pk=pk)[:5], pk=BigIntegerField())
    second = Prepared(lambda pk: Category.objects.filter(pk=pk)[:6], pk=BigIntegerField())
    before = prepared_statements()

    for each in (first, second, first):
        list(each(pk=1))

    assert prepared_statements() == before + 2


@pytest.mark.django_db(transaction=True)
def test_one_session_runs_several_outside_of_transactions():
    category = CategoryFactory()
    named = Prepared(lambda slug: Category.objects.filter(slug=slug), slug=CharField())
    numbered = Prepared(lambda pk: Category.objects.filter(pk=pk), pk=BigIntegerField())

    found = [list(named(slug=category.slug)), list(numbered(pk=category.pk))]

    assert found == [[category], [category]]


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_session_that_died_is_replaced_before_it_is_asked():
    category = CategoryFactory()
    named = Prepared(lambda slug: Category.objects.filter(slug=slug), slug=CharField())
    list(named(slug="elsewhere"))

    connection.connection.close()
    connection.health_check_enabled, connection.health_check_done = True, False

    assert list(named(slug=category.slug)) == [category]


@only_postgresql
def test_behind_a_pool_no_session_is_told_anything(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    category = CategoryFactory()
    named = Prepared(lambda slug: Category.objects.filter(slug=slug), slug=CharField())
    before = prepared_statements()

    assert list(named(slug=category.slug)) == [category]
    assert prepared_statements() == before
