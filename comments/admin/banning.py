"""A page that asks whom to ban with a comment, and says what becomes of what waits."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comments import moderation
from comments.admin import access, decide
from comments.admin.cards import options
from comments.models import Ban, Comment
from comments.moderation import bans
from comments.moderation.providers import is_shared
from portal.publicmodels import ways

Kind = Ban.Kind


class BanPage(access.ModeratedAdmin):
    def ban_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.let_in(request)
        comment = get_object_or_404(Comment.objects.for_moderators(), pk=pk)
        if request.method == "POST" and _ban(request, comment):
            then = request.GET.get("then")
            return redirect(self.list_at(request, then) if then else self.page_of(request, pk))
        return TemplateResponse(
            request, "admin/comments/comment/ban.html", self._asked(request, comment)
        )

    def _asked(self, request: HttpRequest, comment: Comment) -> dict[str, Any]:
        domain = comment.email.lower().rpartition("@")[2]
        then = request.GET.get("then")
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": _("Ban the writer of a comment"),
            "comment": comment,
            "choices": _choices(comment),
            "shared": domain if domain and is_shared(domain) else "",
            "waiting": bans.waiting_of(comment).exclude(pk=comment.pk).count(),
            "reasons": options(),
            "back": self.list_at(request, str(comment.pk)) if then else self.page_of(
                request, comment.pk
            ),
        }  # fmt: skip


def _choices(comment: Comment) -> list[tuple[str, Any, str]]:
    """What can be banned: its kind, and the words for it, with what it is where people can tell."""
    found = [(kind, bans.value_of(comment, kind)) for kind in Kind.values]
    return [
        (kind, Kind(kind).label, "" if kind == Kind.NETWORK else value)
        for kind, value in found
        if value
    ]


def _ban(request: HttpRequest, comment: Comment) -> bool:
    """Whether it could be done; of what was refused, the page is shown again."""
    note = decide.note(request, f"reason-{comment.pk}", "note")
    kinds = [kind for kind in request.POST.getlist("kind") if kind in Kind.values]
    try:
        banned = moderation.ban(comment, kinds, by=decide.moderator(request), note=note)
    except moderation.Refused as refusal:
        messages.warning(request, str(refusal) if kinds else _("Choose what to ban."))
        return False
    messages.success(request, _told(banned))
    return True


def _told(banned: moderation.Banned) -> SafeString:
    n = len(banned.outcome.changed)
    said = ngettext(
        "The writer is banned; %(n)d comment is rejected.",
        "The writer is banned; %(n)d comments are rejected.",
        n,
    )
    return format_html("{}{}", said % {"n": n}, ways.on([], button=decide.batch_button(banned)))
