"""What browsers and caches in front are told of a page, and for how long they may keep it."""

import time_machine

from portal.pagecache.directives import Directives
from tests.pagecache.applications import Application, Told
from tests.pagecache.readers import cached, get

NOON = 1_900_000_000.0
SURROGATE = ("Surrogate-Key", " ")


def said(told=None, *, at=NOON, directives=None, **page):
    """The headers of a page that was made at noon and is sent at another moment."""
    application = Application(tags=("site", "article:1"), **page)
    site = cached(application, freshness=told or Told(), directives=directives)
    with time_machine.travel(NOON, tick=False) as clock:
        get(site)
        clock.move_to(at)
        return get(site).headers


def test_where_nobody_stands_in_front_browsers_ask_again_and_no_tag_is_told():
    headers = said()

    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not {"Surrogate-Key", "Cache-Tag", "X-Accel-Expires"} & headers.keys()


def test_a_cache_that_is_told_of_changes_keeps_a_page_for_a_day_with_its_tags():
    headers = said(directives=Directives(purged=[SURROGATE, ("Cache-Tag", ",")]))

    control = "public, max-age=0, s-maxage=86400, stale-if-error=86400"
    assert headers["Cache-Control"] == control
    assert headers["Surrogate-Key"] == "site article:1"
    assert headers["Cache-Tag"] == "site,article:1"


def test_it_keeps_none_past_a_moment_at_which_pages_change():
    told = Told()
    told.set_moments(NOON + 90.5, hides=[NOON + 200])

    headers = said(told, at=NOON + 10, directives=Directives(purged=[SURROGATE]))

    # Even while the site fails: until something comes down.
    assert headers["Cache-Control"] == "public, max-age=0, s-maxage=79, stale-if-error=111"


def test_it_keeps_none_past_the_end_of_the_page_itself():
    headers = said(ends_at=NOON + 30, at=NOON + 10, directives=Directives(purged=[SURROGATE]))

    assert "s-maxage=19," in headers["Cache-Control"]


def test_what_changes_within_the_second_is_kept_for_none():
    told = Told()
    told.set_moments(hides=[NOON + 10.5])

    headers = said(told, at=NOON + 10, directives=Directives(purged=[SURROGATE]))

    assert headers["Cache-Control"] == "public, max-age=0, s-maxage=0"


def test_a_web_server_in_front_keeps_a_page_until_the_second_is_over():
    headers = said(at=NOON + 10.9, directives=Directives(proxied=True))

    assert headers["X-Accel-Expires"] == f"@{int(NOON) + 10}"
    assert headers["Cache-Control"] == "public, max-age=0, s-maxage=1, stale-if-error=60"
    # The later of the two says how long, the earlier what else.
    assert list(headers).index("Cache-Control") < list(headers).index("X-Accel-Expires")


def test_a_web_server_in_front_keeps_nothing_over_a_moment_within_the_second():
    told = Told()
    told.set_moments(NOON + 10.95)

    headers = said(told, at=NOON + 10.9, directives=Directives(proxied=True))

    assert headers["X-Accel-Expires"] == "0"


def test_a_web_server_between_the_site_and_a_cache_keeps_nothing():
    headers = said(directives=Directives(proxied=True, purged=[SURROGATE]))

    assert headers["X-Accel-Expires"] == "0"


def test_while_the_database_is_silent_nobody_in_front_keeps_anything():
    told = Told()
    site = cached(
        Application(), freshness=told, directives=Directives(proxied=True, purged=[SURROGATE])
    )
    get(site)
    told.is_silent = True

    headers = get(site).headers

    assert headers["X-Accel-Expires"] == "0"
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_page_that_was_changed_while_it_was_rendered_is_kept_nowhere_in_front():
    told = Told()

    class Slow(Application):
        def __call__(self, *arguments):
            told.stamp("front")
            return super().__call__(*arguments)

    site = cached(Slow(), freshness=told, directives=Directives(purged=[SURROGATE]))

    assert "s-maxage" not in get(site).headers["Cache-Control"]


def test_an_answer_that_nothing_changed_says_the_same():
    told = Told()
    site = cached(Application(), freshness=told, directives=Directives(purged=[SURROGATE]))
    whole = get(site).headers

    unchanged = get(site, if_none_match=whole["ETag"])

    assert unchanged.status == 304
    assert {name: unchanged.headers[name] for name in ("Cache-Control", "Surrogate-Key")} == {
        name: whole[name] for name in ("Cache-Control", "Surrogate-Key")
    }
