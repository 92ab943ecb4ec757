"""What is typed and not saved yet: kept as it stands, offered back, forgotten once it is saved."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from articles import deeds
from articles.models import Activity, Article, FormSession, Revision
from articles.text import words

HEADLINE_LENGTH = 250
# Where people write words; what else a form holds is chosen.
TEXTS = (
    "headline", "front_headline", "social_headline", "kicker", "standfirst", "body", "lead_alt",
    "lead_caption", "source", "seo_title", "seo_description", "canonical_url", "slug", "tags",
    "note",
)  # fmt: skip


class SomebodyElses(PermissionDenied):
    """The form was opened by another person: it needs a key of its own to go on."""


class BegunMeanwhile(Exception):
    """The form of a new story began another one, by a request that came at the same moment."""


@dataclass(frozen=True, kw_only=True)
class Window:
    """A form in a window, by its key; `continues` are forms whose words it began with.

    Of each, the key and the number up to which it has them.
    """

    key: UUID
    continues: tuple[tuple[UUID, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What a form says of itself: `fields` as a browser would send them, right or wrong.

    `number` grows with each that is sent, and never begins anew for a key. A page that hands over
    what a device still held of another form does not make that one stand open.
    """

    window: Window
    number: int
    fields: Mapping[str, Sequence[str]]
    based_on: int | None = None
    is_open: bool = True


@transaction.atomic
def keep(typed: Typed, *, by: User, article: Article | None = None) -> FormSession:
    """Keep what a form holds; a new story gets its row by this.

    What comes later than something newer of the same form, or than its being saved, changes
    nothing.
    """
    try:
        return _keep(typed, by=by, article=article)
    except IntegrityError:
        # The form began its story by a request that was answered while this one waited.
        return _keep(typed, by=by, article=article)


@transaction.atomic
def _keep(typed: Typed, *, by: User, article: Article | None) -> FormSession:
    session = _locked(typed.window.key, by=by, article=article)
    if session is None:
        story = article or _new_story(by)
        session = _begin(typed.window, by=by, article=story, is_open=typed.is_open)
    elif not Article.objects.editable_by(by).filter(pk=session.article_id).exists():
        raise PermissionDenied
    now = timezone.now()
    if typed.number > session.number:
        session.number = typed.number
        session.fields = {name: list(values) for name, values in typed.fields.items()}
        session.based_on_id = _newest_known(session, typed)
        session.typed_at = now
        session.put_aside_at = None
        _name(session.article_id, session.fields)
        _follow(typed.window, by=by, article_pk=session.article_id)
    if typed.is_open:
        session.seen_at, session.closed_at = now, None
    session.save()
    return session


@transaction.atomic
def settle_new(window: Window, number: int, *, by: User, article: Article) -> None:
    """The same of a story that was just made; `BegunMeanwhile`, where its form had one already."""
    begun = FormSession.objects.filter(key=window.key, by=by)
    try:
        settle(window, number, by=by, article=article)
    except IntegrityError:
        if begun.exists():
            raise BegunMeanwhile from None
        raise
    if begun.exclude(article=article).exists():
        raise BegunMeanwhile


@transaction.atomic
def settle(window: Window, number: int, *, by: User, article: Article) -> None:
    """Forget what a form held up to this number: the newest revision of the story contains it.

    What the form sends next is based on that revision. Of the forms that it began with, those are
    forgotten of which each word is in the revision; the others are put aside.
    """
    session = _locked(window.key, by=None, article=article)
    if session is None:
        session = _begin(window, by=by, article=article)
    if session.article_id != article.pk:
        return
    session.based_on_id = article.newest_revision_id
    if session.number <= number:
        session.number, session.fields, session.typed_at = number, {}, None
    session.save()
    for key, up_to in window.continues:
        # What was typed into it since it was gone on with is in no revision.
        held = article.sessions.unsaved().filter(key=key, number__lte=up_to).first()
        if held:
            _settle_continued(held, article.newest_revision)


def _settle_continued(held: FormSession, revision: Revision | None) -> None:
    if revision and not _words_typed(held) - _words_kept(revision):
        held.fields, held.typed_at = {}, None
    else:
        held.put_aside_at = held.put_aside_at or timezone.now()
    held.save()


def _words_typed(session: FormSession) -> Counter[str]:
    return words(*(text for name in TEXTS for text in session.fields.get(name, ())))


def _words_kept(revision: Revision) -> Counter[str]:
    kept = revision.data | {"note": revision.note, "tags": " ".join(revision.data.get("tags", ()))}
    return words(*(kept.get(name) or "" for name in TEXTS))


@transaction.atomic
def see(window: Window, *, by: User, article: Article, is_open: bool = True) -> FormSession:
    """Note that a form stands open, or was closed."""
    session = _locked(window.key, by=by, article=article)
    if session is None:
        session = _begin(window, by=by, article=article, is_open=is_open)
    session.seen_at = timezone.now()
    session.closed_at = None if is_open else session.seen_at
    session.save(update_fields=["seen_at", "closed_at"])
    return session


@transaction.atomic
def put_aside(key: UUID, *, by: User) -> None:
    """Offer it no more, unless it is asked for; it stays."""
    session = _locked(key, by=by)
    if session is not None:
        session.put_aside_at = timezone.now()
        session.save(update_fields=["put_aside_at"])


@transaction.atomic
def take_over(article: Article, *, by: User, window: Window) -> list[FormSession]:
    """Make this form the one that saves, and tell all others so; those that were open.

    Nothing that was typed into them is touched, and each of them can take the story back.
    """
    locked = deeds.take(article, by=by)
    now = timezone.now()
    own = _locked(window.key, by=by) or _begin(window, by=by, article=locked)
    own.seen_at, own.taken_over_at, own.taken_over_by_name = now, None, ""
    own.save(update_fields=["seen_at", "taken_over_at", "taken_over_by_name"])
    others = list(locked.sessions.open(now).exclude(key=window.key).order_by("pk"))
    for other in others:
        other.taken_over_at, other.taken_over_by_name = now, by.display_name()
        other.save(update_fields=["taken_over_at", "taken_over_by_name"])
    names = sorted({other.by_name for other in others})
    deeds.write_down(locked, Activity.Verb.TAKE_OVER, by=by, detail=", ".join(names)[:500])
    return others


def clear() -> int:
    """Delete what is left of forms that hold nothing and were closed a day ago; how many."""
    day_ago = timezone.now() - timedelta(days=1)
    return FormSession.objects.filter(typed_at__isnull=True, seen_at__lt=day_ago).delete()[0]


def _locked(key: UUID, *, by: User | None, article: Article | None = None) -> FormSession | None:
    """The form, if it is this person's, locked by its story: all that changes forms locks that."""
    story = FormSession.objects.filter(key=key).values("article")
    its = Q(pk__in=story) | Q(pk=article.pk if article else None)
    list(Article.objects.for_writing().filter(its).order_by("pk").values_list("pk"))
    session = FormSession.objects.filter(key=key).first()
    if session is not None and by is not None and session.by_id != by.pk:
        raise SomebodyElses
    return session


def _begin(window: Window, *, by: User, article: Article, is_open: bool = True) -> FormSession:
    if not Article.objects.editable_by(by).filter(pk=article.pk).exists():
        raise PermissionDenied
    now = timezone.now()
    # A page that was refused because the story was taken over is followed by another.
    follows = [key for key, _number in window.continues[-1:]]
    taken = FormSession.objects.filter(
        key__in=follows, article=article, by=by, taken_over_at__isnull=False
    ).first()
    return FormSession.objects.create(
        key=window.key, article=article, by=by, by_name=by.display_name(), opened_at=now,
        seen_at=now, closed_at=None if is_open else now,
        taken_over_at=taken.taken_over_at if taken else None,
        taken_over_by_name=taken.taken_over_by_name if taken else "",
    )  # fmt: skip


def _follow(window: Window, *, by: User, article_pk: int) -> None:
    """Offer this form in place of those of the same person that it goes on with."""
    now = timezone.now()
    for key, number in window.continues:
        FormSession.objects.filter(
            key=key, by=by, article=article_pk, number__lte=number, put_aside_at__isnull=True
        ).update(put_aside_at=now)


def _new_story(by: User) -> Article:
    if not by.has_perm("articles.add_article"):
        raise PermissionDenied
    now = timezone.now()
    return Article.objects.create(created_at=now, created_by=by, modified_at=now)


def _newest_known(session: FormSession, typed: Typed) -> int | None:
    """The newest revision that the form contains: a page that was sent names an older one."""
    known = Revision.objects.filter(
        article=session.article_id, pk__in=[typed.based_on or 0, session.based_on_id or 0]
    )
    return known.order_by("-pk").values_list("pk", flat=True).first()


def _name(article_pk: int, fields: Mapping[str, Sequence[str]]) -> None:
    """A story that was never saved goes by the headline that is being typed."""
    headline = " ".join((fields.get("headline") or [""])[0].split())[:HEADLINE_LENGTH]
    Article.objects.filter(pk=article_pk, newest_revision__isnull=True).update(
        headline=headline, folded=Article(headline=headline).folded, modified_at=timezone.now()
    )
