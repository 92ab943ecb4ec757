"""Where readers of a withdrawn story are led, changed after it was withdrawn."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles import redirects
from articles.admin.beside import ROW, BesideAdmin
from articles.admin.moves import Asked, staff
from articles.deeds import Refused
from articles.forms.desk import WithdrawForm
from articles.models import Article

LEAD = Asked(label=_("Lead readers elsewhere"))


class LeadingAdmin(BesideAdmin):
    def get_urls(self) -> list[URLPattern]:
        return [self.wrapped(f"{ROW}lead/", self.lead_view, "lead"), *super().get_urls()]

    def lead_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self.story_or_404(request, pk)
        if not may_lead(article, staff(request)):
            raise PermissionDenied
        sent = request.POST if request.method == "POST" else None
        form = WithdrawForm(sent, initial={"redirect_to": article.redirect_to})
        if form.is_valid() and self._lead(request, article, form):
            return redirect(reverse("admin:articles_article_change", args=[pk]))
        context: dict[str, Any] = {
            "title": LEAD.label,
            "move": LEAD,
            "form": form,
            "explanation": _("Who follows a link to this story comes to that page instead."),
        }
        status = 422 if form.errors else 200
        return self.page_beside(request, article, "move", context, status=status)

    @staticmethod
    def _lead(request: HttpRequest, article: Article, form: WithdrawForm) -> bool:
        try:
            led = redirects.lead(article, by=staff(request), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("redirect_to", str(refusal))
            return False
        told = _("Readers are led there.") if led.redirect_to else _("Readers are led nowhere now.")
        messages.success(request, told)
        return True


def may_lead(article: Article, user: User) -> bool:
    is_withdrawn = article.status == Article.Status.WITHDRAWN and article.trashed_at is None
    return is_withdrawn and user.has_perm("articles.publish_article")
