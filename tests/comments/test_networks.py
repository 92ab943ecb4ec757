"""Networks of readers: told apart for some weeks, by nobody read, then forgotten."""

import ipaddress
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from comments import networks
from comments.models import Ban, Comment, CommentSettings, Flag, NetworkKey
from portal import clients, tick
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@given(st.ip_addresses(v=4), st.integers(0, 255))
def test_addresses_of_one_24_are_one_network_and_no_others(address, last):
    neighbour = ipaddress.IPv4Address(int(address) & ~255 | last)
    stranger = ipaddress.IPv4Address(int(address) ^ 256)

    assert networks.cut(str(neighbour)) == networks.cut(str(address))
    assert networks.cut(str(stranger)) != networks.cut(str(address))
    assert networks.cut(f"::ffff:{address}") == networks.cut(str(address))


@given(st.ip_addresses(v=6).filter(lambda each: not each.ipv4_mapped), st.integers(0, 2**80 - 1))
def test_addresses_of_one_48_are_one_network_and_no_others(address, rest):
    neighbour = ipaddress.IPv6Address(int(address) >> 80 << 80 | rest)
    stranger = ipaddress.IPv6Address(int(address) ^ (1 << 80))

    if not neighbour.ipv4_mapped:
        assert networks.cut(str(neighbour)) == networks.cut(str(address))
    assert networks.cut(str(stranger)) != networks.cut(str(address))
    assert len(networks.cut(str(address))) == 7


@pytest.mark.parametrize(
    "address", ["", " ", "unknown", "1.2.3", "1.2.3.4.5", "256.1.1.1", "_hidden", "1.2.3.4:80", "²"]
)
def test_what_is_no_address_has_no_network(address):
    assert networks.hashes(address) == ()


@given(st.text())
def test_garbage_is_no_error(text):
    assert networks.cut(text) == b"" or ipaddress.ip_address(text.strip())


@pytest.mark.django_db
def test_a_network_is_32_signs_of_which_only_the_key_knows_the_meaning():
    first = networks.hashes("198.51.100.7", at=NOON)

    assert len(first) == 1
    assert len(first[0]) == 32
    assert networks.hashes("198.51.100.250", at=NOON) == first
    assert networks.hashes("198.51.101.7", at=NOON) != first
    assert networks.hashes("2001:db8:7::1", at=NOON) == networks.hashes("2001:db8:7:9::2", at=NOON)
    NetworkKey.objects.all().delete()
    assert networks.hashes("198.51.100.7", at=NOON) != first


@pytest.mark.django_db
def test_another_key_every_thirty_days_and_the_older_ones_still_tell_who_was_here():
    before = networks.hashes("198.51.100.7", at=NOON)
    after = networks.hashes("198.51.100.7", at=NOON + 30 * DAY)

    assert (len(after), after[1:]) == (2, before)
    assert after[0] != before[0]
    assert networks.hashes("198.51.100.7", at=NOON + 31 * DAY) == after


@pytest.mark.django_db
def test_a_key_is_no_longer_used_once_it_is_older_than_the_house_remembers():
    CommentSettings.objects.create(pk=1, network_days=20)
    before = networks.hashes("198.51.100.7", at=NOON)

    after = networks.hashes("198.51.100.7", at=NOON + 20 * DAY)

    assert set(after).isdisjoint(before)
    assert len(after) == 1


@pytest.mark.django_db
def test_a_network_costs_two_queries(django_assert_num_queries):
    networks.hashes("198.51.100.7")

    with django_assert_num_queries(2):
        networks.hashes("198.51.100.7")
    with django_assert_num_queries(0):
        networks.hashes("unknown")


# As nginx, Varnish and a CDN in front send it: each adds whom it saw at the end.
LADDER = [
    (0, "", "203.0.113.9", "203.0.113.9"),
    (0, "198.51.100.7", "203.0.113.9", "203.0.113.9"),
    (1, "198.51.100.7", "10.0.0.1", "198.51.100.7"),
    (1, "192.0.2.1, 198.51.100.7", "10.0.0.1", "198.51.100.7"),
    (2, "198.51.100.7, 10.0.0.2", "10.0.0.1", "198.51.100.7"),
    (2, "192.0.2.1, 198.51.100.7, 10.0.0.2", "10.0.0.1", "198.51.100.7"),
    (2, "198.51.100.7", "10.0.0.1", "10.0.0.1"),
    (1, "", "10.0.0.1", "10.0.0.1"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("proxies", "forwarded", "peer", "meant"), LADDER)
def test_a_reader_is_known_by_what_our_own_proxies_saw(settings, proxies, forwarded, peer, meant):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer)

    assert networks.hashes(clients.address(request)) == networks.hashes(meant)


@pytest.mark.django_db
@pytest.mark.parametrize(("proxies", "told_apart"), [(0, 1), (1, 3)])
def test_a_site_that_does_not_know_of_its_proxy_takes_all_readers_for_one(
    settings, proxies, told_apart
):
    settings.TRUSTED_PROXIES = proxies
    requests = [
        RequestFactory().get(
            "/", headers={"X-Forwarded-For": f"198.51.{part}.7"}, REMOTE_ADDR="10.0.0.1"
        )
        for part in (1, 2, 3)
    ]

    assert len({networks.hashes(clients.address(each)) for each in requests}) == told_apart


def flag(comment, flagger, at):
    return Flag.objects.create(comment=comment, reason="spam", flagger=flagger, at=at)


@pytest.mark.django_db
def test_what_is_older_than_the_house_remembers_is_forgotten_and_nothing_else():
    CommentSettings.objects.create(pk=1, network_days=10)
    story = ArticleFactory(at=NOON - 99 * DAY)
    old, new = [
        CommentFactory(article=story, at=NOON - days * DAY, networks=(f"{days:032}",))
        for days in (10, 9)
    ]
    flags = [flag(old, "a" * 32, NOON - 10 * DAY), flag(old, "b" * 32, NOON - 11 * DAY)]
    left = [flag(old, "reader:7", NOON - 50 * DAY), flag(new, "a" * 32, NOON - 9 * DAY)]
    kinds = [("network", "a" * 32, 10), ("network", "b" * 32, 9), ("email", "x@example.org", 99)]
    for kind, value, days in kinds:
        Ban.objects.create(kind=kind, value=value, by_name="On Duty", at=NOON - days * DAY)
    networks.hashes("198.51.100.7", at=NOON - 10 * DAY)

    assert [networks.forget(at=NOON), networks.forget(at=NOON)] == [1, 0]

    assert set(Comment.objects.values_list("pk", "network")) == {(old.pk, ""), (new.pk, f"{9:032}")}
    assert set(Flag.objects.values_list("pk", "flagger")) == {
        *((each.pk, f"gone:{each.pk}") for each in flags),
        *((each.pk, each.flagger) for each in left),
    }
    assert set(Ban.objects.values_list("value", flat=True)) == {"b" * 32, "x@example.org"}
    assert not NetworkKey.objects.exists()


@pytest.mark.django_db
def test_much_is_forgotten_in_parts(monkeypatch):
    monkeypatch.setattr(networks, "BATCH", 2)
    story = ArticleFactory(at=NOON - 99 * DAY)
    for _ in range(5):
        CommentFactory(article=story, at=NOON - 60 * DAY, networks=("0" * 32,))

    assert networks.forget(at=NOON) == 5
    assert not Comment.objects.exclude(network="").exists()


@pytest.mark.django_db
def test_the_periodic_task_forgets():
    long_ago = timezone.now() - 61 * DAY
    story = ArticleFactory(at=long_ago - DAY)
    comment = CommentFactory(article=story, networks=("0" * 32,), at=long_ago)

    done, _failed = tick.tick()

    assert "comments whose network was forgotten: 1" in done
    comment.refresh_from_db()
    assert comment.network == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time")
def test_processes_that_need_a_key_at_once_have_the_same():
    def one(_number):
        try:
            return networks.hashes("198.51.100.7", at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(one, range(8)))

    assert len(found) == 1
    assert NetworkKey.objects.count() == 1
