"""Which addresses are asked at all, and which of them belong to everybody."""

from ipaddress import IPv4Address, ip_address
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.moving.media import Refused, is_public
from portal.moving.media.targets import next_target, target

WEB = (80, 443)


@pytest.mark.parametrize(
    "ip",
    [
        "8.8.8.8", "1.1.1.1", "93.184.216.34", "100.63.255.255", "100.128.0.0", "172.15.0.1",
        "172.32.0.1", "169.253.0.1", "192.0.1.1", "223.255.255.254",
        "2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888", "64:ff9b::808:808",
    ],
)  # fmt: skip
def test_addresses_of_everybody_are_public(ip):
    assert is_public(ip_address(ip))


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.255.255.254", str(IPv4Address(0)), "0.0.0.1", "0.1.2.3", "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255", "192.168.0.1", "169.254.169.254", "169.254.0.1", "100.64.0.1",
        "100.100.100.200", "100.127.255.255", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "198.19.255.1",
        "192.0.0.1", "192.0.0.9", "192.0.0.170", "192.0.0.192", "192.88.99.1", "168.63.129.16",
        "::", "::1", "::7f00:1", "::8.8.8.8", "::10.0.0.1", "::ffff:8.8.8.8", "::ffff:127.0.0.1",
        "::ffff:0:7f00:1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::e000:1",
        "64:ff9b:1::808:808", "2002:7f00:1::", "2002:808:808::1", "2001:0:808:808::1", "2001::1",
        "2001:1::1", "2001:2::1", "2001:20::1", "2001:db8::1", "3fff::1", "5f00::1", "100::1",
        "100:0:0:1::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1",
        "ff02::1", "ff0e::1", "4000::1", "e000::1", "2606:4700::1111%eth0",
    ],
)  # fmt: skip
def test_addresses_of_a_network_of_our_own_or_of_nobody_are_not_public(ip):
    assert not is_public(ip_address(ip))


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("http://old.example/a.jpg", "http://old.example/a.jpg"),
        (" HTTPS://Old.Example:443/a.jpg#top\n", "https://old.example/a.jpg"),
        ("//old.example", "https://old.example/"),
        ("http://old.example:443/", "http://old.example:443/"),
        ("https://old.example/a b.jpg?x=ž&y=%C5%BE", "https://old.example/a%20b.jpg?x=%C5%BE&y=%C5%BE"),
        ("https://old.example/100%.jpg", "https://old.example/100%25.jpg"),
        ("https://old.example/Река.jpg", "https://old.example/%D0%A0%D0%B5%D0%BA%D0%B0.jpg"),
        ("https://вести.срб/a.jpg", "https://xn--b1agj9af.xn--90a3ac/a.jpg"),
        ("https://my_site.old.example/a.jpg", "https://my_site.old.example/a.jpg"),
        ("https://8.8.8.8/a.jpg", "https://8.8.8.8/a.jpg"),
        ("https://[2606:4700::1111]/a.jpg", "https://[2606:4700::1111]/a.jpg"),
    ],
)  # fmt: skip
def test_an_address_is_asked_in_one_form(address, url):
    assert target(address, ports=WEB).url == url


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "address"),
        ("a.jpg", "address"),
        ("/a.jpg", "address"),
        ("https://", "address"),
        ("ftp://old.example/a.jpg", "address"),
        ("file:///etc/passwd", "address"),
        ("gopher://old.example/_a", "address"),
        ("javascript:alert(1)", "address"),
        ("data:image/png;base64,AAAA", "address"),
        ("http:old.example/a.jpg", "address"),
        ("http:///old.example/a.jpg", "address"),
        ("http://user:secret@old.example/a.jpg", "address"),
        ("http://old.example@127.0.0.1/a.jpg", "address"),
        ("http://@old.example/", "address"),
        ("http://127.0.0.1\\@old.example/", "address"),
        ("http://old.example\\.evil.example/", "address"),
        ("http://old.example\t/a.jpg", "address"),
        ("http://old.exa\nmple/a.jpg", "address"),
        ("http://old.example/\r\nHost: evil.example", "address"),
        ("http://old.example/\x00", "address"),
        ("http://old.example/\ud800", "address"),
        ("http://old example/", "address"),
        ("http://old%2eexample/", "address"),
        ("http://old.example%00.evil.example/", "address"),
        ("http://old..example/", "address"),
        ("http://-old.example/", "address"),
        ("http://old.example./", "address"),
        ("http://" + "a." * 200 + "example/", "address"),
        ("http://" + "a" * 64 + ".example/", "address"),
        ("http://old.example/" + "a" * 5_000, "address"),
        ("http://xn--\u0130.example\ufffe/", "address"),
        ("http://[::1", "address"),
        ("http://[v1.a]/", "address"),
        ("http://[old.example]/", "address"),
        ("http://[fe80::1%25eth0]/", "address"),
        ("http://::1/", "address"),
        ("http://1.2.3/", "address"),
        ("http://1.2.3.4.5/", "address"),
        ("http://127.1/", "address"),
        ("http://127.0.0.1./", "address"),
        ("http://0177.0.0.1/", "address"),
        ("http://0x7f.0.0.1/", "address"),
        ("http://0x7f.1/", "address"),
        ("http://a.0x7f/", "address"),
        ("http://127.0.0.0x1/", "address"),
        ("http://0x7f000001/", "private"),
        ("http://2130706433/", "private"),
        ("http://017700000001/", "private"),
        ("http://localhost/", "private"),
        ("http://LOCALHOST/", "private"),
        ("http://localhost./", "private"),
        ("http://ⓛocalhost/", "private"),
        ("http://intranet/", "private"),
        ("http://a.localhost/", "private"),
        ("http://metadata.google.internal/", "private"),
        ("http://printer.local/", "private"),
        ("http://router.home.arpa/", "private"),
        ("http://old.example:8080/", "port"),
        ("http://old.example:22/", "port"),
        ("http://old.example:0/", "port"),
        ("http://old.example:65536/", "address"),
        ("http://old.example:-80/", "address"),
        ("http://old.example:８０/", "address"),
    ],
)
def test_what_is_no_plain_address_of_a_website_is_not_asked(address, code):
    with pytest.raises(Refused) as refused:
        target(address, ports=WEB)

    assert refused.value.code == code


@pytest.mark.parametrize(
    "host", ["①②⑦.⓪.⓪.①", "127。0。0。1", "１２７.0.0.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"]
)
def test_an_address_in_other_signs_is_that_address(host):
    ip = target(f"http://{host}/", ports=WEB).ip

    assert ip is not None
    assert not is_public(ip)


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b.jpg", "https://old.example/b.jpg"),
        ("b.jpg", "https://old.example/x/b.jpg"),
        ("//cdn.example/b.jpg", "https://cdn.example/b.jpg"),
        ("http://cdn.example/b.jpg", "http://cdn.example/b.jpg"),
        (
            "/Река.jpg".encode().decode("latin-1"),
            "https://old.example/%D0%A0%D0%B5%D0%BA%D0%B0.jpg",
        ),
        ("/\xe8.jpg", "https://old.example/%C3%A8.jpg"),
    ],
)
def test_an_answer_leads_on_as_a_browser_would_go(location, url):
    current = target("https://old.example/x/a.jpg", ports=WEB)

    assert next_target(current, location, ports=WEB).url == url


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "http://localhost/",
        "http://[::1",
        "//old.example:22/",
        "//a@b.example",
    ],
)
def test_an_answer_leads_nowhere_else(location):
    current = target("https://old.example/x/a.jpg", ports=WEB)

    with pytest.raises(Refused):
        next_target(current, location, ports=WEB)


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            ["http://", "https:", "//", "@", ":", "80", "a", ".", "127.0.0.1", "[", "::1", "]", "%",
             "?", "#", "\\", "/", "ž", "。", "0x7f", " ", "\t", "old.example", "xn--", "\u00ad"]
        ),
        max_size=12,
    ).map("".join)
)  # fmt: skip
def test_what_is_asked_is_read_by_everybody_alike(address):
    try:
        asked = target(address, ports=WEB)
    except Refused:
        return

    parts = urlsplit(asked.url)
    assert asked.url.isascii()
    assert (parts.scheme, parts.hostname, parts.port or asked.port) == (
        asked.scheme, asked.host, asked.port,
    )  # fmt: skip
    assert target(asked.url, ports=WEB) == asked
