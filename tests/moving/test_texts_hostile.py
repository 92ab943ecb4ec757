"""Texts made to harm: nothing runs, nothing escapes, nothing takes long."""

import pickle
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.editor import allowlist
from portal.moving.texts import convert, originals, plain, same_words, settle
from portal.moving.texts.results import Picture
from tests.moving.texts import is_canonical, settled

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
PIECES = [
    "<p>", "</p>", "<b>", "</b>", "<em>", "<a href='/x'>", "</a>", "<ul><li>", "</li></ul>",
    "<table><tr><td>", "</td></tr></table>", "<figure>", "</figure>", "<figcaption>",
    "</figcaption>", "<img src='a.jpg' alt='alt'>", "<blockquote>", "</blockquote>", "<pre>",
    "</pre>", "<br>", "\n", "\n\n", "<span class='credit'>", "</span>", "<sup>", "2", "</sup>",
    "<!-- wp:image {\"id\":3} -->", "<!-- /wp:image -->", "<!-- wp:html -->", "<!-- /wp:html -->",
    "[caption caption='cap']", "[caption]", "[/caption]", "[gallery ids='1']", "[box a=1]",
    "[/box]", "[[box]]", "<script>", "</script>", "<video src='v.mp4'>", "</video>", "<svg>",
    "</svg>", "<noscript>", "</noscript>", "<dl><dt>", "</dl>", "&amp;", "<", ">", "<!--", "-->",
    "<div class='wp-caption'>", "</div>", "<cite>", "</cite>", "<ul class='gallery'>", "\ud800",
]  # fmt: skip


class _Page(HTMLParser):
    """What a browser would find in a text that can do anything."""

    def __init__(self, body):
        super().__init__()
        self.active = []
        self.feed(body)
        self.close()

    def handle_starttag(self, tag, attrs):
        allowed = allowlist()
        if tag not in allowed["tags"]:
            self.active.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name == "href" and not re.match("https?:|/", value)):
                self.active.append(f"{name}={value}")


@pytest.mark.parametrize(
    "text",
    [
        SCRIPT,
        f"<p title='{SCRIPT}' onclick=\"x()\">x</p>",
        f'<a href="javascript:alert(1)" title=\'{SCRIPT}\'>x</a>',
        "<a href=' java\nscript:alert(1)'>x</a><a href='&#106;avascript:alert(1)'>y</a>",
        f"[caption caption='{SCRIPT}' id='{SCRIPT}']<img src=a.jpg alt='{SCRIPT}'>{SCRIPT}",
        f"[media-credit name='{SCRIPT}']<img src=a.jpg>[/media-credit]",
        "[embed]javascript:alert(1)[/embed][embed]data:text/html,x[/embed]",
        f"[embed]https://x.example/{SCRIPT}[/embed]",
        "[youtube javascript:alert(1)][audio src='javascript:alert(1)']",
        f"<iframe src='javascript:alert(1)'>{SCRIPT}</iframe><iframe srcdoc='{SCRIPT}'></iframe>",
        "<object data='data:text/html,x'><embed src='javascript:alert(1)'></object>",
        f'<!-- wp:embed {{"url":"javascript:alert(1)"}} -->{SCRIPT}<!-- /wp:embed -->',
        '<!-- wp:cover {"url":"x\\u0022><script>alert(1)</script>"} /-->',
        "<svg><script>alert(1)</script><a xlink:href='javascript:x'>t</a></svg>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        f"<figure><img src=a.jpg><figcaption></figure>{SCRIPT}</figcaption></figure>",
        "<img data-shown='0'><figure data-embed='javascript:alert(1)'></figure>",
        "<!--><script>alert(1)</script-->",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "[ga<b>llery ids='1'][[<script>alert(1)</script>]]",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["wordpress", "html"])
def test_no_script_comes_along_from_anywhere(text, form):
    body = settled(text, form=form).body

    assert not _Page(body).active
    assert is_canonical(body)


def test_what_our_library_and_the_caller_say_is_escaped_as_well():
    converted = convert("<img src='a.jpg'><a href='/x'>x</a>")
    told = Picture(id=1, address=f"/a.jpg{SCRIPT}", alt=SCRIPT, caption=SCRIPT)

    body = settle(converted, pictures={0: told}, links=lambda _address: f"/y{SCRIPT}").body

    assert not _Page(body).active


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<p><b><i>", "<blockquote>", "<ul><li>", "<table><tr><td>", "<figure>", "[box a=1]",
     "[caption]", "<!-- wp:group -->", "<a href=x>", "<blockquote class='twitter-tweet'>"],
)  # fmt: skip
def test_words_and_pictures_are_kept_however_deep_they_stand(piece):
    result = settled(f"{piece * 300}word and word{'</b>' * 300}<img src='a.jpg'><br>word")

    assert "word and word" in re.sub("<[^>]*>", "", result.body)
    assert "/media/1.jpg" in result.body
    assert is_canonical(result.body)
    assert "words" not in [loss.code for loss in result.losses]


@pytest.mark.parametrize(
    "piece",
    ["[", "<", "<!--", "<p>", "\n", "\n \n", " ", "[caption", "[caption]", "<a b='>", "[a]",
     "<!-- wp:a {", "<script>", "<script", "<video>", "&", "a= ", "</b>", "x://", "<td>", "-1x1",
     "<blockquote class='twitter-tweet'>", "[[a]]", "<noscript><img>"],
)  # fmt: skip
def test_much_of_anything_comes_to_an_end(piece):
    text = f"{piece * (40_000 // len(piece))} <p>the end</p>"

    body = settled(text).body

    assert is_canonical(body)
    assert same_words(text, body).missing == 0
    assert plain(text).endswith("the end")
    assert originals(f"/{text}.jpg")[0] == f"/{text}.jpg"


@pytest.mark.parametrize(
    "text",
    [
        f"<img src='{'lazy' * 50_000}.jpg'>",
        f"<img src='data:x' data-src='/{'placeholder-lazy-' * 10_000}'>",
        f"<iframe src='https://vimeo.com/moogaloop.swf?{'clip_id=&' * 20_000}'></iframe>",
        "<iframe src='https://vimeo.com/moogaloop.swf?a&b&clip_id'></iframe>" * 2_000,
        f"<figure><img src='a.jpg'>{'<span class=credit>A</span>' * 5_000}</figure>",
    ],
    ids=["lazy", "put-off", "long-player", "players", "credits"],
)
def test_much_in_one_attribute_comes_to_an_end(text):
    assert is_canonical(settled(f"{text}<p>the end</p>").body)


def test_words_of_a_drawing_are_kept_and_the_drawing_is_told():
    result = settled("<svg><text>Chart words</text></svg>")

    assert "Chart words" in result.body
    assert "element:svg" in [loss.code for loss in result.losses]


def test_what_is_on_its_way_can_be_sent_to_another_process():
    converted = convert('One [box a=1] <img src="a.jpg"> <!-- wp:x /--> \ud800')

    assert pickle.loads(pickle.dumps(converted)) == converted  # noqa: S301 -- of our own


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=25))
@settings(max_examples=60, deadline=None)
def test_no_word_vanishes_unsaid_and_cleaning_again_changes_nothing(pieces):
    text = "".join(f"{piece} word{place} " for place, piece in enumerate(pieces))

    result = settled(text)

    assert is_canonical(result.body)
    converted = convert(text)
    beside = " ".join(shown.credit for shown in converted.shown)
    words = re.findall(r"\bword\d+\b", converted.said)
    gone = [word for word in words if word not in f"{result.body} {beside}"]
    assert not gone or "words" in [loss.code for loss in result.losses]
