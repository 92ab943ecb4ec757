"""What a story was: its revisions, any two of them compared, and one of them made the newest."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from articles import deeds, revisions
from articles.admin import moves, paging
from articles.admin.beside import BesideAdmin
from articles.admin.listing import ListingAdmin
from articles.content import Content
from articles.forms.comparison import alone, compared
from articles.models import Article, Revision

# The history shows as many revisions on a page.
REVISIONS = 50
VIEWS = {"inline": _("In one text"), "side": _("Side by side")}


class HistoryAdmin(BesideAdmin, ListingAdmin):
    def get_urls(self) -> list[URLPattern]:
        wrap: Callable[..., Any] = self.admin_site.admin_view
        asks = require_http_methods(["GET", "HEAD", "POST"])
        revision = "<int:pk>/revisions/<int:revision_pk>/"
        own = [
            path(
                "<int:pk>/compare/",
                wrap(require_safe(self.compare_view)),
                name="articles_article_compare",
            ),
            path(
                revision,
                wrap(require_safe(self.revision_view)),
                name="articles_article_revision",
            ),
            path(
                f"{revision}restore/",
                wrap(asks(self.restore_view)),
                name="articles_article_restore",
            ),
        ]
        return own + super().get_urls()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Who saved what when: the revisions, newest first, any two to be compared."""
        article = self.get_object(request, object_id)
        if article is None:
            # Which says of such a story as little as the form does.
            return super().history_view(request, object_id)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        page = paging.asked(request)
        found = article.revisions.defer("data").order_by("-pk")
        rows = list(found[(page - 1) * REVISIONS : page * REVISIONS + 1])
        shown = rows[:REVISIONS]
        context = {
            "title": _("History"),
            "revisions": shown,
            "pinned": article.newest_revision if page > 1 and shown else None,
            "chosen": _chosen(article, shown),
            "newer": page - 1,
            "older": page + 1 if len(rows) > REVISIONS else 0,
        }
        return self._answer_of(request, article, "history", context)

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Two revisions field by field; without `old`, one with that before it."""
        article = self._readable(request, pk)
        old, new = self._two(article, request)
        view = request.GET.get("view", "inline")
        if view not in VIEWS:
            raise Http404
        two = {"old": old.pk if old else "", "new": new.pk}
        context = {
            "title": _("What has changed"),
            "old": old,
            "new": new,
            "rows": compared(old.content if old else Content(), new.content),
            "view": view,
            "views": [
                (name, label, "?" + urlencode(two | {"view": name}))
                for name, label in VIEWS.items()
            ],
        }
        return self._answer_of(request, article, "compare", context)

    def revision_view(self, request: HttpRequest, pk: int, revision_pk: int) -> HttpResponse:
        """One revision by itself."""
        article = self._readable(request, pk)
        revision = self._revision(article, revision_pk)
        context = {"title": _("A saved version"), "new": revision, "rows": alone(revision.content)}
        return self._answer_of(request, article, "revision", context)

    def restore_view(self, request: HttpRequest, pk: int, revision_pk: int) -> HttpResponse:
        """Show what it would change; then make it the newest revision."""
        article = self._readable(request, pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        revision = self._revision(article, revision_pk)
        try:
            deeds.refuse_in_trash(article)
        except deeds.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:articles_article_history", article.pk)
        if request.method == "POST":
            return self._restore(request, article, revision)
        newest = self._revision(article, article.newest_revision_id)
        context = {
            "title": _("Restore this version"),
            "old": newest,
            "new": revision,
            "rows": compared(newest.content, revisions.restorable(revision)),
            "view": "inline",
            "longest_note": Revision._meta.get_field("note").max_length,
        }
        return self._answer_of(request, article, "restore", context)

    def _restore(self, request: HttpRequest, article: Article, revision: Revision) -> HttpResponse:
        seen = paging.number(request.POST.get("newest"))
        note = request.POST.get("note", "").strip()
        by = moves.staff(request)
        try:
            # Zero is nobody's: without it nothing was shown, so it is asked first.
            revisions.restore(article, revision, by=by, based_on=seen or 0, note=note)
        except (revisions.Conflict, deeds.Refused) as refusal:
            messages.error(request, format_html("{} {}", refusal, _("Nothing was restored.")))
            if isinstance(refusal, deeds.Refused):
                return redirect("admin:articles_article_history", article.pk)
            return redirect(request.path)
        article = Article.objects.get(pk=article.pk)
        text = _("{story} says again what it said in that version.")
        if article.has_unpublished_changes:
            text = _(
                "{story} says again what it said in that version. Readers see it once it is"
                " published."
            )
        messages.success(request, format_html(str(text), story=moves.link(article)))
        return redirect("admin:articles_article_change", article.pk)

    def _readable(self, request: HttpRequest, pk: int) -> Article:
        article: Article | None = self.get_object(request, str(pk))
        if article is None:
            raise Http404
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        return article

    @staticmethod
    def _revision(article: Article, pk: int | None) -> Revision:
        found = article.revisions.filter(pk=pk or 0).first()
        if found is None:
            raise Http404
        return found

    def _two(self, article: Article, request: HttpRequest) -> tuple[Revision | None, Revision]:
        """The older one first, whichever was asked for as which."""
        asked = {name: paging.number(request.GET[name]) for name in ("old", "new")
                 if request.GET.get(name)}  # fmt: skip
        new = self._revision(article, asked.get("new", article.newest_revision_id))
        if "old" not in asked:
            return article.revisions.filter(pk__lt=new.pk).order_by("-pk").first(), new
        old = self._revision(article, asked["old"])
        return (old, new) if old.pk <= new.pk else (new, old)

    def _answer_of(
        self, request: HttpRequest, article: Article, name: str, context: dict[str, Any]
    ) -> HttpResponse:
        change = self.has_change_permission(request, article)
        context |= {
            "may_restore": change and not article.trashed_at,
            "back": reverse("admin:articles_article_history", args=[article.pk]),
        }
        return self.page_beside(request, article, name, context)


def _chosen(article: Article, shown: list[Revision]) -> tuple[int | None, int | None]:
    """The two that one would compare: what readers see with the newest, else the last two."""
    keys = [revision.pk for revision in shown]
    newest, live = article.newest_revision_id, article.live_revision_id
    older = next((pk for pk in keys if pk != newest), None)
    if article.has_unpublished_changes and live in keys:
        older = live
    return older, newest
