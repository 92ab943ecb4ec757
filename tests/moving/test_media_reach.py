"""Nothing is fetched from where it may not be, and from nobody who only seems to be the host."""

import socket
import ssl
import subprocess
from ipaddress import ip_address

import pytest

from portal.moving.media import Network, is_public
from tests.moving.fetching import CONTENT, here, no_thread_is_left, one, reason
from tests.moving.websites import page, raw, serving, status


@pytest.fixture
def site():
    with serving() as site, no_thread_is_left():
        yield site


@pytest.mark.parametrize(
    ("location", "wanted"),
    [
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("http://[::1]:1/", "private"),
        ("http://localhost/", "private"),
        ("file:///etc/passwd", "address"),
        ("http://user:pass@old.example/", "address"),
        ("http://2130706433/", "private"),
        ("http://[", "address"),
    ],
)
def test_a_redirect_leads_nowhere_that_is_not_allowed_from_the_start(
    tmp_path, site, location, wanted
):
    site.pages["/a.jpg"] = status(302, Location=location)

    result = reason(
        tmp_path,
        f"{site.address}/a.jpg",
        network=here(resolve=lambda host, _port: [ip_address(host)]),
    )

    assert result == wanted
    assert len(site.asked) == 1


def test_nothing_of_this_machine_is_fetched_by_the_rules_of_the_site(tmp_path, site):
    site.pages["/a.jpg"] = page(CONTENT)
    rules = here(may_reach=is_public)
    port = site.server_port

    for host in ("127.0.0.1", "old.example", "[::ffff:127.0.0.1]", "①②⑦.0.0.1"):
        assert reason(tmp_path, f"http://{host}:{port}/a.jpg", network=rules) == "private"
    assert reason(tmp_path, f"http://127.0.0.1:{port}/a.jpg", network=Network()) == "port"
    assert site.asked == []


def test_one_address_of_many_that_is_private_is_enough_to_refuse_a_host(tmp_path, site):
    network = here(resolve=lambda _host, _port: [ip_address("127.0.0.1"), ip_address("10.0.0.1")])

    assert reason(tmp_path, f"http://old.example:{site.server_port}/", network=network) == "private"
    assert site.asked == []


def test_a_name_is_looked_up_once_for_a_connection_that_goes_to_what_was_checked(tmp_path, site):
    site.pages["/a.jpg"] = page(CONTENT)
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    asked = []

    def changing(host, port):
        asked.append((host, port))
        return [ip_address(ip) for ip in next(answers)]

    address = f"http://old.example:{site.server_port}/a.jpg"
    result = one(tmp_path, address, network=here(resolve=changing))

    assert result.size == len(CONTENT)
    assert asked == [("old.example", site.server_port)]
    assert site.asked[0][1]["Host"] == f"old.example:{site.server_port}"


def test_a_name_that_means_another_address_after_a_redirect_is_checked_again(tmp_path, site):
    site.pages["/a.jpg"] = status(302, Location="/b.jpg", Connection="close")
    site.pages["/b.jpg"] = page(CONTENT)
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    network = here(resolve=lambda _host, _port: [ip_address(ip) for ip in next(answers)])

    result = reason(tmp_path, f"http://old.example:{site.server_port}/a.jpg", network=network)

    assert result == "private"
    assert site.paths == ["/a.jpg"]


def test_a_name_that_leads_nowhere_is_told_of(tmp_path):
    def fails(code):
        def resolve(_host, _port):
            tries.append(code)
            raise socket.gaierror(code, "no")

        return here(resolve=resolve)

    tries = []
    address = "http://old.example/a.jpg"

    assert reason(tmp_path, address, network=fails(socket.EAI_NONAME)) == "name"
    assert len(tries) == 1
    assert reason(tmp_path, address, network=fails(socket.EAI_AGAIN)) == "lookup"
    assert len(tries) == 5
    assert reason(tmp_path, address, network=here(resolve=lambda _host, _port: [])) == "name"


def test_the_next_address_of_a_host_is_tried_where_nobody_answers_at_the_first(tmp_path, site):
    site.pages["/a.jpg"] = page(CONTENT)
    address = f"http://old.example:{site.server_port}/a.jpg"

    assert one(tmp_path, address, network=here("127.0.0.2", "127.0.0.1")).size == len(CONTENT)
    assert reason(tmp_path, f"{address}?b", network=here("127.0.0.2")) == "connection"


def test_a_proxy_is_used_when_it_is_given_and_never_taken_from_the_environment(
    tmp_path, site, monkeypatch
):
    monkeypatch.setenv("http_proxy", site.address)
    monkeypatch.setenv("HTTP_PROXY", site.address)
    site.pages["http://old.example/a.jpg"] = page(CONTENT)
    given = Network(proxy=site.address)
    direct = here("127.0.0.2")

    assert reason(tmp_path, "http://old.example/a.jpg", network=direct, retries=0) == "connection"
    assert one(tmp_path, "http://old.example/a.jpg", network=given).size == len(CONTENT)
    assert reason(tmp_path, "http://127.0.0.1/a.jpg", network=given) == "private"
    assert reason(tmp_path, "http://localhost/a.jpg", network=given) == "private"
    assert site.paths == ["http://old.example/a.jpg"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of `old.example`, with its key, that nobody trusts by itself."""
    folder = tmp_path_factory.mktemp("certificate")
    key, made = folder / "key.pem", folder / "made.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
        " -subj /CN=old.example -addext subjectAltName=DNS:old.example"
    )
    try:
        subprocess.run(
            [*command.split(), "-keyout", key, "-out", made], check=True, capture_output=True
        )
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    return made, key


def test_a_host_proves_its_name_before_anything_is_taken_from_it(tmp_path, site, certificate):
    made, key = certificate
    rules = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    rules.load_cert_chain(made, key)
    site.socket = rules.wrap_socket(site.socket, server_side=True)
    site.pages["/a.jpg"] = page(CONTENT)
    site.pages["/slow"] = raw(b"HTTP/1.1 200 OK\r\nX: ", b"y", every=0.05, forever=True)
    trusting = here(tls=ssl.create_default_context(cafile=made))
    port = site.server_port

    assert reason(tmp_path, f"https://old.example:{port}/a.jpg", network=here()) == "certificate"
    assert reason(tmp_path, f"https://b.example:{port}/a.jpg", network=trusting) == "certificate"
    assert reason(tmp_path, f"https://127.0.0.1:{port}/a.jpg", network=trusting) == "certificate"
    assert site.asked == []
    assert one(tmp_path, f"https://old.example:{port}/a.jpg", network=trusting).size == len(CONTENT)
    slow = reason(tmp_path, f"https://old.example:{port}/slow", network=trusting, seconds=0.5)
    assert slow == "slow"


def test_a_host_that_does_not_speak_tls_is_one_that_cannot_be_reached(tmp_path, site):
    address = f"https://127.0.0.1:{site.server_port}/a.jpg"

    assert reason(tmp_path, address, retries=0) == "connection"
