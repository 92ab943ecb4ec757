"""The comment form at an address of its own: never cached, and it never loses what was written."""

import logging
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import Article
from articles.models.stories import ArticleQuerySet
from articles.text import number
from comments import moderation, readers, tokens
from comments.forms import CommentForm
from comments.models import Comment, Reader
from comments.views import cookies, devices, origin
from comments.views.private import is_forged, log_fault, policy_of, unlisted

logger = logging.getLogger(__name__)

REFUSED = 422
TRY_LATER = 503


# Exempt from the middleware, whose refusal would lose the text; is_forged() asks the same.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
def comment_form(request: HttpRequest, article_pk: int) -> HttpResponse:
    if request.method == "POST":
        return _answer(request, article_pk)
    article = get_object_or_404(_live(), pk=article_pk)
    if not policy_of(request, article).is_open():
        return render(request, "comments/closed.html", {"article": article})
    parent_id = number(request.GET.get("parent", ""))
    form = CommentForm(
        article=article, parent_id=parent_id, at=timezone.now(), initial=_writer(request)
    )
    return _show(request, article, form)


def _live() -> ArticleQuerySet:
    return Article.objects.live().with_relations().defer("body")


def _writer(request: HttpRequest) -> dict[str, Any]:
    """Who writes, as the device remembers it; of what we keep ourselves, no address is printed."""
    typed: dict[str, Any] = dict(devices.remembered(request))
    typed["remember"] = bool(typed)
    if reader := cookies.reader_of(request):
        typed = {"replies": reader.replies} | typed
    if user := origin.colleague(request):
        typed = {"name": user.get_full_name(), "email": user.email} | typed
    return typed


def _answer(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Take what was sent, or show it again with the reason."""
    article = _live().filter(pk=article_pk).first()
    if article is None or not policy_of(request, article).is_open():
        context = {"article": article, "text": request.POST.get("text", "")}
        return render(request, "comments/closed.html", context, status=REFUSED if article else 404)
    parent_id = number(request.POST.get("parent", ""))
    form = CommentForm(request.POST, article=article, parent_id=parent_id, at=timezone.now())
    if is_forged(request):
        form.add_error(
            None,
            _("Your browser did not send our cookie back. Allow it, and send your text again."),
        )
    if "quote" in request.POST:
        return _quoted(request, article, form)
    if not form.is_valid():
        return _show(request, article, form, status=REFUSED)
    if "preview" in request.POST:
        return _show(request, article, form, is_preview=True)
    return _sent(request, article, form)


def _quoted(request: HttpRequest, article: Article, form: CommentForm) -> HttpResponse:
    """The form as it is, with the words that are answered above one's own."""
    parent = _parent(article, form.parent_id)
    quote = "".join(f"> {line}\n" for line in parent.text.splitlines()) if parent else ""
    typed = {name: request.POST.get(name, "") for name in form.fields}
    typed["text"] = f"{quote}\n{typed['text']}" if quote else typed["text"]
    shown = CommentForm(article=article, parent_id=form.parent_id, at=timezone.now(), initial=typed)
    shown.next_token = form.next_token
    return _show(request, article, shown)


def _sent(request: HttpRequest, article: Article, form: CommentForm) -> HttpResponse:
    """Keep the comment, and lead to the page of one's own; else the form with the reason."""
    try:
        comment, is_asked = _keep(form, origin.of(request))
    except moderation.Refused as refusal:
        form.refuse(str(refusal))
        return _show(request, article, form, status=REFUSED)
    except DatabaseError as error:
        log_fault(logger, "A comment could not be kept", error)
        form.add_error(
            None, _("We could not keep your comment just now. Send it again in a minute.")
        )
        return _show(request, article, form, status=TRY_LATER)
    page = reverse("comment_own", args=[tokens.own(comment.pk)])
    response = HttpResponseRedirect(f"{page}?mail" if is_asked else page, status=303)
    _keep_on_device(response, form)
    return response


@transaction.atomic
def _keep(form: CommentForm, by: origin.Origin) -> tuple[Comment, bool]:
    """The comment, and whether its address is to be asked whose it is."""
    email, replies = form.cleaned_data["email"], form.cleaned_data["replies"]
    reader = by.proven(email)
    comment = moderation.submit(
        form.submission(
            networks=by.networks,
            user_id=by.user.pk if by.user else None,
            reader_id=reader.pk if reader else None,
        )
    )
    if not (form.wants_replies or form.cleaned_data["known"]):
        return comment, False
    # Who sends spam may have typed any address; and is told the same as all others.
    if comment.status != Comment.Status.SPAM:
        readers.ask(email=email, replies=replies or Reader.Replies.NONE, by=reader)
    return comment, reader is None


def _keep_on_device(response: HttpResponse, form: CommentForm) -> None:
    if form.cleaned_data["remember"]:
        devices.remember(response, form.cleaned_data)
    else:
        devices.forget(response)


def _parent(article: Article, pk: int | None) -> Comment | None:
    return Comment.objects.for_thread(article).filter(pk=pk).first() if pk else None


def _show(
    request: HttpRequest, article: Article, form: CommentForm, *, status: int = 200,
    is_preview: bool = False,
) -> HttpResponse:  # fmt: skip
    parent = _parent(article, form.parent_id)
    context = {
        "article": article,
        "form": form,
        "parent": parent,
        "parent_is_gone": bool(form.parent_id and parent is None),
        "is_preview": is_preview,
        "policy": policy_of(request, article),
        "is_known": cookies.reader_of(request) is not None,
    }
    return render(request, "comments/form.html", context, status=status)
