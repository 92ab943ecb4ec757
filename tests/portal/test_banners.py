from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from portal.site import banners
from portal.site.banners import LONGEST, MORE, Refused
from portal.site.models import Banner, current
from tests.factories import ArticleFactory
from tests.pagecache.readers import both, get

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def shown(client, path="/"):
    """What stands at the top of a page."""
    html = " ".join(client.get(path).content.decode().split())
    return html.partition('<p class="banner__words">')[2].partition("</p>")[0]


def test_readers_see_it_on_every_page_for_an_hour_and_not_a_second_longer(client, editor, clock):
    story = ArticleFactory(at=NOON - HOUR)
    pages = ["/", story.get_absolute_url(), story.category.get_absolute_url(), "/search/", "/none/"]

    banners.start("The bridge  is open", story.get_absolute_url(), by=editor)
    clock.shift(HOUR - timedelta(seconds=1))
    link = f'<a class="banner__link" href="{story.get_absolute_url()}">The bridge is open</a>'
    assert all(link in shown(client, path) for path in pages)
    clock.shift(1)

    assert [shown(client, path) for path in pages] == [""] * 5


def test_kept_pages_have_it_at_once_and_lose_it_on_the_second(editor, clock):
    banners.start("Before", by=editor)
    banners.stop(by=editor)
    _rendered, kept = both()
    assert b"Breaking" not in get(kept, "/").body

    banners.start("The bridge is open", by=editor)
    assert b"The bridge is open" in get(kept, "/").body
    assert get(kept, "/").cache == "hit"
    clock.shift(HOUR)

    assert b"The bridge is open" not in get(kept, "/").body


def test_it_costs_no_query_of_its_own(client, editor, django_assert_num_queries):
    banners.start("The bridge is open", by=editor)

    with django_assert_num_queries(1):
        site = current()

    assert (site.banner.text, site.banner.url) == ("The bridge is open", "")


def test_a_second_one_takes_the_place_of_the_first(editor, administrator, clock):
    first, nothing = banners.start("First", by=editor)
    clock.shift(MINUTE)

    second, replaced = banners.start("Second", by=administrator)

    assert (nothing, replaced) == (None, first)
    assert current().banner.text == "Second"
    assert [banners.at(NOON + minutes * MINUTE) for minutes in (-1, 0, 1, 60, 61)] == [
        None, first, second, second, None
    ]  # fmt: skip
    assert second.by_name == administrator.get_full_name()


def test_it_is_ended_by_hand_and_what_was_is_remembered(editor, clock):
    banner, _before = banners.start("First", by=editor)
    clock.shift(MINUTE)

    assert banners.stop(by=editor) == banner
    assert banners.stop(by=editor) is None

    assert current().banner is None
    assert Banner.objects.get().ends_at == NOON + MINUTE
    assert banners.at(NOON) == banner


def test_it_is_extended_by_half_an_hour_but_never_past_a_day(editor, clock):
    banners.start("First", by=editor, ends_at=NOON + LONGEST - MORE)

    assert banners.extend(by=editor).ends_at == NOON + LONGEST
    with pytest.raises(Refused, match="24 hours"):
        banners.extend(by=editor)
    clock.shift(LONGEST)
    with pytest.raises(Refused, match="ended already"):
        banners.extend(by=editor)


@pytest.mark.parametrize("ends_in", [timedelta(0), -MINUTE, LONGEST + MINUTE])
def test_it_ends_within_a_day(editor, ends_in):
    with pytest.raises(Refused, match="24 hours"):
        banners.start("First", by=editor, ends_at=NOON + ends_in)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" /politics/1/x/ ", "/politics/1/x/"),
        ("http://localhost:8000/politics/?page=2", "/politics/?page=2"),
        ("https://example.org/live", "https://example.org/live"),
    ],
)
def test_it_leads_to_a_page_of_the_site_or_to_a_secure_address(typed, kept):
    assert banners.cleaned(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["politics", "//example.org/", "http://example.org/", "javascript:alert(1)", "https://a b/"],
)
def test_it_leads_nowhere_else(editor, typed):
    with pytest.raises(Refused, match="https"):
        banners.start("First", typed, by=editor)
    assert not Banner.objects.exists()


def test_nothing_is_said_without_words(editor):
    with pytest.raises(Refused, match="Write"):
        banners.start("  ", by=editor)


@pytest.mark.parametrize("verb", [banners.stop, banners.extend])
def test_only_who_may_break_news_does(editor, journalist, moderator, verb):
    banners.start("First", by=editor)

    for person in (journalist, moderator):
        with pytest.raises(PermissionDenied):
            verb(by=person)
        with pytest.raises(PermissionDenied):
            banners.start("Second", by=person)
    assert current().banner.text == "First"
