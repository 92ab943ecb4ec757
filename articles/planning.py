"""Who works on a story, and until when: for the desk alone, so none of it is a revision."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from articles import deeds
from articles.deeds import Refused
from articles.models import Activity, Article


def may_give_to_anybody(user: User) -> bool:
    """Whether this user hands out work; who does not takes it, and gives it back."""
    return user.has_perm("articles.edit_any_article")


@transaction.atomic
def assign(article: Article, *, by: User, to: User | None) -> Article:
    """Give the story to a colleague, who then may open it, or to nobody; the same again is nothing.

    A journalist takes what nobody has, and gives back what is theirs.
    """
    article = deeds.take(article, by=by)
    deeds.refuse_in_trash(article)
    if article.assigned_to == to:
        return article
    if not may_give_to_anybody(by):
        _refuse_what_is_not_theirs(article, by=by, to=to)
    if to and not can_be_given_stories(to):
        raise Refused(_("%(name)s does not write stories.") % {"name": to.display_name()})
    article.assigned_to = to
    article.save(update_fields=["assigned_to"])
    name = to.display_name() if to else ""
    deeds.write_down(article, Activity.Verb.ASSIGN, by=by, detail=name)
    return article


def can_be_given_stories(user: User) -> bool:
    return user.is_active and user.is_staff and user.has_perm("articles.change_article")


@transaction.atomic
def plan(article: Article, *, by: User, due_at: datetime | None) -> Article:
    """Say when the text is wanted, which publishes nothing; the same again is nothing."""
    article = deeds.take(article, by=by)
    deeds.refuse_in_trash(article)
    if article.due_at == due_at:
        return article
    article.due_at = due_at
    article.save(update_fields=["due_at"])
    deeds.write_down(article, Activity.Verb.PLAN, by=by, detail=deeds.stamp(due_at))
    return article


def _refuse_what_is_not_theirs(article: Article, *, by: User, to: User | None) -> None:
    if to not in (None, by):
        raise PermissionDenied
    if article.assigned_to not in (None, by):
        raise Refused(
            _("%(name)s has this story. An editor can give it to somebody else.")
            % {"name": article.assigned_to.display_name()}
        )
