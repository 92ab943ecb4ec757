"""What is suggested while somebody types: names and headlines that readers may have."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles import workflow
from articles.search import suggestions
from tests.articles.test_search_page import HOSTILE
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, editor

pytestmark = pytest.mark.django_db

# Six for names, one for endings of the word, the rest of them for the search.
COSTS = {"sqlite": 14, "postgresql": 19}


def suggested(client, typed):
    groups = client.get("/search/suggest/", {"q": typed}).json()["groups"]
    return {group["label"]: [option["text"] for option in group["options"]] for group in groups}


def paper():
    rivers = CategoryFactory(name="Реке и језера", slug="rivers")
    ana = AuthorFactory(name="Rékas Ana", slug="ana")
    now = timezone.now()
    return [
        ArticleFactory(
            headline=headline, category=rivers, authors=(ana,), tags=("reka Drina",),
            language="sr-Latn", at=now - timedelta(minutes=number),
        )
        for number, headline in enumerate(["Reka raste", "Most i reka", "Bez nje"])
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["rek", "рек", "REK", " Рек"])
def test_names_and_headlines_that_begin_so_are_suggested_in_any_alphabet(client, typed):
    paper()

    assert suggested(client, typed) == {
        "Sections": ["Реке и језера"],
        "Tags": ["reka Drina"],
        "Authors": ["Rékas Ana"],
        "Stories": ["Reka raste", "Most i reka"],
    }


def test_all_the_words_count_and_the_last_may_be_begun(client):
    paper()

    # Stories may have one of them in a tag; headlines are looked for with three letters.
    drina = {"Tags": ["reka Drina"], "Stories": ["Reka raste", "Most i reka"]}
    assert suggested(client, "drina rek") == drina
    assert suggested(client, "drina re") == {"Tags": ["reka Drina"]}
    assert suggested(client, "most rek") == {"Stories": ["Most i reka"]}
    assert suggested(client, "r") == suggested(client, "") == suggested(client, "xyz") == {}


def test_each_suggestion_leads_to_its_page_and_their_number_is_said(client):
    first, *_others = paper()

    said = client.get("/search/suggest/", {"q": "rek"}).json()

    addresses = [option["address"] for group in said["groups"] for option in group["options"]]
    assert addresses[:4] == [
        "/rivers/", "/tag/reka-drina/", "/author/ana/", first.get_absolute_url()
    ]  # fmt: skip
    assert said["groups"][-1]["options"][0]["lang"] == "sr-Latn"
    assert said["said"] == "5 suggestions"
    assert client.get("/search/suggest/", {"q": "xyz"}).json() == {"groups": [], "said": ""}


def test_what_readers_may_not_have_yet_or_any_more_is_not_suggested(client):
    hidden = {"tags": ("Kvorbix tag",), "authors": (AuthorFactory(name="Kvorbix Ana"),)}
    ArticleFactory(live=False, headline="Kvorbix draft", **hidden)
    ArticleFactory(headline="Kvorbix soon", at=timezone.now() + timedelta(hours=1), **hidden)
    gone = ArticleFactory(headline="Kvorbix gone", **hidden)
    before = suggested(client, "kvor")
    workflow.withdraw(gone, by=editor())

    assert before == {
        "Tags": ["Kvorbix tag"], "Authors": ["Kvorbix Ana"], "Stories": ["Kvorbix gone"]
    }  # fmt: skip
    assert suggested(client, "kvor") == {}


def test_there_are_never_more_than_eight(client):
    for number in range(12):
        ArticleFactory(
            headline=f"River {number}", tags=(f"river {number}",),
            authors=(AuthorFactory(name=f"River {number}"),),
            category=CategoryFactory(name=f"River {number}"),
        )  # fmt: skip

    found = suggested(client, "riv")

    assert {label: len(texts) for label, texts in found.items()} == {
        "Sections": 2, "Tags": 2, "Authors": 2, "Stories": 2
    }  # fmt: skip


def test_a_headline_in_the_language_of_the_site_is_known_by_other_forms_of_a_word(client):
    ArticleFactory(headline="Flooding", language="", tags=("bridge",))

    assert suggested(client, "floods bri")["Stories"] == ["Flooding"]


def test_names_of_one_kind_never_crowd_out_those_of_another(client, monkeypatch):
    monkeypatch.setattr(suggestions, "_LOOKED_AT", 2)
    names = ("riva", "rivb", "rivc")
    ArticleFactory(
        headline="A story", tags=names, authors=tuple(AuthorFactory(name=name) for name in names),
        category=CategoryFactory(name="Rivulet"),
    )  # fmt: skip

    assert suggested(client, "riv") == {
        "Sections": ["Rivulet"], "Tags": ["riva", "rivb"], "Authors": ["riva", "rivb"]
    }  # fmt: skip


def test_suggestions_are_not_stored_and_set_no_cookie(client):
    response = client.get("/search/suggest/", {"q": "river"})

    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert client.post("/search/suggest/", {"q": "river"}).status_code == 405


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_can_be_typed_breaks_suggestions(client, typed):
    ArticleFactory(headline="The river rises")

    assert client.get("/search/suggest/", {"q": typed}).status_code == 200


@pytest.mark.parametrize("count", [1, 5])
def test_suggestions_cost_the_same_however_many(client, count, django_assert_num_queries):
    for number in range(count):
        ArticleFactory(
            headline=f"River {number}", tags=(f"river {number}",),
            authors=(AuthorFactory(name=f"River {number}"),),
            category=CategoryFactory(name=f"River {number}", parent=CategoryFactory()),
        )  # fmt: skip

    with django_assert_num_queries(COSTS[connection.vendor]):
        found = suggested(client, "riv")

    assert set(found) == {"Sections", "Tags", "Authors", "Stories"}
