import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import gathering, moderation
from comments.models import Ban, Comment, CommentSettings
from comments.policy import Policy
from comments.spam import Barred, Facts, Past
from tests.comments.factories import CommentFactory, make_submission
from tests.comments.reader import NOON
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db
Status = Comment.Status
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
HERE, THERE, ONCE = "1" * 32, "2" * 32, "3" * 32


def facts_of(submission, *, at=NOON, **more):
    return gathering.facts(submission, policy=Policy(), at=at, **more)


def ban(kind, value, **more):
    return Ban.objects.create(kind=kind, value=value, by_name="Mila", at=NOON, **more)


def test_of_a_stranger_nothing_is_known(article):
    CommentFactory(article=article, email="other@example.net", networks=(THERE,), at=NOON - MINUTE)

    found = facts_of(make_submission(article, text="New words", networks=(HERE,)))
    assert found == Facts(at=NOON)


def test_the_same_words_are_found_however_they_are_spaced_for_a_day(article):
    elsewhere = ArticleFactory(at=NOON - 3 * DAY)
    for email, at in (("a@x.org", MINUTE), ("b@x.org", DAY - MINUTE), ("c@x.org", DAY + MINUTE)):
        CommentFactory(article=elsewhere, email=email, text="The  river,\nRISES!", at=NOON - at)

    found = facts_of(make_submission(article, text="the river rises"))
    assert (found.same_words, found.same_place) == (2, 0)


@pytest.mark.parametrize(
    ("fields", "same_place"),
    [
        ({"email": "RADA@example.org"}, 1),
        ({"networks": (HERE,)}, 1),
        ({"networks": (THERE,)}, 0),
        ({"networks": ()}, 0),
        ({"email": "RADA@example.org", "parent_id": 1}, 0),
    ],
)
def test_the_same_place_is_the_same_comment_answered_from_the_same_address_or_network(
    article, fields, same_place
):
    CommentFactory(article=article, networks=(HERE, ONCE), at=NOON - MINUTE)

    sent = replace(make_submission(article, email="other@example.org"), **fields)
    found = facts_of(sent)
    assert (found.same_words, found.same_place) == (1, same_place)


def test_words_under_another_story_are_in_another_place(article):
    CommentFactory(article=ArticleFactory(at=NOON - DAY), at=NOON - MINUTE)

    assert facts_of(make_submission(article)).same_place == 0


def test_how_others_of_the_address_and_of_the_network_fared_is_counted_for_a_month(article):
    for status, email, network, at in (
        (Status.APPROVED, "rada@example.org", HERE, 29 * DAY),
        (Status.REJECTED, "Rada@Example.org", THERE, DAY),
        (Status.SPAM, "rada@example.org", ONCE, 11 * MINUTE),
        (Status.PENDING, "rada@example.org", HERE, 9 * MINUTE),
        (Status.REJECTED, "rada@example.org", HERE, 31 * DAY),
        (Status.SPAM, "other@example.org", HERE, MINUTE),
    ):
        story = ArticleFactory(at=NOON - 40 * DAY)
        CommentFactory(article=story, status=status, email=email, networks=(network,), at=NOON - at)

    found = facts_of(make_submission(article, networks=(HERE, ONCE)))
    assert found.past_of_address == Past(approved=1, rejected=1, spam=1)
    assert found.past_of_network == Past(approved=1, spam=2)
    assert (found.lately_of_address, found.lately_of_network) == (1, 2)


def test_a_comment_that_is_changed_counts_in_nothing(article):
    comment = CommentFactory(article=article, networks=(HERE,), at=NOON - MINUTE)
    changed = make_submission(article, text=comment.text, networks=(HERE,))

    assert facts_of(changed, but=comment) == Facts(at=NOON, is_change=True)
    assert facts_of(changed).same_place == 1


def test_a_comment_that_its_writer_spells_better_is_no_copy_of_itself(article):
    text = "The bridge on the lower bank is older than the mill, and nobody asks the fishermen."
    comment = CommentFactory(article=article, status=Status.PENDING, text=text, at=NOON)

    better = make_submission(article, text=text.upper(), shown_at=NOON)
    edited = moderation.edit(comment, better, at=NOON + timedelta(seconds=4))
    assert edited.reasons == []


def test_words_come_from_the_rules_of_the_house_one_a_line(article):
    CommentSettings.objects.update_or_create(
        pk=1, defaults={"held_words": "mayor\r\n\r\n  old bridge \n", "refused_words": "casino"}
    )

    found = facts_of(make_submission(article))
    assert found.held_words == ("mayor", "old bridge")
    assert found.refused_words == ("casino",)


@pytest.mark.parametrize(
    ("kind", "value", "is_barred"),
    [
        ("email", "rada@mail.example.org", True),
        ("email", "ada@mail.example.org", False),
        ("domain", "mail.example.org", True),
        ("domain", "example.org", True),
        ("domain", "ample.org", False),
        ("domain", "x.mail.example.org", False),
        ("network", HERE, True),
        ("network", ONCE, True),
        ("network", THERE, False),
    ],
)
def test_a_ban_is_of_an_address_a_domain_with_all_below_it_or_a_network(
    article, kind, value, is_barred
):
    ban(kind, value, note="threats")

    sent = make_submission(article, email="Rada@Mail.Example.org", networks=(HERE, ONCE))
    expected = (Barred(kind=kind, note="threats"),) if is_barred else ()
    assert facts_of(sent).bans == expected


def test_a_ban_that_was_lifted_bars_nobody(article):
    ban("email", "rada@example.org", lifted_at=NOON)

    assert facts_of(make_submission(article)).bans == ()


def test_bans_of_networks_bar_nobody_whose_network_is_unknown(article):
    ban("network", "")

    assert facts_of(make_submission(article)).bans == ()


def test_who_is_banned_goes_among_the_spam_with_the_reason(article):
    ban("domain", "example.org", note="threats")

    comment = moderation.submit(make_submission(article), at=NOON)
    assert comment.status == Status.SPAM
    assert comment.reasons == [{"code": "banned", "weight": 100, "evidence": "domain: threats"}]


def test_a_refused_word_goes_among_the_spam_and_a_held_one_waits(article):
    CommentSettings.objects.update_or_create(
        pk=1, defaults={"held_words": "mayor", "refused_words": "casino"}
    )

    held, refused, good = (
        moderation.submit(make_submission(article, text=f"One {word} more"), at=NOON)
        for word in ("MAYOR", "касино casino", "kasino")
    )
    assert [held.status, refused.status, good.status] == ["pending", "spam", "pending"]
    assert [each["evidence"] for each in (*held.reasons, *refused.reasons)] == [
        "“MAYOR”",
        "“casino”",
    ]
    assert good.reasons == []


@pytest.mark.parametrize("count", [1, 30])
def test_facts_cost_the_same_however_much_was_sent(article, count, django_assert_num_queries):
    for _each in range(count):
        CommentFactory(article=article, networks=(HERE,), at=NOON - MINUTE)
        ban("network", uuid.uuid4().hex)
    sent = make_submission(article, networks=(HERE, ONCE))

    with django_assert_num_queries(6):
        found = facts_of(sent)
    assert (found.same_place, found.lately_of_network) == (count, count)


# PostgreSQL chooses by how much is there, which in a test is nothing.
@pytest.mark.any_database
def test_every_count_goes_by_an_index(article):
    comment = CommentFactory(article=article, networks=(HERE,), at=NOON - MINUTE)
    sent = make_submission(article, networks=(HERE, ONCE))
    with CaptureQueriesContext(connection) as captured:
        facts_of(sent, but=comment)
    asked = [query["sql"] for query in captured if '"comments_comment"' in query["sql"]]

    assert [_index(sql) for sql in asked] == [
        "comment_by_fingerprint",
        "comment_by_writer",
        "comment_by_network",
    ]


def _index(sql):
    """The index that the database goes by."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        plan = " ".join(str(row) for row in cursor.fetchall())
    return next((index.name for index in Comment._meta.indexes if index.name in plan), plan)
