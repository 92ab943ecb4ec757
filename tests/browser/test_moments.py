"""Beside each moment its distance, by the newsroom's clocks wherever the writer sits."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.forms import clocks
from articles.models import Article
from tests.browser.conftest import PHONE
from tests.browser.writing import open_story
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)
HERE, FAR = "Europe/Belgrade", "America/New_York"


def told(page, name="publish_at"):
    return page.locator(f".field-{name} .moment-away")


@pytest.mark.parametrize("zone", [HERE, FAR])
def test_what_is_typed_is_told_at_once_by_the_newsrooms_clocks(person, editor, zone):
    page = person(timezone_id=zone)
    open_story(page, ArticleFactory(live=False))
    in_three = clocks.wall(timezone.now() + timedelta(hours=3, minutes=30))
    publish = page.locator("[name=_publish]")
    usual = publish.inner_text()

    page.fill("#id_publish_at", in_three.isoformat(timespec="minutes"))

    expect(told(page)).to_have_text("goes live in 3 h 29 min, once it is scheduled")
    expect(publish).to_have_text("Schedule")
    page.fill("#id_publish_at", clocks.wall(timezone.now()).isoformat(timespec="minutes"))
    expect(publish).to_have_text(usual)
    page.fill("#id_publish_at", "")
    expect(told(page)).to_have_text("")


def test_a_time_that_clocks_skip_or_show_twice_is_explained_while_typing(person, editor):
    page = person(viewport=PHONE)
    open_story(page, ArticleFactory(live=False))
    # The changes that come next, whatever year it is.
    spring, autumn = sorted(
        (
            (offset, since)
            for since, offset in clocks._offsets(
                timezone.get_current_timezone(), timezone.now().year
            )[-2:]
        ),
        reverse=True,
    )

    said = {}
    for name, (_offset, since) in (("skipped", spring), ("twice", autumn)):
        half = datetime.fromtimestamp(since, tz=timezone.get_current_timezone())
        shown = half.replace(tzinfo=None, hour=2, minute=30).isoformat(timespec="minutes")
        page.fill("#id_embargo_until", shown)
        said[name] = told(page, "embargo_until").inner_text()

    assert said["skipped"].startswith("There is no such time")
    assert said["twice"].startswith("This time comes twice")


def test_seconds_that_a_command_set_are_shown_and_saved(page, editor):
    at = (timezone.now() + timedelta(days=9)).replace(second=37, microsecond=250_000)
    article = ArticleFactory(live=False, publish_at=at)
    open_story(page, article)
    shown = page.input_value("#id_publish_at")

    page.fill("#id_kicker", "New")
    page.locator("[name=_continue]").click()
    page.locator(".messagelist").wait_for()

    saved = Article.objects.get().newest_revision.content
    assert shown.endswith(":37")
    assert (saved.kicker, saved.publish_at) == ("New", at)
