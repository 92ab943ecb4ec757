"""The links by which people without a login read a story: made, copied and revoked by the desk."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import reviews
from articles.admin.beside import ROW, BesideAdmin
from articles.admin.moves import MAY_NOT, staff
from articles.deeds import Refused
from articles.forms.desk import InviteForm
from articles.models import Article, Note, ReviewLink
from portal.site.address import absolute

# Links that the page shows, the newest.
SHOWN = 100


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One link as the desk sees it; `is_outdated` where the text changed since it was approved."""

    link: ReviewLink
    address: str
    notes: list[Note]
    is_usable: bool
    is_outdated: bool


class ReviewsAdmin(BesideAdmin):
    def get_urls(self) -> list[URLPattern]:
        return [
            self.wrapped(f"{ROW}reviews/", self.reviews_view, "reviews"),
            self.wrapped(
                f"{ROW}reviews/<int:link>/revoke/", self.revoke_view, "revoke", method="POST"
            ),
            *super().get_urls(),
        ]

    def reviews_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self.story_or_404(request, pk)
        form = InviteForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and self._invite(request, article, form):
            return redirect(reverse("admin:articles_article_reviews", args=[pk]))
        context = {
            "title": _("Review links"),
            "form": form,
            "links": shown(article),
            "may_invite": not article.trashed_at and article.status != Article.Status.WITHDRAWN,
        }
        status = 422 if form.errors else 200
        return self.page_beside(request, article, "reviews", context, status=status)

    @staticmethod
    def _invite(request: HttpRequest, article: Article, form: InviteForm) -> bool:
        name, lasts = form.cleaned_data["name"], timedelta(days=form.cleaned_data["days"])
        try:
            link = reviews.invite(article, by=staff(request), name=name, lasts=lasts)
        except (Refused, PermissionDenied) as refusal:
            form.add_error(None, str(refusal) or str(MAY_NOT))
            return False
        text = _("The link for %(name)s is made. Copy it, and send it to nobody else.")
        messages.success(request, text % {"name": link.name})
        return True

    def revoke_view(self, request: HttpRequest, pk: int, link: int) -> HttpResponse:
        article = self.story_or_404(request, pk)
        found = ReviewLink.objects.filter(article=article, pk=link).select_related("article")
        if (row := found.first()) is None:
            raise Http404
        try:
            reviews.revoke(row, by=staff(request))
        except PermissionDenied:
            messages.error(request, str(MAY_NOT))
        else:
            text = _("The link of %(name)s does not work any more.")
            messages.success(request, text % {"name": row.name})
        return redirect(reverse("admin:articles_article_reviews", args=[pk]))


def shown(article: Article) -> list[Shown]:
    """Three queries however many links there are."""
    links = article.review_links.select_related("approved").prefetch_related("notes").newest_first()
    now = timezone.now()
    return [
        Shown(
            link=link,
            address=absolute(reviews.address(link)),
            notes=sorted(link.notes.all(), key=lambda note: note.pk),
            is_usable=link.is_usable(now),
            is_outdated=reviews.has_changed_since(link),
        )
        for link in links[:SHOWN]
    ]


def count_of_usable(article: Article) -> int:
    return ReviewLink.objects.usable().filter(article=article).count()
