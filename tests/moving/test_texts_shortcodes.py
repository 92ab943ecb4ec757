"""What shortcodes become, and which words in brackets are some."""

import pytest

from portal.moving.texts import Picture, convert
from tests.moving.texts import FILM, OLD, TUBE, lost, ours, picture, settled

IMAGE = f'<a href="{OLD}/a.jpg"><img src="{OLD}/a-300x200.jpg" alt="A" class="wp-image-4" /></a>'
SONG = "https://files.example/song.mp3"
PLAYED = f'<figure data-embed="{SONG}"><a href="{SONG}" rel="noopener">files.example</a></figure>'
TWEET = "https://x.com/i/status/123"
TWEETED = f'<figure data-embed="{TWEET}"><a href="{TWEET}" rel="noopener">X</a></figure>'


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (f'[caption id="attachment_4" width="3"]{IMAGE} Below <em>it</em>[/caption]',
         picture(1, alt="A", caption="Below <em>it</em>")),
        (f'[caption width="3" caption="Below &lt;em&gt;it&lt;/em&gt;"]{IMAGE}[/caption]',
         picture(1, alt="A", caption="Below <em>it</em>")),
        (f"[wp_caption caption='<a href=\"/x\">Below</a>']{IMAGE}[/wp_caption]",
         picture(1, alt="A", caption='<a href="/x">Below</a>')),
        (f"One\n[caption]{IMAGE}[/caption]\ntwo", f"<p>One</p>{picture(1, alt='A')}<p>two</p>"),
        (f"<p>[caption]{IMAGE}</p><p>Below[/caption]", picture(1, alt="A", caption="Below")),
        ("[caption]no picture[/caption]", "<p>no picture</p>"),
        ('[gallery ids="4,5"]', picture(1) + picture(2)),
        ("[gallery ids=”4, 5″ columns=2]", picture(1) + picture(2)),
        ("[gallery include=4]", picture(1)),
        (f"[embed]{TUBE}[/embed]", FILM),
        (f'[embed width="9"]<a href="{TUBE}">x</a>[/embed]', FILM),
        (f"One\n{TUBE}\ntwo", f"<p>One</p>{FILM}<p>two</p>"),
        (f"One\n\n  {TUBE}  \n\ntwo", f"<p>One</p>{FILM}<p>two</p>"),
        (f"<p>{TUBE}</p>", FILM),
        (f"See {TUBE}", f"<p>See {TUBE}</p>"),
        (f"<li>{TUBE}</li>", f"<p>{TUBE}</p>"),
        ("https://other.example/a?b&amp;c\n\nOne",
         ('<p><a href="https://other.example/a?b&amp;c" rel="noopener">'
         "https://other.example/a?b&amp;c</a></p><p>One</p>")),
        (f"[audio {SONG}]", PLAYED),
        (f'[audio ogg="x.wav" mp3="{SONG}"][/audio]', PLAYED),
        (f"[youtube={TUBE}&w=640]", FILM),
        (f"[youtube {TUBE}&amp;h=3]", FILM),
        ("[youtube abcdefghijk]", FILM),
        ('[youtube id="abcdefghijk"]', FILM),
        ("[youtube]abcdefghijk[/youtube]", FILM),
        ("[vimeo 76979871]", ('<figure data-embed="https://vimeo.com/76979871">'
         '<a href="https://vimeo.com/76979871" rel="noopener">Vimeo</a></figure>')),
        ('[soundcloud url="https://soundcloud.com/a/b" params="x"]',
         ('<figure data-embed="https://soundcloud.com/a/b">'
         '<a href="https://soundcloud.com/a/b" rel="noopener">SoundCloud</a></figure>')),
        ("[tweet 123]", TWEETED),
        ("[tweet https://twitter.com/i/status/123]", TWEETED),
        ("[[gallery]] and [[caption]x[/caption]]", "<p>[gallery] and [caption]x[/caption]</p>"),
        (f'<a href="{OLD}" title="[gallery]">x</a>',
         f'<p><a href="{OLD}" title="[gallery]" rel="noopener">x</a></p>'),
        ("[/caption] [caption", "<p>[/caption] [caption</p>"),
    ],
)  # fmt: skip
def test_each_known_shortcode_has_its_form_here_and_loses_nothing(text, body):
    result = settled(text)

    assert result.body == body
    assert not result.losses
    assert not result.shortcodes


@pytest.mark.parametrize(
    ("text", "address", "code"),
    [
        (f'[video mp4="{OLD}/v.mp4"][/video]', f"{OLD}/v.mp4", "video"),
        ("[googlemaps https://maps.google.com/maps?q=x&output=embed]",
         "https://maps.google.com/maps?q=x&output=embed", "embed"),
        ("[embed]https://unknown.example/x[/embed]", "https://unknown.example/x", "embed"),
        ("[dailymotion x1y2]", "https://www.dailymotion.com/video/x1y2", "embed"),
        ("https://www.dailymotion.com/video/x1", "https://www.dailymotion.com/video/x1", "embed"),
    ],
)  # fmt: skip
def test_what_we_cannot_show_is_a_link_and_a_loss(text, address, code):
    written = address.replace("&", "&amp;")

    assert ours(text) == f'<p><a href="{written}" rel="noopener">{written}</a></p>'
    assert lost(text) == {code: 1}


@pytest.mark.parametrize(
    ("text", "code"), [('[playlist ids="1,2"]', "playlist"), ("[audio]", "audio")]
)
def test_recordings_that_only_the_old_site_knows_are_lost_and_said(text, code):
    assert ours(f"One\n\n{text}") == "<p>One</p>"
    assert lost(text) == {code: 1}


def test_a_gallery_that_names_nothing_shows_what_belongs_to_the_post():
    text = "[gallery]\n\nbetween\n\n[gallery id=12]"
    first, second = (Picture(id=number, address=f"/media/{number}.jpg") for number in (1, 2))

    whole = settled(text, attached={"": [first, second], "12": [second]})

    assert convert(text).attached == ("", "12")
    assert whole.body == picture(1) + picture(2) + "<p>between</p>" + picture(2)
    assert lost(text) == {"gallery": 2}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ('[box color="red"]Words[/box]', {"box": 1}),
        ("[one_half]Words", {"one_half": 1}),
        ("[ad /] words", {"ad": 1}),
        ("[Contact-Form-7 id=3 title='x']", {"Contact-Form-7": 1}),
        ("One\n\n[newsletter]\n\ntwo", {"newsletter": 1}),
        ("[a]x[/a] [a]y[/a] [b]z[/b]", {"a": 2, "b": 1}),
        ("[outer][inner x=1][/outer]", {"outer": 1, "inner": 1}),
        ("[x y=1][x y=2][x y=3]", {"x": 3}),
        ("He said [sic] and [he] left [1] […] [Photo: agency] [ box x=1 ]", {}),
        ("[sic]\n\n[Photo]\n\n[continues below]", {}),
        ("[[foo a=1]] [link](https://x.example)", {}),
        ("a[0] = b[i] = [c=", {}),
    ],
)
def test_what_looks_like_a_shortcode_is_counted_and_stays_in_sight(text, counted):
    result = settled(text)

    assert result.shortcodes == counted
    assert "".join(result.body.split()).count("]") >= text.replace("]]", "]").count("]")
    assert not result.losses
