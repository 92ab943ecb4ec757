"""Which addresses stand for something of another site, and what is shown in their place."""

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.embeds import HOSTS, recognise
from articles.embeds.providers import PROVIDERS, WRAPPERS

PLAYERS = {provider.player for provider in PROVIDERS}
YOUTUBE, OSM = "https://www.youtube.com/", "https://www.openstreetmap.org/"
TUBE_FRAME = "https://www.youtube-nocookie.com/embed/"
MAP_FRAME = f"{OSM}export/embed.html?bbox="
FACEBOOK, FACEBOOK_QUOTED = "https://www.facebook.com/", "https%3A%2F%2Fwww.facebook.com%2F"
VIMEO, VIMEO_FRAME = "https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"
X_FRAME = "https://platform.twitter.com/embed/Tweet.html?dnt=true&id="
SPOTIFY = "https://open.spotify.com/"
GOOGLE = "https://www.google.com/maps"
PODCAST = "podcasts.apple.com/rs/podcast/ime/id123"


def seen(text):
    """What is told of it in one line, and its frame."""
    found = recognise(text)
    return found and (found.provider, found.kind, found.shape, found.address, found.frame)


@pytest.mark.parametrize(
    ("text", "shape", "address", "frame"),
    [
        (f"{YOUTUBE}watch?v=abcdefghi-_", "wide", "watch?v=abcdefghi-_", "abcdefghi-_"),
        ("https://youtu.be/abcdefghijk?si=x", "wide", "watch?v=abcdefghijk", "abcdefghijk"),
        ("http://m.youtube.com/watch?app=x&v=abcdefghijk&t=1m30s&utm_source=y", "wide",
         "watch?v=abcdefghijk&t=90s", "abcdefghijk?start=90"),
        ("https://youtu.be/abcdefghijk?t=1h2m3s", "wide",
         "watch?v=abcdefghijk&t=3723s", "abcdefghijk?start=3723"),
        (f"{YOUTUBE}watch?v=abcdefghijk&t=soon", "wide", "watch?v=abcdefghijk", "abcdefghijk"),
        (f"{YOUTUBE}embed/abcdefghijk?start=3661", "wide",
         "watch?v=abcdefghijk&t=3661s", "abcdefghijk?start=3661"),
        ("//www.youtube-nocookie.com/embed/abcdefghijk", "wide",
         "watch?v=abcdefghijk", "abcdefghijk"),
        (f"{YOUTUBE}live/abcdefghijk?feature=share", "wide", "watch?v=abcdefghijk", "abcdefghijk"),
        ("www.youtube.com/shorts/abcdefghijk/", "tall", "shorts/abcdefghijk", "abcdefghijk"),
    ],
)  # fmt: skip
def test_a_video_of_youtube_has_one_address_and_a_frame_without_cookies(
    text, shape, address, frame
):
    assert seen(text) == ("YouTube", "video", shape, YOUTUBE + address, TUBE_FRAME + frame)


@pytest.mark.parametrize(
    ("text", "provider", "kind", "shape", "address", "frame"),
    [
        ("https://vimeo.com/channels/staff/76979871#t=9", "Vimeo", "video", "wide",
         VIMEO, VIMEO_FRAME),
        ("https://player.vimeo.com/video/76979871?h=abcdef12&title=0", "Vimeo", "video", "wide",
         f"{VIMEO}/abcdef12", f"{VIMEO_FRAME}&h=abcdef12"),
        ("https://twitter.com/nobody/status/123/photo/1?s=20", "X", "post", "post",
         "https://x.com/nobody/status/123", f"{X_FRAME}123"),
        ("https://x.com/i/web/status/123", "X", "post", "post",
         "https://x.com/i/status/123", f"{X_FRAME}123"),
        ("https://platform.twitter.com/embed/Tweet.html?dnt=true&id=123", "X", "post", "post",
         "https://x.com/i/status/123", f"{X_FRAME}123"),
        (f"{FACEBOOK}page/posts/pfbid0?__tn__=x", "Facebook", "post", "post",
         f"{FACEBOOK}page/posts/pfbid0",
         f"{FACEBOOK}plugins/post.php?href={FACEBOOK_QUOTED}page%2Fposts%2Fpfbid0&show_text=true"),
        ("https://m.facebook.com/story.php?id=2&story_fbid=1", "Facebook", "post", "post",
         f"{FACEBOOK}permalink.php?story_fbid=1&id=2",
         (f"{FACEBOOK}plugins/post.php?href={FACEBOOK_QUOTED}permalink.php%3Fstory_fbid%3D1%26id%3D2"
         "&show_text=true")),
        (f"{FACEBOOK}photo.php?fbid=12&set=x", "Facebook", "post", "post",
         f"{FACEBOOK}photo/?fbid=12",
         f"{FACEBOOK}plugins/post.php?href={FACEBOOK_QUOTED}photo%2F%3Ffbid%3D12&show_text=true"),
        (f"{FACEBOOK}plugins/video.php?width=5&href={FACEBOOK_QUOTED}page%2Fvideos%2F12%2F",
         "Facebook", "video", "wide", f"{FACEBOOK}page/videos/12/",
         (f"{FACEBOOK}plugins/video.php?href={FACEBOOK_QUOTED}page%2Fvideos%2F12%2F"
         "&show_text=false")),
        (f"{FACEBOOK}watch/?v=12", "Facebook", "video", "wide", f"{FACEBOOK}watch/?v=12",
         f"{FACEBOOK}plugins/video.php?href={FACEBOOK_QUOTED}watch%2F%3Fv%3D12&show_text=false"),
        (f"{FACEBOOK}reel/12/", "Facebook", "video", "tall", f"{FACEBOOK}reel/12",
         f"{FACEBOOK}plugins/video.php?href={FACEBOOK_QUOTED}reel%2F12&show_text=false"),
        ("https://instagram.com/nobody/reel/Cab-D_/?igsh=x", "Instagram", "post", "post",
         "https://www.instagram.com/reel/Cab-D_/",
         "https://www.instagram.com/reel/Cab-D_/embed/captioned/"),
        ("https://www.tiktok.com/@no.body/video/71234567?lang=sr", "TikTok", "video", "post",
         "https://www.tiktok.com/@no.body/video/71234567",
         "https://www.tiktok.com/embed/v2/71234567"),
        ("https://www.tiktok.com/player/v1/71234567", "TikTok", "video", "post",
         "https://www.tiktok.com/embed/v2/71234567", "https://www.tiktok.com/embed/v2/71234567"),
        (f"{OSM}#map=14/44.5/20.25&layers=N", "OpenStreetMap", "map", "map",
         f"{OSM}#map=14/44.5/20.25",
         f"{MAP_FRAME}20.22363,44.48746,20.27637,44.51254&layer=mapnik"),
        (f"{OSM}?mlat=44.5&mlon=20.25#map=14/44.51/20.2", "OpenStreetMap", "map", "map",
         f"{OSM}?mlat=44.5&mlon=20.25#map=14/44.5/20.25",
         f"{MAP_FRAME}20.22363,44.48746,20.27637,44.51254&layer=mapnik&marker=44.5,20.25"),
        (f"{MAP_FRAME}20.1%2C44%2C20.2%2C45&amp=1&layer=mapnik", "OpenStreetMap", "map", "map",
         f"{MAP_FRAME}20.1,44,20.2,45&layer=mapnik", f"{MAP_FRAME}20.1,44,20.2,45&layer=mapnik"),
        (f"{GOOGLE}/embed?pb=!1m18!1m12!2sStari%20most", "Google Maps", "map", "map",
         f"{GOOGLE}/embed?pb=!1m18!1m12!2sStari%20most",
         f"{GOOGLE}/embed?pb=!1m18!1m12!2sStari%20most"),
        (f"{GOOGLE}/place/Stari+most/@43.3,17.8,15.2z/data=!3m1", "Google Maps", "map", "map",
         f"{GOOGLE}/place/Stari+most/@43.3,17.8,15z",
         f"{GOOGLE}?q=Stari+most&ll=43.3,17.8&z=15&output=embed"),
        ("https://maps.google.com/maps/@43.3,17.8,15z", "Google Maps", "map", "map",
         f"{GOOGLE}/@43.3,17.8,15z", f"{GOOGLE}?ll=43.3,17.8&z=15&output=embed"),
        (f"{SPOTIFY}intl-de/episode/{'a1' * 11}?si=x", "Spotify", "audio", "bar",
         f"{SPOTIFY}episode/{'a1' * 11}", f"{SPOTIFY}embed/episode/{'a1' * 11}"),
        (f"{SPOTIFY}embed/show/{'a1' * 11}", "Spotify", "audio", "list",
         f"{SPOTIFY}show/{'a1' * 11}", f"{SPOTIFY}embed/show/{'a1' * 11}"),
        ("https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/no/sets/one&color=red",
         "SoundCloud", "audio", "bar", "https://soundcloud.com/no/sets/one",
         "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fno%2Fsets%2Fone"),
        (f"https://{PODCAST}?l=sr&i=45", "Apple Podcasts", "audio", "bar",
         f"https://{PODCAST}?i=45", f"https://embed.{PODCAST}?i=45"),
        (f"https://embed.{PODCAST}", "Apple Podcasts", "audio", "list",
         f"https://{PODCAST}", f"https://embed.{PODCAST}"),
        ("https://a.example/100%20%zz.mp3", "a.example", "audio", "file",
         "https://a.example/100%20%25zz.mp3", "https://a.example/100%20%25zz.mp3"),
        ("https://радио.срб/Emisija%201.MP3?key=a%2Fb&utm_source=x", "радио.срб", "audio", "file",
         "https://xn--80aimyg.xn--90a3ac/Emisija%201.MP3?key=a/b",
         "https://xn--80aimyg.xn--90a3ac/Emisija%201.MP3?key=a/b"),
    ],
)  # fmt: skip
def test_each_provider_is_known_by_the_addresses_that_people_copy(
    text, provider, kind, shape, address, frame
):
    assert seen(text) == (provider, kind, shape, address, frame)


@pytest.mark.parametrize(
    ("code", "address"),
    [
        (('<iframe width="560" src="https://www.youtube.com/embed/abcdefghijk?si=Z&amp;start=5"'
         ' title="A <b>"></iframe>'), f"{YOUTUBE}watch?v=abcdefghijk&t=5s"),
        (('<blockquote class="twitter-tweet"><p>Vest <a href="https://t.co/x">t.co/x</a></p>&mdash;'
         ' <a href="https://twitter.com/nobody/status/12?ref_src=x">May 1</a></blockquote>'
         "<script async src='https://platform.twitter.com/widgets.js'></script>"),
         "https://x.com/nobody/status/12"),
        (('\n<blockquote class="instagram-media" data-instgrm-permalink='
         '"https://www.instagram.com/p/Cab-D_/?utm_source=ig_embed"></blockquote>'),
         "https://www.instagram.com/p/Cab-D_/"),
        (('<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@no/video/71234567">'
         "<section></section></blockquote>"), "https://www.tiktok.com/@no/video/71234567"),
        ('<div class="fb-post" data-href="https://www.facebook.com/page/posts/12"></div>',
         f"{FACEBOOK}page/posts/12"),
        (('<iframe src="https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1">'
         '</iframe><div><a href="https://soundcloud.com/no">no</a> <a href='
         '"https://soundcloud.com/no/one">one</a></div>'), "https://soundcloud.com/no/one"),
        ('<audio controls><source src="https://a.example/x.ogg"></audio>',
         "https://a.example/x.ogg"),
    ],
)  # fmt: skip
def test_the_code_that_a_site_gives_out_stands_for_its_address(code, address):
    found = recognise(code)

    assert found is not None
    assert found.address == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "youtube",
        "https://",
        "https://[::1",
        "javascript:alert(1)//www.youtube.com/watch?v=abcdefghijk",
        "ftp://www.youtube.com/watch?v=abcdefghijk",
        "https://www.youtube.com@evil.example/watch?v=abcdefghijk",
        "https://evil.example@www.youtube.com/watch?v=abcdefghijk",
        "https://evil.example\\@www.youtube.com/watch?v=abcdefghijk",
        "https://www.youtube.com.evil.example/watch?v=abcdefghijk",
        "https://wwwyoutube.com/watch?v=abcdefghijk",
        "https://www.youtube.com./watch?v=abcdefghijk",
        "https://www.youtube.com:8080/watch?v=abcdefghijk",
        "https://www.yоutube.com/watch?v=abcdefghijk",  # a Cyrillic letter
        "https://www.youtube.com/watch?v=abcdefghijk and more",
        "https://www.youtube.com/watch?v=abc\ndefghijk",
        "https://www.youtube.com/watch?v=abcdefghijkl",
        "https://www.youtube.com/watch?v=абвгдежзијк",
        "https://www.youtube.com/somechannel",
        "https://www.youtube.com/embed/videoseries?list=PL0",
        "https://www.youtube.com/embed/live_stream?channel=UC0",
        "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fevil.example%2Fa%2Fposts%2F1",
        "https://www.facebook.com/plugins/post.php?href=javascript%3Aalert(1)",
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fevil.example%2Fx.mp3",
        "https://www.facebook.com/plugins/post.php",
        "https://soundcloud.com/nobody/likes",
        "https://soundcloud.com/discover/sets",
        "https://www.google.com/maps/embed?pb=1m18",
        "https://maps.app.goo.gl/abc",
        "http://a.example/x.mp3",
        "https://127.0.0.1/x.mp3",
        "https://localhost/x.mp3",
        "https://a.example/x.mp3.exe",
        "https://a.example/x.exe?f=.mp3",
        "https://a.example/x.wav",
        "https://www.youtube.com/watch?v=abcdefghijk" + "&a=b" * 50,
        "https://a.example/" + "x" * 4000 + ".mp3",
        '<iframe src="https://evil.example/embed/abcdefghijk"></iframe>',
        '<iframe src="javascript:alert(1)"></iframe>',
        '<iframe srcdoc="https://youtu.be/abcdefghijk"></iframe>',
        '<p>Words with <a href="https://youtu.be/abcdefghijk">a link</a></p>',
        "<" * 100_000,
        "<![foo]>",
        "<iframe src=https://youtu.be/abcdefghijk>" + " " * 40_000 + "x",
    ],
)
def test_whatever_is_not_on_the_list_is_nothing(text):
    assert recognise(text) is None


@given(st.text())
@example("//")
@example("www.")
@example("https://\ud800.mp3")
def test_no_text_does_harm(text):
    for each in (text, f"https://{text}", f"https://a.example/{text}.mp3", f"<iframe src='{text}'"):
        recognise(each)


SIGNS = st.text(st.sampled_from("abc019-_/?&=%#@!,.:+~'\"<> \\Ж\x00"), max_size=20)
AIMED = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["https://", "http://", "//", "javascript://", "https://x@", "https:/\\"]),
    st.sampled_from([*sorted(HOSTS), "a.example", "радио.срб"]),
    st.sampled_from(
        ["/", ":80/", ".evil.example/", "/watch?v=abcdefghijk&t=", "/x.mp3?", "/#map=9/1/2&"]
    ),
    SIGNS,
    st.sampled_from(["", ".mp3", "/posts/1", "/status/1", "/one", "/id1?i=2", "abcdefghijk"]),
)  # fmt: skip


@settings(max_examples=500)
@given(AIMED)
def test_what_is_recognised_leads_only_where_the_list_says(text):
    found = recognise(text)
    if found is None:
        return

    assert recognise(found.address) == found
    assert re.fullmatch(r"https://[!#-;=?-_a-z~]+", found.address)
    assert re.fullmatch(r"https://[!#-;=?-_a-z~]+", found.frame)
    if found.shape == "file":
        assert found.frame == found.address
    else:
        assert urlsplit(found.address).hostname in HOSTS
        assert found.player in PLAYERS
        assert found.frame.startswith(f"{found.player}/")


def test_hosts_are_exact_and_frames_come_by_https():
    assert all(re.fullmatch(r"[a-z.-]+", host) for host in HOSTS)
    assert all(re.fullmatch(r"https://[a-z.-]+", player) for player in PLAYERS)
    assert all(provider.frame.startswith("/") for provider in PROVIDERS)
    assert all(host in HOSTS for host, _path in WRAPPERS)
