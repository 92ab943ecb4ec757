"""Text of the classic editor: an empty line parts paragraphs, a new line breaks one."""

import pytest

from tests.moving.texts import lost, ours


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("One", "<p>One</p>"),
        ("One\n\nTwo", "<p>One</p><p>Two</p>"),
        ("One\r\n\r\nTwo\rthree", "<p>One</p><p>Two<br>three</p>"),
        ("One\n \t\n\n\nTwo", "<p>One</p><p>Two</p>"),
        ("One\ntwo", "<p>One<br>two</p>"),
        ("One<br />\ntwo", "<p>One<br>two</p>"),
        ("One<br><br />two", "<p>One</p><p>two</p>"),
        ("One<br />\n<br />\ntwo", "<p>One</p><p>two</p>"),
        ("<p>One\ntwo</p>", "<p>One<br>two</p>"),
        ("<p>One\n\ntwo</p>three", "<p>One</p><p>two</p><p>three</p>"),
        ("<p>One<p>two", "<p>One</p><p>two</p>"),
        ("One</p>two", "<p>One</p><p>two</p>"),
        ("a <b>One\n\ntwo</b> b", "<p>a <strong>One</strong></p><p><strong>two</strong> b</p>"),
        ("<h2>Head</h2>\nOne\n<h4>Small</h4>\n\nTwo",
         "<h2>Head</h2><p>One</p><h3>Small</h3><p>Two</p>"),
        ("One\n<ul>\n<li>a</li>\n\n<li>b</li>\n</ul>\ntwo",
         "<p>One</p><ul><li><p>a</p></li><li><p>b</p></li></ul><p>two</p>"),
        ("<ul><li>a\n\nb</li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("<blockquote>One\n\ntwo\nthree</blockquote>",
         "<blockquote><p>One</p><p>two<br>three</p></blockquote>"),
        ("<blockquote>Said\n<cite>Who</cite></blockquote>",
         "<blockquote><p>Said</p><p>Who</p></blockquote>"),
        ("<table>\n<tr>\n<td>a\nb</td>\n</tr>\n</table>",
         "<table><tbody><tr><td><p>a<br>b</p></td></tr></tbody></table>"),
        ("<div>One\n\ntwo</div>\nthree", "<p>One</p><p>two</p><p>three</p>"),
        ("<pre>a\n  b\n\nc</pre>", "<p>a<br>\xa0\xa0b<br><br>c</p>"),
        ("<p>One</p>\n\n<hr />\n\n<p>Two</p>", "<p>One</p><hr><p>Two</p>"),
        ("One <em>slanted\nword</em>", "<p>One <em>slanted<br>word</em></p>"),
        ("&nbsp;\n\nOne", "<p>One</p>"),
        ("1 < 2 && 3 > 2", "<p>1 &lt; 2 &amp;&amp; 3 &gt; 2</p>"),
        ("<p><b>One</p><p>two</b>", "<p><strong>One</strong></p><p><strong>two</strong></p>"),
        ("m<sup>2</sup> H<sub>2</sub>O 10<sup>-6</sup>", "<p>m² H₂O 10⁻⁶</p>"),
        ("<!-- note -->One<!-- \n\n -->", "<p>One</p>"),
        ("", ""),
        (" \n\n ", ""),
    ],
)  # fmt: skip
def test_lines_become_paragraphs_and_breaks(typed, body):
    assert ours(typed) == body


def test_new_lines_mean_nothing_in_html_and_within_blocks():
    html = "<p>One\n\ntwo\nthree</p>\n<div>four\n\nfive</div>"

    assert ours(html, form="html") == "<p>One two three</p><p>four five</p>"
    assert ours(f"<!-- wp:html -->{html}<!-- /wp:html -->") == ours(html, form="html")


def test_marks_of_the_old_front_page_go_and_are_counted():
    text = "One<!--more Go on-->\n\nTwo<!--nextpage-->Three<!--nextpage-->"

    assert ours(text) == "<p>One</p><p>Two Three</p>"
    assert lost(text) == {"more": 1, "nextpage": 2}
