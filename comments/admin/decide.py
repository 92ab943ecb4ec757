"""Decisions of moderators, and what is said of them: what happened, and what next."""

from collections.abc import Callable, Iterable, Sequence
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
from django.utils.translation import ngettext_lazy

from accounts.models import User
from articles.models import Article
from articles.text import number
from comments import moderation
from comments.admin import seen
from comments.models import Comment, Decision
from portal.publicmodels import ways
from portal.publicmodels.ways import Way

Action = Decision.Action
Status = Comment.Status
LIST = "admin:comments_comment_changelist"
LOG = "admin:comments_decision_changelist"
# The field with the reason for what is done to the chosen ones.
BULK_REASON = "bulk-reason"

# Comments locked and written in one transaction; a flood of spam is thousands.
BATCH = 500
# Decisions that one press takes back, since a message has room for no more; to decide on more
# than these is asked for first.
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
AT_IT = _("%(names)s is about to decide on the comment.")
LEFT = ngettext_lazy("%(n)d is left to %(names)s", "%(n)d are left to %(names)s", "n")
# Each with its verb, and what is said of it.
BESIDE: dict[str, tuple[Callable[..., Comment], Any]] = {
    Action.PICK: (moderation.pick, _("The comment by {name} is picked for readers.")),
    Action.UNPICK: (moderation.unpick, _("The comment by {name} is picked no longer.")),
    Action.KEEP: (moderation.dismiss, _("The comment by {name} stays: readers see it.")),
}
NOT_YET = _("The comment by {name} is approved. Readers do not see its story now.")


def one(
    request: HttpRequest, comment: Comment, action: str, *, page: str, back: Sequence[Way]
) -> None:
    """Decide on a comment, whose story is loaded; `back` is where to go from there."""
    why, anyway = note(request, f"reason-{comment.pk}", "note"), request.POST.get("anyway") == "yes"
    outcome = moderation.decide(
        [comment], action, by=moderator(request), note=why, anyway=anyway, seen=seen.posted(request)
    )
    if outcome.overtaken:
        late(request, outcome.overtaken[0], page=page, back=back)
    elif outcome.held:
        said = AT_IT % {"names": _holders(outcome)}
        there = ways.on([Way(page, _("Decide anyway, on its page")), *back])
        messages.warning(request, format_html("{}{}", said, there))
    elif not outcome.changed:
        messages.warning(request, str(moderation.MOVES[action].refusal))
    else:
        button = undo_button(outcome.decisions)
        tell(request, comment, outcome.changed[0].status, back=back, button=button)


def late(request: HttpRequest, comment: Comment, *, page: str, back: Sequence[Way]) -> None:
    """That somebody was quicker; who comes from the list is shown the way to its page."""
    there = ways.on(back or [Way(page, seen.LOOK)])
    messages.warning(request, format_html("{}{}", seen.one(comment), there))


def beside(request: HttpRequest, comment: Comment, action: str, *, back: Sequence[Way]) -> None:
    """Do with a comment what leaves it where it is."""
    try:
        BESIDE[action][0](comment, by=moderator(request))
    except moderation.Refused as refusal:
        messages.warning(request, str(refusal))
        return
    name = format_html("<bdi>{}</bdi>", comment.name)
    messages.success(request, format_html(str(BESIDE[action][1]), name=name) + ways.on(back))


def many(request: HttpRequest, chosen: Any, action: str) -> None:
    """Decide on those of the list, in batches."""
    by, why, saw = moderator(request), note(request, BULK_REASON), seen.posted(request)
    outcomes = [
        moderation.decide(batch, action, by=by, note=why, seen=saw)
        for batch in batched(chosen.order_by("pk"), BATCH)
    ]
    decisions = [decision for outcome in outcomes for decision in outcome.decisions]
    overtaken = [comment for outcome in outcomes for comment in outcome.overtaken]
    query = urlencode({"status": moderation.MOVES[action].ends})
    show = [Way(f"{reverse(LIST)}?{query}", _("Show them"))]
    if len(overtaken) == 1:
        page = reverse("admin:comments_comment_change", args=[overtaken[0].pk])
        show = [Way(page, seen.LOOK), *(show if decisions else [])]
    level = messages.SUCCESS if decisions else messages.WARNING
    said = "; ".join(_parts(action, outcomes, decisions, overtaken))
    on = ways.on(show, button=undo_button(decisions))
    messages.add_message(request, level, format_html("{}.{}", said, on))


def _parts(
    action: str,
    outcomes: Sequence[moderation.Outcome],
    decisions: Sequence[Decision],
    overtaken: Sequence[Comment],
) -> list[str]:
    """How many were decided, and what became of the others."""
    unchanged = sum(outcome.unchanged for outcome in outcomes)
    parts = [DONE[action] % {"n": len(decisions)}] if decisions else []
    parts += [ALREADY[action] % {"n": unchanged}] if unchanged else []
    if held := sum(len(outcome.held) for outcome in outcomes):
        parts += [LEFT % {"n": held, "names": _holders(*outcomes)}]
    return [*parts, *([seen.several(overtaken)] if overtaken else [])]


def _holders(*outcomes: moderation.Outcome) -> str:
    names = (claim.by.display_name() for outcome in outcomes for claim in outcome.held)
    return ", ".join(dict.fromkeys(names))


def undo_button(decisions: Sequence[Decision]) -> SafeString | str:
    """A button for the form that each page of comments has; nothing for what is too much."""
    if not 0 < len(decisions) <= UNDONE_AT_ONCE:
        return ""
    return _button("decisions", ",".join(str(decision.pk) for decision in decisions))


def batch_button(banned: moderation.Banned) -> SafeString:
    """The same for a ban and all that was rejected with it."""
    return _button("batch", str(banned.batch))


def _button(name: str, value: str) -> SafeString:
    return format_html(
        '<button class="message-undo" form="undo" name="{}" value="{}">{}</button>',
        name,
        value,
        _("Undo"),
    )


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


def note(request: HttpRequest, *fields: str) -> str:
    """What was chosen of the reasons, and what was typed, for the log."""
    parts = (" ".join(request.POST.get(name, "").split()) for name in fields)
    return ": ".join(part for part in parts if part)[:300]


def _is_seen(article: Article) -> bool:
    return article.is_live() and article.comment_policy != Article.CommentPolicy.NONE


def chosen(request: HttpRequest, queryset: Any) -> Any:
    """The rows that were ticked, also those that another moderator decided since.

    The list's own filter would leave these out, and say nothing of them. Of all on the other pages,
    none is meant that came after the list was shown.
    """
    ticked = Comment.objects.filter(pk__in=numbers(request.POST.getlist(ACTION_CHECKBOX_NAME)))
    if request.POST.get("select_across") != "1":
        return ticked.only("pk")
    for newest in numbers(request.POST.getlist("newest")):
        queryset = queryset.filter(pk__lte=newest)
    keys = queryset.order_by().values("pk").union(ticked.values("pk"))
    return Comment.objects.filter(pk__in=keys).only("pk")


def numbers(typed: Iterable[str]) -> list[int]:
    """Those that a database can hold."""
    return [pk for each in typed if (pk := number(each)) is not None]


def moderator(request: HttpRequest) -> User:
    # The admin lets nobody in who is not logged in; the verbs ask for the permission.
    return cast("User", request.user)
