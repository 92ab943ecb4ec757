"""What a story's page tells the site once somebody has seen it."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.conftest import let_in
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = Path(settings.BASE_DIR / "static/js/viewed.js")
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"
ENOUGH = 5_000


@pytest.fixture
def reader(person, settings, live_server):
    """A browser that does not say that a machine drives it, and whose clock the test moves."""
    settings.SITE_URL = live_server.url
    page = person(user_agent=CHROME)
    page.clock.install(time=0)
    page.clock.pause_at(1)
    return page


def read(page, story, milliseconds):
    """Open the story and look at it for so long; what was asked for meanwhile."""
    asked = []
    page.on("request", lambda request: asked.append(request))
    page.goto(story.get_absolute_url())
    page.clock.run_for(milliseconds)
    page.wait_for_timeout(300)
    return [each for each in asked if "/viewed/" in each.url]


def show(page, *, hidden):
    """As if its tab were left, or came to the front."""
    page.evaluate(
        """hidden => {
            Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def test_the_script_is_smaller_than_a_kilobyte():
    assert SCRIPT.stat().st_size < 1_000


def test_a_story_is_counted_once_when_it_was_in_sight_for_some_seconds(reader, heard):
    story = ArticleFactory()

    beacons = read(reader, story, ENOUGH)
    show(reader, hidden=True)
    show(reader, hidden=False)
    reader.clock.run_for(2 * ENOUGH)
    reader.wait_for_timeout(300)

    assert [each.method for each in beacons] == ["POST"]
    assert beacons[0].url.endswith(f"/viewed/{story.pk}/")
    assert heard.times(story) == 1
    assert reader.context.cookies() == []
    assert reader.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_glance_is_none_and_neither_is_a_page_in_another_tab(reader, heard):
    glanced, behind = ArticleFactory(), ArticleFactory()
    read(reader, glanced, 1_000)
    read(reader, behind, 0)
    show(reader, hidden=True)
    reader.clock.run_for(ENOUGH)
    reader.wait_for_timeout(300)
    assert (heard.times(glanced), heard.times(behind)) == (0, 0)

    show(reader, hidden=False)
    reader.clock.run_for(ENOUGH)
    reader.wait_for_timeout(300)

    assert (heard.times(glanced), heard.times(behind)) == (0, 1)


def test_colleagues_and_previews_are_not_counted(reader, editor, heard):
    story, draft = ArticleFactory(), ArticleFactory(live=False)
    let_in(reader, "editor")

    read(reader, story, ENOUGH)
    reader.goto(f"/admin/articles/article/{draft.pk}/preview/")

    assert heard.times(story) == 0
    assert reader.locator("#viewed").count() == 0
