"""A story at the desk: the form edits its content, the buttons call the verbs."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import Script
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.slugs import make_slug
from articles import previews, revisions, workflow
from articles.admin import columns, moves, paging
from articles.admin.unsaved import UnsavedAdmin
from articles.content import Credit
from articles.forms import ContentForm
from articles.forms.conflict import differences
from articles.forms.text import PICTURE_LEFT_OUT
from articles.models import Article
from portal.site.address import absolute

MAIN, SIDE = "story-main", "story-side"
SHEETS = ("story-list", "story-form", "story-submit", "story-fields", "story-pages", "picker")
# The history shows as many revisions on a page.
REVISIONS = 50


@admin.register(Article)
class ArticleAdmin(UnsavedAdmin):
    """Nothing here writes a story's row: content goes to `revisions`, all else to `workflow`."""

    form = ContentForm
    fieldsets = [
        (None, {"classes": [MAIN], "fields": ["kicker", "headline", "standfirst", "body"]}),
        (_("Place"), {"classes": [SIDE], "fields": ["category", "tags"]}),
        (_("Bylines"), {"classes": [SIDE], "fields": ["credits", "source"]}),
        (
            _("Lead image"),
            {"classes": [SIDE], "fields": ["lead_image", "lead_alt", "lead_caption"]},
        ),
        (
            _("Times"),
            {"classes": [SIDE], "fields": ["publish_at", "unpublish_at", "embargo_until"]},
        ),
        (_("Comments"), {"classes": [SIDE], "fields": ["comment_policy"]}),
        (
            _("Lists, address and language"),
            {
                "classes": [SIDE, "collapse"],
                "fields": ["front_headline", "other_categories", "slug", "language"],
            },
        ),
        (
            _("Search engines"),
            {
                "classes": [SIDE, "collapse"],
                "fields": ["seo_title", "seo_description", "canonical_url", "noindex"],
            },
        ),
        (_("History"), {"classes": [SIDE, "collapse"], "fields": ["note"]}),
    ]

    class Media:
        css = {"all": [f"css/admin/{name}.css" for name in SHEETS]}
        js = [Script("js/admin/story.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> Any:
        stories = Article.objects.editable_by(moves.staff(request))
        return stories.order_by(*self.get_ordering(request))

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """A story that this user may edit; locked while it is being saved."""
        stories = self.get_queryset(request).select_related(
            "newest_revision", "live_revision", "category__parent"
        )
        try:
            if request.method == "POST" and transaction.get_connection().in_atomic_block:
                # By itself: after waiting, PostgreSQL reads the locked row anew, but not what is
                # joined to it, and the newest revision seemed to be none.
                Article.objects.for_writing().filter(pk=object_id).values_list("pk").first()
            return stories.get(pk=object_id)
        except (Article.DoesNotExist, ValidationError, ValueError):
            return None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """There is the trash."""
        return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A story of one's own, unless the address asks for something else."""
        own = getattr(moves.staff(request), "author", None)
        bylines = {"credits": (Credit(author_id=own.pk),)} if own else {}
        return bylines | super().get_changeform_initial_data(request)

    # --- saving -------------------------------------------------------------------------------

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """Keep what was typed as a revision; the same once more is not one."""
        user, content, note = moves.staff(request), form.content(), form.cleaned_data["note"]
        if form.fields["body"].left_out:
            messages.warning(request, PICTURE_LEFT_OUT)
        if not change:
            return revisions.create(content, by=user, note=note)
        if note or form.is_new(content):
            newest = form.instance.newest_revision_id
            revisions.save(form.instance, content, by=user, based_on=newest, note=note)
        return form.instance

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """`save_form` has kept the content; the row is what readers see."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Bylines, tags and categories are part of the content."""

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._answer(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._answer(request, obj)

    def _answer(self, request: HttpRequest, article: Article) -> HttpResponse:
        """After saving, make the move whose button was pressed, if it was one of those."""
        pressed = [name for name, move in moves.MOVES.items() if move.saves]
        name = next((name for name in pressed if f"_{name}" in request.POST), None)
        if name:
            substantial = "substantial" in request.POST
            if not moves.make(request, article, name, substantial=substantial):
                messages.info(request, _("What you typed is saved."))
            return self._to_story(request, article)
        self._tell_saved(request, article)
        if "_continue" in request.POST:
            return self._to_story(request, article)
        return self.response_post_save_change(request, article)

    def _tell_saved(self, request: HttpRequest, article: Article) -> None:
        text = _("{story} is saved.")
        if article.has_unpublished_changes and moves.is_scheduled(article):
            text = _(
                "{story} is saved. On {moment} it goes live without these changes, unless an editor"
                " presses “{button}”."
            )
            if self.has_publish_permission(request):
                text = _(
                    "{story} is saved. On {moment} it goes live without these changes, unless you"
                    " press “{button}”."
                )
        elif article.has_unpublished_changes:
            text = _("{story} is saved. Readers see the changes once they are published.")
        words = {"moment": moves.moment(article), "button": moves.publish_label(article)}
        messages.success(request, format_html(str(text), story=moves.link(article), **words))

    def _to_story(self, request: HttpRequest, article: Article) -> HttpResponse:
        address = reverse("admin:articles_article_change", args=[article.pk])
        filters: Any = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return redirect(add_preserved_filters(filters, address))

    # --- pages --------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path(
                "<int:pk>/move/<slug:name>/",
                wrap(require_http_methods(["GET", "HEAD", "POST"])(self.move_view)),
                name="articles_article_move",
            ),
            path("slug/", wrap(require_safe(self.slug_view)), name="articles_article_slug"),
        ]
        return own + super().get_urls()

    def view_on_site(self, article: Article) -> str | None:
        return article.get_absolute_url() if article.is_live() else None

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        form = context["adminform"].form
        names = moves.offered(obj, to=moves.staff(request)) if obj else self._first_moves(request)
        context |= {
            "title": _("New story") if obj is None else obj.headline,
            "subtitle": None,
            "buttons": self._buttons(names, obj, saving=True),
            "links": self._buttons(names, obj, saving=False),
            "schedule_label": moves.schedule_label(obj),
            "may_be_substantial": obj is not None and obj.is_live() and "publish" in names,
            "differences": differences(form) if form.newer else (),
            **(self._about(obj) if obj else {}),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _about(self, article: Article) -> dict[str, Any]:
        return {
            "badge": columns.badge(article),
            "state": columns.state(article),
            "preview": previews.link(article),
            "preview_address": absolute(previews.link(article)),
        }

    def _first_moves(self, request: HttpRequest) -> list[str]:
        return ["submit", "publish"] if self.has_publish_permission(request) else ["submit"]

    def _buttons(
        self, names: Sequence[str], article: Article | None, *, saving: bool
    ) -> list[tuple[str, Any]]:
        """Names with their labels, of the moves that save what is in the form, or of the others."""
        return [
            (
                name,
                moves.publish_label(article)
                if article and name == "publish"
                else moves.MOVES[name].label,
            )
            for name in names
            if moves.MOVES[name].saves == saving
        ]

    def move_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Ask, then make one of the moves that are not part of saving."""
        article = self.get_object(request, str(pk))
        if article is None or name not in moves.MOVES or moves.MOVES[name].saves:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        if not workflow.may(article, name, to=moves.staff(request)):
            raise PermissionDenied
        if request.method == "POST":
            moves.make(request, article, name)
            return self._to_story(request, article)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": moves.MOVES[name].label,
            "subtitle": article.headline,
            "article": article,
            "move": moves.MOVES[name],
            "badge": columns.badge(article),
        }
        return TemplateResponse(request, "admin/articles/article/move.html", context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Who saved what when: the revisions, newest first."""
        article = self.get_object(request, object_id)
        if article is None:
            # Which says of such a story as little as the form does.
            return super().history_view(request, object_id)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        page = paging.asked(request)
        found = article.revisions.defer("data").order_by("-pk")
        rows = list(found[(page - 1) * REVISIONS : page * REVISIONS + 1])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": _("History"),
            "subtitle": article.headline,
            "article": article,
            "badge": columns.badge(article),
            "revisions": rows[:REVISIONS],
            "newer": page - 1,
            "older": page + 1 if len(rows) > REVISIONS else 0,
        }
        return TemplateResponse(request, "admin/articles/article/history.html", context)

    def slug_view(self, request: HttpRequest) -> JsonResponse:
        """The address that a headline would get."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        headline = request.GET.get("headline", "")[:250]
        return JsonResponse({"slug": make_slug(headline, language=request.GET.get("language", ""))})
