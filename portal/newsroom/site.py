"""The frame of the admin: whose newspaper it is, and in which order the newsroom's things stand."""

from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth import login
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts.forms import LoginForm
from portal.newsroom import manual
from portal.publicmodels.written import Written, written
from portal.site.models import current

# What is used every hour comes first. What is not named here follows, under its own heading.
SECTIONS = (
    (
        _("Stories"),
        [
            "articles.article",
            "articles.front",
            "site_settings.banner",
            "articles.image",
            "articles.category",
            "articles.tag",
            "articles.stylerule",
        ],
    ),
    (
        _("Comments"),
        [
            "comments.comment",
            "comments.decision",
            "comments.ban",
            "comments.cannedreason",
            "comments.commentsettings",
        ],
    ),
    (_("People"), ["accounts.author", "accounts.user", "axes.accessattempt"]),
    (
        _("Site"),
        [
            "flatpages.flatpage",
            "redirects.redirect",
            "site_settings.sitesettings",
            "publicmodels.trashed",
        ],
    ),
)


class NewsroomSite(admin.AdminSite):
    login_form = LoginForm
    index_title = _("Newsroom")
    site_title = _("Newsroom")
    empty_value_display = "–"
    # Ours stands in the frame (templates/admin/nav.html); Django's needs a script to be seen.
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the frame prints; `site` is the newspaper, where Django's own views say the host."""
        return {**super().each_context(request), "site": SimpleLazyObject(current)}

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [
            path(
                "r/<int:content_type_id>/<path:object_id>/",
                self.admin_view(self.view_on_site),
                name="view_on_site",
            ),
            path("login/again/", never_cache(self.login_again), name="login_again"),
        ]
        help_view = self.admin_view(require_safe(self.help_view))
        guides = [
            path("help/", help_view, name="help"),
            path("help/<slug:name>/", help_view, name="help_guide"),
        ]
        return [*own, *guides, *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A view of the desk; who was logged out while writing is given back what was sent.

        A page with scripts asks before it sends. Django's would lead to the login, and lose it.
        """
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            is_out = request.method == "POST" and not self.has_permission(request)
            if is_out and (typed := written(request.POST, self._desk_of(request))):
                return self._give_back(request, typed)
            return guarded(request, *args, **kwargs)

        return answer

    def _desk_of(self, request: HttpRequest) -> admin.ModelAdmin[Any] | None:
        """The admin of the model whose page this is, if it is one's."""
        found = request.resolver_match
        name = (found.url_name if found else None) or ""
        for model, desk in self._registry.items():
            if name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
                return desk
        return None

    def _give_back(self, request: HttpRequest, typed: list[Written]) -> HttpResponse:
        # Nor may what goes wrong here put a text into a report.
        request.sensitive_post_parameters = "__ALL__"  # type: ignore[attr-defined]  # as Django's decorator
        title = _("You were logged out")
        context = {**self.each_context(request), "title": title, "typed": typed}
        response = TemplateResponse(request, "admin/logged_out_while_writing.html", context)
        response.status_code = 401
        add_never_cache_headers(response)
        return response

    # What goes wrong here must not put the password into a report.
    @method_decorator(sensitive_post_parameters("password"))
    def login_again(self, request: HttpRequest) -> HttpResponse:
        """Who is logged in, and the token of their forms; by POST, log in without leaving a page.

        In JSON: a page that stands open asks, and goes on with what was typed into it.
        """
        errors: list[str] = []
        if request.method == "POST":
            form = self.login_form(request, data=request.POST)
            if form.is_valid():
                login(request, form.get_user())
            errors = [str(error) for listed in form.errors.values() for error in listed]
        there = self.has_permission(request)
        answer = {
            "person": request.user.pk if there else None,
            "name": str(request.user) if there else "",
            "token": get_token(request),
            "errors": errors,
        }
        return JsonResponse(answer, status=403 if errors else 200)

    def help_view(self, request: HttpRequest, name: str = "") -> HttpResponse:
        """A guide of docs/, for everybody who works here."""
        if name not in manual.GUIDES:
            raise Http404
        file, title = manual.GUIDES[name]
        guide = manual.guide(file)
        names = [
            (each, reverse("admin:help_guide" if key else "admin:help", args=[key] if key else []))
            for key, (_file, each) in manual.GUIDES.items()
        ]
        context = self.each_context(request) | {"title": title, "guide": guide, "guides": names}
        return TemplateResponse(request, "admin/help.html", context)

    def view_on_site(
        self, request: HttpRequest, content_type_id: int, object_id: str
    ) -> HttpResponse:
        """To the page of a row that this person may open here; Django's would tell of any row."""
        kind = ContentType.objects.filter(pk=content_type_id).first()
        model = kind and kind.model_class()
        desk = self._registry.get(model) if model else None
        row = desk.get_object(request, object_id) if desk else None
        if desk is None or row is None or not desk.has_view_or_change_permission(request, row):
            raise Http404
        return shortcut(request, content_type_id, object_id)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What this person may see, in sections instead of by app, unless one app is asked for."""
        apps = super().get_app_list(request, app_label)
        for entry in (entry for app in apps for entry in app["models"]):
            entry["one"] = entry["model"]._meta.verbose_name
        if app_label:
            return apps
        found = {_label(entry): (app, entry) for app in apps for entry in app["models"]}
        sections = []
        for name, labels in SECTIONS:
            there = [found.pop(label) for label in labels if label in found]
            if there:
                app = there[0][0]
                sections.append({**app, "name": name, "models": [entry for _app, entry in there]})
        rest = [
            {**app, "models": [entry for entry in app["models"] if _label(entry) in found]}
            for app in apps
        ]
        return sections + [app for app in rest if app["models"]]


def _label(entry: dict[str, Any]) -> str:
    label: str = entry["model"]._meta.label_lower
    return label
