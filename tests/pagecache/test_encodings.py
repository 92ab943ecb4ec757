import gzip
import random

import brotli
import pytest

from portal.pagecache.encodings import PREFERRED, compressed, zstd
from portal.pagecache.encodings import accepted as encoding_for
from tests.pagecache.applications import ETAG, Application, Told
from tests.pagecache.readers import cached, checked, get

OPEN = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": zstd.decompress,
    "": lambda body: body,
}


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate, zstd", "zstd"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0, zstd;q=0", ""),
        ("br;q=0, *", "zstd"),
        ("*;q=0", ""),
        ("identity", ""),
        ("deflate, compress", ""),
        ("gzip;q=much", ""),
        ("gzip;q=nan", ""),
        ("gzip;q=", ""),
        (",;,;q=1,", ""),
        ("br" + ", gzip" * 100, ""),
        ("\x00", ""),
        ("", ""),
    ],
)
def test_the_smallest_form_is_sent_that_the_client_can_read(header, encoding):
    assert encoding_for(header) == encoding


@pytest.mark.parametrize("encoding", OPEN)
def test_a_page_is_the_same_in_every_encoding(encoding):
    body = "Ђурђевдан".encode() * 1000
    site = checked(cached(Application(body=body), freshness=Told()))

    answers = [get(site, accept_encoding=encoding) for _time in range(2)]

    for answer in answers:
        assert answer.headers.get("Content-Encoding", "") == encoding
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert OPEN[encoding](answer.body) == body
        # Two representations may not share a strong tag.
        assert answer.headers["ETag"] == (f"W/{ETAG}" if encoding else ETAG)
        assert answer.headers["Vary"] == "Accept-Encoding"


def test_what_fits_into_a_packet_is_sent_as_it_is():
    site = cached(Application(body=b"x" * 400), freshness=Told())

    assert "Content-Encoding" not in get(site, accept_encoding="gzip").headers


def test_whatever_a_client_says_it_can_read_costs_one_page_and_no_memory():
    chance = random.Random(5)
    application = Application(body=b"x" * 5000)
    site = cached(application, freshness=Told())

    for _client in range(200):
        said = "".join(chance.choices("gzipbrst*;,=q01. \x7f", k=60))
        answer = get(site, accept_encoding=said)
        assert OPEN[answer.headers.get("Content-Encoding", "")](answer.body) == application.body

    assert len(application.asked) == 1
    assert site._memory.size < 20_000
    assert compressed(b"text", "") == b"text"


@pytest.mark.parametrize("encoding", PREFERRED)
def test_what_is_compressed_quickly_is_the_same_body(encoding):
    body = b"The river came back at night. " * 200

    quickly, well = (compressed(body, encoding, quickly=quickly) for quickly in (True, False))

    assert OPEN[encoding](quickly) == OPEN[encoding](well) == body
