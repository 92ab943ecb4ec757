"""Breaking news from the desk: shown, replaced, extended and ended, by who may."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from portal.site import banners
from portal.site.models import Banner
from tests.articles.desk import EDITORS, page
from tests.factories import editor as desk_editor

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
PAGE, STOP, EXTEND = (
    reverse(f"admin:site_settings_banner_{name}") for name in ("changelist", "stop", "extend")
)


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def desk(client, editor, noon):
    client.force_login(editor)
    return client


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def say(desk, text="The bridge is open", **typed):
    return desk.post(PAGE, {"text": text, "url": "", "minutes": "60", **typed})


@pytest.mark.django_db
@pytest.mark.parametrize("address", [PAGE, STOP, EXTEND])
def test_only_who_may_break_news_finds_the_page(client, somebody, noon, address):
    banners.start("Before", by=desk_editor())

    response = client.post(address) if address != PAGE else client.get(address)

    if somebody in EDITORS:
        assert response.status_code == (200 if address == PAGE else 302)
    else:
        is_out = response.status_code == 302 and "/login/" in response["Location"]
        assert is_out or response.status_code == 403
        assert banners.at(NOON + timedelta(minutes=59))
        assert not banners.at(NOON + timedelta(hours=1))
    assert (PAGE in page(client.get("/admin/"))) is (somebody in EDITORS)


@pytest.mark.django_db
def test_it_is_shown_for_as_long_as_was_chosen_and_that_is_said(desk, editor):
    response = say(desk, url="/politics/", minutes="120")

    banner = Banner.objects.get()
    assert response.status_code == 302
    assert (banner.text, banner.url, banner.by) == ("The bridge is open", "/politics/", editor)
    assert banner.ends_at == NOON + timedelta(hours=2)
    said = "Every page shows “The bridge is open” until 20 November 2026, 15:00"
    assert told(response) == [f"{said}; then it is gone by itself."]


@pytest.mark.django_db
def test_whose_was_replaced_is_said(desk, administrator):
    banners.start("Something else", by=administrator)

    response = say(desk)

    assert "It took the place of “Something else”, which" in told(response)[1]
    assert administrator.get_full_name() in told(response)[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": " "}, "Write what happened."),
        ({"text": "x" * 161}, "at most 160 characters"),
        ({"url": "javascript:alert(1)"}, "Begin the address with a slash"),
        ({"minutes": "9999"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_shown_is_said_and_what_was_typed_stays(desk, typed, said):
    response = say(desk, **{"url": "/kept/", **typed})

    assert response.status_code == 422
    assert said in page(response)
    assert ("/kept/" in page(response)) is ("url" not in typed)
    assert not Banner.objects.exists()


@pytest.mark.django_db
def test_it_is_extended_and_ended_from_the_page(desk, noon):
    say(desk)

    extended = desk.post(EXTEND)
    shown = page(desk.get(PAGE))
    noon.shift(timedelta(minutes=89))
    ended, again = desk.post(STOP), desk.post(STOP)

    assert "until 20 November 2026, 14:30" in told(extended)[-1]
    assert "It ends by itself at 14:30, in 1 hour, 30 minutes." in shown
    assert told(ended)[-1] == "“The bridge is open” is gone from every page."
    assert told(again)[-1] == "It has ended already."
    assert banners.at(timezone.now()) is None
    assert "End it now" not in page(desk.get(PAGE))


@pytest.mark.django_db
def test_to_end_or_extend_it_something_is_sent(desk):
    say(desk)

    assert [desk.get(address).status_code for address in (STOP, EXTEND)] == [405, 405]
    assert banners.at(NOON)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 5])
def test_the_page_costs_the_same_however_many_there_were(
    desk, editor, noon, count, django_assert_num_queries
):
    for number in range(count):
        banners.start(f"Number {number}", by=editor)
        noon.shift(60)
    banners.stop(by=editor)
    desk.get(PAGE)

    with django_assert_num_queries(7):
        shown = page(desk.get(PAGE))

    assert all(f"Number {number}" in shown for number in range(count))


@pytest.mark.usefixtures("database")
def test_of_two_who_begin_at_once_one_takes_the_place_of_the_other():
    person, both = desk_editor(), threading.Barrier(2)
    replaced = []

    def start(text):
        both.wait(10)
        replaced.append(banners.start(text, by=person)[1])
        connections.close_all()

    threads = [threading.Thread(target=start, args=[text]) for text in ("One", "Other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    shown = Banner.objects.shown(timezone.now()).get()
    assert sorted([shown.text, *(each.text for each in replaced if each)]) == ["One", "Other"]
