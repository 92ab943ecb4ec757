"""A story at the desk: the form edits its content, the buttons call the verbs."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import previews, revisions
from articles.admin import columns, moves, ways
from articles.admin.aids import AidsAdmin
from articles.admin.bylines import BylinesAdmin
from articles.admin.conflicts import ConflictsAdmin
from articles.admin.desk import DeskAdmin
from articles.admin.embeds import EmbedsAdmin
from articles.admin.links import LinksAdmin
from articles.admin.writing import WritingAdmin
from articles.content import Credit
from articles.forms import ContentForm
from articles.forms.text import PICTURE_LEFT_OUT
from articles.models import Article
from portal.site.address import absolute

MAIN, SIDE = "story-main", "story-side"
SHEETS = (
    "story-list", "story-form", "story-submit", "story-fields", "story-times", "story-pages",
    "story-history", "story-diff", "story-conflict", "story-desk", "story-related",
)  # fmt: skip


@admin.register(Article)
class ArticleAdmin(
    AidsAdmin, DeskAdmin, LinksAdmin, EmbedsAdmin, BylinesAdmin, ConflictsAdmin, WritingAdmin
):
    """Nothing here writes a story's row: content goes to `revisions`, all else to `workflow`."""

    form = ContentForm
    fieldsets = [
        (None, {"classes": [MAIN], "fields": ["kicker", "headline", "standfirst", "body"]}),
        (
            _("Headlines elsewhere"),
            {
                "classes": [MAIN, "story-headlines"],
                "fields": ["front_headline", "social_headline", "seo_title", "seo_description"],
            },
        ),
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
        (None, {"classes": [SIDE], "fields": ["comment_policy", "comment_days"]}),
        (
            _("Lists, address and language"),
            {"classes": [SIDE, "collapse"], "fields": ["other_categories", "slug", "language"]},
        ),
        (
            _("Search engines"),
            {"classes": [SIDE, "collapse"], "fields": ["canonical_url", "noindex"]},
        ),
        (_("History"), {"classes": [SIDE, "collapse"], "fields": ["note"]}),
    ]

    class Media:
        css = {"all": [f"css/admin/{name}.css" for name in SHEETS]}

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

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who may send a story back finds the note for its writer at hand."""
        if obj is None or "send_back" not in moves.offered(obj, to=moves.staff(request)):
            return self.fieldsets
        told = _("Needed to send the story back: what is missing. The writer reads it first.")
        note = (
            _("Note to the writer"),
            {"classes": [SIDE], "fields": ["note"], "description": told},
        )
        main = [each for each in self.fieldsets if MAIN in each[1]["classes"]]
        rest = [
            each for each in self.fieldsets if each not in main and each[1]["fields"] != ["note"]
        ]
        return [*main, note, *rest]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Who sends a story back has to say why; a class of its own for each request."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.may_end_embargo = self.has_publish_permission(request)
        form.needs_note = obj is not None and self._goes_back(request, obj)
        form.goes_live = "_publish" in request.POST
        return form

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
        if not change:
            story = revisions.create(content, by=user, note=note)
        else:
            story = form.instance
            note = "" if self._goes_back(request, story) else note
            if note or form.is_new(content):
                newest = story.newest_revision_id
                revisions.save(story, content, by=user, based_on=newest, note=note)
        self.settle(request, form, story, is_new=not change)
        if form.fields["body"].left_out:
            messages.warning(request, PICTURE_LEFT_OUT)
        return story

    def _goes_back(self, request: HttpRequest, article: Article) -> bool:
        """Whether the note is for the writer: the move keeps it."""
        pressed = "_send_back" in request.POST
        return pressed and "send_back" in moves.offered(article, to=moves.staff(request))

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
            options = self._options(request, name)
            if not moves.make(request, article, name, **options):
                messages.info(request, _("What you typed is saved."))
                self._quote_back(request, options.get("told", ""))
            return self._to_story(request, article)
        self._tell_saved(request, article)
        if "_continue" in request.POST:
            return self._to_story(request, article)
        return self.response_post_save_change(request, article)

    @staticmethod
    def _options(request: HttpRequest, name: str) -> dict[str, Any]:
        """What the form says of a move, and not of the text."""
        if name == "publish":
            return {name: request.POST.get(name, "") for name in ("change", "told")}
        return {"reason": request.POST.get("note", "")} if name == "send_back" else {}

    @staticmethod
    def _quote_back(request: HttpRequest, told: str) -> None:
        """What readers were to be told is no part of the text that was saved."""
        if told.strip():
            text = _("You wanted to tell readers: “%(told)s”")
            messages.info(request, text % {"told": told})

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
        said = format_html(str(text), story=moves.link(article), **words)
        messages.success(request, said + ways.on(article))

    # --- the page of the form ------------------------------------------------------------------

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
        names = moves.offered(obj, to=moves.staff(request)) if obj else self._first_moves(request)
        context |= {
            "media": self.media["css"] + context["adminform"].media,
            "title": _("New story") if obj is None else obj.headline,
            "subtitle": None,
            "buttons": self._buttons(names, obj, saving=True),
            "links": self._buttons(names, obj, saving=False),
            "schedule_label": moves.schedule_label(obj),
            "may_be_told": obj is not None and obj.is_live() and "publish" in names,
            **(self._about(obj) | self.beside(request, obj) if obj else {}),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _about(self, article: Article) -> dict[str, Any]:
        return {
            "badge": columns.badge(article),
            "state": columns.state(article),
            "preview": previews.link(article) if article.newest_revision_id else "",
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
