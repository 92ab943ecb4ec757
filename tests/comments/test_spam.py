import itertools
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.functional import Promise
from hypothesis import given
from hypothesis import strategies as st

from comments import spam
from comments.spam import Barred, Facts, Finding, Past, Submission, findings, judge, weigh
from comments.spam.checks import ONLY_HOLD

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LINKS = "http://a.example www.b.example http://c.example"
LONG = "The bridge on the lower bank is older than the mill, and nobody asked the fishermen. " * 2
TRUSTED = {"is_trusted": True, "passes_trusted": True}


def sent(**fields):
    defaults = {
        "article_id": 1,
        "form_id": uuid.UUID(int=1),
        "name": "Rada Reader",
        "email": "rada@example.org",
        "text": "The bridge on http://a.example is older, see www.b.example",
    }
    return Submission(**(defaults | fields))


def known(**fields):
    return Facts(at=NOON, **fields)


def shown(**ago):
    return {"text": LONG, "shown_at": NOON - timedelta(**ago)}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"trap": "cheap pills"}, [Finding("filled_trap", 100, "cheap pills")]),
        ({"text": LINKS}, [Finding("many_links", 40, "3: http://a.example")]),
        ({"name": "www.pills.example"}, [Finding("address_as_name", 60, "www.pills.example")]),
        ({"text": "…"}, [Finding("length", 10, "1")]),
        ({"text": "ab " * 1001}, [Finding("length", 10, "3003")]),
        (
            {"text": 'See <a href="http://a.example">it</a>'},
            [Finding("link_markup", 50, '<a href="http://a.example">it</a>')],
        ),
        (
            {"text": "See [URL=http://a.example]it[/URL]"},
            [Finding("link_markup", 50, "[URL=http://a.example]it[/URL]")],
        ),
        (shown(seconds=5), [Finding("too_quick", 20, "170 / 5 s")]),
        (
            {"trap": "x" * 500, "text": LINKS},
            [
                Finding("filled_trap", 100, "x" * 80),
                Finding("many_links", 40, "3: http://a.example"),
            ],
        ),
    ],
)
def test_checks_of_what_was_sent_say_what_they_saw(fields, found):
    assert findings(sent(**fields), known()) == found


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "👍 2"},
        {"text": "Да"},
        {"text": "a < b, and a [url of mine"},
        shown(seconds=9),
        {"text": "Thanks!", "shown_at": NOON - timedelta(seconds=3)},
    ],
)
def test_what_honest_people_write_is_not_suspect(fields):
    assert findings(sent(**fields), known()) == []


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"is_open": False}, [Finding("closed", 10)]),
        ({"same_place": 1, "same_words": 1}, [Finding("repeated", 20, "1")]),
        ({"same_words": 2}, [Finding("repeated", 30, "2")]),
        ({"same_words": 1}, []),
        ({"lately_of_address": 5}, [Finding("often", 20, "5")]),
        ({"lately_of_address": 4}, []),
        ({"lately_of_network": 20}, [Finding("busy_network", 10, "20")]),
        ({"lately_of_network": 19}, []),
        (
            {"past_of_address": Past(approved=3, rejected=1, spam=1)},
            [Finding("rejected_before", 30, "2 / 5")],
        ),
        ({"past_of_address": Past(approved=8, rejected=2)}, []),
        ({"past_of_address": Past(rejected=1)}, []),
        (
            {"past_of_network": Past(approved=2, rejected=8, spam=2)},
            [Finding("network_rejected", 10, "10 / 12")],
        ),
        ({"past_of_network": Past(approved=9, spam=30)}, []),
        (
            {"bans": (Barred(kind="email", note="threats"), Barred(kind="network"))},
            [Finding("banned", 100, "email: threats, network")],
        ),
        ({"services": ("Akismet",)}, [Finding("unasked", 0, "Akismet")]),
    ],
)
def test_checks_of_what_is_known_say_what_they_saw(facts, found):
    assert findings(sent(text=LONG), known(**facts)) == found


@pytest.mark.parametrize(
    ("fields", "lists", "found"),
    [
        (
            {"text": "Вучић and VUČIĆ"},
            {"held_words": ("vucic",)},
            [Finding("held_word", 40, "“Вучић”, “VUČIĆ”")],
        ),
        (
            {"name": "Cheap Pills"},
            {"refused_words": ("casino", "cheap pills")},
            [Finding("refused_word", 100, "“Cheap Pills”")],
        ),
        (
            {"website": "https://casino.example"},
            {"held_words": ("casino",), "refused_words": ("casino",)},
            [Finding("held_word", 40, "“casino”"), Finding("refused_word", 100, "“casino”")],
        ),
        ({"name": "Cheap", "text": "Pills"}, {"refused_words": ("cheap pills",)}, []),
        ({"text": "A specialist"}, {"held_words": ("cialis",), "refused_words": ("cialis",)}, []),
        ({"email": "casino@example.org"}, {"held_words": ("casino",)}, []),
    ],
)
def test_a_listed_word_is_told_as_the_reader_typed_it(fields, lists, found):
    assert findings(sent(**fields), known(**lists)) == found


@pytest.mark.parametrize("text", ["Thanks!", "Well said, neighbour.", "Браво за чланак!"])
@pytest.mark.parametrize("facts", [{"same_words": 100}, {"same_words": 2, "same_place": 2}])
def test_a_short_reply_may_be_said_by_many_and_to_many(text, facts):
    assert findings(sent(text=text), known(**facts)) == []


def test_a_short_reply_again_and_again_in_one_place_is_held():
    facts = known(same_words=3, same_place=3)

    assert findings(sent(text="Thanks!"), facts) == [Finding("repeated", 20, "3")]


def test_a_short_text_with_a_link_is_no_short_reply():
    assert findings(sent(text="See www.a.example"), known(same_words=2)) != []


def test_who_changes_a_comment_need_not_type_it_anew():
    assert findings(sent(**shown(seconds=5)), known(is_change=True)) == []


def test_of_who_is_trusted_a_network_and_old_quarrels_say_nothing():
    facts = known(
        lately_of_network=500, past_of_network=Past(spam=500), past_of_address=Past(rejected=5),
        lately_of_address=14, **TRUSTED,
    )  # fmt: skip

    assert judge(sent(text=LONG), facts).decision == "approve"


def test_who_is_trusted_may_write_more_at_once_but_not_without_end():
    facts = known(lately_of_address=15, **TRUSTED)

    assert findings(sent(text=LONG), facts) == [Finding("often", 20, "15")]


def test_a_colleague_may_answer_everybody():
    assert findings(sent(text=LONG, user_id=1), known(lately_of_address=50)) == []


@pytest.mark.parametrize(
    ("fields", "facts", "verdict"),
    [
        ({}, {}, "hold"),
        ({"text": LINKS}, {}, "hold"),
        ({"name": "www.pills.example"}, {}, "hold"),
        ({"name": "www.pills.example", "text": LINKS}, {}, "spam"),
        ({"trap": "x"}, {}, "spam"),
        ({}, {"refused_words": ("bridge",)}, "spam"),
        ({}, {"bans": (Barred(kind="domain"),)}, "spam"),
        ({}, {"bans": (Barred(kind="domain"),), **TRUSTED}, "spam"),
        ({}, TRUSTED, "approve"),
        ({}, {"is_trusted": True}, "hold"),
        ({}, {"passes_trusted": True}, "hold"),
        ({}, {"held_words": ("bridge",), **TRUSTED}, "hold"),
        ({}, {"services": ("Akismet",), **TRUSTED}, "hold"),
    ],
)
def test_only_what_is_certain_goes_to_the_spam_and_only_trusted_readers_pass(
    fields, facts, verdict
):
    assert judge(sent(**fields), known(**facts)).decision == verdict


def test_no_service_is_asked_of_what_is_spam_already():
    verdict = judge(sent(trap="x"), known(services=("Akismet",)))

    assert [finding.code for finding in verdict.findings] == ["filled_trap"]


FOUND = st.builds(Finding, st.sampled_from(sorted(spam.LABELS)), st.integers(0, 100), st.just(""))


@given(found=st.lists(FOUND, max_size=6), data=st.data())
def test_the_order_of_findings_changes_no_verdict(found, data):
    facts = known(**TRUSTED)
    shuffled = data.draw(st.permutations(found))

    assert weigh(shuffled, facts).decision == weigh(found, facts).decision
    assert weigh(shuffled, facts).score == weigh(found, facts).score


@given(
    found=st.lists(FOUND.filter(lambda each: each.code in ONLY_HOLD), max_size=12),
    trusted=st.booleans(),
)
def test_what_happens_to_honest_people_too_is_never_spam_however_much_of_it(found, trusted):
    facts = known(is_trusted=trusted, passes_trusted=trusted)

    expected = "approve" if trusted and not found else "hold"
    assert weigh(found, facts).decision == expected


@given(found=st.lists(FOUND, max_size=6), more=FOUND)
def test_another_finding_never_makes_a_verdict_milder(found, more):
    order = ["approve", "hold", "spam"]
    before, after = (weigh(each, known(**TRUSTED)).decision for each in (found, [*found, more]))

    assert order.index(before) <= order.index(after)


def test_every_check_has_a_label_that_moderators_read_in_their_language():
    everything = sent(trap="x", name="www.pills.example", text=f"[url=x] {LINKS} {LONG * 20}")
    facts = known(
        is_open=False, same_words=9, lately_of_address=9, lately_of_network=99,
        past_of_address=Past(spam=9), past_of_network=Past(spam=99), held_words=("bridge",),
        refused_words=("mill",), bans=(Barred(kind="email"),), learned=Suspicious(),
        services=("Akismet",),
    )  # fmt: skip

    said = [check(everything, facts) for check in spam.CHECKS if check.__name__ != "too_quick"]
    codes = [finding.code for finding in said]

    assert codes == [name for name in spam.LABELS if name in codes]
    assert {*spam.LABELS} - {*codes} == {"too_quick", "akismet", "unanswered"}
    assert {*spam.LABELS} >= ONLY_HOLD
    assert all(isinstance(label, Promise) for label in spam.LABELS.values())


class Suspicious:
    """A filter to which everything looks unwanted."""

    hold_above = 0.5

    def probability(self, text, website):
        return 0.97

    def strongest(self, text, website):
        return ["cheap pills", "casino"]


def test_what_the_filter_learned_holds_and_says_which_words():
    verdict = judge(sent(), known(learned=Suspicious(), **TRUSTED))

    assert verdict.decision == "hold"
    assert verdict.findings == (Finding("learned", 40, "97%: “cheap pills”, “casino”"),)


@pytest.mark.parametrize(("learned", "likelihood"), [(None, None), (0.0, 0), (0.961, 97)])
def test_the_filter_is_asked_once_and_what_it_said_is_handed_on(learned, likelihood):
    class Counted(Suspicious):
        asked = 0

        def probability(self, text, website):
            self.asked += 1
            return learned

    filter_ = None if learned is None else Counted()
    verdict = judge(sent(), known(learned=filter_))

    assert verdict.likelihood == likelihood
    assert filter_ is None or filter_.asked == 1


def test_a_finding_is_kept_with_code_weight_and_evidence():
    assert Finding("many_links", 40, "3").as_json() == {
        "code": "many_links",
        "weight": 40,
        "evidence": "3",
    }


def test_evidence_is_short():
    everything = sent(trap="x" * 500, name="www." + "x" * 500, text="[url=" + "x" * 5000)
    listed = known(bans=(Barred(kind="email", note="y" * 300),))

    found = itertools.chain(findings(everything, listed), findings(sent(text=LINKS * 50), listed))
    assert all(len(finding.evidence) <= spam.EVIDENCE_LENGTH for finding in found)


def test_evidence_of_what_was_learned_is_short_too():
    class Wordy(Suspicious):
        def strongest(self, text, website):
            return ["x" * 40, "y" * 40]

    (finding,) = findings(sent(), known(learned=Wordy()))
    assert finding.evidence == f"97%: “{'x' * 40}”, “{'y' * 40}"[:80]
    assert len(finding.evidence) == spam.EVIDENCE_LENGTH
