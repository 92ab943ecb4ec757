"""The comment form at an address of its own: never cached, and it never loses what was written."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article
from articles.models.stories import ArticleQuerySet
from comments import moderation
from comments.forms import CommentForm
from comments.models import Comment
from comments.views.private import unlisted

logger = logging.getLogger(__name__)

REFUSED = 422
TRY_LATER = 503


# Exempt from the middleware, whose refusal would lose the text; _is_forged() asks the same.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
def comment_form(request: HttpRequest, article_pk: int) -> HttpResponse:
    if request.method == "POST":
        return _answer(request, article_pk)
    article = get_object_or_404(_live(), pk=article_pk)
    if article.comment_policy != Article.CommentPolicy.OPEN:
        return render(request, "comments/closed.html", {"article": article})
    parent_id = _number(request.GET.get("parent", ""))
    form = CommentForm(article=article, parent_id=parent_id, at=timezone.now())
    return _show(request, article, form)


@require_safe
@unlisted
def comment_thanks(request: HttpRequest, article_pk: int) -> HttpResponse:
    article = get_object_or_404(_live(), pk=article_pk)
    return render(request, "comments/thanks.html", {"article": article})


def _live() -> ArticleQuerySet:
    return Article.objects.live().with_relations().defer("body")


def _answer(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Take what was sent, or show it again with the reason."""
    article = _live().filter(pk=article_pk).first()
    if article is None or article.comment_policy != Article.CommentPolicy.OPEN:
        context = {"article": article, "text": request.POST.get("text", "")}
        return render(request, "comments/closed.html", context, status=REFUSED if article else 404)
    parent_id = _number(request.POST.get("parent", ""))
    form = CommentForm(request.POST, article=article, parent_id=parent_id, at=timezone.now())
    if _is_forged(request):
        form.add_error(
            None,
            _("Your browser did not send our cookie back. Allow it, and send your text again."),
        )
    status = _submit(form) if form.is_valid() else REFUSED
    if status:
        return _show(request, article, form, status=status)
    return HttpResponseRedirect(reverse("comment_thanks", args=[article.pk]), status=303)


def _submit(form: CommentForm) -> int:
    """Keep the comment; else put the reason on the form and return the status of the answer."""
    try:
        moderation.submit(form.submission())
    except moderation.Refused as refusal:
        form.refuse(str(refusal))
        return REFUSED
    except DatabaseError:
        logger.exception("A comment could not be kept")
        form.add_error(
            None, _("We could not keep your comment just now. Send it again in a minute.")
        )
        return TRY_LATER
    return 0


def _show(
    request: HttpRequest, article: Article, form: CommentForm, *, status: int = 200
) -> HttpResponse:
    visible = Comment.objects.for_thread(article)
    parent = visible.filter(pk=form.parent_id).first() if form.parent_id else None
    context = {"article": article, "form": form, "parent": parent}
    context["parent_is_gone"] = bool(form.parent_id and parent is None)
    return render(request, "comments/form.html", context, status=status)


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 19 else None


@csrf_protect
def _token_came_back(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _is_forged(request: HttpRequest) -> bool:
    return _token_came_back(request).status_code != 200
