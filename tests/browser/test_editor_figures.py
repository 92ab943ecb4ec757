"""The words around a picture of the text, whatever key follows whatever other at once."""

import pytest

from tests.browser.writing import NEXT_FRAME, body, click, open_story, save
from tests.factories import ArticleFactory, ImageFactory
from tests.pictures import samples

# The cursor is where it is before the engine has heard of it, as when keys follow each other fast.
AT_ONCE = """document.addEventListener("keydown", () => {
    const below = document.querySelector(".story-text > p:last-child");
    getSelection().setPosition(below.firstChild, 0);
}, {capture: true, once: true})"""
# What the browser makes of the two when it joins them by itself.
JOINED = """() => {
    const below = document.querySelector(".story-text > p:last-child");
    const words = document.createElement("span");
    words.append(...below.childNodes);
    document.querySelector(".story-text figcaption").append(words);
    below.remove();
    getSelection().setPosition(words.firstChild, 0);
}"""


@pytest.fixture
def story(page, editor):
    image = ImageFactory()
    source = f'data-file="{image.pk}" src="/media/{image.picture.name}"'
    figure = f'<figure><img {source} alt=""><figcaption>At dawn</figcaption></figure>'
    page.route("**/media/pictures/00/**", lambda route: route.fulfill(body=samples.data()))
    story = ArticleFactory(live=False, body=f"<p>Before.</p>{figure}<p>After <em>all</em></p>")
    open_story(page, story)
    click(page, "figcaption")
    return story


def test_backspace_below_a_picture_selects_it_and_joins_nothing(page, story):
    before = body(page)
    page.evaluate(AT_ONCE)

    page.keyboard.press("Backspace")

    page.locator(".story-text figure.ProseMirror-selectednode").wait_for()
    assert body(page) == before


def test_words_that_a_browser_has_joined_to_a_caption_stand_below_it_again(page, story):
    page.evaluate(JOINED)
    page.evaluate(NEXT_FRAME)

    page.keyboard.type("!")
    save(page)

    before = story.body
    story.refresh_from_db()
    assert story.body == before.replace("At dawn", "At dawn!")
