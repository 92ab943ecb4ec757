"""What programs read of the site itself, and what they are told of nothing."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from portal.pagecache import clock
from portal.site.models import SiteSettings, a_contact, ads_lines

pytestmark = pytest.mark.django_db

SECURITY = "/.well-known/security.txt"


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_URL = "https://news.example"


def lines(client, path):
    response = client.get(path)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode().splitlines()


def test_robots_are_told_where_the_sitemap_is_and_what_is_no_page(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Allow: /comments/feed/",
        "Disallow: /comments/",
        "Disallow: /review/",
        "Disallow: /search/",
        "",
        "Sitemap: https://news.example/sitemap.xml",
        "Sitemap: https://news.example/news-sitemap.xml",
    ]


@pytest.mark.parametrize(
    ("contact", "told"),
    [("desk@news.example", "mailto:desk@news.example"),
     ("https://news.example/security/", "https://news.example/security/")],
)  # fmt: skip
def test_who_finds_a_hole_reads_whom_to_tell(client, contact, told):
    SiteSettings.objects.create(pk=1, security_contact=contact)

    with time_machine.travel(datetime(2026, 11, 20, tzinfo=UTC), tick=False):
        found = lines(client, SECURITY)

    # RFC 9116, section 2.5.
    assert found == [
        f"Contact: {told}",
        "Expires: 2027-10-01T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: https://news.example/.well-known/security.txt",
    ]


def test_it_expires_within_a_year_and_is_the_same_for_a_month(client):
    SiteSettings.objects.create(pk=1, security_contact="desk@news.example")
    said, first = {}, datetime(2026, 1, 1, tzinfo=UTC)
    for day in range(730):
        now = first + timedelta(days=day)
        with time_machine.travel(now, tick=False):
            (expires,) = (each for each in lines(client, SECURITY) if each.startswith("Expires"))
        left = datetime.fromisoformat(expires.removeprefix("Expires: ")) - now
        assert timedelta(days=300) < left < timedelta(days=365)
        said.setdefault((now.year, now.month), set()).add(expires)

    assert [len(each) for each in said.values()] == [1] * 24


def test_who_asks_by_date_hears_of_another_month(client):
    SiteSettings.objects.create(pk=1, security_contact="desk@news.example")
    with time_machine.travel(datetime(2026, 11, 19, tzinfo=UTC), tick=False):
        clock.touch("site")
    with time_machine.travel(datetime(2026, 11, 20, tzinfo=UTC), tick=False):
        before = client.get(SECURITY)["Last-Modified"]
    for day, status in ((30, 304), (31, 200)):
        with time_machine.travel(datetime(2026, 11, 1, 1, tzinfo=UTC) + timedelta(days=day - 1)):
            answer = client.get(SECURITY, headers={"If-Modified-Since": before})
            assert answer.status_code == status


def test_who_may_sell_is_told_as_the_newspaper_wrote_it(client):
    SiteSettings.objects.create(pk=1, ads_txt="ads.example, 7, DIRECT\r\n# ours\r\n")

    assert lines(client, "/ads.txt")[:2] == ["ads.example, 7, DIRECT", "# ours"]


@pytest.mark.parametrize("path", [SECURITY, "/ads.txt"])
def test_what_was_not_written_is_not_there(client, path):
    SiteSettings.objects.create(pk=1, ads_txt=" \n ")

    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "text",
    ["ads.example, 7, DIRECT", "ads.example,7,reseller,f08c47fec0942fa0 # note", "# nothing", "",
     "OWNERDOMAIN=news.example", "ads.example, 7, DIRECT\n\nb.example, x-1, RESELLER"],
)  # fmt: skip
def test_lines_of_ads_txt_are_taken(text):
    ads_lines(text)


@pytest.mark.parametrize("text", ["ads.example", "ads.example, 7", "ads.example, 7, MAYBE", "<b>"])
def test_what_is_no_line_of_ads_txt_is_refused_by_name(text):
    with pytest.raises(ValidationError) as refused:
        ads_lines(f"# good\n{text}")

    assert refused.value.messages == [f"“{text}” is no line of ads.txt."]


@pytest.mark.parametrize("contact", ["nobody", "http://news.example/", "javascript:alert(1)"])
def test_a_contact_has_to_be_one_that_is_safe(contact):
    with pytest.raises(ValidationError):
        a_contact(contact)


def test_programs_that_look_for_an_icon_find_it(client):
    assert client.get("/favicon.ico")["Location"].startswith("/static/img/favicon")
