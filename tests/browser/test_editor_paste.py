"""What word processors and web pages put on the clipboard, and what a story keeps of it."""

from pathlib import Path

import pytest

from articles.models import Article
from tests.browser.writing import open_new_story, paste, save

CLIPBOARD = Path(__file__).parent.parent / "data" / "clipboard"


def stored(name):
    return "".join((CLIPBOARD / f"{name}.stored.html").read_text().splitlines())


@pytest.mark.parametrize("name", ["word", "google-docs", "libreoffice", "web-page"])
def test_what_is_pasted_keeps_its_structure_and_nothing_else(page, journalist, name):
    open_new_story(page)
    page.get_by_label("Headline:").fill("Pasted")

    paste(page, (CLIPBOARD / f"{name}.html").read_text())
    save(page)

    assert Article.objects.get().body == stored(name)
