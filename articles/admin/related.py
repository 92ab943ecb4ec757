"""What readers find below a story, why it stands there, and what editors decide of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _

from articles import search
from articles.admin import arranging, columns
from articles.admin.arranging import Deed
from articles.admin.below import found, lists_of
from articles.admin.beside import ROW, BesideAdmin
from articles.admin.moves import staff
from articles.forms.desk import FindForm
from articles.models import Article
from articles.related import choices

READERS_SEE = "readers-see"

DEEDS: dict[str, Deed] = {
    "pin": Deed(verb=choices.pin, done=_("“%(story)s” is pinned."), lands="unpin-%(pk)s"),
    "unpin": Deed(
        verb=choices.unpin, done=_("“%(story)s” is not pinned any more."), lands=READERS_SEE
    ),
    "up": Deed(
        verb=choices.move, done=_("“%(story)s” moved up."), lands="up-%(pk)s", moves=True
    ),
    "down": Deed(
        verb=choices.move, done=_("“%(story)s” moved down."), lands="down-%(pk)s", moves=True
    ),
    "block": Deed(
        verb=choices.block,
        done=_("“%(story)s” and this story are kept apart, on the lists of both."),
        lands=READERS_SEE,
    ),
    "unblock": Deed(
        verb=choices.unblock,
        done=_("“%(story)s” may stand below this story again."),
        lands=READERS_SEE,
    ),
}  # fmt: skip


class RelatedAdmin(BesideAdmin):
    def get_urls(self) -> list[URLPattern]:
        own = f"{ROW}related/"
        return [
            self.wrapped(own, self.related_view, "related", method="GET"),
            self.wrapped(
                f"{own}<int:other>/<slug:deed>/", self.choose_view, "choose", method="POST"
            ),
            *super().get_urls(),
        ]

    def related_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The list as readers have it now, what stands behind it, and what was decided of it."""
        article = self.story_or_404(request, pk)
        typed = search.tidy(request.GET.get("q", ""))
        lists = lists_of(article, to=staff(request))
        context = {
            "title": _("You may also like"),
            "public": columns.page(article),
            "lists": lists,
            "may_choose": choices.may_choose(article, to=staff(request)),
            "form": FindForm(initial={"q": typed}),
            "typed": typed,
            "found": found(article, typed, without=lists.decided),
        }
        return self.page_beside(request, article, "related", context)

    def choose_view(self, request: HttpRequest, pk: int, other: int, deed: str) -> HttpResponse:
        article = self.story_or_404(request, pk)
        story = Article.objects.filter(pk=other).first()
        if story is None or (done := DEEDS.get(deed)) is None:
            raise Http404
        place = arranging.do(request, done, article, story)
        return redirect(reverse("admin:articles_article_related", args=[pk]) + place)
