"""What no demo needs, such as a story that was withdrawn: made the first time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.redirects.models import Redirect
from django.utils import timezone

from accounts.models import Author, SavedFilter, User
from articles import notes, planning, reviews, revisions, workflow
from articles.content import Content, Credit
from articles.models import Article, Category, FormSession, Tag
from articles.related import choices
from bench.exhibits import fronts
from portal.publicmodels import verbs
from portal.site import banners

MARK = "An exhibit"
# At most so many forms were left with words in them.
MOST_WINDOWS = 10
UNSAVED = "with words that nobody saved"
HINTED = "that the style list has hints for"
STATES = {
    "draft": Article.Status.DRAFT,
    "in review": Article.Status.IN_REVIEW,
    "withdrawn": Article.Status.WITHDRAWN,
}


def add() -> None:
    """Make what is missing, and forget what lookers typed."""
    FormSession.objects.exclude(key__in=map(_key, range(MOST_WINDOWS))).delete()
    if Article.objects.filter(headline__startswith=MARK).exists():
        return
    desk = User.objects.get(username="editor")

    def write(what: str, body: str = "", **more: Any) -> Article:
        content = Content(
            headline=f"{MARK} {what}",
            body=body or "<p>Nothing happened, and then it happened again.</p>" * 3,
            category_id=Category.objects.filter(parent=None)[0].pk,
            credits=(Credit(author_id=Author.objects.order_by("pk")[0].pk),),
            **more,
        )
        return revisions.create(content, by=desk, note="To be looked at")

    bare = write("without a picture, with its comments closed", comment_policy="closed")
    gone = workflow.publish(write("that was withdrawn"), by=desk)
    _decide_below(workflow.publish(bare, by=desk), desk, gone)
    workflow.withdraw(gone, by=desk)
    workflow.trash(write("in the trash"), by=desk)
    _talk_about(write("that is talked about"), desk)
    write(HINTED, body="<p>In order to utilise it, wait.</p><p>It rose by 12 percent.</p>")
    _leave_unsaved(write(UNSAVED), desk)
    _plan(write, desk)
    fronts.add(desk)
    banners.start(f"{MARK} of breaking news", "/about/", by=desk)
    banners.stop(by=desk)
    tag = Tag(name="exhibit", slug="exhibit")
    verbs.save(tag, tags=tag.cache_tags())
    verbs.trash(tag, by=desk, tags=tag.cache_tags())
    redirect = Redirect(site_id=1, old_path="/old-address/", new_path="/about/")
    verbs.save(redirect, tags=("site",))
    guest = User(username="invited", email="invited@example.org", is_staff=True)
    guest.set_unusable_password()
    guest.save()
    SavedFilter.objects.create(
        owner=desk, screen="articles.article", name="Culture, live", query="q=river&state=live"
    )


def _talk_about(story: Article, desk: User) -> None:
    """All that can stand beside the form of a story."""
    planning.assign(story, by=desk, to=User.objects.get(username="journalist"))
    planning.plan(story, by=desk, due_at=timezone.now() - timedelta(hours=3))
    notes.add(story, by=desk, text="Who says that?\n\nThe harbour office has the log.")
    notes.resolve(notes.add(story, by=desk, text="The old picture."), by=desk)
    link = reviews.invite(story, by=desk, name="Ana, lawyer")
    reviews.remark(link, text="The second paragraph names a minor.")
    reviews.approve(link, shown=reviews.token(link))
    content = replace(story.newest_revision.content, kicker="Changed since")  # type: ignore[union-attr]  # it has one
    revisions.save(story, content, by=desk)
    reviews.invite(story, by=desk, name="The harbour office")
    reviews.revoke(reviews.invite(story, by=desk, name="Somebody"), by=desk)


def _decide_below(story: Article, desk: User, gone: Article) -> None:
    """Pins, one of which readers cannot see any more, and a pair that is kept apart."""
    others = Article.objects.live().exclude(pk__in=(story.pk, gone.pk)).newest_first()
    one, two, apart = others[:3]
    for each in (one, gone, two):
        choices.pin(story, each, by=desk)
    choices.block(story, apart, by=desk)


def _key(number: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"window {number} of the exhibits")


def _leave_unsaved(story: Article, desk: User) -> None:
    """Windows closed with words in them: two of one's own, one put aside, a colleague's."""
    colleague = User.objects.get(username="journalist")
    for hours, by in enumerate((desk, desk, desk, colleague), start=1):
        typed_at = timezone.now() - timedelta(hours=hours)
        FormSession.objects.create(
            key=_key(hours), article=story, by=by, by_name=by.display_name(),
            opened_at=typed_at, seen_at=typed_at, closed_at=typed_at, typed_at=typed_at,
            put_aside_at=timezone.now() if hours == 3 else None,
            fields={"headline": [f"{MARK}, as typed {hours} h ago"], "body": ["<p>Typed.</p>"]},
        )  # fmt: skip


def _plan(write: Callable[..., Article], desk: User) -> None:
    """What the first page of the newsroom tells of: what is overdue, given to somebody, to come."""
    now = timezone.now()
    late = write("that was due yesterday")
    columns = {"due_at": now - timedelta(days=1), "assigned_to": desk}
    Article.objects.filter(pk=late.pk).update(**columns)
    FormSession.objects.create(
        key=_key(0), article=late, by=desk, by_name=desk.display_name(),
        opened_at=now, seen_at=now, typed_at=now,
    )  # fmt: skip
    write("that nobody published in time", publish_at=now - timedelta(hours=1))
    workflow.submit(write("under an embargo", embargo_until=now + timedelta(days=2)), by=desk)
    leaving = write("that comes down in three days", unpublish_at=now + timedelta(days=3))
    workflow.publish(leaving, by=desk, at=now - timedelta(days=1))
    soon = workflow.publish(write("that goes live soon"), by=desk, at=now + timedelta(minutes=50))
    content = soon.newest_revision.content  # type: ignore[union-attr]  # it was saved
    revisions.save(soon, replace(content, kicker="Changed since"), by=desk)
