"""What readers see, and people with a link."""

from collections.abc import Iterator

from django.contrib.flatpages.models import FlatPage
from django.db.models import Model
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone

from accounts.models import Author
from articles import previews, reviews
from articles.models import Article, Category, Correction, ReviewLink, Series
from articles.models.stories import ArticleQuerySet
from bench.demo import Shown
from bench.exhibits import comments, searches
from bench.exhibits.made import MARK, STATES
from bench.urls import FAULT


def _told(live: ArticleQuerySet) -> Iterator[Shown]:
    """What was put right, and what is read in an order."""
    row = Series.objects.order_by("pk")[0]
    yield Shown(name="series", path=row.get_absolute_url())
    part = live.parts_of(row)[1]
    yield Shown(
        name="part of a series",
        path=part.get_absolute_url(),
        pressed=(".in-series__all summary",),
    )
    yield Shown(name="corrections", path=reverse("corrections"))
    gone = live.filter(corrections__kind=Correction.Kind.RETRACTION)[0]
    yield Shown(name="article that is retracted", path=gone.get_absolute_url())


def pages() -> Iterator[Shown]:
    live = Article.objects.live().select_related("category__parent").newest_first()
    drawn = live.filter(lead_image__isnull=False)
    main = drawn.filter(language="en").order_by("-comment_count", "pk")[0]
    month = timezone.localtime(main.published_at)
    bare = live.filter(headline__startswith=MARK, is_retracted=False)[0]
    gone = Article.objects.select_related("category__parent").filter(
        status=STATES["withdrawn"], headline__startswith=MARK
    )[0]
    rows: dict[str, Model] = {
        "article": main,
        "article in Cyrillic": drawn.filter(language="sr-Cyrl")[0],
        "article in Turkish": drawn.filter(language="tr")[0],
        "article without a picture": bare,
        "article with a map": live.filter(body__contains="data-embed")[0],
        "article with a long headline": live.order_by(Length("headline").desc())[0],
        "opinion": live.filter(category__kind=Category.Kind.OPINION)[0],
        "section": Category.objects.filter(parent=None).order_by("position", "pk")[0],
        "section that editors shaped": Category.objects.filter(
            front__versions__launched_at__isnull=False
        )[0],
        "part of a section": Category.objects.filter(parent__isnull=False)[0],
        "tag": main.tags.order_by("pk")[0],
        "author": Author.objects.filter(bylines__article=main).order_by("pk")[0],
    }
    yield Shown(name="front", path="/")
    yield Shown(name="front with the menu open", path="/", pressed=(".header__toggle",))
    for name, row in rows.items():
        yield Shown(name=name, path=row.get_absolute_url())  # type: ignore[attr-defined]  # as all of these have
    yield from _told(live)
    yield Shown(name="archive", path=f"/archive/{month.year}/{month.month:02}/")
    yield from searches.pages()
    yield Shown(name="offline", path="/offline/")
    yield Shown(name="static page", path=FlatPage.objects.order_by("pk")[0].url)
    yield from comments.pages(main)
    draft = Article.objects.filter(status=STATES["draft"], trashed_at=None)[0]
    yield Shown(name="preview", path=previews.link(draft))
    told, fresh = (
        ReviewLink.objects.select_related("article").get(name=name)
        for name in ("Ana, lawyer", "The harbour office")
    )
    yield Shown(name="review", path=reviews.address(fresh))
    yield Shown(name="review that was answered", path=reviews.address(told))
    refused = {"text": [""]}
    yield Shown(name="review refused", path=reviews.address(fresh), sent=refused, status=422)
    yield Shown(name="no review", path="/review/forged/", status=404)
    closed = Article.objects.filter(embargo_until__gt=timezone.now(), trashed_at=None)[0]
    yield Shown(name="preview under embargo", path=previews.link(closed), status=403)
    yield Shown(name="page not found", path="/nothing-here/", status=404)
    yield Shown(name="withdrawn", path=gone.get_absolute_url(), status=410)
    yield Shown(name="fault", path=f"/{FAULT}", status=500)
