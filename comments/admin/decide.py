"""Decisions of moderators, and what is said of them: what happened, and what next."""

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from accounts.models import User
from articles.models import Article
from comments import moderation
from comments.models import Comment, Decision
from portal.publicmodels import ways
from portal.publicmodels.ways import Way

Action = Decision.Action
Status = Comment.Status
LIST = "admin:comments_comment_changelist"

# Comments locked and written in one transaction; a flood of spam is thousands.
BATCH = 500
# Decisions that one press takes back, since a message has room for no more; to keep more than
# these from readers is asked for first.
UNDONE_AT_ONCE = 100

DONE: dict[str, Any] = {
    Action.APPROVE: ngettext_lazy("%(n)d comment approved", "%(n)d comments approved", "n"),
    Action.REJECT: ngettext_lazy("%(n)d comment rejected", "%(n)d comments rejected", "n"),
    Action.MARK_SPAM: ngettext_lazy(
        "%(n)d comment marked as spam", "%(n)d comments marked as spam", "n"
    ),
}

ALREADY: dict[str, Any] = {
    Action.APPROVE: ngettext_lazy("%(n)d was already approved", "%(n)d were already approved", "n"),
    Action.REJECT: ngettext_lazy("%(n)d was already rejected", "%(n)d were already rejected", "n"),
    Action.MARK_SPAM: ngettext_lazy(
        "%(n)d was already marked as spam", "%(n)d were already marked as spam", "n"
    ),
}

SAID = {
    Status.PENDING: _("The comment by {name} waits again."),
    Status.APPROVED: _("The comment by {name} is approved: readers see it."),
    Status.REJECTED: _("The comment by {name} is rejected: readers do not see it."),
    Status.SPAM: _("The comment by {name} is marked as spam: readers do not see it."),
}
NOT_YET = _("The comment by {name} is approved. Readers do not see its story now.")


def one(request: HttpRequest, comment: Comment, action: str, *, back: Sequence[Way]) -> None:
    """Decide on a comment, whose story is loaded; `back` is where to go from there."""
    outcome = moderation.decide([comment], action, by=moderator(request), note=_note(request))
    if not outcome.changed:
        messages.warning(request, str(moderation.MOVES[action].refusal))
        return
    button = undo_button(request, outcome.decisions)
    tell(request, comment, outcome.changed[0].status, back=back, button=button)


def many(request: HttpRequest, chosen: Any, action: str) -> None:
    """Decide on those of the list, in batches."""
    decisions: list[Decision] = []
    unchanged = 0
    for batch in batched(chosen.order_by("pk"), BATCH):
        outcome = moderation.decide(batch, action, by=moderator(request))
        decisions += outcome.decisions
        unchanged += outcome.unchanged
    parts = [DONE[action] % {"n": len(decisions)}] if decisions else []
    parts += [ALREADY[action] % {"n": unchanged}] if unchanged else []
    level = messages.SUCCESS if decisions else messages.WARNING
    query = urlencode({"status": moderation.MOVES[action].ends})
    show = Way(f"{reverse(LIST)}?{query}", _("Show them"))
    on = ways.on([show], button=undo_button(request, decisions))
    messages.add_message(request, level, format_html("{}.{}", "; ".join(parts), on))


def undo_button(request: HttpRequest, decisions: Sequence[Decision]) -> SafeString | str:
    """A button for the form that each page of comments has; nothing for what is too much."""
    if not 0 < len(decisions) <= UNDONE_AT_ONCE:
        return ""
    return format_html(
        '<button class="message-undo" form="undo" name="decisions" value="{}">{}</button>',
        ",".join(str(decision.pk) for decision in decisions),
        _("Undo"),
    )


def undo(request: HttpRequest, decisions: Iterable[Decision], *, back: Sequence[Way]) -> None:
    """Take back the decisions, unless somebody decided on their comments since."""
    done: list[Comment] = []
    refusals: set[str] = set()
    for decision in decisions:
        try:
            comment = moderation.undo(
                decision.comment, by=moderator(request), note=_note(request), decision=decision
            )
        except moderation.Refused as refusal:
            refusals.add(str(refusal))
        else:
            done.append(comment)
    if len(done) == 1:
        found = Comment.objects.for_moderators().get(pk=done[0].pk)
        tell(request, found, found.status, back=back)
    elif done:
        text = ngettext("%(n)d decision is undone.", "%(n)d decisions are undone.", len(done))
        messages.success(request, text % {"n": len(done)})
    if not done and not refusals:
        refusals.add(str(_("There is no decision to undo.")))
    for said in refusals:
        messages.warning(request, said)


def tell(
    request: HttpRequest, comment: Comment, status: str, *, back: Sequence[Way], button: Any = ""
) -> None:
    """What has become of a comment, and for whom; its story is loaded."""
    seen = _is_seen(comment.article)
    text = NOT_YET if status == Status.APPROVED and not seen else SAID[Status(status)]
    on = list(back)
    if status == Status.APPROVED and seen:
        on = [Way(comment.get_absolute_url(), _("View it")), *on]
    name = format_html("<bdi>{}</bdi>", comment.name)
    said = format_html(str(text), name=name)
    messages.success(request, said + ways.on(on, button=button))


def _note(request: HttpRequest) -> str:
    return " ".join(request.POST.get("note", "").split())[:300]


def _is_seen(article: Article) -> bool:
    return article.is_live() and article.comment_policy != Article.CommentPolicy.NONE


def chosen(request: HttpRequest, queryset: Any) -> Any:
    """The rows that were ticked, also those that another moderator decided since.

    The list's own filter would leave these out, and say nothing of them.
    """
    if request.POST.get("select_across") == "1":
        keys = queryset.order_by().values("pk")
    else:
        keys = numbers(request.POST.getlist(ACTION_CHECKBOX_NAME))
    return Comment.objects.filter(pk__in=keys).only("pk")


def numbers(typed: Iterable[str]) -> list[int]:
    """Those that a database can hold."""
    return [int(pk) for pk in typed if pk.isascii() and pk.isdecimal() and len(pk) < 19]


def moderator(request: HttpRequest) -> User:
    # The admin lets nobody in who is not logged in; the verbs ask for the permission.
    return cast("User", request.user)
