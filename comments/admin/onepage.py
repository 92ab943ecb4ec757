"""The page of a comment: all that a moderator may know of it, and what can be done."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from js_asset import Media

from accounts.models import User
from comments import moderation
from comments.admin import access, decide, undoing
from comments.admin.cards import ANYWAY, BUTTONS, Card, beside, card, options
from comments.models import Comment, Decision
from comments.models.desk import moderators
from portal.publicmodels.ways import Way

# Of the list's scripts, the one that gives up a claim.
SCRIPTS = Media(js=[Script("js/admin/moderate.js", type="module")])
Action = Decision.Action
Status = Comment.Status


class CommentPage(access.ModeratedAdmin):
    @method_decorator(require_safe)
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Opening it claims what waits."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        comment = self.get_object(request, object_id)
        if comment is None:
            raise Http404
        shown = card(comment, user=decide.moderator(request))
        may_decide = self.has_moderate_permission(request)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Comment by %(name)s") % {"name": comment.name},
            "media": self.media,
            "scripts": SCRIPTS,
            "back": self.list_at(request),
            "card": shown,
            "comment": comment,
            "claimed_at": self._claimed_at(request, shown) if may_decide else "",
            "claim": reverse("admin:comments_comment_claim", args=[comment.pk]),
            "decisions": comment.decisions.with_undo().newest_first(),
            **(self._offers(request, shown) if may_decide else {}),
        }
        return TemplateResponse(request, "admin/comments/comment/detail.html", context)

    def _claimed_at(self, request: HttpRequest, shown: Card) -> str:
        if shown.comment.status != Status.PENDING or shown.held_by:
            return ""
        return moderation.claim(shown.comment, by=decide.moderator(request)).at.isoformat()

    def _offers(self, request: HttpRequest, shown: Card) -> dict[str, Any]:
        comment, me, query = shown.comment, decide.moderator(request), access.filters(request)
        names = [*moderation.allowed(comment, to=me), *beside(comment, shown.flags)]
        labels = BUTTONS | ANYWAY if shown.held_by else BUTTONS
        undo = urlencode({"comment": str(comment.pk), "_changelist_filters": query})
        address, kept = "admin:comments_comment", access.kept(query)
        return {
            "buttons": [(name, labels[name]) for name in names],
            "reasons": options(),
            "colleagues": [each for each in moderators() if each != me],
            "decide": f"{reverse(f'{address}_decide', args=[comment.pk])}?{kept}",
            "remark": f"{reverse(f'{address}_remark', args=[comment.pk])}?{kept}",
            "ban": f"{reverse(f'{address}_ban', args=[comment.pk])}?{kept}",
            "undo": f"{reverse(f'{address}_undo')}?{undo}",
        }

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A button of the list, which goes on to the next comment, or of the comment's page."""
        self.let_in(request)
        comment = get_object_or_404(Comment.objects.for_moderators(), pk=pk)
        action, then = request.POST.get("decision", ""), request.GET.get("then")
        back = [] if then else [Way(self.list_at(request), _("Back to the list"))]
        if action == Action.UNDO:
            undoing.undo_last(request, comment, page=self.page_of(request, pk), back=back)
        elif action in moderation.MOVES:
            decide.one(request, comment, action, page=self.page_of(request, pk), back=back)
        elif action in decide.BESIDE:
            decide.beside(request, comment, action, back=back)
        else:
            return HttpResponseBadRequest()
        return redirect(self.list_at(request, then) if then else self.page_of(request, pk))

    def undo_view(self, request: HttpRequest) -> HttpResponse:
        """The button of a message, or of the log: takes back what it told of."""
        self.let_in(request)
        page = decide.numbers([request.GET.get("comment", "")])
        back = [Way(self.list_at(request), _("Back to the list"))] if page else []
        if batch := _batch(request):
            undone = undoing.undo_batch(request, batch, back=back)
        else:
            pks = decide.numbers(request.POST.get("decisions", "").split(","))
            meant = Decision.objects.filter(pk__in=pks[: decide.UNDONE_AT_ONCE])
            undone = undoing.undo(request, list(meant.order_by("pk")), back=back)
        if page:
            return redirect(self.page_of(request, page[0]))
        if "log" in request.GET:
            return redirect(reverse(decide.LOG))
        return redirect(self.list_at(request, undone))

    def remark_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A note for colleagues, or for one of them."""
        self.let_in(request)
        comment = get_object_or_404(Comment, pk=pk)
        to = User.objects.filter(pk__in=decide.numbers([request.POST.get("to", "")])).first()
        text = request.POST.get("text", "")
        try:
            moderation.remark(comment, text=text, to=to, by=decide.moderator(request))
        except moderation.Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The note is kept with the comment."))
        return redirect(self.page_of(request, pk))

    def claim_view(self, request: HttpRequest, pk: int) -> JsonResponse:
        """Sent by the list for the comment that has the frame: who holds it, unless that is I.

        When a page is left, it says which claim of its own it gives up: of which moment.
        """
        self.let_in(request)
        me, comment = decide.moderator(request), get_object_or_404(Comment, pk=pk)
        if left := request.POST.get("left"):
            if at := _moment(left):
                moderation.release(comment, by=me, at=at)
            return JsonResponse({})
        claim = moderation.claim(comment, by=me)
        holder = "" if claim.by == me else claim.by.display_name()
        return JsonResponse({"holder": holder, "at": claim.at.isoformat()})


def _moment(typed: str) -> datetime | None:
    try:
        return parse_datetime(typed)
    except ValueError:
        return None


def _batch(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("batch", ""))
    except ValueError:
        return None
