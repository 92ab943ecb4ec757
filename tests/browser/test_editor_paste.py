"""What word processors and web pages put on the clipboard, and what a story keeps of it."""

from pathlib import Path

import pytest

from articles.models import Article
from tests.browser.writing import body, open_new_story, open_story, paste, save, write
from tests.factories import ArticleFactory

CLIPBOARD = Path(__file__).parent.parent / "data" / "clipboard"
COPY = """() => {
    const data = new DataTransfer();
    const copy = new ClipboardEvent("copy", {bubbles: true, cancelable: true, clipboardData: data});
    document.querySelector(".story-text").dispatchEvent(copy);
    return data.getData("text/html");
}"""
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


def test_pages_of_the_same_engine_are_cleaned_as_all_others_are(page, journalist):
    open_new_story(page)

    paste(
        page,
        '<h1 data-pm-slice="1 1 []">a</h1><p><span style="font-weight: 700">b</span></p>'
        "<p></p><h4>c</h4>",
    )

    assert body(page) == "<h2>a</h2><p><strong>b</strong></p><h3>c</h3>"


def test_what_is_copied_here_is_pasted_as_it_was(page, editor):
    row = "<tr><td><p>{}</p></td><td><p>{}</p></td></tr>".format
    rows = row(*["<strong>a</strong>"] * 2) + row("b", "c")
    html = f"<p>one</p><p></p><table><tbody>{rows}</tbody></table><p>two</p>"
    open_story(page, ArticleFactory(live=False, body=html))
    write(page, "Control+a")

    copied = page.evaluate(COPY)
    write(page, "End")
    paste(page, copied)

    assert body(page) == html * 2


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
