import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.editor import EXTENSIONS, allowlist
from articles.html import clean, picture_ids

PICTURES = {12: "/media/pictures/ab/river.jpg", 7: "/media/a&b.jpg"}
OURS = '<figure><img data-file="12" src="/media/pictures/ab/river.jpg" alt="A river">{}</figure>'

TUBE = "https://www.youtube.com/watch?v=abcdefghijk&amp;t=90s"
EMBED = f'<figure data-embed="{TUBE}"><a href="{TUBE}" rel="noopener">YouTube</a>{{}}</figure>'


def kept(html):
    return clean(html, pictures=PICTURES)


def test_the_allow_list_is_what_the_editor_can_make():
    assert allowlist()["tags"] == {
        "p", "h2", "h3", "strong", "em", "a", "ul", "ol", "li", "blockquote", "hr", "br",
        "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img",
    }  # fmt: skip
    assert EXTENSIONS["Heading"] == {"levels": [2, 3]}


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>One <strong>bold <em>both</em></strong><em> slanted</em> &amp; plain.</p>",
        "<h2>Part</h2><p>Text</p><h3>Smaller</h3><p>First line<br>second line</p><hr>",
        "<ul><li><p>One</p><ul><li><p>Deeper</p></li></ul></li><li><p>Two</p></li></ul>",
        '<ol start="3" type="a"><li><p>Third</p></li></ol>',
        "<blockquote><p>Said somebody.</p></blockquote>",
        '<blockquote class="pull-quote"><p>Said <em>once</em> more.</p></blockquote>',
        (
            '<p><a href="https://example.org/?a=1&amp;b=2" title="There" rel="noopener">'
            "out <em>there</em></a></p>"
        ),
        '<p><a href="/politics/">in</a> <a href="mailto:desk@example.org">desk</a></p>',
        (
            '<table><tbody><tr><th colspan="2"><p>Head</p></th></tr>'
            "<tr><td><p>1</p></td><td></td></tr></tbody></table>"
        ),
        OURS.format("<figcaption>By <em>the</em> river</figcaption>"),
        OURS.format(""),
        EMBED.format("<figcaption>The <em>old</em> ferry, Стара скела</figcaption>"),
        EMBED.format(""),
        f"<ul><li><p>One</p>{EMBED.format('')}</li></ul>",
    ],
)
def test_what_the_editor_makes_is_kept_as_it_is(html):
    assert kept(html) == html


@pytest.mark.parametrize(
    ("html", "result"),
    [
        ("<script>alert(1)</script><p onclick='x()' style='color:red' class='a' id='b'>Text</p>",
         "<p>Text</p>"),
        ('<blockquote class="x pull-quote y"><p>a</p></blockquote>',
         '<blockquote class="pull-quote"><p>a</p></blockquote>'),
        ('<blockquote class="pull-quotes"><p>a</p></blockquote><p class="pull-quote">b</p>',
         "<blockquote><p>a</p></blockquote><p>b</p>"),
        ('<p><a href="javascript:alert(1)">x</a></p>', "<p>x</p>"),
        ('<p><a href=" JaVa\nScript:alert(1)">x</a></p>', "<p>x</p>"),
        ('<p><a href="java\x01script:alert(1)">x</a></p>', "<p>x</p>"),
        ('<p><a href="data:text/html,hi">x</a></p>', "<p>x</p>"),
        ('<p><a href="//[z">x</a></p>', "<p>x</p>"),
        ('<p><a href="https://a]b/">x</a></p>', "<p>x</p>"),
        ("<p><a>x</a></p>", "<p>x</p>"),
        ('<p><a href="//other.example" target="_blank" rel="nofollow">x</a></p>',
         '<p><a href="//other.example" rel="noopener">x</a></p>'),
        ('<p><a href="mailto:a@b.c" rel="author">x</a></p>', '<p><a href="mailto:a@b.c">x</a></p>'),
        ("<iframe src='https://video.example'></iframe><p>Text</p>", "<p>Text</p>"),
        ("<svg><a xlink:href='javascript:x'><text>t</text></a></svg>", ""),
        ("<!-- note --><p>Text</p>", "<p>Text</p>"),
    ],
)  # fmt: skip
def test_what_could_harm_readers_is_gone(html, result):
    assert kept(html) == result


@pytest.mark.parametrize(
    ("html", "result"),
    [
        (('<p>A</p><figure><img src="https://else.example/x.jpg">'
         "<figcaption>Theirs</figcaption></figure>"), "<p>A</p>"),
        ('<figure><img data-file="99" src="/media/x.jpg"><figcaption>Unknown</figcaption></figure>',
         ""),
        ('<figure><img data-file="12" src="https://else.example/x.jpg" alt=" A  river "></figure>',
         OURS.format("")),
        ('<figure><img data-file="0012" alt="A river"></figure>', OURS.format("")),
        ('<figure><img data-file="²" alt="A river"></figure>', ""),
        ('<p>Before <img data-file="12" alt="A river"> after</p>',
         f"<p>Before</p>{OURS.format('')}<p>after</p>"),
        ('<img src="/x.gif"><p>A</p>', "<p>A</p>"),
        (('<figure><img data-file="12" alt="A river">'
         "<figcaption><p>One</p><p><strong>two</strong></p></figcaption></figure>"),
         OURS.format("<figcaption>One <strong>two</strong></figcaption>")),
        (('<figure><figure><img data-file="7"></figure>'
         '<img data-file="12" alt="A river">Both<br>of them</figure>'),
         '<figure><img data-file="7" src="/media/a&amp;b.jpg" alt=""></figure>'
         + OURS.format("<figcaption>Both of them</figcaption>")),
        ("<figure><table><tr><td>1</table><figcaption>A table</figcaption></figure>",
         "<table><tbody><tr><td><p>1</p></td></tr></tbody></table><p>A table</p>"),
    ],
)  # fmt: skip
def test_only_pictures_of_the_library_are_shown(html, result):
    assert kept(html) == result


@pytest.mark.parametrize(
    ("html", "result"),
    [
        ('<figure data-embed="https://youtu.be/abcdefghijk?t=90"></figure>', EMBED.format("")),
        (('<figure class="x" data-embed=" http://youtu.be/abcdefghijk?t=1m30s&amp;si=x"'
         ' data-frame="https://evil.example/"><a href="https://evil.example/">Money</a><p>lost</p>'
         "<figcaption><p>One</p><p><b>two</b></p></figcaption><figcaption>three</figcaption>"
         "</figure>"), EMBED.format("<figcaption>One <strong>two</strong> three</figcaption>")),
        (f'<figure data-embed="{TUBE}"><img data-file="12"><figcaption><br></figcaption></figure>',
         EMBED.format("")),
        (f'<p data-embed="{TUBE}">Words</p>', "<p>Words</p>"),
        (('<figure data-embed="https://evil.example/embed"><a href="https://evil.example/">There</a>'
          "<figcaption>Theirs</figcaption></figure>"),
         '<p><a href="https://evil.example/" rel="noopener">There</a></p><p>Theirs</p>'),
        ("<figure data-embed='<iframe src=\"//youtu.be/abcdefghijk\">'>x</figure>", "<p>x</p>"),
        ("<figure data-embed='<![foo]>'>x</figure>", "<p>x</p>"),
        ('<figure data-embed="javascript:alert(1)"><a href="javascript:alert(1)">x</a></figure>',
         "<p>x</p>"),
    ],
)  # fmt: skip
def test_an_embed_is_a_link_with_a_caption_to_what_is_on_the_list(html, result):
    assert kept(html) == result


@pytest.mark.parametrize(
    ("html", "result"),
    [
        ("<p></p><p> &nbsp; </p><p><br></p><p><strong> </strong></p><h2></h2>", ""),
        ("<ul><li></li></ul><blockquote><p></p></blockquote><table></table>", ""),
        ("<p><br> One  \n two<br></p>", "<p>One two</p>"),
        ("Typed plainly\nwithout an editor.\n\nSecond.",
         "<p>Typed plainly without an editor.</p><p>Second.</p>"),
        ("<h2>A<p>B</p>C</h2>", "<h2>A</h2><p>B</p><h2>C</h2>"),
        ("<h1>Title</h1><div>One</div><div><b>T</b><i>w</i><u>o</u></div>",
         "<h2>Title</h2><p>One</p><p><strong>T</strong><em>w</em>o</p>"),
        ("<p><button>a<p>b</p>c</button></p>", "<p>a</p><p>b</p><p>c</p>"),
        ("<em>a<strong>b</strong></em><strong>c</strong>",
         "<p><em>a</em><strong><em>b</em>c</strong></p>"),
        ('<p><strong><a href="/x">a</a></strong><a href="/x">b</a></p>',
         '<p><a href="/x"><strong>a</strong>b</a></p>'),
        ("<ul>stray<li>One</li><ul><li>Deeper</li></ul></ul>",
         "<ul><li><p>stray</p></li><li><p>One</p><ul><li><p>Deeper</p></li></ul></li></ul>"),
        ('<ul start="4"><li>x</li></ul><ol start="1" type="1" data-type="decimal"><li>x</li></ol>',
         "<ul><li><p>x</p></li></ul><ol><li><p>x</p></li></ol>"),
        (("<table><caption>Title</caption><thead><tr><th rowspan=1 colspan=x>a</th></tr></thead>"
         "<tr></tr></table>"),
         "<p>Title</p><table><tbody><tr><th><p>a</p></th></tr></tbody></table>"),
        ("<table><caption>Only a title</caption></table>", "<p>Only a title</p>"),
        ('<table><tr><td colspan="100000">a</td></tr></table>',
         '<table><tbody><tr><td colspan="100"><p>a</p></td></tr></tbody></table>'),
        ("<li>No list</li>", "<p>No list</p>"),
        ("<p>Bell\x07 and &#xffff;nothing</p>", "<p>Bell and nothing</p>"),
        ("<p>5 &lt; 6 &amp; a\u00a0b</p>", "<p>5 &lt; 6 &amp; a\u00a0b</p>"),
    ],
)  # fmt: skip
def test_there_is_one_form_for_one_meaning(html, result):
    assert kept(html) == result


def test_the_pictures_a_text_asks_for_are_known_before_it_is_cleaned():
    html = (
        '<figure><img data-file="12"></figure>'
        '<p data-file="3">x<img data-file="7"><img data-file="-1"><img></p>'
    )

    assert picture_ids(html) == {12, 7}


KEPT_WORDS = [
    "div",
    "button",
    "h1",
    "b",
    "caption",
    "tfoot",
    "select",
    *sorted(allowlist()["tags"]),
]
LOST_WORDS = ["script", "svg", "math", "template"]
ATTRIBUTES = [
    "", ' href="/a"', ' href="javascript:x"', ' href="http://a.b"', ' title=" t  u "',
    ' data-file="12"', ' colspan="3"', ' start="2"', ' type="i"', ' alt="<\'&"', ' style="x"',
    f' data-embed="{TUBE}"', ' data-embed="javascript:x"',
]  # fmt: skip
texts = st.text(st.sampled_from(" \n\t\u00a0<>&\"'abЖ\x01\x0c\x00;#"), max_size=6)
tags = st.builds(
    "<{}{}{}>".format,
    st.sampled_from(["", "", "/"]),
    st.sampled_from(KEPT_WORDS + LOST_WORDS),
    st.sampled_from(ATTRIBUTES),
)


@settings(max_examples=600)
@given(st.lists(texts | tags, max_size=14).map("".join) | st.text())
def test_cleaning_twice_changes_nothing(html):
    once = kept(html)

    assert kept(once) == once
    assert not re.search("<script|javascript:x", once)


NESTED = ["blockquote", "ul", "ul><li", "table><tr><td", "div", "strong", "figure", "marquee><p"]


@pytest.mark.parametrize("tag", NESTED)
@pytest.mark.parametrize("times", [20, 300])
def test_a_text_is_kept_however_deep_its_elements_stand(tag, times):
    html = f"{f'<{tag}>word ' * times}{OURS.format('')}"

    once = kept(html)

    assert (once.count("word"), once.count("<img")) == (times, 1)
    assert kept(once) == once
    assert picture_ids(html) == {12}


def test_the_words_of_blocks_that_stand_too_deep_stay_apart():
    deep = f"{'<div>' * 99}<p>One</p>t<b>w</b>o<div>three</div>four"

    assert kept(deep) == "<p>One</p><p>t<strong>w</strong>o</p><p>three</p><p>four</p>"
    assert kept(f"<div>{deep}") == "<p>One two three four</p>"


def test_what_twenty_levels_hold_is_kept_as_it_is():
    cell = f'<p><a href="/x"><strong><em>word</em></strong></a></p>{OURS.format("")}'
    open_, close = "<table><tbody><tr><td>", "</td></tr></tbody></table>"

    assert kept(open_ * 20 + cell + close * 20) == open_ * 20 + cell + close * 20
    assert kept(open_ * 21 + cell + close * 21) == open_ * 20 + cell + close * 20


deep = st.lists(
    st.tuples(
        st.sampled_from([f"<{tag}>" for tag in KEPT_WORDS if tag != "img"]), st.integers(1, 40)
    ),
    max_size=6,
).map(lambda runs: "".join(f"{tag * times}word" for tag, times in runs))


@settings(max_examples=200)
@given(deep)
def test_cleaning_twice_changes_nothing_in_the_deep_either(html):
    once = kept(html)

    assert kept(once) == once
    assert once.count("word") == html.count("word")


pieces = st.sampled_from(["word", *[f"<{tag}>" for tag in KEPT_WORDS if tag != "img"]])


@settings(max_examples=300)
@given(st.lists(pieces, max_size=10).map("".join))
def test_no_word_is_lost_where_no_picture_is(html):
    assert kept(html).count("word") == html.count("word")
