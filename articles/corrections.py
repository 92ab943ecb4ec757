"""What readers are told was put right in a story: entered, reworded, taken back, brought back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles import deeds, past
from articles.deeds import Refused
from articles.models import Activity, Article, Correction
from portal.pagecache import clock

Kind, Verb = Correction.Kind, Activity.Verb
# What comes with a change of the text; all of it is wrong where a story is retracted.
CHANGES = (Kind.TYPO, Kind.CLARIFICATION, Kind.CORRECTION, Kind.UPDATE)
# The log of the story keeps all that readers were ever told.
LONGEST = Activity._meta.get_field("detail").max_length or 0
NOTHING_TOLD = gettext_lazy("Say what readers are told: what was wrong, and what is right.")


def may_correct(article: Article, *, to: User) -> bool:
    """Whether this user, who may edit the story, decides what its log says."""
    return article.trashed_at is None and to.has_perm("articles.publish_article")


@transaction.atomic
def enter(article: Article, *, kind: str, text: str, by: User) -> Correction:
    """Say what was put right in a story that readers have."""
    article = _take(article, by=by)
    if not article.is_live():
        raise Refused(_("Readers cannot open this story, so there is nothing to tell them of it."))
    correction = note(article, kind=kind, text=text, by=by)
    _finish(article, correction)
    return correction


@transaction.atomic
def amend(correction: Correction, *, text: str, seen: str, by: User) -> Correction:
    """Say the same in other words than were `seen`; its kind and its dates stay.

    In the same words it is nothing.
    """
    article = _take(correction.article, by=by)
    correction = Correction.objects.get(pk=correction.pk)
    text = _worded(text, of=correction.kind)
    if text == correction.text:
        return correction
    if _tidy(seen) != correction.text:
        raise Refused(_("Somebody else has reworded it meanwhile: look at what it says now."))
    correction.text = text
    return _change(article, correction, Verb.AMEND, by=by)


@transaction.atomic
def take_back(correction: Correction, *, by: User) -> Correction:
    """Tell readers of it no longer; the desk keeps it. The same again is nothing."""
    article = _take(correction.article, by=by)
    correction = Correction.objects.get(pk=correction.pk)
    if correction.trashed_at:
        return correction
    correction.trashed_at = timezone.now()
    return _change(article, correction, Verb.TAKE_BACK, by=by)


@transaction.atomic
def bring_back(correction: Correction, *, by: User) -> Correction:
    """Tell readers of it again, under the date that it had; the same again is nothing."""
    article = _take(correction.article, by=by)
    correction = Correction.objects.get(pk=correction.pk)
    if correction.trashed_at is None:
        return correction
    correction.trashed_at = None
    return _change(article, correction, Verb.BRING_BACK, by=by)


def note(article: Article, *, kind: str, text: str, by: User) -> Correction:
    """An entry as part of a verb that has the story locked, saves it and stamps its tags."""
    _refuse_unknown(kind)
    correction = Correction.objects.create(
        article=article, kind=kind, text=_worded(text, of=kind), made_at=timezone.now(),
        by=by, by_name=by.display_name(),
    )  # fmt: skip
    _write_down(article, correction, Verb.CORRECT, by=by)
    return correction


def refuse_change(kind: str) -> None:
    """Refuse what cannot come with a change of the text."""
    _refuse_unknown(kind)
    if kind not in CHANGES:
        raise Refused(_("Retract the story on the page of its corrections: not with a change."))


def _refuse_unknown(kind: str) -> None:
    if kind not in Kind.values:
        raise Refused(_("“%(kind)s” is no kind of correction.") % {"kind": kind})


def _take(article: Article, *, by: User) -> Article:
    article = deeds.take(article, by=by)
    if not by.has_perm("articles.publish_article"):
        raise PermissionDenied
    deeds.refuse_in_trash(article)
    return article


def _worded(text: str, *, of: str) -> str:
    """The text as it is kept; readers are told of all but a typo."""
    text = _tidy(text)
    if not text and of != Kind.TYPO:
        raise Refused(str(NOTHING_TOLD))
    if len(text) > LONGEST:
        message = _("That is %(length)d characters; a correction has at most %(most)d.")
        raise Refused(message % {"length": len(text), "most": LONGEST})
    return text


def _tidy(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines()).replace("\x00", "")


def _change(
    article: Article, correction: Correction, verb: Activity.Verb, *, by: User
) -> Correction:
    correction.save()
    _write_down(article, correction, verb, by=by)
    _finish(article, correction)
    return correction


def _write_down(article: Article, correction: Correction, verb: Activity.Verb, *, by: User) -> None:
    """Keep who did so, and what the story's row says of its log, which the caller saves.

    The date of the update moves where readers are told of something that they were not told of.
    """
    deeds.write_down(article, verb, by=by, detail=correction.text)
    if correction.kind == Kind.TYPO:
        return
    article.is_retracted = article.corrections.public().filter(kind=Kind.RETRACTION).exists()
    if article.is_live() and verb in (Verb.CORRECT, Verb.BRING_BACK):
        now = timezone.now()
        article.updated_at = max(now, article.updated_at or now)


def _finish(article: Article, correction: Correction) -> None:
    if correction.kind == Kind.TYPO:
        clock.touch()
        return
    article.save(update_fields=["updated_at", "is_retracted"])
    past.record(article)
    clock.touch("corrections", *article.cache_tags())
