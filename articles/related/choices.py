"""What editors decide of the list below a story: pinned stories come first, blocked pairs part."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles import deeds, upkeep
from articles.deeds import Refused
from articles.models import Activity, Article, RelatedChoice
from articles.related import plans, store
from articles.related.arranging import arranged
from articles.related.ranking import SHOWN
from articles.related.store import STORED
from portal.pagecache import clock

Kind, Verb = RelatedChoice.Kind, Activity.Verb


def may_choose(article: Article, *, to: User) -> bool:
    """Whether this user, who may edit the story, decides what stands below it."""
    return article.trashed_at is None and to.has_perm("articles.publish_article")


@transaction.atomic
def pin(article: Article, other: Article, *, by: User) -> Article:
    """Put a live story behind those that come first.

    The same again is nothing. Of a pair that is kept apart it is refused: who blocked it is asked.
    """
    article, other = _take(article, other, by=by)
    pins = _pins(article)
    if other.pk in {each.other_id for each in pins}:
        return article
    _refuse_unfit(article, other, pins)
    choice = _choose(article, other, Kind.PINNED, by=by)
    _order([*pins, choice], choice, to=len(pins))
    return _finish(article, other, Verb.PIN, by=by)


@transaction.atomic
def unpin(article: Article, other: Article, *, by: User) -> Article:
    """Leave the story's place to what is closest; the same again is nothing."""
    article, other = _take(article, other, by=by)
    gone, _rows = article.related_choices.filter(kind=Kind.PINNED, other=other).delete()
    return _finish(article, other, Verb.UNPIN, by=by) if gone else article


@transaction.atomic
def move(article: Article, other: Article, *, to: int, by: User) -> Article:
    """Give a pinned story another place among the pinned ones, counted from zero."""
    article, other = _take(article, other, by=by)
    pins = _pins(article)
    moved = next((each for each in pins if each.other_id == other.pk), None)
    if moved is None:
        raise Refused(_("Somebody else has changed this meanwhile: it is not pinned any more."))
    if not _order(pins, moved, to=to):
        return article
    return _finish(article, other, Verb.ORDER, by=by)


@transaction.atomic
def block(article: Article, other: Article, *, by: User) -> Article:
    """Keep the two apart on the lists of both, also where one was pinned to the other."""
    article, other = _take(article, other, by=by)
    if blocked_with(article).filter(_pair(article, other)).exists():
        return article
    RelatedChoice.objects.filter(_pair(article, other)).delete()
    _choose(article, other, Kind.BLOCKED, by=by)
    return _finish(article, other, Verb.BLOCK, by=by, both=True)


@transaction.atomic
def unblock(article: Article, other: Article, *, by: User) -> Article:
    """Let the two meet again, on whichever page they were parted; the same again is nothing."""
    article, other = _take(article, other, by=by)
    gone, _rows = blocked_with(article).filter(_pair(article, other)).delete()
    return _finish(article, other, Verb.ALLOW, by=by, both=True) if gone else article


def blocked_with(article: Article) -> models.QuerySet[RelatedChoice]:
    """The choices that keep other stories apart from this one, made here or there."""
    is_one = Q(article=article) | Q(other=article)
    return RelatedChoice.objects.filter(is_one, kind=Kind.BLOCKED)


def _pair(one: Article, two: Article) -> Q:
    return Q(article=one, other=two) | Q(article=two, other=one)


def _take(article: Article, other: Article, *, by: User) -> tuple[Article, Article]:
    """Both stories, locked, if this user decides what stands below the first."""
    if article.pk == other.pk:
        raise Refused(_("A story cannot stand below itself."))
    # In the order of their keys: of two who part the same pair from both sides, one waits.
    both = Article.objects.for_writing().filter(pk__in=(article.pk, other.pk)).order_by("pk")
    locked = {each.pk: each for each in both}
    article = deeds.take(article, by=by)
    if not by.has_perm("articles.publish_article"):
        raise PermissionDenied
    deeds.refuse_in_trash(article)
    return article, locked[other.pk]


def _pins(article: Article) -> list[RelatedChoice]:
    return list(article.related_choices.filter(kind=Kind.PINNED).order_by("position", "pk"))


def _refuse_unfit(article: Article, other: Article, pins: list[RelatedChoice]) -> None:
    if blocked_with(article).filter(_pair(article, other)).exists():
        raise Refused(_("These two are kept apart. Allow them together again first."))
    if not other.is_live():
        raise Refused(_("Readers cannot open that story, so it cannot be pinned."))
    if len(pins) >= SHOWN:
        text = _("%(most)d stories are pinned, and readers see no more. Unpin one first.")
        raise Refused(text % {"most": SHOWN})


def _choose(article: Article, other: Article, kind: str, *, by: User) -> RelatedChoice:
    return RelatedChoice.objects.create(
        article=article, other=other, kind=kind,
        by=by, by_name=by.display_name(), at=timezone.now(),
    )  # fmt: skip


def _order(pins: list[RelatedChoice], moved: RelatedChoice, *, to: int) -> bool:
    """Number the pins with one of them at this place; whether that changed anything."""
    wanted = [each for each in pins if each != moved]
    wanted.insert(max(to, 0), moved)
    for place, each in enumerate(wanted):
        each.position = place
    RelatedChoice.objects.bulk_update(wanted, ["position"])
    return wanted != pins


def _finish(
    article: Article, other: Article, verb: Activity.Verb, *, by: User, both: bool = False
) -> Article:
    deeds.write_down(article, verb, by=by, detail=other.headline)
    lists = [article, other] if both else [article]
    tags = [f"article:{each.pk}" for each in lists]
    upkeep.want(*tags)
    clock.hold()
    for each in lists:
        _arrange(each)
    clock.touch(*tags)
    return article


def _arrange(article: Article) -> None:
    """Let the stored list follow at once; what is closest now, in the places left, comes later."""
    if article.status != Article.Status.PUBLISHED:
        return
    before, decided = store.kept([article.pk]), plans.choices(article.pk)
    after = arranged(before[article.pk], pins=decided.pins, blocked=decided.blocked, limit=STORED)
    store.write({article.pk: after}, before=before)
