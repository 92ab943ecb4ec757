import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.text import own_words, to_html

REL = 'rel="nofollow ugc noopener"'


def test_paragraphs_stand_at_empty_lines_and_breaks_at_the_others():
    html = to_html("One\r\ntwo\r\n\r\n  \r\nthree")

    assert html == '<p dir="auto">One<br>\ntwo</p>\n<p dir="auto">three</p>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("data:text/html,<b>", "data:text/html,&lt;b&gt;"),
        ("&lt;b&gt; & \"'", "&amp;lt;b&amp;gt; &amp; &quot;&#x27;"),
    ],
)
def test_nothing_that_was_typed_becomes_markup(text, shown):
    assert to_html(text) == f'<p dir="auto">{shown}</p>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://a.example/x", '<a href="https://a.example/x" {}>https://a.example/x</a>'),
        ("See http://a.example.", 'See <a href="http://a.example" {}>http://a.example</a>.'),
        ("(www.a.example)", '(<a href="https://www.a.example" {}>www.a.example</a>)'),
        (
            "http://a.example/b_(c)",
            '<a href="http://a.example/b_(c)" {}>http://a.example/b_(c)</a>',
        ),
        ("HTTP://A.example", '<a href="HTTP://A.example" {}>HTTP://A.example</a>'),
        (
            'http://a.example/?q="><script>',
            '<a href="http://a.example/?q=" {}>http://a.example/?q=</a>&quot;&gt;&lt;script&gt;',
        ),
        (
            "http://a.example/?a=1&b=2",
            '<a href="http://a.example/?a=1&amp;b=2" {}>http://a.example/?a=1&amp;b=2</a>',
        ),
        ("http://.", "http://."),
    ],
)
def test_addresses_become_links_that_lend_no_weight(text, shown):
    assert to_html(text) == f'<p dir="auto">{shown.format(REL)}</p>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("> One\n>two\nThree", "<q>|<p>One<br>|two</p>|</q>|<p>Three</p>"),
        ("Three\n\n> One\n>\n> two", "<p>Three</p>|<q>|<p>One</p>|<p>two</p>|</q>"),
        ("> > One\n> two", "<q>|<q>|<p>One</p>|</q>|<p>two</p>|</q>"),
        (">>> One", "<q>|<q>|<p>&gt; One</p>|</q>|</q>"),
        ("> One\n\n> Two", "<q>|<p>One</p>|</q>|<q>|<p>Two</p>|</q>"),
        (">", "<p>&gt;</p>"),
        ("> <b>", "<q>|<p>&lt;b&gt;</p>|</q>"),
        ("a > b\n > c", "<p>a &gt; b<br>| &gt; c</p>"),
    ],
)
def test_lines_that_begin_with_an_angle_bracket_are_a_quotation(text, shown):
    expected = (
        shown.replace("|", "\n").replace("<p>", '<p dir="auto">').replace("q>", "blockquote>")
    )

    assert to_html(text) == expected


def test_a_quotation_is_left_out_of_what_somebody_said_himself():
    assert own_words("> Asked\n> twice\n\nSaid\nonce.") == "Said once."
    assert own_words("> Asked\n> twice") == "> Asked > twice"


PIECES = st.sampled_from(
    ["http://a.example", "www.b", "<", ">", '"', "'", "&", ")", ".", " ", "\n", "й", "onclick="]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_is_typed_the_only_tags_are_ours(text):
    html = to_html(text)

    tags = set(re.findall(r"<[^>]*>", re.sub(r'href="https?://[^"<>]*"', "href", html)))
    quotes = {"<blockquote>", "</blockquote>"}
    assert tags <= {'<p dir="auto">', "</p>", "<br>", f"<a href {REL}>", "</a>"} | quotes
    assert html.count("<blockquote>") == html.count("</blockquote>")
    assert "<" not in re.sub(r"<[^<>]*>", "", html)
