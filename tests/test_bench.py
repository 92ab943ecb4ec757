"""What the benchmark makes of what it is told; nothing here measures anything."""

from datetime import UTC, datetime

import pytest

from bench import blog, checks, comments, corpus
from bench.load import BadAnswer, Load, parse_wrk
from bench.measure import Pairs
from comments import spam

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
SAID = """Running 1s test @ http://127.0.0.1:8000/
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   512.37us  277.91us   1.01s    65.00%
    Req/Sec    21.38k    10.66     40.00     62.50%
  Latency Distribution
     50%  483.00us
     75%  833.85ms
     90%  991.38ms
     99%    1.01s 
  2040 requests in 1.02s, 146.91KB read
Requests/sec:   2000.25
Transfer/sec:    143.35KB
"""  # noqa: W291  # as it is printed


def test_figures_of_wrk_are_read_in_milliseconds():
    assert parse_wrk(SAID) == Load(per_second=2000.25, p50_ms=0.483, p99_ms=1010, requests=2040)


@pytest.mark.parametrize(
    "complaint",
    [
        "  Non-2xx or 3xx responses: 12\n",
        "  Socket errors: connect 0, read 3, write 0, timeout 0\n",
    ],
)
def test_a_load_with_errors_is_no_measurement(complaint):
    with pytest.raises(BadAnswer):
        parse_wrk(SAID + complaint)


def test_what_is_no_report_of_wrk_is_no_measurement():
    with pytest.raises(BadAnswer):
        parse_wrk("unable to connect to 127.0.0.1:8000 Connection refused\n")


def test_a_ratio_is_the_median_of_its_pairs_with_the_middle_half_beside_it():
    assert Pairs.of([5.0, 1.0, 3.0, 2.0, 4.0]) == Pairs(ratio=3.0, low=2.0, high=4.0)


def test_comments_of_the_corpus_answer_earlier_ones_of_the_same_story_three_levels_deep():
    remarks = {remark.number: remark for remark in corpus.remarks()}
    deepest = max(len(remark.above) for remark in remarks.values())
    parents = [(remark, remarks[remark.above[-1]]) for remark in remarks.values() if remark.above]

    assert deepest == corpus.DEEPEST
    assert all(parent.story == remark.story for remark, parent in parents)
    assert all(parent.number < remark.number for remark, parent in parents)


def test_every_peer_gets_the_comments_that_stories_of_the_corpus_say_they_have():
    written = [remark.story for remark in corpus.remarks()]
    counted = [corpus.story(number).comments for number in (1, corpus.MUCH_DISCUSSED, 51)]

    assert [written.count(number) for number in (1, corpus.MUCH_DISCUSSED, 51)] == counted
    assert counted == [corpus.COMMENTS, corpus.MANY_COMMENTS, 0]


def test_words_for_wordpress_are_quoted_for_its_database():
    [statement] = blog.insert("terms", "term_id name", [(1, "it's a \\ and\nmore")])

    assert statement == (
        "INSERT INTO wp_terms (term_id, name) VALUES (1, 'it\\'s a \\\\ and\\nmore')"
    )


def test_sizes_of_pictures_are_written_as_php_counts_them():
    assert blog.serialized({"file": "č.jpg", "width": 300}) == (
        'a:2:{s:4:"file";s:6:"č.jpg";s:5:"width";i:300;}'
    )


def test_the_address_of_a_story_in_wordpress_has_its_day():
    assert blog.path(1, NOW) == "/2026/01/02/story-1/"
    assert blog.path(48, NOW) == "/2026/01/01/story-48/"


def test_the_queue_says_which_of_its_promises_it_missed():
    kept = {"check_ms": 0.1, "bulk_100_ms": 500, "queue_p95_ms": 149.9}

    assert comments.missed(kept) == []
    assert comments.missed(kept | {"queue_p95_ms": 150.1}) == [
        "queue_p95_ms: 150.1, not at most 150"
    ]


@pytest.fixture(scope="module")
def known():
    """What is known of a writer, with a filter that learned of fewer comments."""
    return checks.facts(checks.learn(150, 60))


def test_checks_are_measured_with_all_that_a_site_with_a_history_knows(known):
    assert (len(known.held_words), len(known.refused_words)) == (300, 300)
    assert known.learned is not None
    assert known.bans
    assert known.past_of_address.approved


@pytest.mark.parametrize("length", checks.LENGTHS)
def test_comments_are_measured_that_are_held_and_others(known, length):
    sent = checks.sent(length)
    codes = [{finding.code for finding in spam.findings(each, known)} for each in sent]

    assert {len(each.text) for each in sent} == {length}
    assert 0 < sum("learned" in each for each in codes) < len(sent)
    assert any("held_word" in each for each in codes)


def test_what_is_promised_of_a_check_is_the_slowest_of_usual_length():
    found = {
        name: {"40": checks.summed([9.0, 9.0]), "400": checks.summed(times)}
        for name, times in (("learned", [0.1, 0.3, 0.9]), ("length", [0.01, 0.02]))
    }

    assert checks.slowest(found) == 0.3
