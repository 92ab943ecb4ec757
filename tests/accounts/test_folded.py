"""What a row is looked for by is kept beside it, and found in any spelling."""

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from accounts.folded import fill, matching, words
from accounts.models import Author
from articles.models import Article, Image, Tag
from portal.publicmodels import verbs
from portal.publicmodels.models import Trashed
from tests.behind import folded
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, TagFactory

pytestmark = pytest.mark.django_db

# Each is written in all of these ways.
SPELLINGS = [
    ("Đorđe Vučić", ["Đorđe", "Ђорђе", "djordje", "dorde", "VUČIĆ", "вучић", "vucic", "ucic"]),
    ("Ђорђе Вучић", ["Đorđe", "djordje", "dorde", "vucic", "ВУЧИЋ", "đe"]),
    ("Щърбанов", ["щърбанов", "starbanov", "shtarbanov"]),
    ("Ѓорѓи Џамбаски", ["gjorgji", "gorgi", "ЃОРЃИ", "dzambaski", "џамб"]),
    ("İlker Işık", ["ilker", "ILKER", "isik", "IŞIK", "ışık"]),
    ("Shpresa Kërçiku", ["kercik", "KËRÇIKU", "presa"]),
    ("Μπάμπης Ευαγγέλου", ["bampis", "evangelou", "ΜΠΑΜΠΗΣ", "μπάμπης"]),
]
FOUND = [(name, typed) for name, ways in SPELLINGS for typed in ways]


@pytest.mark.parametrize(("name", "typed"), FOUND, ids=lambda value: value)
def test_a_name_is_found_in_any_alphabet_and_spelling_and_by_parts_of_it(name, typed):
    author = Author(name=name)
    author.clean()
    author.save()
    AuthorFactory(name="Somebody Else")

    assert list(matching(Author.objects.all(), typed)) == [author]


def test_words_are_found_together_and_signs_count():
    TagFactory(name="C")
    named = [TagFactory(name=name) for name in ("C++", "100% wool", "reka Drina")]

    found = ["c++", "0%", "drina reka"]

    assert [matching(Tag.objects.all(), typed).get() for typed in found] == named
    assert not matching(Tag.objects.all(), '"drina reka"').exists()
    assert not matching(Tag.objects.all(), "_ ?").exists()
    assert matching(Tag.objects.all(), " ").count() == 4


def test_no_word_is_found_across_two_columns():
    ImageFactory(alt="At the old", caption="bridge", credit="Ana")

    assert matching(Image.objects.all(), "old bridge").exists()
    assert not matching(Image.objects.all(), '"old bridge"').exists()


@pytest.mark.parametrize(
    ("model", "make"),
    [(Author, AuthorFactory), (Tag, TagFactory), (Image, ImageFactory), (Article, ArticleFactory)],
)
class TestEveryFoldedField:
    def test_is_the_same_whichever_way_the_row_is_saved(self, model, make):
        field = model._meta.get_field("folded")
        rows = [make() for _ in range(3)]
        for number, row in enumerate(rows):
            setattr(row, field.columns[0], f"Ђурђица {number}")
        saved, named, many = rows

        saved.save()
        named.save(update_fields=[field.columns[0], "folded"])
        model._base_manager.bulk_update([many], [field.columns[0], "folded"])

        assert matching(model._base_manager.all(), "djurdjica").count() == 3

    def test_is_filled_for_rows_that_were_there_before(self, model, make):
        rows = [make() for _ in range(3)]
        kept = [model._base_manager.values_list("folded", flat=True).get(pk=row.pk) for row in rows]
        model._base_manager.update(folded="")

        fill(model, "folded", batch=2)

        now = model._base_manager.filter(pk__in=[row.pk for row in rows]).order_by("pk")
        assert list(now.values_list("folded", flat=True)) == kept
        assert all(kept)


def test_a_row_that_was_trashed_before_it_had_the_column_is_found_once_it_is_back(editor):
    author = AuthorFactory(name="Đorđe")
    trashed = verbs.trash(author, by=editor, tags=["site"])
    for row in trashed.rows:
        del row["fields"]["folded"]
    trashed.save()

    verbs.restore(Trashed.objects.get())

    assert matching(Author.objects.all(), "djordje").get().name == "Đorđe"


WAYS_TO_FORGET = [
    "Author.objects.update(name='New')",
    "Author.objects.bulk_update([row], ['name'])",
    "row.save(update_fields=['slug'])",
    "Author.objects.update_or_create(pk=row.pk, defaults={'name': 'New'})",
    "Author.objects.bulk_create([row], update_conflicts=True, **UPSERT)",
    'connection.cursor().execute(\'UPDATE "accounts_author" SET "name" = slug\')',
]

UPSERT = {"unique_fields": ["id"], "update_fields": ["name"]}


@pytest.mark.parametrize("code", WAYS_TO_FORGET)
def test_an_update_that_leaves_it_behind_is_found_wherever_it_happens(code, left_behind):
    row = AuthorFactory()

    exec(code, {"Author": Author, "row": row, "connection": connection, "UPSERT": UPSERT})  # noqa: S102

    assert left_behind == ["accounts.Author.folded"]
    left_behind.clear()


def test_each_is_made_of_columns_of_its_own_model():
    fields = [field for fields in folded().values() for field in fields]

    assert len(fields) == 4
    for field in fields:
        assert {each.name for each in field.model._meta.fields} >= set(field.columns)
        assert apps.get_model(field.model._meta.label) is field.model


def test_what_an_index_holds_of_it_fits_whatever_was_written():
    headline = "Щ\ufdfa" * 125
    article = ArticleFactory(headline=headline)

    article.refresh_from_db()

    assert len(Article.objects.values_list("folded", flat=True).get().encode()) <= 2700


@given(st.text(max_size=500))
def test_words_that_are_looked_for_are_few_and_folded_whatever_is_pasted(typed):
    found = words(typed)

    assert all("\0" not in word and word.strip() == word for word in found)
    assert sum(map(len, found)) <= 4000
