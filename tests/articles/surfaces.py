"""Every address that readers have, and which of them tell of a story that is live.

An address that is not in the table fails test_surfaces: whoever adds one adds it here, with what it
is asked for, and so has it checked to the second.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib.flatpages.models import FlatPage
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.timezone import localtime

from articles import previews, sharecards
from articles.models import Correction, MostRead, Series, SeriesPart
from comments import tokens
from comments.models import Comment
from portal.pictures.fields import Picture
from portal.site.models import SiteSettings, current
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory, TagFactory

# What stands behind a login, and shows a story to who works on it.
DESK = ("admin/",)

HEADLINE, STANDFIRST, BODY, TAG, AUTHOR = "Kvorbix", "Plimzad", "Wexlorn", "Zyntag", "Drumfeld"
FILE = "5ec2e7" * 5
OTHERS = {
    "front_headline": "Fronzelk", "social_headline": "Sozzimar", "kicker": "Kickvorn",
    "lead_alt": "Altimbra", "lead_caption": "Capsudor", "source": "Sourvelk",
    "seo_title": "Seotrinx", "seo_description": "Descopal",
}  # fmt: skip


class Paper:
    """An open story, and one that comes or goes, in everything that lists stories."""

    def __init__(self, *, opened_at, **of_the_secret):
        # Without its row the site tells nobody when it last changed.
        SiteSettings.objects.create(pk=1)
        self.section = CategoryFactory(slug="top")
        self.part = CategoryFactory(slug="part", parent=self.section)
        TagFactory(name="rivers", slug="rivers")
        page = FlatPage.objects.create(url="/about/", title="About")
        page.sites.add(1)
        self.author = AuthorFactory(name=AUTHOR, slug=AUTHOR.lower())
        self.image = ImageFactory(
            picture=Picture(name=f"pictures/5e/{FILE}/master.jpg", width=1600, height=1067),
            alt="Librabel", caption="Liblonic", credit="Libcredo",
        )  # fmt: skip
        shared = {"category": self.part, "tags": ("rivers",)}
        self.open = ArticleFactory(at=opened_at, authors=(AuthorFactory(slug="zora"),), **shared)
        self.secret = ArticleFactory(
            headline=HEADLINE, standfirst=STANDFIRST, body=f"<p>{BODY}</p>", category=self.part,
            tags=("rivers", TAG), authors=(self.author,), lead_image_id=self.image.pk,
            **OTHERS, **of_the_secret,
        )  # fmt: skip
        self.correction = Correction.objects.create(
            article=self.secret, kind=Correction.Kind.CORRECTION, text="Corrvint",
            made_at=self.secret.published_at, by_name="The Desk",
        )  # fmt: skip
        self.series = Series.objects.create(title="Currents", slug="currents", planned_parts=3)
        for place, story in enumerate((self.open, self.secret)):
            SeriesPart.objects.create(series=self.series, article=story, position=place)
        self.comment = CommentFactory(
            article=self.secret,
            text="Commbor",
            status=Comment.Status.APPROVED,
            at=self.secret.published_at,
        )
        for section in (None, self.section):
            MostRead.objects.create(
                window=MostRead.Window.DAY, category=section, at=opened_at,
                stories=[self.secret.pk, self.open.pk],
            )  # fmt: skip
        self.preview = previews.link(self.secret)

    @property
    def marks(self):
        """What only the secret story has, of whatever kind."""
        return {
            HEADLINE, STANDFIRST, BODY, TAG, AUTHOR, *OTHERS.values(), "Librabel", "Liblonic",
            "Libcredo", "Commbor", "Corrvint", FILE, self.secret.get_absolute_url(), TAG.lower(),
            AUTHOR.lower(), f"article-{self.secret.pk}<",
        }  # fmt: skip

    @staticmethod
    def month_of(story):
        return f"/archive/{localtime(story.published_at):%Y/%m}/"


@dataclass(frozen=True)
class Surface:
    """`telling` speak of the secret story while that is live, each of them; `others` need not."""

    telling: Callable[[Paper], list[str]] = lambda _paper: []
    others: Callable[[Paper], list[str]] = lambda _paper: []

    def paths(self, paper: Paper) -> list[str]:
        return [*self.telling(paper), *self.others(paper)]


def _one(path, *, tells=True):
    def paths(_paper):
        return [path]

    return Surface(telling=paths) if tells else Surface(others=paths)


def _story(form):
    return Surface(lambda paper: [form.format(pk=paper.secret.pk, slug=paper.secret.slug)])


def _thread(part):
    return Surface(lambda paper: [f"{paper.secret.get_absolute_url()}comments/{part}"])


SURFACES = {
    "": _one("/"),
    "feed/": _one("/feed/"),
    "feed/atom/": _one("/feed/atom/"),
    "health/": _one("/health/", tells=False),
    "robots.txt": _one("/robots.txt", tells=False),
    "ads.txt": _one("/ads.txt", tells=False),
    "favicon.ico": _one("/favicon.ico", tells=False),
    ".well-known/security.txt": _one("/.well-known/security.txt", tells=False),
    "manifest.webmanifest": _one("/manifest.webmanifest", tells=False),
    "sw.js": _one("/sw.js", tells=False),
    "offline/": _one("/offline/", tells=False),
    "sitemap.xml": _one("/sitemap.xml", tells=False),
    "sitemap-stories-<int:page>.xml": Surface(
        lambda paper: [f"/sitemap-stories-{(paper.secret.pk - 1) // 10_000 + 1}.xml"]
    ),
    "sitemap-<slug:kind>.xml": Surface(
        lambda _paper: ["/sitemap-authors.xml", "/sitemap-tags.xml"],
        others=lambda _paper: ["/sitemap-sections.xml", "/sitemap-series.xml"],
    ),
    "news-sitemap.xml": _one("/news-sitemap.xml"),
    # What stands on them is drawn; that there is one only of a live story, test_share_cards says.
    "share/<number:pk>/<slug:mark>.png": Surface(
        others=lambda paper: [sharecards.address_of_story(paper.secret, current())]
    ),
    "share/site/<slug:mark>.png": Surface(
        others=lambda _paper: [sharecards.address_of_site(current())]
    ),
    "search/": Surface(
        # Whole words of the secret would be said back.
        lambda paper: [f"/search/?q={word}" for word in ("rivers", "kvorbi", "zynta", "drumfel")]
    ),
    "search/suggest/": Surface(
        lambda _paper: [f"/search/suggest/?q={word}" for word in ("kvorbi", "zynta", "drumfel")]
    ),
    # A link is given to people who may read it; under an embargo it is closed to them too.
    "preview/<str:signed>/": Surface(
        others=lambda paper: [paper.preview if paper.secret.embargo_until else "/preview/1:forged/"]
    ),
    # A link is made by hand for one person who is named, to read a draft, and is written down.
    "review/<str:signed>/": _one("/review/forged/", tells=False),
    "tag/<slug:slug>/": Surface(lambda paper: ["/tag/rivers/", f"/tag/{TAG.lower()}/"]),
    "tag/<slug:slug>/feed/": Surface(
        lambda paper: ["/tag/rivers/feed/", f"/tag/{TAG.lower()}/feed/"]
    ),
    "tag/<slug:slug>/feed/atom/": Surface(
        lambda paper: ["/tag/rivers/feed/atom/", f"/tag/{TAG.lower()}/feed/atom/"]
    ),
    "author/<slug:slug>/": Surface(
        lambda _paper: ["/author/drumfeld/"], others=lambda _paper: ["/author/zora/"]
    ),
    "author/<slug:slug>/feed/": Surface(
        lambda _paper: ["/author/drumfeld/feed/"], others=lambda _paper: ["/author/zora/feed/"]
    ),
    "author/<slug:slug>/feed/atom/": Surface(
        lambda _paper: ["/author/drumfeld/feed/atom/"],
        others=lambda _paper: ["/author/zora/feed/atom/"],
    ),
    "corrections/": _one("/corrections/"),
    "corrections/feed/": _one("/corrections/feed/"),
    "corrections/feed/atom/": _one("/corrections/feed/atom/"),
    "series/<slug:slug>/": Surface(lambda _paper: ["/series/currents/"]),
    "archive/<year:year>/<month:month>/": Surface(
        lambda paper: [paper.month_of(paper.secret)],
        others=lambda _paper: ["/archive/2026/11/", "/archive/2026/12/"],
    ),
    "<slug:slug>/": Surface(
        lambda _paper: ["/top/"], others=lambda _paper: ["/about/", "/nothing/"]
    ),
    "<slug:slug>/feed/": _one("/top/feed/"),
    "<slug:slug>/feed/atom/": _one("/top/feed/atom/"),
    "<slug:top>/<slug:slug>/": _one("/top/part/"),
    "<slug:top>/<slug:slug>/feed/": _one("/top/part/feed/"),
    "<slug:top>/<slug:slug>/feed/atom/": _one("/top/part/feed/atom/"),
    "<section:category>/<number:pk>/": _story("/top/{pk}/"),
    "<section:category>/<number:pk>/<str:slug>": _story("/top/{pk}/{slug}"),
    "<section:category>/<number:pk>/<str:slug>/": Surface(
        # Related lists of the open story, the story itself, and a wrong address of it.
        lambda paper: [
            paper.open.get_absolute_url(),
            paper.secret.get_absolute_url(),
            f"/elsewhere/{paper.secret.pk}/x/",
        ]
    ),
    **{
        f"<section:category>/<number:pk>/<str:slug>/comments/{part}": _thread(part)
        for part in ("", "newest/", "most-replied/", "feed/")
    },
    "<section:category>/<number:pk>/<str:slug>/comments/<number:root>/": Surface(
        lambda paper: [f"{paper.secret.get_absolute_url()}comments/{paper.comment.pk}/"]
    ),
    "comments/feed/": _one("/comments/feed/"),
    "comments/<int:article_pk>/<int:comment_pk>/": Surface(
        lambda paper: [f"/comments/{paper.secret.pk}/{paper.comment.pk}/"]
    ),
    "comments/<int:article_pk>/": Surface(
        lambda paper: [f"/comments/{paper.secret.pk}/"],
        others=lambda paper: [f"/comments/{paper.open.pk}/"],
    ),
    "comments/own/<str:signed>/": Surface(
        lambda paper: [f"/comments/own/{tokens.own(paper.comment.pk)}/"]
    ),
    "comments/flag/<int:pk>/": Surface(lambda paper: [f"/comments/flag/{paper.comment.pk}/"]),
    # Of one reader, and of no story.
    "comments/you/": _one("/comments/you/", tells=False),
    "comments/you/<uuid:key>/": _one(f"/comments/you/{UUID(int=1)}/", tells=False),
    "comments/stop/<str:signed>/": _one("/comments/stop/forged/", tells=False),
    "comments/privacy/": _one("/comments/privacy/", tells=False),
    # Who has the name of a picture has the picture; the name is what stays secret.
    "media/<path:path>": _one("/media/pictures/", tells=False),
}
# Pages that say who an author is, with or without stories.
ABOUT_THE_AUTHOR = (
    "/author/drumfeld/", "/author/drumfeld/feed/", "/author/drumfeld/feed/atom/",
)  # fmt: skip


def public_routes(patterns=None, before="") -> Iterator[str]:
    """The route of every address outside the desk, as it stands in the lists of addresses."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(entry.pattern)
        if route.startswith(DESK):
            continue
        if isinstance(entry, URLResolver):
            yield from public_routes(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield route
