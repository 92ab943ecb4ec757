"""All that one writer sent, found by one of the comments: no request says an email address."""

import re

import pytest

from comments.models import Comment
from tests.articles.desk import page
from tests.comments.conversation import LIST, card_of, cards_of
from tests.comments.desk import detail
from tests.comments.factories import CommentFactory

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
Status = Comment.Status


def of_writer(desk, comment, **query):
    shown = desk.get(LIST, {"status": "all", "writer_of": comment, **query})
    return [card.comment for card in cards_of(shown)]


@pytest.fixture
def four():
    """Of which three are of one writer, however the address is spelled."""
    return [
        CommentFactory(email=email, status=status)
        for email, status in [
            ("rada@example.org", Status.PENDING), ("Rada@Example.org", Status.APPROVED),
            ("rada@example.org", Status.REJECTED), ("other@example.org", Status.PENDING),
        ]
    ]  # fmt: skip


def test_a_card_leads_to_all_of_its_writer_and_from_there_back(desk, four):
    address = LIST + card_of(desk.get(LIST), four[0]).past_address

    shown = desk.get(address)

    assert {card.comment for card in cards_of(shown)} == set(four[:3])
    assert "From one email address: 3 found" in page(shown)
    back = re.search(r'href="([^"]*)">Back to the comment', page(shown))[1]
    assert back.startswith(detail(four[0]))
    assert of_writer(desk, four[0].pk, status="rejected") == [four[2]]


def test_no_link_of_the_desk_says_an_address(desk, four):
    addresses = (LIST, LIST + card_of(desk.get(LIST), four[0]).past_address, detail(four[0]))

    for each in addresses:
        links = re.findall(r'(?:href|action|formaction|data-\w+)="(.*?)"', page(desk.get(each)))
        assert not [link for link in links if "example.org" in link or "%40" in link]


def test_who_is_forgotten_has_written_nothing_else(desk, four):
    Comment.objects.update(email="")

    assert of_writer(desk, four[0].pk) == [four[0]]


@pytest.mark.parametrize("typed", ["0", "x", "²", "9" * 30, ""])
def test_the_writer_of_no_comment_wrote_nothing(desk, four, typed):
    assert of_writer(desk, typed) == []
