"""What moment an entry was published at, when its export says it in one way or another."""

from datetime import UTC, datetime

import pytest

from tests.moving.wxrs import codes, entry, export, items, notice

NONE = "0000-00-00 00:00:00"
BOTH = entry("Obe", post_date="2020-07-01 12:00:00", post_date_gmt="2020-07-01 10:00:00")


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def published(text, **fields):
    return entry(**fields).replace("</item>", f"<pubDate>{text}</pubDate></item>")


def test_a_local_time_is_as_far_from_utc_as_in_the_last_item_of_its_month_with_both(wxr):
    winter = entry(post_date="2020-01-01 12:00:00", post_date_gmt="2020-01-01 11:00:00")
    draft = entry(post_date="2020-07-02 09:30:00", post_date_gmt=NONE)
    in_spring = entry(post_date="2020-03-02 09:30:00", post_date_gmt=NONE)

    records = wxr(export(draft, BOTH, draft, winter, draft, winter, in_spring))

    times = [item.at for item in items(records)]
    # Of a month that no item was of, as in the last of any.
    assert times[0::2] == [
        utc(2020, 7, 2, 9, 30), utc(2020, 7, 2, 7, 30), utc(2020, 7, 2, 7, 30),
        utc(2020, 3, 2, 8, 30),
    ]  # fmt: skip
    assert {item.local for item in items(records)[0:5:2]} == {datetime(2020, 7, 2, 9, 30)}  # noqa: DTZ001


def test_two_times_that_no_zone_explains_teach_nothing(wxr):
    stale = entry(post_date="2021-03-05 12:00:00", post_date_gmt="2020-07-01 10:07:00")
    draft = entry(post_date="2020-07-02 09:30:00", post_date_gmt=NONE)

    records = wxr(export(BOTH, stale, draft))

    assert items(records)[2].at == utc(2020, 7, 2, 7, 30)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("Wed, 05 Jun 2024 18:04:48 +0200", utc(2024, 6, 5, 16, 4, 48)),
        ("Wed, 05 Jun 2024 16:04:48 +0000", utc(2024, 6, 5, 16, 4, 48)),
        ("Mon, 30 Nov -0001 00:00:00 +0000", utc(2024, 1, 1)),
        ("Tue, 30 Nov 1999 00:00:00 +0000", utc(2024, 1, 1)),
        ("Thu, 01 Jan 1970 00:00:00 +0000", utc(2024, 1, 1)),
        ("Wed, 05 Jun 99999 16:04:48 +0000", utc(2024, 1, 1)),
        ("Wed, 05 Jun 2024 16:04:48 +99999999999999", utc(2024, 1, 1)),
        ("(" * 100_000, utc(2024, 1, 1)),
        ("juče", utc(2024, 1, 1)),
    ],
)
def test_what_feeds_are_told_counts_before_a_local_time_of_an_unknown_zone(wxr, said, at):
    item = wxr.item(export(published(said, post_date="2024-01-01 00:00:00")))

    assert item.at == at


@pytest.mark.parametrize("none", ["", NONE, "0000-00-00", "-0001-11-30 00:00:00"])
def test_no_date_is_no_date_and_no_fault(wxr, none):
    records = wxr(export(entry(post_date=none, post_date_gmt=none, post_modified_gmt=none)))

    (item,) = items(records)
    assert (item.at, item.local, item.modified_at) == (None, None, None)
    assert codes(records) == []


@pytest.mark.parametrize(
    "strange", ["2021-02-31 10:00:00", "12021-02-03 10:00:00", "2021-02-03 25:00:00", "9" * 100_000]
)
def test_a_date_that_does_not_exist_is_left_out_and_told(wxr, strange):
    records = wxr(export(entry("Čudna", post_date_gmt=strange)))

    (item,) = items(records)
    assert item.at is None
    told = notice(records, "lost-date")
    assert told.line == item.line
    assert strange[:19] in told.text
    assert "Čudna" in told.text


@pytest.mark.parametrize("edge", ["0001-01-01 00:00:00", "9999-12-31 23:59:59"])
def test_the_edges_of_time_are_no_fault(wxr, edge):
    east = entry(post_date="2020-01-01 12:00:00", post_date_gmt="2020-01-01 00:00:00")
    west = entry(post_date="2020-01-01 00:00:00", post_date_gmt="2020-01-01 12:00:00")
    draft = entry(post_date=edge, post_date_gmt=NONE)

    records = wxr(export(east, draft, west, draft))

    assert [item.at.year for item in items(records)[1::2]] == [int(edge[:4])] * 2


def test_a_date_with_its_zone_is_read_in_utc(wxr):
    item = wxr.item(export(entry(post_date_gmt="2024-06-05T18:00:00+02:00")))

    assert item.at == utc(2024, 6, 5, 16)
