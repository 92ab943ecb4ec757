"""Embeds as readers meet them: nobody outside is asked before they ask, whatever they read with."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from articles import embeds
from tests.browser.conftest import DESKTOP, OVERFLOW, PHONE, violations
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)

VIDEO, SHORT = (
    "https://www.youtube.com/watch?v=abcdefghijk",
    "https://youtube.com/shorts/abcdefghijk",
)
PLAYER = "https://www.youtube-nocookie.com/embed/abcdefghijk"
SOUND = "https://radio.example/old-ferry.mp3"
POST = "https://x.com/nobody/status/12"
ALL = (
    VIDEO, SHORT, POST, SOUND,
    "https://vimeo.com/76979871",
    "https://www.facebook.com/nobody/posts/12",
    "https://www.instagram.com/p/Cab-D_/",
    "https://www.tiktok.com/@nobody/video/71234567",
    "https://www.openstreetmap.org/#map=14/44.5/20.25",
    "https://www.google.com/maps/@43.3,17.8,15z",
    f"https://open.spotify.com/show/{'a1' * 11}",
    "https://soundcloud.com/nobody/old-ferry",
)  # fmt: skip


def story(*addresses, caption="The <em>old</em> ferry"):
    text = "".join(
        f"<p>Words before it.</p>{embeds.inert(embeds.recognise(each), caption)}"
        for each in addresses
    )
    return ArticleFactory(body=f"{text}<p>The end.</p>", language="en")


@pytest.fixture
def abroad(page):
    """What was asked of other sites than ours, which answer with a page or a post of theirs."""
    asked = []
    own = "localhost"

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body="<title>Theirs</title><p>Theirs</p>")

    page.route(lambda address: urlsplit(address).hostname != own, answer)
    return asked


def show(page, words="Show this video from YouTube"):
    return page.get_by_role("button", name=words)


@pytest.mark.parametrize(
    ("look", "size"),
    [({"color_scheme": "light"}, PHONE), ({"color_scheme": "dark"}, DESKTOP)],
)
def test_a_page_with_all_kinds_asks_nobody_and_axe_finds_nothing(page, abroad, look, size):
    page.emulate_media(**look)
    page.set_viewport_size(size)

    page.goto(story(*ALL).get_absolute_url(), wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")

    expect(page.locator(".embed__show")).to_have_count(len(ALL))
    assert violations(page) == ""
    assert page.evaluate(OVERFLOW) <= 0
    page.pdf()
    assert abroad == []


def test_on_paper_there_is_where_it_leads_and_no_button(page, abroad):
    page.goto(story(VIDEO).get_absolute_url())

    page.emulate_media(media="print")

    expect(show(page)).to_be_hidden()
    expect(page.get_by_text("Open it at YouTube")).to_be_visible()
    printed = "each => getComputedStyle(each, '::after').content"
    assert VIDEO in page.locator(".embed__link").evaluate(printed)
    assert abroad == []


def test_the_keyboard_shows_it_and_takes_it_away_again_and_nothing_moves(page, abroad):
    page.goto(story(VIDEO).get_absolute_url())
    end = page.get_by_text("The end.")
    before = end.bounding_box()

    show(page).focus()
    page.keyboard.press("Enter")

    frame = page.locator("iframe")
    expect(frame).to_be_focused()
    page.frame_locator("iframe").get_by_text("Theirs").wait_for()
    assert abroad == [PLAYER]
    assert frame.get_attribute("title") == "YouTube: The old ferry"
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")
    assert end.bounding_box() == before
    assert violations(page) == ""

    page.get_by_role("button", name="Hide it again").press("Enter")

    expect(page.locator("iframe")).to_have_count(0)
    expect(show(page)).to_be_focused()
    assert abroad == [PLAYER]


def test_one_site_is_asked_and_all_of_its_embeds_only_when_a_reader_says_so(page, abroad):
    page.goto(story(VIDEO, POST, SHORT).get_absolute_url())

    page.get_by_role("button", name="Show all 2 from YouTube on this page").first.click()

    expect(page.locator("iframe")).to_have_count(2)
    expect(page.locator("iframe").first).to_be_focused()
    page.locator("iframe").nth(1).scroll_into_view_if_needed()
    page.frame_locator("iframe").nth(1).get_by_text("Theirs").wait_for()
    assert set(abroad) == {PLAYER}
    expect(show(page, "Show this post from X")).to_be_visible()
    expect(page.get_by_role("button", name="Show all")).to_have_count(0)


def test_a_post_is_as_tall_as_it_says_whoever_else_says_so(page, abroad):
    page.goto(story(POST).get_absolute_url())
    show(page, "Show this post from X").click()
    theirs = page.frame_locator("iframe").get_by_text("Theirs")
    theirs.wait_for()
    told = '{"twttr.embed": {"method": "twttr.private.resize", "params": [{"height": 517.2}]}}'

    page.evaluate("told => window.postMessage(told.replace('517', '900'), '*')", told)
    theirs.evaluate("(each, told) => parent.postMessage(JSON.parse(told), '*')", told)

    expect(page.locator("iframe")).to_have_attribute("height", "518")


def test_a_recording_is_played_by_the_browser_itself(page, abroad):
    page.goto(story(SOUND).get_absolute_url())

    show(page, "Show this recording from radio.example").click()

    expect(page.locator("audio[controls]")).to_be_focused()
    expect(
        page.get_by_role("status").filter(has_text="radio.example does not answer.")
    ).to_be_visible()
    assert set(abroad) == {SOUND}


def test_who_is_offline_is_told_so_and_the_card_stays(page, abroad):
    page.goto(story(VIDEO).get_absolute_url())
    page.context.set_offline(True)

    show(page).click()

    expect(page.get_by_text("You are offline.")).to_be_visible()
    expect(show(page)).to_be_visible()
    assert abroad == []


def test_a_site_that_does_not_answer_is_named(page):
    page.clock.install()
    page.route(f"{PLAYER}**", lambda _route: None)
    page.goto(story(VIDEO).get_absolute_url())

    show(page).click()
    expect(page.get_by_text("Loading…")).to_be_visible()
    page.clock.run_for(13_000)

    expect(page.get_by_text("YouTube does not answer.")).to_be_visible()


def test_without_scripts_a_card_is_a_link(person, live_server):
    page = person(java_script_enabled=False)

    page.goto(live_server.url + story(VIDEO).get_absolute_url())

    expect(page.get_by_role("link", name="Open it at YouTube")).to_be_visible()
    expect(show(page)).to_have_count(0)
