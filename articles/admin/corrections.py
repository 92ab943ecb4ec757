"""The log of what was put right in a story: read by who may open it, kept by editors."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import corrections
from articles.admin import columns
from articles.admin.beside import ROW, BesideAdmin
from articles.admin.moves import MAY_NOT, staff
from articles.deeds import Refused
from articles.forms.desk import CorrectionForm
from articles.models import Article, Correction

# Each with what is said when it is done.
DEEDS: dict[str, tuple[Callable[..., Correction], Promise]] = {
    "amend": (corrections.amend, _("The correction reads differently now.")),
    "take-back": (corrections.take_back, _("The correction is taken back.")),
    "bring-back": (corrections.bring_back, _("The correction is there again.")),
}


class CorrectionsAdmin(BesideAdmin):
    def get_urls(self) -> list[URLPattern]:
        own = f"{ROW}corrections/"
        return [
            self.wrapped(own, self.corrections_view, "corrections"),
            self.wrapped(
                f"{own}<int:correction>/<slug:deed>/", self.correct_view, "correct", method="POST"
            ),
            *super().get_urls(),
        ]

    def corrections_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The log, newest first; what is sent there is entered, or given back with the reason."""
        article = self.story_or_404(request, pk)
        form = CorrectionForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and self._enter(request, article, form):
            return redirect(reverse("admin:articles_article_corrections", args=[pk]))
        return self._corrections(request, article, form)

    @staticmethod
    def _enter(request: HttpRequest, article: Article, form: CorrectionForm) -> bool:
        try:
            corrections.enter(article, by=staff(request), **form.cleaned_data)
        except (Refused, PermissionDenied) as refusal:
            form.add_error("text", str(refusal) or str(MAY_NOT))
            return False
        messages.success(request, _("The correction is entered."))
        return True

    def correct_view(
        self, request: HttpRequest, pk: int, correction: int, deed: str
    ) -> HttpResponse:
        article = self.story_or_404(request, pk)
        found = article.corrections.select_related("article").filter(pk=correction).first()
        if found is None or deed not in DEEDS:
            raise Http404
        verb, done = DEEDS[deed]
        fields = ("text", "seen") if deed == "amend" else ()
        said = {field: request.POST.get(field, "") for field in fields}
        try:
            verb(found, by=staff(request), **said)
        except (Refused, PermissionDenied) as refusal:
            refused = {"pk": found.pk, "why": str(refusal) or str(MAY_NOT), **said}
            return self._corrections(request, article, CorrectionForm(), refused=refused)
        messages.success(request, str(done))
        return redirect(reverse("admin:articles_article_corrections", args=[pk]))

    def _corrections(
        self,
        request: HttpRequest,
        article: Article,
        form: CorrectionForm,
        *,
        refused: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """`refused` is what was sent for one of them, and why that cannot be."""
        context = {
            "title": _("Corrections"),
            "public": columns.page(article),
            "form": form,
            "log": article.corrections.newest_first(),
            "refused": refused,
            "longest": corrections.LONGEST,
            "may_correct": corrections.may_correct(article, to=staff(request)),
        }
        status = 422 if form.errors or refused else 200
        return self.page_beside(request, article, "corrections", context, status=status)
