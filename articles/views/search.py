"""The readers' search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles import search
from articles.models import Article
from articles.views.paging import page_of
from portal.site.pages import compressed


@csrf_exempt
@compressed
@require_safe
@never_cache
def results(request: HttpRequest) -> HttpResponse:
    """Stories that have the words of `?q=`; without words, what can be looked for.

    Never stored: there are as many of these pages as readers can think of.
    """
    asked = search.tidy(request.GET.get("q", ""))
    wanted = search.words(asked)
    context = {"asked": asked, "longest": search.LONGEST, "most_words": search.MOST_WORDS}
    if wanted:
        stories = search.for_readers(wanted)
        context["page"] = page = page_of(request, stories, kept={"q": asked})
        context["too_many"] = len(wanted) > search.MOST_WORDS
        context["newest"] = None if page.stories else Article.objects.live().newest_first().first()
    return render(request, "articles/search.html", context)
