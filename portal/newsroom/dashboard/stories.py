"""Stories on the dashboard: drafts, what waits for the desk, what is due, what came out."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from articles.admin.columns import names, words
from articles.models import Article, Byline
from portal.newsroom.dashboard.needs import LONGEST, RETURNED, waiting
from portal.newsroom.dashboard.panels import MOST, Desk, Panel, has
from portal.newsroom.dashboard.rows import ADD, due, row, stories, way, writes
from portal.publicmodels.ways import Way

Status = Article.Status


def own_drafts(user: User) -> Panel:
    drafts = stories(user).filter(status=Status.DRAFT).exclude(RETURNED)
    found = drafts.order_by("-modified_at", "-pk")[:MOST]
    return Panel(
        code="own-drafts",
        title=_("My drafts"),
        rows=[
            row(article, _("saved %(when)s") % {"when": words(article.modified_at)})
            for article in found
        ],
        empty=_("You have no draft."),
        way=way(_("All my drafts"), "mine=yes&state=draft")
        if found
        else Way(label=_("Begin one"), address=reverse(ADD)),
    )


def own_review(user: User) -> Panel:
    rows = [
        row(article, _("since %(when)s") % {"when": words(article.modified_at)})
        for article in waiting(user)[:MOST]
    ]
    return Panel(
        code="own-review",
        title=_("With the desk"),
        rows=rows,
        empty=_("Nothing of yours waits for an editor."),
        way=way(_("All that wait"), "mine=yes&state=in_review") if rows else None,
    )


def in_review(user: User) -> Panel:
    """Those after the ones that the editor is told of first."""
    rows = [
        row(article, names(article), words(article.modified_at))
        for article in waiting(user)[LONGEST : LONGEST + MOST]
    ]
    return Panel(
        code="waiting",
        title=_("Also in review"),
        rows=rows,
        empty=_("Nobody else waits for you."),
        way=way(_("All that wait"), "state=in_review"),
    )


def planned(user: User) -> Panel:
    """Due dates to come of what is not published; those that have passed stand under "Overdue"."""
    found = stories(user).unfinished().filter(due_at__gt=timezone.now())
    rows = [
        row(article, due(article, late=False), _whose(article))
        for article in found.select_related("assigned_to").order_by("due_at", "pk")[:MOST]
    ]
    return Panel(code="due", title=_("Due"), rows=rows, empty=_("Nothing is due soon."))


def _whose(article: Article) -> str:
    return article.assigned_to.display_name() if article.assigned_to else ""


def own_published(user: User) -> Panel:
    """The newest that readers see, and how many comments they left."""
    found = stories(user).live().newest_first()[:MOST]
    return Panel(
        code="own-published",
        title=_("Mine, published last"),
        rows=[row(article, words(article.published_at), _comments(article)) for article in found],
        empty=_("Readers have nothing of yours yet."),
        way=way(_("All mine that are live"), "mine=yes&state=live")
        if found
        else way(_("What I handed in"), "mine=yes&state=in_review"),
    )


def _comments(article: Article) -> str:
    count = article.comment_count
    text = ngettext("%(n)d comment", "%(n)d comments", count)
    return text % {"n": count} if count else str(_("no comments"))


def published(user: User) -> Panel:
    found: Any = stories(user).live().newest_first().prefetch_related(Byline.with_authors())
    rows = [
        row(article, names(article), words(article.published_at), _comments(article))
        for article in found[:MOST]
    ]
    return Panel(
        code="published",
        title=_("Published last"),
        rows=rows,
        empty=_("Readers have nothing yet."),
        way=way(_("All that are live"), "state=live"),
    )


def without_pictures(user: User) -> Panel:
    found = stories(user).live().filter(lead_image__isnull=True).newest_first()[:MOST]
    return Panel(
        code="without-pictures",
        title=_("Live without a picture"),
        rows=[row(article, words(article.published_at)) for article in found],
        empty=_("Every live story has a picture."),
        way=way(_("All without a picture"), "picture=no&state=live") if found else None,
    )


_publishes = has("articles.publish_article")
# Before the calendar, and after it.
WORK: tuple[Desk, ...] = (
    (writes, own_drafts),
    (writes, own_review),
    (_publishes, in_review),
    (has("articles.change_article"), planned),
)
OUT: tuple[Desk, ...] = (
    (writes, own_published),
    (_publishes, published),
    (_publishes, without_pictures),
)
