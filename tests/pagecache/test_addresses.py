"""Which requests share a page, whatever is sent to make them differ or to be taken for another."""

import random
from urllib.parse import parse_qs

import pytest

from tests.pagecache.applications import Application, Told
from tests.pagecache.readers import HOST, addresses, cached, get

HIT = "hit"


@pytest.fixture
def application():
    return Application()


@pytest.fixture
def site(application):
    """It has the front page, and the second page of it."""
    made = cached(application, freshness=Told())
    get(made)
    get(made, "/?page=2")
    return made


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", f"{HOST}.evil.example", f"evil.example#{HOST}", f"{HOST}:81", f"{HOST}.",
        f" {HOST}", f"{HOST} ", f"{HOST}/", f"{HOST}, evil.example", f"x@{HOST}", "", "127.0.0.1",
        "\x00", HOST.replace("localhost", "LOCALHOST\t"),
    ],
)  # fmt: skip
def test_another_host_than_the_sites_own_gets_no_kept_page_and_leaves_none(site, application, host):
    answers = [get(site, host=host).cache for _time in range(2)]

    assert answers == ["", ""]
    assert len(application.asked) == 4
    assert get(site).body == b"Rendered 1"


def test_the_host_is_the_same_in_capitals(site):
    assert get(site, host=HOST.upper()).cache == HIT


@pytest.mark.parametrize(
    "headers",
    [
        {"x_forwarded_host": "evil.example"},
        {"x_forwarded_proto": "https"},
        {"x_forwarded_for": "203.0.113.7, 10.0.0.1"},
        {"x_forwarded_port": "444"},
        {"x_forwarded_scheme": "https"},
        {"x_original_url": "/admin/"},
        {"x_rewrite_url": "/admin/"},
        {"x_http_method_override": "POST"},
        {"forwarded": "host=evil.example;proto=https"},
        {"accept": "application/json"},
        {"accept": "*/*;q=0, text/html;level=1" * 50},
        {"accept_language": "sr-Latn, en;q=0.5"},
        {"user_agent": "Googlebot"},
        {"cache_control": "no-cache"},
        {"pragma": "no-cache"},
        {"range": "bytes=0-3"},
        {"if_match": '"other"'},
        {"authorization": "Basic eDp4"},
    ],
    ids=str,
)
def test_no_header_makes_another_page_or_reaches_the_one_that_is_rendered(
    site, application, headers
):
    answer = get(site, **headers)

    assert (answer.cache, answer.status, answer.body) == (HIT, 200, b"Rendered 1")


def test_what_a_browser_has_or_wants_a_part_of_is_no_matter_of_the_page(application):
    site = cached(application, freshness=Told())

    get(site, if_none_match='"x"', if_modified_since="x", range="bytes=0-1", accept_encoding="br")

    (environ,) = application.asked
    assert not {name for name in environ if name.startswith(("HTTP_IF", "HTTP_RANGE"))}
    assert "HTTP_ACCEPT_ENCODING" not in environ


@pytest.mark.parametrize(
    ("query", "rendered"),
    [
        ("utm_source=x&fbclid=y", b"Rendered 1"),
        ("q=word", b"Rendered 1"),
        ("PAGE=2", b"Rendered 1"),
        ("&&&", b"Rendered 1"),
        ("%", b"Rendered 1"),
        ("%00=%00", b"Rendered 1"),
        ("page=2&utm_source=x", b"Rendered 2"),
        ("p%61ge=2", b"Rendered 2"),
        ("page=7&page=2", b"Rendered 2"),
        ("fbclid=page=3&page=2", b"Rendered 2"),
        ("x=1;page=3&page=2", b"Rendered 2"),
    ],
)
def test_of_a_query_only_the_page_counts(site, query, rendered):
    answer = get(site, f"/?{query}")

    assert (answer.cache, answer.body) == (HIT, rendered)


def test_the_application_hears_of_nothing_else_in_a_query(application):
    site = cached(application, freshness=Told())

    get(site, "/?utm_source=x&page=3&gclid=1&page=4&z=" + "9" * 5000)
    get(site, "/elsewhere/?utm_source=x")

    said = [parse_qs(environ["QUERY_STRING"]) for environ in application.asked]
    assert said == [{"page": ["4"]}, {}]


def test_a_part_of_the_path_that_came_in_a_header_makes_no_page(application):
    site = cached(application, freshness=Told())
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": "http"}

    found = [
        addresses().page({**environ, "HTTP_HOST": HOST, "SCRIPT_NAME": script})
        for script in ("", "/news", "/")
    ]

    assert found == [(f"http://{HOST}/?", ""), None, None]
    assert get(site).cache == "fwd=miss; stored"


@pytest.mark.parametrize("value", ["0", "51", "01", "", "2 ", "x", "9" * 20, "%F0%9F%98%80"])
def test_a_page_that_no_list_has_is_left_to_the_application_and_kept_for_nobody(
    site, application, value
):
    answers = [get(site, f"/?page={value}").cache for _time in range(2)]

    assert answers == ["", ""]
    assert application.asked[-1]["QUERY_STRING"] == f"page={value}"


def test_a_hostile_query_makes_no_page_of_its_own(site, application):
    chance = random.Random(3)

    for _reader in range(300):
        query = "".join(chance.choices("utm=&;%20+/?#[]x", k=chance.randrange(80)))
        assert get(site, f"/?{query.replace('page', '')}").cache == HIT

    assert len(application.asked) == 2


@pytest.mark.parametrize(
    "path",
    [
        "/admin/", "/admin/login/", "/comments/1/", "/search/", "/preview/x/", "/review/x/",
        "/static/a.css", "/media/x.jpg", "/health/",
    ],
)  # fmt: skip
def test_what_is_private_reaches_the_application_with_all_of_its_query(site, application, path):
    answer = get(site, f"{path}?q=word&next=/")

    assert answer.cache == ""
    assert application.asked[-1]["QUERY_STRING"] == "q=word&next=/"


def test_paths_that_django_tells_apart_are_told_apart(application):
    site = cached(application, freshness=Told())
    paths = ["/", "//", "/a/", "/a", "/A/", "/a//", "/a/.", "/a%3Fpage=2", "/%D1%82/", "/a;x/"]

    bodies = {get(site, path).body for path in paths}

    assert len(bodies) == len(paths)
    assert get(site, "/%74ag/").body == get(site, "/tag/").body


def test_only_proxies_of_our_own_tell_the_scheme():
    def answered(scheme, **headers):
        there = addresses(site="https://news.example", forwarded=bool(headers.pop("believed", 0)))
        site = cached(Application(), freshness=Told(), addresses=there)
        return [get(site, host="news.example", scheme=scheme, **headers).cache for _time in (1, 2)]

    kept, passed = ["fwd=miss; stored", HIT], ["", ""]
    assert answered("https") == kept
    assert answered("http") == passed
    assert answered("http", x_forwarded_proto="https") == passed
    assert answered("http", x_forwarded_proto="https", believed=True) == kept
    assert answered("http", x_forwarded_proto=" https , http", believed=True) == kept
    assert answered("https", x_forwarded_proto="http", believed=True) == passed
    assert answered("http", x_forwarded_proto="http, https", believed=True) == passed


@pytest.mark.parametrize(
    ("path", "is_kept"),
    [
        ("/forms/feed/", True), ("/forms/feed/?page=2", True), ("/forms/feed/x/", False),
        ("/forms/feed", False), ("/forms/7/", False), ("/forms//feed/", False),
    ],
)  # fmt: skip
def test_of_what_is_private_only_the_very_address_that_is_public_is_kept(
    application, path, is_kept
):
    some = addresses(private=("/forms/",), public=("/forms/feed/",))
    site = cached(application, freshness=Told(), addresses=some)

    answers = [get(site, path).cache for _time in range(2)]

    assert answers == (["fwd=miss; stored", HIT] if is_kept else ["", ""])
