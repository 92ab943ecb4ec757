"""Stories on the dashboard: a journalist's own, and for the desk what waits, comes and lacks."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from articles.admin.columns import names, thumbnail, words
from articles.models import Article, Byline, Revision
from portal.newsroom.dashboard.panels import MOST, Desk, Panel, Row, has
from portal.publicmodels.ways import Way

Status = Article.Status
ADD = "admin:articles_article_add"


def _writes(user: User) -> bool:
    """Who writes, but does not run the desk."""
    return user.has_perm("articles.change_article") and not user.has_perm(
        "articles.edit_any_article"
    )


def _stories(user: User) -> Any:
    found = Article.objects.editable_by(user).kept()
    return found.select_related("category__parent", "lead_image").defer("body", "standfirst")


def _row(article: Article, *details: Any, note: str = "") -> Row:
    return Row(
        title=article.headline or _("(no headline)"),
        address=reverse("admin:articles_article_change", args=[article.pk]),
        picture=thumbnail(article),
        details=[detail for detail in details if detail],
        note=note,
    )


def _list(label: Any, query: str) -> Way:
    return Way(label=label, address=f"{reverse('admin:articles_article_changelist')}?{query}")


def _drafts(user: User) -> Any:
    found = _stories(user).select_related("newest_revision").defer("newest_revision__data")
    return found.filter(status=Status.DRAFT).order_by("-modified_at", "-pk")


# One that its writer went on with since has a newer revision.
_RETURNED = Q(newest_revision__kind=Revision.Kind.RETURNED)


def sent_back(user: User) -> Panel:
    """Drafts that the desk returned last, with what it says is missing."""
    found = _drafts(user).filter(_RETURNED)[:MOST]
    return Panel(
        code="sent-back",
        title=_("Back from the desk"),
        rows=[
            _row(
                article,
                article.newest_revision.by_name,
                words(article.newest_revision.at),
                note=article.newest_revision.note,
            )
            for article in found
        ],
        empty=_("Nothing came back. What an editor returns to you stands here, with the note."),
    )


def own_drafts(user: User) -> Panel:
    found = _drafts(user).exclude(_RETURNED)[:MOST]
    return Panel(
        code="own-drafts",
        title=_("My drafts"),
        rows=[
            _row(article, _("saved %(when)s") % {"when": words(article.modified_at)})
            for article in found
        ],
        empty=_("You have no draft."),
        way=_list(_("All my drafts"), "mine=yes&state=draft")
        if found
        else Way(label=_("Begin one"), address=reverse(ADD)),
    )


def own_scheduled(user: User) -> Panel:
    return _scheduled(
        user, title=_("Mine, scheduled"), empty=_("None of your stories waits for its moment.")
    )


def own_published(user: User) -> Panel:
    """The newest that readers see, and how many comments they left."""
    found = _stories(user).live().newest_first()[:MOST]
    return Panel(
        code="own-published",
        title=_("Mine, published last"),
        rows=[_row(article, words(article.published_at), _comments(article)) for article in found],
        empty=_("Readers have nothing of yours yet."),
        way=_list(_("All mine that are live"), "mine=yes&state=live")
        if found
        else _list(_("What I handed in"), "mine=yes&state=in_review"),
    )


def _comments(article: Article) -> str:
    count = article.comment_count
    text = ngettext("%(n)d comment", "%(n)d comments", count)
    return text % {"n": count} if count else str(_("no comments"))


def waiting(user: User) -> Panel:
    """What was handed in; who waits longest comes first."""
    found = _stories(user).filter(status=Status.IN_REVIEW).prefetch_related(Byline.with_authors())
    rows = [
        _row(article, names(article), words(article.modified_at))
        for article in found.order_by("modified_at", "pk")[:MOST]
    ]
    return Panel(
        code="waiting",
        title=_("Waiting for review"),
        rows=rows,
        empty=_("Nobody waits for you."),
        way=_list(_("All that wait"), "state=in_review") if rows else None,
    )


def scheduled(user: User) -> Panel:
    return _scheduled(
        user, title=_("Scheduled next"), empty=_("Nothing is planned. Give a story a moment.")
    )


def _scheduled(user: User, *, title: Any, empty: Any) -> Panel:
    found = _stories(user).filter(status=Status.PUBLISHED, published_at__gt=timezone.now())
    rows = [
        _row(article, _("goes live %(when)s") % {"when": words(article.published_at)})
        for article in found.order_by("published_at", "pk")[:MOST]
    ]
    return Panel(
        code="scheduled",
        title=title,
        rows=rows,
        empty=empty,
        way=_list(_("The whole plan"), "state=scheduled")
        if rows
        else _list(_("Choose a draft"), "state=draft"),
    )


def published_today(user: User) -> Panel:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    found = _stories(user).live().filter(published_at__gte=midnight).newest_first()
    rows = [
        _row(article, names(article), words(article.published_at), _comments(article))
        for article in found.prefetch_related(Byline.with_authors())[:MOST]
    ]
    return Panel(
        code="today",
        title=_("Published today"),
        rows=rows,
        empty=_("Nothing new for readers today."),
        way=_list(_("All that are live"), "state=live"),
    )


def without_pictures(user: User) -> Panel:
    found = _stories(user).live().filter(lead_image__isnull=True).newest_first()[:MOST]
    return Panel(
        code="without-pictures",
        title=_("Live without a picture"),
        rows=[_row(article, words(article.published_at)) for article in found],
        empty=_("Every live story has a picture."),
        way=_list(_("All without a picture"), "picture=no&state=live") if found else None,
    )


DESK: tuple[Desk, ...] = (
    (_writes, sent_back),
    (_writes, own_drafts),
    (_writes, own_scheduled),
    (_writes, own_published),
    (has("articles.publish_article"), waiting),
    (has("articles.publish_article"), scheduled),
    (has("articles.publish_article"), published_today),
    (has("articles.publish_article"), without_pictures),
)
