from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sites.models import Site
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from django.utils.http import http_date

from portal.pagecache import clock
from portal.site.address import absolute, sync
from portal.site.models import SiteSettings
from portal.site.pages import public_page

pytestmark = pytest.mark.django_db


def get(text="text", **headers):
    """What a public view that prints this text answers."""
    view = public_page(lambda request: HttpResponse(text))
    return view(RequestFactory().get("/", headers=headers))


def test_the_same_bytes_have_the_same_etag_and_other_bytes_another():
    first, again, other = get("one"), get("one"), get("two")

    assert first["ETag"] == again["ETag"] != other["ETag"]


def test_what_the_browser_has_is_not_sent_again():
    etag = get()["ETag"]

    fresh, stale = get(if_none_match=etag), get("changed", if_none_match=etag)

    assert (fresh.status_code, fresh.content, fresh["ETag"]) == (304, b"", etag)
    assert (stale.status_code, stale.content) == (200, b"changed")
    assert fresh["Vary"] == stale["Vary"] == "Accept-Encoding"


def test_a_date_alone_is_enough_once_the_second_of_the_change_is_over():
    SiteSettings.objects.create(pk=1)
    with time_machine.travel("2030-05-05T12:00:00.700Z", tick=False) as now:
        clock.touch("site")
        within = get()
        now.shift(timedelta(seconds=1))
        after = get()
        date = after["Last-Modified"]
        unchanged = get(if_modified_since=date)
        clock.touch("site")
        now.shift(timedelta(seconds=2))
        changed = get(if_modified_since=date)

    assert "Last-Modified" not in within
    assert date == "Sun, 05 May 2030 12:00:00 GMT"
    assert (unchanged.status_code, changed.status_code) == (304, 200)


def test_a_boundary_that_passes_makes_a_page_new_without_a_write():
    SiteSettings.objects.create(pk=1)
    clock.touch("site")
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False) as now:
        clock.set_boundaries("article:1", [timezone.now() + timedelta(minutes=1)])
        before = get()["Last-Modified"]
        now.shift(timedelta(minutes=2))
        after = get(if_modified_since=before)

    assert after.status_code == 200


def test_browsers_ask_again_each_time_and_no_cookie_is_set():
    response = get()

    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies
    assert response["Vary"] == "Accept-Encoding"


def test_the_site_row_of_django_follows_the_address_of_the_site():
    Site.objects.update(domain="example.com")

    sync()

    assert Site.objects.get_current().domain == settings.SITE_URL.removeprefix("http://")
    assert absolute("/a/") == f"{settings.SITE_URL}/a/"
    assert absolute("https://elsewhere.example/a/") == "https://elsewhere.example/a/"


def test_dates_of_http_are_those_of_the_clock():
    SiteSettings.objects.create(pk=1)
    with time_machine.travel("2030-05-05T12:00:00Z", tick=False) as now:
        clock.touch("site")
        expected = http_date(timezone.now().timestamp())
        now.shift(timedelta(minutes=5))

        assert get()["Last-Modified"] == expected
