"""The permanent address of a comment, which leads to where it is now."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Article
from comments import paging, policy
from portal.site.models import current


@require_safe
@never_cache
def permalink(request: HttpRequest, article_pk: int, comment_pk: int) -> HttpResponse:
    """To the page of the thread that the comment is on, or the place that it left."""
    stories = Article.objects.live().with_relations().defer("body")
    article = get_object_or_404(stories, pk=article_pk)
    place = paging.place(article, comment_pk)
    if place is None or not policy.of(article, site=current()).is_shown:
        raise Http404
    return HttpResponseRedirect(place)
