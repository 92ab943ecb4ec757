"""The moderators' list by how likely unwanted the learned filter finds what waits."""

import re
from datetime import UTC, datetime

import pytest

from comments.admin.filters import LikelihoodFilter
from comments.models import Comment, LearnedFilter
from tests.articles.desk import page
from tests.comments.conversation import LIST, cards_of
from tests.comments.factories import CommentFactory

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
Status = Comment.Status
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def likely(*likelihoods, status=Status.PENDING):
    for likelihood in likelihoods:
        comment = CommentFactory(status=status, name=f"{likelihood}")
        Comment.objects.filter(pk=comment.pk).update(likelihood=likelihood)


def learned(pass_below, hold_above):
    LearnedFilter.objects.create(
        trained_at=NOON, weights=b"", pass_below=pass_below, hold_above=hold_above, good=1, bad=1
    )


@pytest.mark.parametrize("status", ["pending", "all"])
@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ("good", ["0", "20"]),
        ("unsure", ["21", "70"]),
        ("unwanted", ["71", "100"]),
        ("nonsense", ["0", "20", "21", "70", "71", "100", "None"]),
    ],
)
def test_what_waits_is_narrowed_by_the_lines_of_the_newest_filter(desk, chosen, names, status):
    likely(0, 20, 21, 70, 71, 100, None)
    if chosen != "nonsense":
        likely(0, 50, 100, status=Status.APPROVED)
    learned(0.9, 0.95)
    learned(0.205, 0.7)

    shown = desk.get(LIST, {"likelihood": chosen, "status": status, "sort": "oldest"})

    assert [card.comment.name for card in cards_of(shown)] == names
    assert "Looks good to the filter" in page(shown)
    assert shown.context["is_narrowed"]


def test_while_nothing_was_learned_nothing_looks_good(desk):
    likely(0, None)

    assert cards_of(desk.get(LIST, {"likelihood": "good"})) == []


def test_what_looks_good_is_approved_all_at_once(desk):
    likely(0, 10, 50, None)
    learned(0.2, 0.7)
    data = {"action": "approve", "index": 0, "select_across": "1", "_selected_action": "0"}

    desk.post(f"{LIST}?likelihood=good", data)
    assert set(Comment.objects.approved().values_list("name", flat=True)) == {"0", "10"}


# PostgreSQL chooses by how much is there, which in a test is nothing.
@pytest.mark.any_database
@pytest.mark.parametrize("chosen", ["good", "unsure", "unwanted"])
def test_no_more_is_read_than_what_waits(desk, chosen):
    learned(0.2, 0.7)
    likely = LikelihoodFilter(None, {"likelihood": [chosen]}, Comment, None)

    plan = likely.queryset(None, Comment.objects.all()).values("pk").explain()
    assert re.search(
        r"SEARCH comments_comment USING (COVERING )?INDEX \w+ \((status|likelihood)", plan
    )
