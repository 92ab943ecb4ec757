"""The buttons of the desk: what each is called, what it says when done, and the verb it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from articles import workflow
from articles.admin import ways
from articles.forms.desk import ReasonForm, WithdrawForm
from articles.models import Article


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is done to many stories only after a page has said what it does."""

    label: Promise
    explanation_many: Promise | str = ""
    takes_away: bool = False


@dataclass(frozen=True, kw_only=True)
class Move(Asked):
    """What has an explanation is asked for first; the others save what the form holds.

    `leads` narrows the list to where the story is afterwards. What takes a story away is asked for
    in the list as well. `form` is what is to be said with the move on its own page, `form_many` in
    the list; their fields are options of the verb.
    """

    verb: Callable[..., Article]
    done: Promise
    done_many: Promise
    leads: str
    explanation: Promise | str = ""
    form: type[Form] | None = None
    form_many: type[Form] | None = None

    @property
    def saves(self) -> bool:
        return not self.explanation


MOVES: dict[str, Move] = {
    "submit": Move(
        verb=workflow.submit,
        label=_("Submit for review"),
        done=_("{story} is with the desk now."),
        done_many=ngettext_lazy("%(n)d story submitted.", "%(n)d stories submitted.", "n"),
        leads="state=in_review",
    ),
    "send_back": Move(
        verb=workflow.send_back,
        label=_("Send back to the writer"),
        done=_("{story} is a draft again."),
        done_many=ngettext_lazy("%(n)d story sent back.", "%(n)d stories sent back.", "n"),
        leads="state=draft",
        explanation_many=_("Their writers have them back as drafts, and read why."),
        form_many=ReasonForm,
    ),
    "publish": Move(
        verb=workflow.publish,
        label=_("Publish"),
        done=_("{story} is live."),
        done_many=ngettext_lazy("%(n)d story published.", "%(n)d stories published.", "n"),
        leads="state=live",
    ),
    "withdraw": Move(
        verb=workflow.withdraw,
        label=_("Withdraw"),
        done=_("{story} is withdrawn: readers do not see it any more."),
        done_many=ngettext_lazy("%(n)d story withdrawn.", "%(n)d stories withdrawn.", "n"),
        leads="state=withdrawn",
        takes_away=True,
        form=WithdrawForm,
        explanation_many=_(
            "What readers see leaves the site at once: who follows a link to it is told that it was"
            " withdrawn. What is scheduled does not go live. You can publish all of them again."
        ),
        explanation=_(
            "It leaves the site at once. Who follows a link to it is told that it was withdrawn."
            " You can publish it again; its address and its date stay the same."
        ),
    ),
    "trash": Move(
        verb=workflow.trash,
        label=_("Move to the trash"),
        done=_("{story} is in the trash."),
        done_many=ngettext_lazy(
            "%(n)d story moved to the trash.", "%(n)d stories moved to the trash.", "n"
        ),
        leads="state=trash",
        takes_away=True,
        explanation_many=_(
            "They leave your lists. The filter “in the trash” finds them, and brings them back."
        ),
        explanation=_(
            "It leaves your lists. The filter “in the trash” finds it, and brings it back."
        ),
    ),
    "restore": Move(
        verb=workflow.restore,
        label=_("Restore from the trash"),
        done=_("{story} is back from the trash."),
        done_many=ngettext_lazy("%(n)d story restored.", "%(n)d stories restored.", "n"),
        leads="",
        explanation=_("It comes back to the lists in the state in which it was put aside."),
    ),
}
MAY_NOT = _("Your role does not allow it (any more).")


def staff(request: HttpRequest) -> User:
    # The admin lets nobody in who is not logged in.
    return cast("User", request.user)


def offered(article: Article, *, to: User) -> list[str]:
    """The moves that the page of a story offers, in the order of the table."""
    if article.trashed_at:
        return ["restore"] if workflow.may(article, "restore", to=to) else []
    names = workflow.allowed(article, to=to)
    if article.status != Article.Status.PUBLISHED and workflow.may_trash(article, to=to):
        names.append("trash")
    return names


def publish_label(article: Article) -> Promise:
    """What the button says that makes what is in the form live."""
    if article.status != Article.Status.PUBLISHED:
        return MOVES["publish"].label
    return _("Publish changes") if article.is_live() else _("Publish with these changes")


def schedule_label(article: Article | None) -> Promise:
    """What it says once the form asks for a moment to come."""
    return publish_label(article) if article and is_scheduled(article) else _("Schedule")


def make(request: HttpRequest, article: Article, name: str, **options: Any) -> bool:
    """Make one move, with the verb's own options, and tell what became of it; whether it was made.

    A role that was taken away while the page stood open is told too: an error page would take
    back what was saved with the button.
    """
    try:
        moved = MOVES[name].verb(article, by=staff(request), **options)
    except workflow.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    except PermissionDenied:
        text = _("“%(button)s” was refused: your role does not allow it (any more).")
        messages.error(request, text % {"button": MOVES[name].label})
        return False
    done = _told(moved, name)
    said = format_html(done, story=link(moved), moment=moment(moved))
    messages.success(request, said + ways.on(moved))
    return True


def form_of(request: HttpRequest, article: Article, name: str) -> Form | None:
    """What has to be said with a move on its own page, if anything; readers never had some."""
    form = MOVES[name].form
    if form is None or is_scheduled(article):
        return None
    return form(request.POST if request.method == "POST" else None)


def link(article: Article) -> SafeString:
    """The headline, leading to the story's page at the desk."""
    address = reverse("admin:articles_article_change", args=[article.pk])
    return format_html('<a href="{}">{}</a>', address, article.headline or f"#{article.pk}")


def is_scheduled(article: Article) -> bool:
    """Whether it goes live by itself, at a moment to come."""
    published = article.status == Article.Status.PUBLISHED and article.published_at
    return bool(published and published > timezone.now())


def explanation(article: Article, name: str) -> Promise | str:
    """What a move would do to this story."""
    if name == "withdraw" and is_scheduled(article):
        return _(
            "It does not go live, and loses its date. The text stays: you can schedule it again."
        )
    return MOVES[name].explanation


def _told(article: Article, name: str) -> str:
    # No sentence ends in a moment: “a.m.” would be followed by a second full stop.
    if name == "publish" and is_scheduled(article):
        return str(_("On {moment}, {story} goes live."))
    if name == "withdraw" and article.published_at is None:
        return str(_("{story} does not go live: it is withdrawn, and its date is gone."))
    return str(MOVES[name].done)


def moment(article: Article) -> str:
    """The moment of its publication, in words."""
    if article.published_at is None:
        return ""
    return date_format(timezone.localtime(article.published_at), "DATETIME_FORMAT")
