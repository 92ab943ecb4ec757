import uuid
from datetime import UTC, datetime

import pytest

from comments import spam
from comments.spam import Facts, Finding, Submission, findings, judge

NOTHING = Facts(at=datetime(2026, 11, 20, 12, tzinfo=UTC))
LINKS = "http://a.example www.b.example http://c.example"


def sent(**fields):
    defaults = {
        "article_id": 1,
        "form_id": uuid.UUID(int=1),
        "name": "Rada Reader",
        "email": "rada@example.org",
        "text": "The bridge on http://a.example is older, see www.b.example",
    }
    return Submission(**(defaults | fields))


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"trap": "cheap pills"}, [Finding("filled_trap", 100, "cheap pills")]),
        ({"text": LINKS}, [Finding("many_links", 40, "3: http://a.example")]),
        ({"name": "www.pills.example"}, [Finding("address_as_name", 60, "www.pills.example")]),
        (
            {"trap": "x" * 500, "text": LINKS},
            [
                Finding("filled_trap", 100, "x" * 80),
                Finding("many_links", 40, "3: http://a.example"),
            ],
        ),
    ],
)
def test_checks_say_what_they_saw(fields, found):
    assert findings(sent(**fields), NOTHING) == found


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({}, "hold"),
        ({"text": LINKS}, "hold"),
        ({"name": "www.pills.example"}, "hold"),
        ({"name": "www.pills.example", "text": LINKS}, "spam"),
        ({"trap": "x"}, "spam"),
    ],
)
def test_only_what_is_certain_goes_to_the_spam(fields, verdict):
    assert judge(sent(**fields), NOTHING).decision == verdict


def test_every_check_has_a_label_that_moderators_read():
    everything = sent(trap="x", name="www.pills.example", text=LINKS)

    assert [finding.code for finding in findings(everything, NOTHING)] == list(spam.LABELS)
    assert len(spam.LABELS) == len(spam.CHECKS)


def test_a_finding_is_kept_with_code_weight_and_evidence():
    assert Finding("many_links", 40, "3").as_json() == {
        "code": "many_links",
        "weight": 40,
        "evidence": "3",
    }
