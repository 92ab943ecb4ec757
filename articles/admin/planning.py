"""Who works on a story and until when: set beside its form, and of many stories in the list."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from articles import planning
from articles.admin import columns, many, moves, ways
from articles.admin.activity import described
from articles.admin.beside import ROW, BesideAdmin
from articles.deeds import Refused
from articles.forms.desk import AssignForm, PlanForm, writers
from articles.models import Activity, Article

FORM = "story-plan"
GIVEN_MANY = ngettext_lazy(
    "%(n)d story given to %(name)s.", "%(n)d stories given to %(name)s.", "n"
)
TAKEN_MANY = ngettext_lazy("%(n)d story is nobody's now.", "%(n)d stories are nobody's now.", "n")


class PlanningAdmin(BesideAdmin):
    def get_urls(self) -> list[URLPattern]:
        return [
            self.wrapped(f"{ROW}plan/", self.plan_view, "plan", method="POST"),
            *super().get_urls(),
        ]

    def plan_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Set both; answer with what stands beside the form, or with the story's page."""
        article, user = self.story_or_404(request, pk), moves.staff(request)
        form = plan_form(article, user, request.POST)
        if form.is_valid():
            try:
                article = _planned(article, user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except PermissionDenied:
                form.add_error("assigned_to", moves.MAY_NOT)
        if self.is_in_place(request):
            return self._in_place(request, article, form)
        for error in (error for errors in form.errors.values() for error in errors):
            messages.error(request, str(error))
        if not form.errors:
            messages.success(request, format_html(str(_("{} is planned.")), moves.link(article)))
        return redirect(_way_on(article, user))

    def _in_place(self, request: HttpRequest, article: Article, form: PlanForm) -> HttpResponse:
        user = moves.staff(request)
        shown = form if form.errors else plan_form(article, user)
        context = plan_context(article, shown) | {"said": "" if form.errors else _("Saved.")}
        if not Article.objects.editable_by(user).filter(pk=article.pk).exists():
            context["said"] = _("Saved. The story is not yours any more.")
        template = "admin/articles/article/plan.html"
        return TemplateResponse(request, template, context, status=422 if form.errors else 200)

    @admin.action(description=_("Give to …"), permissions=["assign"])
    def assign(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Ask to whom, then give each story by itself."""
        form = AssignForm(request.POST if many.is_sure(request) else None)
        if not form.is_valid():
            return many.ask(self, request, queryset, "assign", ASSIGN, form)
        assign_many(request, queryset, to=form.cleaned_data["to"])
        return None

    def has_assign_permission(self, request: HttpRequest) -> bool:
        return planning.may_give_to_anybody(moves.staff(request))


ASSIGN = moves.Asked(
    label=_("Give to a colleague"),
    explanation_many=_(
        "Who is given a story may open and edit it, and finds it on the first page."
    ),
)


def assign_many(request: HttpRequest, chosen: QuerySet[Article], *, to: User | None) -> None:
    outcome = many.each(request, chosen, planning.assign, to=to)
    if given := len(outcome.done):
        text = GIVEN_MANY if to else TAKEN_MANY
        words = {"n": given, "name": to.display_name() if to else ""}
        query = f"given={to.pk}" if to else "given=nobody"
        messages.success(request, format_html("{}", text % words) + ways.to_list(query))
    many.tell(request, outcome.refusals)


@transaction.atomic
def _planned(article: Article, user: User, *, assigned_to: User | None, due_at: Any) -> Article:
    """Both or neither; the day first, since who gives a story back may not open it any more."""
    article = planning.plan(article, by=user, due_at=due_at)
    return planning.assign(article, by=user, to=assigned_to)


def _people(article: Article, user: User) -> QuerySet[User]:
    """Those to whom the user may give the story, and who has it."""
    if planning.may_give_to_anybody(user):
        return writers() | User.objects.filter(pk=article.assigned_to_id or 0)
    return User.objects.filter(pk__in=(user.pk, article.assigned_to_id or 0))


def plan_form(article: Article, user: User, sent: QueryDict | None = None) -> PlanForm:
    initial = {"assigned_to": article.assigned_to_id, "due_at": article.due_at}
    return PlanForm(sent, initial=initial, people=_people(article, user), form_id=FORM)


def plan_context(article: Article, form: PlanForm) -> dict[str, Any]:
    """What `plan.html` prints of a story."""
    last = Activity.objects.filter(article=article).newest_first().first()
    return {
        "article": article,
        "plan": form,
        "plan_form_id": FORM,
        "is_overdue": columns.is_overdue(article),
        "last": described(last) if last else None,
    }


def _way_on(article: Article, user: User) -> str:
    if Article.objects.editable_by(user).filter(pk=article.pk).exists():
        return reverse("admin:articles_article_change", args=[article.pk])
    return reverse(ways.LIST)
