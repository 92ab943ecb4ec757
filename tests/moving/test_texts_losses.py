"""What does not come along is said, and what does is compared word for word."""

import pytest

from portal.moving.texts import Comparison, Converted, named, plain, same_words, settle
from tests.moving.texts import OLD, lost, ours, settled


@pytest.mark.parametrize(
    ("html", "body", "losses"),
    [
        ("<script>var words = 1</script>x", "<p>x</p>", {"element:script": 1}),
        ("<style>p { color: red }</style>x", "<p>x</p>", {"element:style": 1}),
        ("<form action='/x'><label>Name</label> <input name='n'><button>Go</button></form>",
         "<p>Name Go</p>", {"element:form": 1, "element:input": 1, "element:button": 1}),
        ("<del>old</del> <ins>new</ins>", "<p>old new</p>", {"element:del": 1, "element:ins": 1}),
        ("x<sup>th</sup>", "<p>xth</p>", {"element:sup": 1}),
        ('<p style="color:red">a</p><p style="x"><font color="red">b</font></p>',
         "<p>a</p><p>b</p>", {"styling": 3}),
        ('<div style="background: url(a.jpg)">a</div>', "<p>a</p>", {"background": 1}),
        ('<a href="javascript:alert(1)">a</a> <a href="tel:1">b</a>', "<p>a b</p>", {"link": 2}),
        ('<a href="#part">a</a><a name="part">b</a>', "<p>ab</p>", {"anchor": 1}),
        ('<a href="[home]/x">a</a>', "<p>a</p>", {"link": 1}),
        ('<a href="/?a[x]=1">a</a>', '<p><a href="/?a[x]=1">a</a></p>', {}),
        ("<my-card>a</my-card>", "<p>a</p>", {"element:my-card": 1}),
        ("<x\x7fy:z>a", "<p>a</p>", {}),
        ("<o:p>a</o:p>", "<p>a</p>", {}),
        ("<u>a</u><code>b</code><span>c</span>", "<p>abc</p>", {"styling": 1}),
        ("<img alt='gone'>", "", {"picture": 1, "words": 1}),
    ],
)  # fmt: skip
def test_what_is_taken_is_counted_by_its_kind(html, body, losses):
    assert ours(html) == body
    assert lost(html) == losses


def test_words_that_vanish_are_counted_and_shown():
    converted = Converted(html="<p>One two</p>", said="One two three four, two")

    (loss,) = settle(converted, pictures={}, links=str).losses

    assert (loss.code, loss.count, loss.sample) == ("words", 3, "three four two")


def test_links_lead_where_they_are_told_to_each_once():
    asked = []

    def links(address):
        asked.append(address)
        return address.replace(OLD, "").replace("?p=1&x=2", "/new/")

    body = ours(f'<a href="{OLD}/?p=1&amp;x=2">a</a> <a href="mailto:x@y.z">b</a>', links=links)

    assert body == '<p><a href="//new/" rel="noopener">a</a> <a href="mailto:x@y.z">b</a></p>'
    assert asked == [f"{OLD}/?p=1&x=2", "mailto:x@y.z"]


@pytest.mark.parametrize(
    ("before", "after", "comparison"),
    [
        ("One <b>t</b>wo\n\nthree", "<p>One <strong>t</strong>wo</p><p>three</p>", Comparison()),
        ("<!-- x --><script>y</script>One [gallery]", "<p>One</p>", Comparison()),
        ("m<sup>2</sup> ŠĆ", "<p>m² šć</p>", Comparison()),
        ("[box]One[/box]", "<p>[box]One[/box]</p>", Comparison()),
        ("One two three two", "<p>One two four</p>", Comparison(
            missing=2, new=1, missing_samples=("three two",), new_samples=("four",))),
        ('See https://a.example/x', '<p>See <a href="https://a.example/x">it</a></p>', Comparison(
            new=1, new_samples=("it",))),
    ],
)  # fmt: skip
def test_two_texts_are_compared_by_what_a_reader_sees(before, after, comparison):
    assert same_words(before, after) == comparison
    assert comparison.is_same == (not comparison.missing and not comparison.new)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("Bread &amp; <em>salt</em>", "Bread & salt"),
        ("<p>One</p><p>two<br>three</p>", "One two three"),
        ('One [gallery ids="1"] [box a=1]two[/box] [sic]', "One two [sic]"),
        ("[VIDEO] 5 < 6 &#8211; &nbsp; x", "[VIDEO] 5 < 6 – x"),
        ("<script>x</script><!-- more -->One<img alt='x'>", "One"),
        ("\ud800\x00One", "\ufffdOne"),
        ("", ""),
    ],
)
def test_titles_are_plain_words(html, words):
    assert plain(html) == words


def test_every_loss_has_a_name_for_people():
    text = "<form>x</form><!-- wp:calendar /--><iframe src='https://a.example'></iframe><!--more-->"

    names = [named(loss.code) for loss in settled(text).losses]

    assert names == [
        "Blocks of the kind “calendar”, which the old site filled",
        "Markup of the kind “form”",
        "Frames of other sites that are links now",
        "Marks where the front page cut the text off",
    ]
