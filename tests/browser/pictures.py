"""Pictures from the writer's own disk, and the dialog that asks for their words."""

import base64

from tests.browser.writing import open_new_story, write
from tests.pictures import samples

WORDS = {"alt": "Two halves", "caption": "By the river", "credit": "Zora Herself"}


def photo(name="photo.jpg", kind="image/jpeg", content=None):
    content = samples.data() if content is None else content
    return [name, kind, base64.b64encode(content).decode()]


def begin(page):
    """A new story, and the dialog that will ask."""
    open_new_story(page)
    page.get_by_label("Headline:").fill("With a picture")
    write(page, "Before.")
    return page.get_by_role("dialog", name="Image library")


def fill_in(page, **words):
    for name, typed in (WORDS | words).items():
        page.locator(f"#upload-{name}").fill(typed)


def send(page):
    page.get_by_role("button", name="Put it into the text").click()
