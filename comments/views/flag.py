"""Where readers say that a comment should not stand there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import Article
from comments import moderation, policy
from comments.forms import FlagForm
from comments.models import Comment
from comments.views import origin
from comments.views.private import is_forged, unlisted


# Exempt from the middleware, whose refusal would lose the note; is_forged() asks the same.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
def comment_flag(request: HttpRequest, pk: int) -> HttpResponse:
    seen = Comment.objects.approved().filter(article__in=Article.objects.live())
    seen = seen.exclude(policy.hidden())
    comment = get_object_or_404(seen.select_related("article__category__parent"), pk=pk)
    form = FlagForm(request.POST if request.method == "POST" else None)
    is_done = request.method == "POST" and _raise(request, comment, form)
    context = {"comment": comment, "article": comment.article, "form": form, "is_done": is_done}
    return render(request, "comments/flag.html", context, status=422 if form.errors else 200)


def _raise(request: HttpRequest, comment: Comment, form: FlagForm) -> bool:
    """Whether the flag is kept; else the form says why not."""
    if is_forged(request):
        form.add_error(None, _("Your browser did not send our cookie back. Allow it, and send it."))
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        by = origin.of(request)
        moderation.flag(
            comment, flagger=by.flagger, also=by.flaggers, reason=said["reason"], note=said["note"]
        )
    except moderation.Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
