"""Bodies of Ghost's editors as plain HTML."""

import json

import nh3
import pytest

from articles.embeds import recognise
from portal.moving.ghost.bodies import choose
from portal.moving.ghost.bodies.cards import CARDS, LEFT_OUT
from portal.moving.ghost.values import Row

IMAGE = '<figure class="wp-block-image"><img src="/a.jpg" alt=""></figure>'


def lexical(*children):
    return json.dumps({"root": {"type": "root", "children": children}})


def mobiledoc(*sections, **lists):
    empty = {"markups": [], "atoms": [], "cards": []}
    return json.dumps({"version": "0.3.1", "sections": sections} | empty | lists)


def text(words, bits=0):
    return {"type": "extended-text", "text": words, "format": bits}


def paragraph(*children):
    return {"type": "paragraph", "children": children}


def chosen(**columns):
    return choose(Row(columns), name="“Post”")


def html_of(*children):
    found = chosen(lexical=lexical(*children))
    assert found.notices == ()
    return found.html


def said(found):
    return [(notice.code, notice.text) for notice in found.notices]


@pytest.mark.parametrize(
    ("bits", "html"),
    [
        (0, "a &lt; b"),
        (1, "<strong>a &lt; b</strong>"),
        (2, "<em>a &lt; b</em>"),
        (4, "<s>a &lt; b</s>"),
        (8, "<u>a &lt; b</u>"),
        (16, "<code>a &lt; b</code>"),
        (32, "<sub>a &lt; b</sub>"),
        (64, "<sup>a &lt; b</sup>"),
        (3, "<strong><em>a &lt; b</em></strong>"),
        (1024, "a &lt; b"),
        ("bold", "a &lt; b"),
    ],
)
def test_a_text_has_the_marks_of_its_format(bits, html):
    assert html_of(paragraph(text("a < b", bits))) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("node", "html"),
    [
        ({"type": "heading", "tag": "h3", "children": [text("a")]}, "<h3>a</h3>"),
        ({"type": "extended-heading", "tag": "script", "children": [text("a")]}, "<h2>a</h2>"),
        ({"type": "extended-quote", "children": [text("a")]}, "<blockquote>a</blockquote>"),
        ({"type": "aside", "children": [text("a")]},
         '<blockquote class="kg-blockquote-alt">a</blockquote>'),
        ({"type": "code", "language": "js", "children": [
            {"type": "code-highlight", "text": "a <"}, {"type": "linebreak"}, text("b")]},
         '<pre><code class="language-js">a &lt;\nb</code></pre>'),
        (paragraph(text("a"), {"type": "linebreak"}, text("b"), {"type": "tab"}, text("c")),
         "<p>a<br>b\tc</p>"),
        (paragraph({"type": "link", "url": '/a?b&"', "children": [text("c", 1)]}),
         '<p><a href="/a?b&amp;&quot;"><strong>c</strong></a></p>'),
        (paragraph({"type": "autolink", "url": "", "children": [text("c")]}), "<p>c</p>"),
        (paragraph(text("a"), {"type": "zwnj"}, {"type": "tk", "text": "TK"}), "<p>aTK</p>"),
    ],
)  # fmt: skip
def test_the_parts_of_a_text_are_the_elements_of_html(node, html):
    assert html_of(node) == html


def test_a_list_of_the_next_level_is_in_the_item_before_it():
    inner = {"type": "list", "listType": "number", "start": 3, "children": [
        {"type": "listitem", "children": [text("a1")]}]}  # fmt: skip
    outer = {"type": "list", "listType": "bullet", "children": [
        {"type": "listitem", "children": [text("a")]},
        {"type": "listitem", "children": [inner]},
        {"type": "listitem", "children": [text("b")]}]}  # fmt: skip

    assert html_of(outer) == '<ul><li>a<ol start="3"><li>a1</li></ol></li><li>b</li></ul>'


CARD_CASES = [
    ("image", {"src": "/a.jpg", "alt": '"A"', "caption": "By <b>me</b>", "href": "/b"},
     ('<figure class="wp-block-image"><a href="/b"><img src="/a.jpg" alt="&quot;A&quot;"></a>'
      "<figcaption>By <b>me</b></figcaption></figure>")),
    ("image", {"src": "", "caption": "Words stay"}, "<p>Words stay</p>"),
    ("gallery", {"images": [{"src": "/a.jpg"}, {"src": "/a.jpg"}, "no"], "caption": "<p>Two</p>"},
     f'<figure class="wp-block-gallery">{IMAGE}{IMAGE}<figcaption>Two</figcaption></figure>'),
    ("bookmark", {"url": "https://x.example/", "caption": "Why", "metadata": {
        "title": "A & B", "description": "<i>", "author": "C", "publisher": "D"}},
     '<p><a href="https://x.example/">A &amp; B</a><br>&lt;i&gt;<br>C · D<br>Why</p>'),
    ("embed", {"url": "https://vimeo.com/76979871?a&b", "html": "<iframe>", "caption": "Film"},
     ('<figure class="wp-block-embed">https://vimeo.com/76979871?a&amp;b<figcaption>Film'
      "</figcaption></figure>")),
    ("embed", {"url": "javascript:alert(1)", "html": "<iframe src='https://a.example'></iframe>"},
     "<figure class=\"wp-block-embed\"><iframe src='https://a.example'></iframe></figure>"),
    ("html", {"html": "<div class=x>a</div>"}, "<div class=x>a</div>"),
    ("markdown", {"markdown": "# A\n\nb *c*\nd ~~e~~"},
     "<h1>A</h1>\n<p>b <em>c</em><br />\nd <s>e</s></p>\n"),
    ("codeblock", {"code": "a < b", "language": "c", "caption": "Less"},
     '<pre><code class="language-c">a &lt; b</code></pre><p>Less</p>'),
    ("callout", {"calloutEmoji": "💡", "calloutText": "<p>Mind <b>this</b></p>"},
     "<p>💡 Mind <b>this</b></p>"),
    ("callout", {"calloutEmoji": "", "calloutText": "Mind this"}, "<p>Mind this</p>"),
    ("toggle", {"heading": "<span>Why</span>", "content": "<p>So.</p><p>And so.</p>"},
     "<h4><span>Why</span></h4><p>So.</p><p>And so.</p>"),
    ("button", {"buttonText": "Give <3", "buttonUrl": "/give"},
     '<p><a href="/give">Give &lt;3</a></p>'),
    ("product", {"productTitle": "Book", "productDescription": "Good", "productImageSrc": "/a.jpg",
                 "productRatingEnabled": True, "productStarRating": 4,
                 "productButtonEnabled": True, "productButton": "Buy", "productUrl": "/buy"},
     f'{IMAGE}<h4>Book</h4><p>★★★★☆</p><p>Good</p><p><a href="/buy">Buy</a></p>'),
    ("product", {"productTitle": "Book", "productButton": "Buy", "productUrl": "/buy"},
     "<h4>Book</h4>"),
    ("audio", {"src": "/a.mp3", "title": "Talk"},
     ('<figure class="wp-block-audio"><audio src="/a.mp3" controls="controls">'
      '<a href="/a.mp3">Talk</a></audio></figure>')),
    ("video", {"src": "/a.mp4", "fileName": "a.mp4", "caption": "Film"},
     ('<figure class="wp-block-video"><video src="/a.mp4" controls="controls">'
      '<a href="/a.mp4">a.mp4</a></video><figcaption>Film</figcaption></figure>')),
    ("file", {"src": "/a.pdf", "fileTitle": "Report", "fileName": "a.pdf", "fileCaption": "2024"},
     '<p class="wp-block-file"><a href="/a.pdf">Report</a><br>2024</p>'),
    ("header", {"version": 2, "header": "Big", "subheader": "<span>small</span>",
                "buttonEnabled": True, "buttonText": "Go", "buttonUrl": "/go",
                "backgroundImageSrc": "/a.jpg"},
     f'{IMAGE}<h2>Big</h2><p><span>small</span></p><p><a href="/go">Go</a></p>'),
    ("call-to-action", {"textValue": "<p>Read us</p>", "showButton": True, "buttonText": "Go",
                        "buttonUrl": "/go", "hasSponsorLabel": True, "sponsorLabel": "<p>AD</p>",
                        "hasImage": True, "imageUrl": "/a.jpg"},
     f'<p>AD</p>{IMAGE}<p>Read us</p><p><a href="/go">Go</a></p>'),
    ("before-after", {"beforeImage": {"src": "/a.jpg"}, "afterImage": {"src": "/a.jpg"}},
     f'<figure class="wp-block-gallery">{IMAGE}{IMAGE}</figure>'),
    ("nft", {"url": "https://a.example/1"},
     '<figure class="wp-block-embed">https://a.example/1</figure>'),
    ("horizontalrule", {}, "<hr>"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "card", "html"), CARD_CASES)
def test_a_card_keeps_its_words_and_addresses_in_both_editors(name, card, html):
    in_lexical = chosen(lexical=lexical({"type": name, "version": 1, **card}))
    in_mobiledoc = chosen(mobiledoc=mobiledoc([10, 0], cards=[[name, card]]))

    assert in_lexical.html == in_mobiledoc.html == html
    assert in_lexical.notices == in_mobiledoc.notices == ()


def test_all_cards_have_been_seen():
    other_names = {"card-markdown": "markdown", "code": "codeblock", "hr": "horizontalrule"}

    assert {name for name, *_ in CARD_CASES} | other_names.keys() == CARDS.keys()


def test_an_embed_is_known_by_its_address_alone():
    html = html_of({"type": "embed", "url": "https://youtu.be/abcdefghijk", "html": "<iframe>"})

    address = html.removeprefix('<figure class="wp-block-embed">').removesuffix("</figure>")
    assert recognise(address).provider == "YouTube"


@pytest.mark.parametrize("name", sorted(LEFT_OUT))
def test_a_card_with_nothing_for_readers_is_left_out_and_named(name):
    card = {"type": name, "html": "<p>Hidden</p>", "header": "Hidden"}

    found = chosen(lexical=lexical(card, paragraph(text("Shown")), card))

    assert found.html == "<p>Shown</p>"
    ((code, words),) = said(found)
    assert code == "lost-card"
    assert f"{name} × 2" in words


@pytest.mark.parametrize(
    "visibility", [{"web": {"nonMember": False}}, {"showOnWeb": False, "showOnEmail": True}]
)
def test_a_card_that_only_members_saw_is_not_shown_to_everybody(visibility):
    hidden = {"type": "html", "html": "<p>Hidden</p>", "visibility": visibility}
    shown = {"type": "html", "html": "<p>Shown</p>", "visibility": {"web": {"nonMember": True}}}

    found = chosen(lexical=lexical(hidden, shown))

    assert found.html == "<p>Shown</p>"
    assert [code for code, _ in said(found)] == ["lost-card"]


def test_what_is_not_known_keeps_its_words_and_is_named():
    found = chosen(
        lexical=lexical(
            {"type": "poll", "title": "Yes or no?", "backgroundColor": "grey"},
            {"type": "box", "children": [paragraph(text("Inside"))]},
            {"text": "No type"},
        )
    )

    assert [words in found.html for words in ("Yes or no?", "Inside", "No type")] == [True] * 3
    assert "grey" not in found.html
    ((code, words),) = said(found)
    assert code == "lost-unknown-card"
    assert "? × 1, box × 1, poll × 1" in words


def test_mobiledoc_opens_and_closes_its_marks_across_pieces_of_text():
    marks = [["strong"], ["em"], ["a", ["rel", "x", "href", "/a"]], ["blink"]]
    line = [[0, [2, 0], 0, "a"], [0, [1], 2, "b"], [0, [], 1, "c"], [0, [3, 0], 0, "<d"]]

    found = chosen(mobiledoc=mobiledoc([1, "p", line], markups=marks))

    assert found.html == (
        '<p><a href="/a"><strong>a<em>b</em></strong>c</a><strong>&lt;d</strong></p>'
    )
    assert "blink × 1" in said(found)[0][1]


def test_mobiledoc_has_sections_of_five_kinds():
    atoms = [["soft-return", "", {}], ["mention", "@me", {}]]
    line = [[0, [], 0, "a"], [1, [], 0, 0], [1, [], 0, 1]]
    sections = [
        [1, "h2", line, ["data-md-text-align", "center"]],
        [1, "aside", [[0, [], 0, "b"]]],
        [1, "marquee", [[0, [], 0, "c"]]],
        [2, "/a.jpg"],
        [3, "ol", [[[0, [], 0, "d"]], [[0, [], 0, "e"]]]],
        [10, 0],
        [99, 0],
    ]

    found = chosen(mobiledoc=mobiledoc(*sections, atoms=atoms, cards=[["hr", {}]]))

    assert found.html == (
        '<h2>a<br>@me</h2><blockquote class="kg-blockquote-alt">b</blockquote><p>c</p>'
        f"{IMAGE}<ol><li>d</li><li>e</li></ol><hr>"
    )
    assert "99 × 1, marquee × 1, mention × 1" in said(found)[0][1]


def test_the_last_editor_that_saved_a_post_has_its_text():
    columns = {
        "lexical": lexical(paragraph(text("lexical"))),
        "mobiledoc": mobiledoc([1, "p", [[0, [], 0, "mobiledoc"]]]),
        "html": "<p>html</p>",
    }

    assert chosen(**columns).html == "<p>lexical</p>"
    assert chosen(**columns | {"lexical": None}).html == "<p>mobiledoc</p>"
    assert chosen(**columns | {"lexical": "", "mobiledoc": ""}).html == "<p>html</p>"


@pytest.mark.parametrize(
    "broken",
    ["{", "[]", "7", '{"root": 7}', '{"root": {"children": {}}}', lexical(), 7, ["a"],
     '{"version": "0.2.0", "sections": []}', '{"version": "0.3.1", "sections": 7}',
     "[" * 200_000, "1" * 5000],
)  # fmt: skip
@pytest.mark.parametrize("column", ["lexical", "mobiledoc"])
def test_a_text_that_cannot_be_read_is_taken_from_its_html(column, broken):
    with_html = chosen(**{column: broken, "html": "<p>html</p>"})
    alone = chosen(**{column: broken})

    assert with_html.html == "<p>html</p>"
    assert [code for code, _ in said(with_html)] == ["repaired-body"]
    assert alone.html == ""
    assert {code for code, _ in said(alone)} <= {"lost-body"}


@pytest.mark.parametrize("kind", ["quote", "link", "listitem", "list", "box"])
def test_words_in_the_deepest_tree_are_kept(kind):
    node = {"type": kind, "url": "/a", "children": [text("word")]}
    for _ in range(300):
        node = {"type": kind, "url": "/a", "children": [node]}

    found = chosen(lexical=lexical(node, paragraph(text("after"))))

    assert "word" in found.html
    assert found.html.endswith("<p>after</p>")
    assert found.html.count("<") < 500
    assert [code for code, _ in said(found)] != []


@pytest.mark.parametrize(
    "fragment",
    ["<!-- never", "<script>alert(1)", "<textarea>", "<style><b>", "<a href=", "<plaintext>",
     "<iframe src=x>", "<title>x</title><title>", "<!-- a --><!-- b", "<a <b", "</b </i"],
)  # fmt: skip
def test_html_that_is_left_open_hides_nothing_of_what_follows(fragment):
    found = chosen(lexical=lexical({"type": "html", "html": fragment}, paragraph(text("after"))))

    assert "after" in cleaned(found.html)


def cleaned(html):
    """What a browser would show of it."""
    return nh3.clean(html, tags={"p"})


def test_scripts_in_plain_fields_are_words():
    evil = '"><script>alert(1)</script>'
    nodes = [
        {"type": "image", "src": evil, "alt": evil, "href": evil},
        {"type": "bookmark", "url": evil, "metadata": {"title": evil, "description": evil}},
        {"type": "button", "buttonUrl": evil, "buttonText": evil},
        {"type": "file", "src": evil, "fileTitle": evil, "fileCaption": evil},
        {"type": "audio", "src": evil, "title": evil},
        {"type": "codeblock", "code": evil, "language": evil},
        {"type": "embed", "url": "https://a.example/" + evil},
        paragraph(text(evil), {"type": "link", "url": evil, "children": []}),
    ]

    assert "<script" not in html_of(*nodes)
