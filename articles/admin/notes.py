"""The thread of notes beside the form of a story, and on a page of its own."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _

from articles import notes
from articles.admin.beside import ROW, BesideAdmin
from articles.admin.moves import MAY_NOT, staff
from articles.deeds import LONGEST, Refused
from articles.models import Article, Note

FORM = "story-note"
# Notes that the thread shows of a story, the newest.
SHOWN = 200
VERBS = {"resolve": notes.resolve, "reopen": notes.reopen}


class NotesAdmin(BesideAdmin):
    def get_urls(self) -> list[URLPattern]:
        return [
            self.wrapped(f"{ROW}notes/", self.notes_view, "notes"),
            self.wrapped(
                f"{ROW}notes/<int:note>/<slug:verb>/", self.note_view, "note", method="POST"
            ),
            *super().get_urls(),
        ]

    def notes_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The thread; what is sent there is put at its end, or given back with the reason."""
        article = self.story_or_404(request, pk)
        if request.method != "POST":
            return self._notes(request, article)
        text = request.POST.get("text", "")
        try:
            notes.add(article, by=staff(request), text=text)
        except (Refused, PermissionDenied) as refusal:
            return self._notes(request, article, refusal=_said(refusal), text=text)
        return self._done(request, article, _("Your note is there."))

    def note_view(self, request: HttpRequest, pk: int, note: int, verb: str) -> HttpResponse:
        """Mark one of them as dealt with, or as open again; what is being typed is kept."""
        article = self.story_or_404(request, pk)
        found = Note.objects.filter(article=article, pk=note).select_related("article").first()
        if found is None or verb not in VERBS:
            raise Http404
        text = request.POST.get("text", "")
        try:
            done = VERBS[verb](found, by=staff(request))
        except (Refused, PermissionDenied) as refusal:
            return self._notes(request, article, refusal=_said(refusal), text=text)
        told = _("The note is dealt with.") if done.resolved_at else _("The note is open again.")
        return self._done(request, article, told, text=text)

    def _done(
        self, request: HttpRequest, article: Article, told: str, *, text: str = ""
    ) -> HttpResponse:
        if self.is_in_place(request):
            return self._notes(request, article, told=told, text=text)
        if text.strip():
            messages.success(request, told)
            return self._notes(request, article, text=text)
        messages.success(request, told)
        return redirect(reverse("admin:articles_article_notes", args=[article.pk]))

    def _notes(
        self,
        request: HttpRequest,
        article: Article,
        *,
        refusal: str = "",
        told: str = "",
        text: str = "",
    ) -> HttpResponse:
        status = 422 if refusal else 200
        context = notes_context(article) | {"refusal": refusal, "told": told, "text": text}
        if self.is_in_place(request):
            template = "admin/articles/article/thread.html"
            return TemplateResponse(request, template, context, status=status)
        context |= {"title": _("Notes")}
        return self.page_beside(request, article, "notes", context, status=status)


def notes_context(article: Article) -> dict[str, Any]:
    """What `thread.html` prints of a story."""
    thread = list(article.notes.select_related("link").order_by("-pk")[:SHOWN])[::-1]
    return {
        "article": article,
        "open": [note for note in thread if note.resolved_at is None],
        "resolved": [note for note in thread if note.resolved_at],
        "note_form_id": FORM,
        "longest": LONGEST,
        "may_write": article.trashed_at is None,
    }


def _said(refusal: Exception) -> str:
    return str(refusal) or str(MAY_NOT)
