"""Fetches from the websites of the tests, quickly, and tells of it in short."""

import ssl
import threading
import time
from contextlib import contextmanager
from ipaddress import ip_address

from portal.moving.media import Fetcher, Limits, Network

CONTENT = bytes(range(256)) * 1_000
# To read all certificates that this machine trusts takes a tenth of a second.
TLS = ssl.create_default_context()
QUICK = {"pause": 0, "backoff": 0.01, "silence": 1, "seconds": 5, "connecting": 2}


def here(*ips, **options):
    """A network where this machine may be asked, by any name."""
    ips = [ip_address(ip) for ip in ips or ["127.0.0.1"]]
    given = {
        "ports": range(1 << 16),
        "may_reach": lambda ip: ip in ips,
        "resolve": lambda _host, _port: ips,
        "tls": TLS,
    }
    return Network(**given | options)


def fetched(folder, *addresses, network=None, **limits):
    """What came of each address, by its address."""
    fetcher = Fetcher(folder, limits=Limits(**QUICK | limits), network=network or here())
    return {each.address: each for each in fetcher.fetch(addresses)}


def one(folder, address, **options):
    return fetched(folder, address, **options)[address]


def reason(folder, address, **options):
    """Why an address has no file, which is told in words that lack nothing."""
    result = one(folder, address, **options)
    assert result.path is None
    assert result.text
    assert "%" not in result.text
    return result.reason


def files(folder):
    return {path.suffix for path in folder.iterdir()}


def waited_for(find):
    for _try in range(200):
        if found := find():
            return found
        time.sleep(0.05)
    raise AssertionError("nothing came")


@contextmanager
def no_thread_is_left():
    yield
    assert [each.name for each in threading.enumerate() if each.name.startswith("fetcher")] == []
