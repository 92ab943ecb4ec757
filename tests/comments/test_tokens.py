from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing

from comments.tokens import SALT, Token

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_a_ticket_comes_back_as_it_was_given_out():
    token = Token.fresh(article_id=7, at=NOON)

    assert Token.read(token.signed()) == token
    assert (token.article_id, token.shown_at, token.issued_at) == (
        7,
        NOON.timestamp(),
        NOON.timestamp(),
    )


@pytest.mark.parametrize(
    "signed",
    [
        "",
        "nonsense",
        Token("0" * 32, 7, 0, 0).signed()[:-1],
        signing.dumps({"form_id": "x"}, salt=SALT),
        signing.dumps([1], salt=SALT),
        signing.dumps(
            {"form_id": "0", "article_id": 7, "shown_at": 0, "issued_at": 0}, salt="other"
        ),
    ],
    # Signatures carry the time, and workers have to agree on the names of tests.
    ids=["empty", "nonsense", "cut", "of another shape", "a list", "for another purpose"],
)
def test_a_ticket_that_we_did_not_give_out_is_none(signed):
    assert Token.read(signed) is None


@pytest.mark.parametrize(
    ("age", "taken"),
    [
        (timedelta(seconds=2.9), False),
        (timedelta(seconds=3), True),
        (timedelta(days=7), True),
        (timedelta(days=7, seconds=1), False),
    ],
)
def test_a_form_is_taken_from_three_seconds_to_seven_days(age, taken):
    token = Token.fresh(article_id=7, at=NOON)

    assert (token.refusal(at=NOON + age) == "") is taken


def test_a_form_that_is_shown_again_is_the_same_form_and_not_too_quick():
    late = NOON + timedelta(days=8)
    token = Token.fresh(article_id=7, at=NOON).renewed(at=late)

    assert token.refusal(at=late) == ""
    assert token.form_id == Token.read(token.signed()).form_id


def test_every_form_has_an_id_of_its_own():
    token = Token.fresh(article_id=7, at=NOON)

    assert (
        len({token.form_id, token.another().form_id, Token.fresh(article_id=7, at=NOON).form_id})
        == 3
    )
