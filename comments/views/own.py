"""What became of one's own comment; for some minutes it can be changed or taken back there."""

import logging

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
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
    if not comment.article.is_live():
        context = {"article": None, "text": request.POST.get("text", "")}
        return render(request, "comments/closed.html", context, status=404)
    form = OwnForm(request.POST if request.method == "POST" else None, comment=comment)
    if request.method != "POST":
        return _show(request, comment, form)
    status = _change(request, comment, form)
    if status:
        return _show(request, comment, form, status=status)
    return HttpResponseRedirect(request.path, status=303)


def _comment(signed: str) -> Comment:
    pk = tokens.read_own(signed)
    if pk is None:
        raise Http404
    return get_object_or_404(Comment.objects.select_related("article__category__parent"), pk=pk)


def _change(request: HttpRequest, comment: Comment, form: OwnForm) -> int:
    """Do what was asked; else put the reason on the form and return the status of the answer."""
    withdraws = "withdraw" in request.POST
    if not withdraws and not form.is_valid():
        return 422
    try:
        if withdraws:
            moderation.withdraw(comment)
        else:
            moderation.edit(comment, form.submission(networks=origin.of(request).networks))
    except moderation.Refused as refusal:
        form.add_error(None, str(refusal))
        return 422
    except DatabaseError as error:
        log_fault(logger, "A comment could not be changed", error)
        form.add_error(None, _("We could not do that just now. Try again in a minute."))
        return 503
    return 0


def _show(
    request: HttpRequest, comment: Comment, form: OwnForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "comment": comment,
        "article": comment.article,
        "form": form,
        "may_change": moderation.may_change(comment),
        "until": comment.created_at + moderation.MINUTES,
        "is_asked": "mail" in request.GET,
        "is_changing": "change" in request.GET or form.is_bound,
    }
    return render(request, "comments/own.html", context, status=status)
