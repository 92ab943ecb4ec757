"""The form while it is written in: what is typed is kept, who else has it open is told."""

import json
from collections.abc import Collection
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles import autosaves
from articles.admin import wire
from articles.admin.moves import staff
from articles.admin.unsaved import UnsavedAdmin
from articles.forms import ContentForm, windows
from articles.forms.windows import as_sent
from articles.models import Article, FormSession

# Unsaved texts that a form offers, of those that are loaded: the newest.
MOST_OFFERS, MOST_LOADED = 10, 50


class WritingAdmin(UnsavedAdmin):
    def get_urls(self) -> list[URLPattern]:
        def own(route: str, view: Any, name: str) -> URLPattern:
            return path(route, never_cache(require_POST(view)), name=f"articles_article_{name}")

        return [
            own("autosave/", self.autosave_view, "autosave"),
            own("<int:pk>/present/", self.present_view, "present"),
            own("<int:pk>/take-over/", self.take_over_view, "take_over"),
            own("put-aside/", self.put_aside_view, "put_aside"),
            path(
                "<int:pk>/offers/",
                self.admin_site.admin_view(require_safe(self.offers_view)),
                name="articles_article_offers",
            ),
            *super().get_urls(),
        ]

    # --- what scripts ask ----------------------------------------------------------------------

    @wire.answering
    def autosave_view(self, request: HttpRequest) -> dict[str, Any]:
        """Keep what a form holds; never a revision, never seen by readers."""
        sent, user = wire.sent(request), staff(request)
        typed, pk = wire.typed(sent), sent.get("article")
        article = None if pk is None else self._story(request, pk)
        session = autosaves.keep(typed, by=user, article=article)
        story = self._story(request, session.article_id)
        if _is_saved(session, story):
            autosaves.settle(typed.window, session.number, by=user, article=story)
        return {
            "number": session.number,
            "at": _clock(session.seen_at),
            "article": story.pk,
            "address": reverse("admin:articles_article_change", args=[story.pk]),
            **self._company(story, session),
        }

    @wire.answering
    def present_view(self, request: HttpRequest, pk: int) -> dict[str, Any]:
        """Note that a form stands open, or was closed, and tell who else has one."""
        sent, story, user = wire.sent(request), self._story(request, pk), staff(request)
        is_open = sent.get("closed") is not True
        session = autosaves.see(wire.window(sent), by=user, article=story, is_open=is_open)
        return self._company(story, session)

    @wire.answering
    def take_over_view(self, request: HttpRequest, pk: int) -> dict[str, Any]:
        """Make this form the one that saves; where the other's words are that were not saved."""
        sent, story = wire.sent(request), self._story(request, pk)
        others = autosaves.take_over(story, by=staff(request), window=wire.window(sent))
        session = FormSession.objects.get(key=wire.key(sent))
        typed = [each for each in others if each.typed_at]
        return {
            "typed": [{"name": each.by_name, "address": _going_on(each)} for each in typed],
            **self._company(story, session),
        }

    @wire.answering
    def put_aside_view(self, request: HttpRequest) -> dict[str, Any]:
        autosaves.put_aside(wire.key(wire.sent(request)), by=staff(request))
        return {}

    def offers_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was typed and not saved, as a part of the page."""
        shown = windows.read(request.GET.get("shown", ""))
        offers = self.offers(request, self._story(request, pk), {key for key, _number in shown})
        return render(request, "admin/articles/article/offers.html", offers)

    def _story(self, request: HttpRequest, pk: Any) -> Article:
        stories = Article.objects.editable_by(staff(request)).select_related("newest_revision")
        story = stories.filter(pk=pk).first() if isinstance(pk, int) else None
        if story is None:
            raise PermissionDenied
        return story

    @staticmethod
    def _company(story: Article, own: FormSession) -> dict[str, Any]:
        """Who else has the story open, what they saved, and whether they took it over."""
        newest = story.newest_revision
        others = story.sessions.open().exclude(key=own.key).order_by("opened_at", "key")
        return {
            "others": [
                {
                    "name": each.by_name,
                    "own": each.by_id == own.by_id,
                    "typed": _clock(each.typed_at) if each.typed_at else "",
                }
                for each in others
            ],
            "newest": newest and {"pk": newest.pk, "name": newest.by_name, "at": _clock(newest.at)},
            "taken": own.taken_over_at
            and {"name": own.taken_over_by_name, "at": _clock(own.taken_over_at)},
        }

    # --- the page ------------------------------------------------------------------------------

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
        is_unsaved = bool(form.is_bound and form.errors) or "merged" in context
        context["writing"] = self._writing(request, obj, form, is_unsaved=is_unsaved)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _writing(
        self, request: HttpRequest, story: Article | None, form: Any, *, is_unsaved: bool
    ) -> dict[str, Any]:
        """What the page of the form says of itself to its scripts, and offers to go on with."""
        continues = _went_before(request, form)
        begun = self._begun_by_refusal(request) if is_unsaved and story is None else None
        story = story or begun
        page = {
            "session": str(uuid4()),
            "continues": windows.written(continues),
            "person": str(staff(request).pk),
            "article": story and story.pk,
            # Of the story that this page is of from now on; elsewhere it stands at its own.
            "address": begun and reverse("admin:articles_article_change", args=[begun.pk]),
            "unsaved": is_unsaved,
            **_addresses(story),
        }
        # What is in the trash cannot be typed into, unless it went there meanwhile.
        is_closed = story and story.trashed_at and not form.is_bound
        shown = {key for key, _number in continues}
        return {
            **page,
            "page": "" if is_closed else json.dumps(page),
            "continued": form.continued,
            **(self.offers(request, story, shown) if story else {"offers": [], "aside": []}),
        }

    def offers(
        self, request: HttpRequest, story: Article, shown: Collection[UUID] = ()
    ) -> dict[str, list[dict[str, Any]]]:
        """What was typed into this story and not saved, to go on with; one's own comes first.

        What a colleague still has open is told by `_company`: who can be asked, or taken over from.
        """
        user = staff(request)
        found: list[dict[str, Any]] = [
            {
                "session": each,
                "own": each.by_id == user.pk,
                "open": each.is_open(),
                "address": _going_on(each),
            }
            for each in story.sessions.unsaved()[:MOST_LOADED]
            if each.key not in shown and (each.by_id == user.pk or not each.is_open())
        ]
        found.sort(key=lambda each: not each["own"])
        aside = [each for each in found if each["session"].put_aside_at]
        return {
            "offers": [each for each in found if each not in aside][:MOST_OFFERS],
            "aside": aside[:MOST_OFFERS],
        }

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form; asked for with what was typed earlier, it holds that."""
        form = super().get_form(request, obj, change=change, **kwargs)
        key = wire.uuid(request.GET.get("typed", ""))
        if key is None or obj is None or request.method == "POST":
            return form
        found = obj.sessions.unsaved().filter(key=key).first()
        return type("ContinuedForm", (form,), {"continued": found}) if found else form

    # --- saving --------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """A form of a new story may have begun one already, while it was typed into."""
        if request.method == "POST":
            # A name that makes Django save what is there as another one, whatever the admin says.
            post = request.POST.copy()
            post.pop("_saveasnew", None)
            request.POST = post  # type: ignore[assignment]  # read as any other
            object_id = object_id or _begun(request)
            self._see(request, object_id)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except autosaves.BegunMeanwhile:
            # What was typed last left beside the form, and was first: two stories stood there.
            return super().changeform_view(request, _begun(request), form_url, extra_context)

    def _see(self, request: HttpRequest, object_id: str | None) -> None:
        """Know the form that is sent: whether the one that it follows was taken over from."""
        *before, own = _sent_windows(request) or (None,)
        story = self.get_object(request, object_id) if object_id and before else None
        if own and story:
            window = autosaves.Window(key=own[0], continues=tuple(before))
            with suppress(PermissionDenied):
                autosaves.see(window, by=staff(request), article=story)

    def _begun_by_refusal(self, request: HttpRequest) -> Article | None:
        """The story that a refused form of a new one begins, with what was typed in it.

        Else its words, which the device hands over, and those of the page that follows, which knows
        no story either, began one each.
        """
        *before, (key, number) = _sent_windows(request) or ((None, 0),)
        # A page without scripts has kept nothing, and hands over nothing.
        if key is None or not number:
            return None
        window = autosaves.Window(key=key, continues=tuple(before))
        with suppress(PermissionDenied, BadRequest):
            # The page that was sent stands open no more: another one takes its place.
            typed = autosaves.Typed(
                window=window, number=number, fields=_typed(request), is_open=False
            )
            return autosaves.keep(typed, by=staff(request)).article
        return None

    def settle(
        self, request: HttpRequest, form: ContentForm, story: Article, *, is_new: bool
    ) -> None:
        """What was typed is in a revision now."""
        if window := form.window():
            number = form.cleaned_data.get("number") or 0
            settle = autosaves.settle_new if is_new else autosaves.settle
            settle(window, number, by=staff(request), article=story)


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    """What the form that was sent holds of the story."""
    beside = {"csrfmiddlewaretoken", *windows.OF_THE_FORM}
    lists = request.POST.lists()
    held = {name: values for name, values in lists if name not in beside and name[:1] != "_"}
    return wire.fields({"fields": held})


def _begun(request: HttpRequest) -> str | None:
    keys = [key for key, _number in _sent_windows(request)]
    found = FormSession.objects.filter(key__in=keys, by=staff(request)).first()
    return str(found.article_id) if found else None


def _went_before(request: HttpRequest, form: Any) -> tuple[tuple[UUID, int], ...]:
    """The forms whose words this one holds: that which was refused, or is gone on with."""
    if form.continued:
        return ((form.continued.key, form.continued.number),)
    return _sent_windows(request)


def _sent_windows(request: HttpRequest) -> tuple[tuple[UUID, int], ...]:
    """The form that was sent, and those that it went on with."""
    sent = request.POST
    own = f"{sent.get('session', '')}:{sent.get('number') or 0}"
    return windows.read(f"{sent.get('continues', '')},{own}")


def _addresses(story: Article | None) -> dict[str, str]:
    """Where static/js/admin/writing asks; 0 stands for a story to come."""
    names = ("present", "take_over", "offers", "history")
    pk = story.pk if story else 0
    return {
        "autosave": reverse("admin:articles_article_autosave"),
        "again": reverse("admin:login_again"),
        **{name: reverse(f"admin:articles_article_{name}", args=[pk]) for name in names},
    }


def _going_on(session: FormSession) -> str:
    address = reverse("admin:articles_article_change", args=[session.article_id])
    return f"{address}?typed={session.key}"


def _is_saved(session: FormSession, story: Article) -> bool:
    """Whether the newest revision says all that is typed."""
    if not session.typed_at or story.newest_revision is None:
        return False
    form = ContentForm(as_sent(session), instance=story)
    if not form.is_valid():
        return False
    # These are said nowhere yet.
    is_said = not (form.cleaned_data["note"] or form.cleaned_data["told"])
    return is_said and not form.is_new(form.content())


def _clock(moment: Any) -> str:
    """To the second, in the newsroom's time; another day's with its date."""
    here = timezone.localtime(moment)
    today = here.date() == timezone.localtime().date()
    return here.strftime("%H:%M:%S" if today else "%Y-%m-%d %H:%M")
