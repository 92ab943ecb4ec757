"""The readers' search: what it finds."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.articles.desk import page as read
from tests.factories import ArticleFactory, AuthorFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CARD = r'card__headline"> ?<a href="[^"]+">([^<]+)<'


def found(client, typed, **more):
    shown = read(client.get("/search/", {"q": typed} | more))
    return re.findall(CARD, re.sub("</?mark>", "", shown))


@pytest.mark.parametrize(
    ("typed", "headlines"),
    [
        ("river", ["The river rises", "On the quay"]),
        ("RIVER rises", ["The river rises"]),
        ("  river \n rises ", ["The river rises"]),
        ("ris", []),
        ("rises bridge", ["The river rises"]),
        ('"river rises"', ["The river rises"]),
        ('"rises river"', []),
        ("vucica", ["Вучица у граду"]),
        ("Вучица", ["Вучица у граду"]),
        ("вучица", ["Вучица у граду"]),
        ("vučica", ["Вучица у граду"]),
        ("vuc\u030cica", ["Вучица у граду"]),
        ("vu\u00adčica", ["Вучица у граду"]),
        ("Đorđević", ["Signed"]),
        ("djordjevic", ["Signed"]),
        ("ђорђевић", ["Signed"]),
        ("djordjevic river", []),
        ("“river rises”", ["The river rises"]),
        ("„rises river”", []),
        ("дунав", ["The river rises"]),
        ("Надошла дунав", ["The river rises"]),
        ("ДУНАВ", ["The river rises"]),
        ("šuma", ["On the quay"]),
        ("шума", ["On the quay"]),
        ("suma quay", ["On the quay"]),
        ("only in the text", ["The river rises"]),
        ("100%", ["100% wool"]),
        ("river - rises", ["The river rises"]),
        ("river & rises!", ["The river rises"]),
        ("_", []),
        ("\\", []),
    ],
)
def test_the_search_finds_what_a_card_says_in_any_alphabet(client, typed, headlines):
    ana = AuthorFactory(name="Ana Đorđević", slug="ana-djordjevic")
    for number, story in enumerate(
        [
            {
                "headline": "The river rises",
                "standfirst": "Надошла: Дунав.",
                "body": "<p>only in the text: bridge</p>",
            },
            {"headline": "Вучица у граду"},
            {"headline": "Signed", "authors": (ana,)},
            {"headline": "100% wool"},
            {"headline": "On the quay", "tags": ("rivers", "Шума")},
        ]
    ):
        ArticleFactory(at=NOW - timedelta(minutes=number), **story)

    assert found(client, typed) == headlines


def test_the_search_finds_a_story_once_however_often_it_has_the_word(client):
    names = [AuthorFactory(name=f"River {n}", slug=f"river-{n}") for n in range(2)]
    ArticleFactory(headline="River, river", tags=("river one", "river two"), authors=tuple(names))

    assert found(client, "river") == ["River, river"]
