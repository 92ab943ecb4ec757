"""What became of one's own comment; for some minutes it can be changed or taken back there."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import moderation, tokens
from comments.forms import OwnForm
from comments.models import Comment
from comments.views import origin
from comments.views.private import log_fault, unlisted

logger = logging.getLogger(__name__)


# Nobody else has the address, and so nobody can send its form.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
def comment_own(request: HttpRequest, signed: str) -> HttpResponse:
    comment = _comment(signed)
    if comment is None or not comment.article.is_live():
        context = {"article": None, "text": request.POST.get("text", "")}
        return render(request, "comments/closed.html", context, status=404)
    if request.method != "POST":
        return _show(request, comment, OwnForm(comment=comment))
    withdraws = "withdraw" in request.POST
    form = OwnForm(None if withdraws else request.POST, comment=comment)
    status, refusal = _change(request, comment, form, withdraws=withdraws)
    if status:
        return _show(request, comment, form, status=status, refusal=refusal)
    return HttpResponseRedirect(request.path, status=303)


def _comment(signed: str) -> Comment | None:
    """Nothing where the address is none of ours, or too old."""
    pk = tokens.read_own(signed)
    found = Comment.objects.select_related("article__category__parent")
    return found.filter(pk=pk).first() if pk else None


def _change(
    request: HttpRequest, comment: Comment, form: OwnForm, *, withdraws: bool
) -> tuple[int, str]:
    """Do what was asked; else the status of the answer, and why."""
    if not withdraws and not form.is_valid():
        return 422, ""
    try:
        if withdraws:
            moderation.withdraw(comment)
        else:
            moderation.edit(comment, form.submission(networks=origin.of(request).networks))
    except moderation.Refused as refusal:
        return 422, str(refusal)
    except DatabaseError as error:
        log_fault(logger, "A comment could not be changed", error)
        return 503, _("We could not do that just now. Try again in a minute.")
    return 0, ""


def _show(
    request: HttpRequest, comment: Comment, form: OwnForm, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    context = {
        "comment": comment,
        "article": comment.article,
        "form": form,
        "refusal": refusal,
        "may_change": moderation.may_change(comment),
        "until": comment.created_at + moderation.MINUTES,
        "is_asked": "mail" in request.GET,
        "is_changing": "change" in request.GET or form.is_bound,
    }
    return render(request, "comments/own.html", context, status=status)
