"""What needs this person: what came back, what was given to them, who waits; and unsaved texts."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.admin.columns import names, words
from articles.models import Article, Byline, FormSession, Revision
from portal.newsroom.dashboard.panels import MOST, Desk, Panel, Row, has
from portal.newsroom.dashboard.rows import due, row, stories, way

# One that its writer went on with since has a newer revision.
RETURNED = Q(newest_revision__kind=Revision.Kind.RETURNED)
# An editor finds the others in the list of all that wait.
LONGEST = 2


def needs_you(user: User) -> Panel:
    """What was sent back or given to this person; for an editor, who waits longest too."""
    rows = {article.pk: _returned(article) for article in returned(user)[:MOST]}
    for article in _given(user)[:MOST]:
        rows.setdefault(article.pk, _given_row(article))
    if user.has_perm("articles.publish_article"):
        for article in waiting(user)[:LONGEST]:
            said = _("waits for review since %(when)s") % {"when": words(article.modified_at)}
            rows.setdefault(article.pk, row(article, names(article), said))
    return Panel(
        code="needs-you",
        title=_("Needs you"),
        rows=list(rows.values()),
        empty=_("Nothing. What is sent back to you, or given to you, stands here."),
        way=way(_("All my stories"), "mine=yes") if rows else None,
    )


def returned(user: User) -> Any:
    """Their own drafts that the desk returned, the latest first."""
    found = stories(user).of(user).filter(RETURNED, status=Article.Status.DRAFT)
    found = found.select_related("newest_revision").defer("newest_revision__data")
    return found.order_by("-modified_at", "-pk")


def waiting(user: User) -> Any:
    """What was handed in; who waits longest comes first."""
    found = stories(user).filter(status=Article.Status.IN_REVIEW)
    return found.order_by("modified_at", "pk").prefetch_related(Byline.with_authors())


def _given(user: User) -> Any:
    """What is due first comes first; what has no date, last."""
    found = stories(user).given_to(user)
    return found.order_by(F("due_at").asc(nulls_last=True), "pk")


def _returned(article: Article) -> Row:
    newest = article.newest_revision
    if newest is None:
        return row(article)
    said = _("sent back by %(name)s") % {"name": newest.by_name}
    return row(article, said, words(newest.at), note=newest.note)


def _given_row(article: Article) -> Row:
    late = article.due_at is not None and article.due_at <= timezone.now()
    return row(article, _("given to you"), due(article, late=late), alarm=late)


def unsaved(user: User) -> Panel:
    """Texts that this person typed, and that no revision holds."""
    typed: dict[int, datetime | None] = {}
    mine = FormSession.objects.offered().filter(by=user)
    for article_pk, typed_at in mine.values_list("article", "typed_at")[: 2 * MOST]:
        typed.setdefault(article_pk, typed_at)
    # Theirs no more, perhaps. Of two questions in one, SQLite read all stories first.
    found = stories(user).in_bulk(typed)
    rows = [
        row(found[pk], _("typed %(when)s") % {"when": words(at)})
        for pk, at in typed.items()
        if at and pk in found
    ]
    return Panel(
        code="unsaved",
        title=_("Typed, not saved"),
        lead=_("Nothing is lost: open the story, and take what you typed."),
        rows=rows[:MOST],
        quiet=True,
    )


DESK: tuple[Desk, ...] = (
    (has("articles.change_article"), needs_you),
    (has("articles.change_article"), unsaved),
)
