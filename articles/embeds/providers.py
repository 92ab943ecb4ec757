"""The sites whose pages may stand in a story, a row for each form of their addresses.

Another site is another row: what its pages may show follows from these.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from articles.embeds.embed import Kind, Shape
from articles.embeds.places import around
from articles.embeds.times import vimeo_extras, youtube_start

Parts = Mapping[str, str | None]


@dataclass(frozen=True)
class Provider:
    """Addresses of one form at exactly these hosts.

    `way` has to fit the whole path and, behind a question mark, those of `parameters` that there
    are, in this order; behind a number sign, what a `fragment` row has there. `address` and `frame`
    are filled with its groups, with what `derive` makes of them, and `frame` with the `quoted`
    address as well. `player` is the origin of the frame.
    """

    name: str
    kind: Kind
    shape: Shape
    hosts: tuple[str, ...]
    way: str
    address: str
    player: str
    frame: str
    parameters: tuple[str, ...] = ()
    fragment: bool = False
    derive: Callable[[Parts], dict[str, str]] | None = None

    def parts(self, text: str) -> dict[str, str] | None:
        """What a path with its parameters says, or nothing where it has another form."""
        found = re.fullmatch(self.way, text, re.ASCII)
        if found is None:
            return None
        parts = found.groupdict()
        derived = self.derive(parts) if self.derive else {}
        return {name: part or "" for name, part in parts.items()} | derived


# Two words of these addresses are as long as the name of a video.
_VIDEO = r"(?P<id>(?!videoseries|live_stream)[\w-]{11})"
_NUMBER = r"-?\d{1,3}(?:\.\d{1,16})?"
_POINT = rf"(?P<lat>{_NUMBER})(?:,|%2C)(?P<lon>{_NUMBER})"
_PAGE = r"(?P<page>[\w.%-]{1,120})"

YOUTUBE = Provider(
    name="YouTube",
    kind="video",
    shape="wide",
    hosts=("youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com"),
    way=rf"/watch\?v={_VIDEO}(?:&(?:t|start)=(?P<since>\w*))*",
    address="https://www.youtube.com/watch?v={id}{t}",
    player="https://www.youtube-nocookie.com",
    frame="/embed/{id}{start}",
    parameters=("v", "t", "start"),
    derive=youtube_start,
)
_YOUTUBE_SHORTS = replace(
    YOUTUBE,
    shape="tall",
    way=rf"/shorts/{_VIDEO}",
    address="https://www.youtube.com/shorts/{id}",
    frame="/embed/{id}",
    parameters=(),
    derive=None,
)
VIMEO = Provider(
    name="Vimeo",
    kind="video",
    shape="wide",
    hosts=("vimeo.com", "www.vimeo.com", "player.vimeo.com"),
    way=(
        r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/|(?:showcase|album)/\d+/video/)?"
        r"(?P<id>\d{4,12})(?:(?:/|\?h=)(?P<hash>[0-9a-f]{6,16}))?"
    ),
    address="https://vimeo.com/{id}{slash_hash}",
    player="https://player.vimeo.com",
    frame="/video/{id}?dnt=1{h}",
    parameters=("h",),
    derive=vimeo_extras,
)
X = Provider(
    name="X",
    kind="post",
    shape="post",
    hosts=(
        "x.com", "www.x.com", "mobile.x.com",
        "twitter.com", "www.twitter.com", "mobile.twitter.com",
    ),
    way=r"/(?:(?P<who>\w{1,20})|i/web)/status(?:es)?/(?P<id>\d{1,19})(?:/(?:photo|video)/\d)?",
    address="https://x.com/{author}/status/{id}",
    player="https://platform.twitter.com",
    frame="/embed/Tweet.html?dnt=true&id={id}",
    derive=lambda parts: {"author": parts["who"] or "i"},
)  # fmt: skip
FACEBOOK = Provider(
    name="Facebook",
    kind="post",
    shape="post",
    hosts=("facebook.com", "www.facebook.com", "m.facebook.com", "web.facebook.com"),
    way=rf"/{_PAGE}/(?P<what>posts|photos)/(?P<id>[\w.%/-]{{1,200}})",
    address="https://www.facebook.com/{page}/{what}/{id}",
    player="https://www.facebook.com",
    frame="/plugins/post.php?href={quoted}&show_text=true",
)
_FACEBOOK_VIDEO = replace(
    FACEBOOK,
    kind="video",
    shape="wide",
    way=rf"/{_PAGE}/videos/(?:[\w.%-]+/)?(?P<id>\d+)",
    address="https://www.facebook.com/{page}/videos/{id}/",
    frame="/plugins/video.php?href={quoted}&show_text=false",
)
INSTAGRAM = Provider(
    name="Instagram",
    kind="post",
    shape="post",
    hosts=("instagram.com", "www.instagram.com"),
    way=r"/(?:[\w.]{1,30}/)?(?P<what>p|reel|tv)/(?P<id>[\w-]{5,40})(?:/embed(?:/captioned)?)?",
    address="https://www.instagram.com/{what}/{id}/",
    player="https://www.instagram.com",
    frame="/{what}/{id}/embed/captioned/",
)
TIKTOK = Provider(
    name="TikTok",
    kind="video",
    shape="post",
    hosts=("tiktok.com", "www.tiktok.com", "m.tiktok.com"),
    way=r"/@(?P<who>[\w.-]{1,40})/video/(?P<id>\d{5,25})",
    address="https://www.tiktok.com/@{who}/video/{id}",
    player="https://www.tiktok.com",
    frame="/embed/v2/{id}",
)
OPENSTREETMAP = Provider(
    name="OpenStreetMap",
    kind="map",
    shape="map",
    hosts=("openstreetmap.org", "www.openstreetmap.org"),
    way=rf"/\?mlat=(?P<lat>{_NUMBER})&mlon=(?P<lon>{_NUMBER})#map=(?P<zoom>\d{{1,2}})/.*",
    address="https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map={zoom}/{lat}/{lon}",
    player="https://www.openstreetmap.org",
    frame="/export/embed.html?bbox={bbox}&layer=mapnik&marker={lat},{lon}",
    parameters=("mlat", "mlon"),
    fragment=True,
    derive=around,
)
GOOGLE_MAPS = Provider(
    name="Google Maps",
    kind="map",
    shape="map",
    hosts=("google.com", "www.google.com", "maps.google.com"),
    way=r"/maps/embed\?pb=(?P<pb>!.{10,2000})",
    address="https://www.google.com/maps/embed?pb={pb}",
    player="https://www.google.com",
    frame="/maps/embed?pb={pb}",
    parameters=("pb",),
)
SPOTIFY = Provider(
    name="Spotify",
    kind="audio",
    shape="bar",
    hosts=("open.spotify.com",),
    way=r"/(?:intl-\w{2,5}/)?(?:embed/)?(?P<what>track|episode)/(?P<id>[0-9A-Za-z]{22})",
    address="https://open.spotify.com/{what}/{id}",
    player="https://open.spotify.com",
    frame="/embed/{what}/{id}",
)
SOUNDCLOUD = Provider(
    name="SoundCloud",
    kind="audio",
    shape="bar",
    hosts=("soundcloud.com", "www.soundcloud.com", "m.soundcloud.com"),
    way=(
        r"/(?!(?:discover|search|stream|you|charts|pages|settings|terms-of-use)/)(?P<who>[\w-]+)/"
        r"(?!(?:tracks|albums|reposts|likes|followers|following|popular-tracks|comments|sets)$)"
        r"(?P<what>(?:sets/)?[\w-]+)"
    ),
    address="https://soundcloud.com/{who}/{what}",
    player="https://w.soundcloud.com",
    frame="/player/?url={quoted}",
)
APPLE_PODCASTS = Provider(
    name="Apple Podcasts",
    kind="audio",
    shape="bar",
    hosts=("podcasts.apple.com", "embed.podcasts.apple.com"),
    way=r"/(?P<land>[a-z]{2})/podcast/(?P<slug>[^/?]{1,300}/)?id(?P<id>\d+)\?i=(?P<episode>\d+)",
    address="https://podcasts.apple.com/{land}/podcast/{slug}id{id}?i={episode}",
    player="https://embed.podcasts.apple.com",
    frame="/{land}/podcast/{slug}id{id}?i={episode}",
    parameters=("i",),
)

# The first that fits counts.
PROVIDERS: tuple[Provider, ...] = (
    YOUTUBE,
    replace(
        YOUTUBE,
        hosts=(*YOUTUBE.hosts, "youtube-nocookie.com", "www.youtube-nocookie.com"),
        way=rf"/(?:embed|live|v)/{_VIDEO}(?:\?(?:t|start)=(?P<since>\w*))?",
        parameters=("t", "start"),
    ),
    replace(
        YOUTUBE,
        hosts=("youtu.be",),
        way=rf"/{_VIDEO}(?:\?t=(?P<since>\w*))?",
        parameters=("t",),
    ),
    _YOUTUBE_SHORTS,
    VIMEO,
    X,
    replace(
        X,
        hosts=("platform.twitter.com",),
        way=r"/embed/Tweet\.html\?id=(?P<id>\d{1,19})",
        address="https://x.com/i/status/{id}",
        parameters=("id",),
        derive=None,
    ),
    _FACEBOOK_VIDEO,
    replace(
        _FACEBOOK_VIDEO,
        way=r"/(?:watch|video\.php)\?v=(?P<id>\d+)",
        address="https://www.facebook.com/watch/?v={id}",
        parameters=("v",),
    ),
    replace(
        _FACEBOOK_VIDEO,
        shape="tall",
        way=r"/reel/(?P<id>\d+)",
        address="https://www.facebook.com/reel/{id}",
    ),
    FACEBOOK,
    replace(
        FACEBOOK,
        way=r"/(?:permalink|story)\.php\?story_fbid=(?P<post>\w+)&id=(?P<id>\d+)",
        address="https://www.facebook.com/permalink.php?story_fbid={post}&id={id}",
        parameters=("story_fbid", "id"),
    ),
    replace(
        FACEBOOK,
        way=r"/photo(?:\.php)?\?fbid=(?P<id>\d+)",
        address="https://www.facebook.com/photo/?fbid={id}",
        parameters=("fbid",),
    ),
    INSTAGRAM,
    TIKTOK,
    replace(
        TIKTOK,
        way=r"/(?:embed(?:/v2)?|player/v1)/(?P<id>\d{5,25})",
        address="https://www.tiktok.com/embed/v2/{id}",
    ),
    OPENSTREETMAP,
    replace(
        OPENSTREETMAP,
        way=rf"/#map=(?P<zoom>\d{{1,2}})/(?P<lat>{_NUMBER})/(?P<lon>{_NUMBER})(?:&.*)?",
        address="https://www.openstreetmap.org/#map={zoom}/{lat}/{lon}",
        frame="/export/embed.html?bbox={bbox}&layer=mapnik",
        parameters=(),
    ),
    replace(
        OPENSTREETMAP,
        way=(
            rf"/export/embed\.html\?bbox=(?P<bbox>(?:{_NUMBER}(?:,|%2C)){{3}}{_NUMBER})"
            rf"(?P<more>(?:&layer=\w+)?(?:&marker={_NUMBER}(?:,|%2C){_NUMBER})?)"
        ),
        address="https://www.openstreetmap.org/export/embed.html?bbox={bbox}{more}",
        frame="/export/embed.html?bbox={bbox}{more}",
        parameters=("bbox", "layer", "marker"),
        fragment=False,
        derive=None,
    ),
    GOOGLE_MAPS,
    replace(
        GOOGLE_MAPS,
        way=rf"/maps/place/(?P<place>[^/?&=]{{1,300}})/@{_POINT},(?P<zoom>\d{{1,2}})(?:\.\d+)?z(?:/.*)?",
        address="https://www.google.com/maps/place/{place}/@{lat},{lon},{zoom}z",
        frame="/maps?q={place}&ll={lat},{lon}&z={zoom}&output=embed",
        parameters=(),
    ),
    replace(
        GOOGLE_MAPS,
        way=rf"/maps/@{_POINT},(?P<zoom>\d{{1,2}})(?:\.\d+)?z(?:/.*)?",
        address="https://www.google.com/maps/@{lat},{lon},{zoom}z",
        frame="/maps?ll={lat},{lon}&z={zoom}&output=embed",
        parameters=(),
    ),
    SPOTIFY,
    replace(
        SPOTIFY,
        shape="list",
        way=(
            r"/(?:intl-\w{2,5}/)?(?:embed/)?(?P<what>album|playlist|artist|show)/"
            r"(?P<id>[0-9A-Za-z]{22})"
        ),
    ),
    SOUNDCLOUD,
    APPLE_PODCASTS,
    replace(
        APPLE_PODCASTS,
        shape="list",
        way=r"/(?P<land>[a-z]{2})/podcast/(?P<slug>[^/?]{1,300}/)?id(?P<id>\d+)",
        address="https://podcasts.apple.com/{land}/podcast/{slug}id{id}",
        frame="/{land}/podcast/{slug}id{id}",
        parameters=(),
    ),
)

# Frames that only hold another address, by host and path: the parameter that names it.
WRAPPERS: dict[tuple[str, str], str] = {
    ("www.facebook.com", "/plugins/post.php"): "href",
    ("www.facebook.com", "/plugins/video.php"): "href",
    ("w.soundcloud.com", "/player"): "url",
}
NAMES: tuple[str, ...] = tuple(dict.fromkeys(provider.name for provider in PROVIDERS))
HOSTS: frozenset[str] = frozenset(
    [host for provider in PROVIDERS for host in provider.hosts] + [host for host, _ in WRAPPERS]
)
