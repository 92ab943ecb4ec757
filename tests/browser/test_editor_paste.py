"""What word processors and web pages put on the clipboard, and what a story keeps of it."""

from pathlib import Path

import pytest

from articles.models import Article
from tests.browser.writing import body, open_new_story, paste, save

CLIPBOARD = Path(__file__).parent.parent / "data" / "clipboard"
TWO_PARAGRAPHS = "<p>one<br><strong>two</strong><br><strong>three</strong></p><p>four</p>"


def stored(name):
    return "".join((CLIPBOARD / f"{name}.stored.html").read_text().splitlines())


@pytest.mark.parametrize("name", ["word", "google-docs", "libreoffice", "web-page"])
def test_what_is_pasted_keeps_its_structure_and_nothing_else(page, journalist, name):
    open_new_story(page)
    page.get_by_label("Headline:").fill("Pasted")

    paste(page, (CLIPBOARD / f"{name}.html").read_text())
    save(page)

    assert Article.objects.get().body == stored(name)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<pre>one\n<b>two\nthree</b>\n\nfour</pre>", TWO_PARAGRAPHS),
        ('<div style="white-space: pre-wrap">one\n<b>two\nthree</b>\n\nfour</div>', TWO_PARAGRAPHS),
        (
            '<p style="white-space:pre-line">ab\n<i style="white-space: normal">c\nd</i></p>',
            "<p>ab<br><em>c d</em></p>",
        ),
        (
            '<div style="white-space: pre-wrap">\n<h2>a\n</h2>\n<ul>\n<li>b\nc</li>\n</ul>\n</div>',
            "<h2>a</h2><ul><li><p>b<br>c</p></li></ul>",
        ),
    ],
)
def test_lines_that_are_seen_as_such_are_not_run_together(page, journalist, html, kept):
    open_new_story(page)

    paste(page, html)

    assert body(page) == kept


def test_what_the_content_policy_forbids_is_not_parsed_however_it_is_written(page, journalist):
    open_new_story(page)

    paste(
        page,
        '<p/style="color:red"><b/onclick=alert(1)>a</b><i class="x"style=color:red>b</i>'
        "<a href='https://example.org/style=1?on=2' onclick = 'x()'>c</a>"
        "<a href=https://example.org/onx=1 style=color:red>d</a></p>",
    )

    assert body(page) == (
        '<p><strong>a</strong><em>b</em><a href="https://example.org/style=1?on=2">c</a>'
        '<a href="https://example.org/onx=1">d</a></p>'
    )


@pytest.mark.parametrize("caption", ["of towns", "<p>of towns</p>"])
def test_the_words_below_a_table_are_a_paragraph(page, journalist, caption):
    open_new_story(page)
    table = "<table><tr><td>a</td><td>b</td></tr></table>"

    paste(page, f"<figure>{table}<figcaption>{caption}</figcaption></figure><p>After.</p>")

    assert body(page).endswith("</table><p>of towns</p><p>After.</p>")


def test_cells_of_a_heading_keep_how_many_columns_and_rows_they_span(page, journalist):
    open_new_story(page)
    page.get_by_label("Headline:").fill("Pasted")
    head = '<tr><td rowspan="2">a</td><td colspan="2">b</td></tr><tr><td>c</td><td>d</td></tr>'

    paste(page, f"<table><thead>{head}</thead><tr><td>1</td><td>2</td><td>3</td></tr></table>")
    save(page)

    assert Article.objects.get().body == (
        '<table><tbody><tr><th rowspan="2"><p>a</p></th><th colspan="2"><p>b</p></th></tr>'
        "<tr><th><p>c</p></th><th><p>d</p></th></tr>"
        "<tr><td><p>1</p></td><td><p>2</p></td><td><p>3</p></td></tr></tbody></table>"
    )
