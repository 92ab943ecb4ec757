"""Which stories a series has, and in which order."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from articles import deeds
from articles.deeds import Refused
from articles.models import Article, Series, SeriesPart
from portal.pagecache import clock


def may_arrange(*, by: User) -> bool:
    return by.has_perm("articles.change_series")


@transaction.atomic
def join(series: Series, article: Article, *, by: User) -> Series:
    """Put a story behind the last part, whoever may read it by now; the same again is nothing."""
    series, parts = _take(series, by=by)
    # Of two who put one story into two series, one waits and is told.
    article = Article.objects.for_writing().get(pk=article.pk)
    deeds.refuse_in_trash(article)
    other = SeriesPart.objects.filter(article=article).select_related("series").first()
    if other is not None and other.series != series:
        text = _("It is part of “%(title)s”, and a story has one series at most.")
        raise Refused(text % {"title": other.series.title})
    if other is None:
        place = parts[-1].position + 1 if parts else 0
        SeriesPart.objects.create(series=series, article=article, position=place)
        _finish(series, article)
    return series


@transaction.atomic
def leave(series: Series, article: Article, *, by: User) -> Series:
    """Take a story out of the series, which has no other place for it; again is nothing."""
    series, parts = _take(series, by=by)
    if own := next((each for each in parts if each.article_id == article.pk), None):
        own.delete()
        _finish(series, article)
    return series


@transaction.atomic
def move(series: Series, article: Article, *, to: int, by: User) -> Series:
    """Give a part another place among them, counted from zero."""
    series, parts = _take(series, by=by)
    own = next((each for each in parts if each.article_id == article.pk), None)
    if own is None:
        raise Refused(_("Somebody else has changed this meanwhile: it is no part of it any more."))
    wanted = [each for each in parts if each != own]
    wanted.insert(max(to, 0), own)
    if wanted != parts:
        for place, each in enumerate(wanted):
            each.position = place
        SeriesPart.objects.bulk_update(wanted, ["position"])
        _finish(series)
    return series


def _take(series: Series, *, by: User) -> tuple[Series, list[SeriesPart]]:
    """The series and its parts in their order, locked until the transaction ends."""
    if not may_arrange(by=by):
        raise PermissionDenied
    found = Series.objects.select_for_update(no_key=True).filter(pk=series.pk).first()
    if found is None:
        raise Refused(_("Somebody else has put this series into the trash meanwhile."))
    return found, list(found.parts.order_by("position", "article"))


def _finish(series: Series, *stories: Article) -> None:
    """What comes or goes had no line of the series on its page, or has none any more."""
    clock.touch("archive", f"series:{series.pk}", *(f"article:{each.pk}" for each in stories))
