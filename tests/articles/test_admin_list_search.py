"""How the desk finds a story in its list: by picture, section and author, or by words."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Author
from tests.articles.desk import LIST, headlines, page
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory

pytestmark = pytest.mark.django_db


def test_the_list_is_narrowed_by_picture_and_by_when_it_was_saved(desk):
    with time_machine.travel(timezone.now() - timedelta(days=3), tick=False):
        ArticleFactory(headline="Bare, old")
    ArticleFactory(headline="Seen, new", lead_image_id=ImageFactory().pk)

    assert headlines(desk, picture="no") == ["Bare, old"]
    assert headlines(desk, picture="yes") == ["Seen, new"]
    assert headlines(desk, saved="day") == ["Seen, new"]
    assert headlines(desk, saved="week") == ["Seen, new", "Bare, old"]
    assert headlines(desk, saved="ever", picture="?") == ["Seen, new", "Bare, old"]


def test_the_list_is_narrowed_by_section_author_and_whose_it_is(desk, editor):
    section = CategoryFactory(name="Politics")
    part = CategoryFactory(name="Elections", parent=section)
    mine = AuthorFactory(name="The Editor", user=editor)
    other = AuthorFactory(name="Other")
    ArticleFactory(headline="In the section", category=section, authors=(other,))
    ArticleFactory(headline="In its part", category=part, authors=(mine,))
    ArticleFactory(headline="Elsewhere", other_category_ids=(section.pk,))
    ArticleFactory(headline="Begun by me", by=editor, live=False)

    assert headlines(desk, section=section.pk) == ["Elsewhere", "In its part", "In the section"]
    assert headlines(desk, section=part.pk) == ["In its part"]
    assert headlines(desk, author=other.pk) == ["In the section"]
    assert headlines(desk, mine="yes") == ["Begun by me", "In its part"]
    assert len(headlines(desk, section="x", author="' OR 1=1", mine="?")) == 4


def test_the_authors_offered_as_a_filter_are_the_newsrooms(desk):
    AuthorFactory(name="Of the house")
    AuthorFactory(name="A guest", kind=Author.Kind.GUEST)

    shown = page(desk.get(reverse(LIST)))

    assert "Of the house" in shown
    assert "A guest" not in shown


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("river", ["The river rises"]),
        ("RIVER rises", ["The river rises"]),
        ("rises bridge", []),
        ("vucica", ["Вучица у граду"]),
        ("Вучица", ["Вучица у граду"]),
        ("grad", ["Вучица у граду"]),
        ("dordevic", ["Signed"]),
        ("орђ", ["Signed"]),
        ("ordev", ["Signed"]),
        ("ucic", ["Вучица у граду"]),
        ("Đorđević", ["Signed"]),
        ("djordjevic", ["Signed"]),
        ('"river rises"', ["The river rises"]),
        ('"rises river"', []),
        ("only in the text", []),
        ("100%", ["100% wool"]),
        ("_", []),
    ],
)
def test_the_search_finds_headlines_addresses_and_bylines_in_any_alphabet(desk, typed, found):
    ArticleFactory(headline="The river rises", body="<p>only in the text: bridge</p>")
    ArticleFactory(headline="Вучица у граду")
    ArticleFactory(
        headline="Signed", authors=(AuthorFactory(name="Ana Đorđević", slug="ana-djordjevic"),)
    )
    ArticleFactory(headline="100% wool")

    assert headlines(desk, q=typed) == found


def test_a_story_is_found_by_its_number(desk):
    article = ArticleFactory(headline="By number")
    ArticleFactory(headline="Another")

    assert headlines(desk, q=str(article.pk)) == ["By number"]


def test_the_search_reads_no_texts(desk, django_assert_max_num_queries):
    ArticleFactory()

    with django_assert_max_num_queries(20) as queries:
        desk.get(reverse(LIST), {"q": "river"})

    searches = [query["sql"] for query in queries if "LIKE" in query["sql"].upper()]
    assert searches
    for sql in searches:
        assert '"articles_article"."body"' not in sql
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                plan = " / ".join(row[3] for row in cursor.fetchall())
            assert "USING COVERING INDEX article_by_headline" in plan
