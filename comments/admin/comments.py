"""The moderators' desk: the list, the page of a comment, and the ban of its writer."""

from django.contrib import admin
from django.forms import Script
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST

from comments.admin.banning import BanPage
from comments.admin.listing import CommentListing
from comments.admin.onepage import CommentPage
from comments.models import Comment


@admin.register(Comment)
class CommentAdmin(CommentListing, CommentPage, BanPage):
    class Media:
        css = {"all": ["css/admin/comments.css", "css/admin/cards.css", "css/admin/queue.css"]}
        js = [
            Script("js/admin/selection.js", type="module"),
            Script("js/admin/moderate.js", type="module"),
        ]

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        posted = {"decide": self.decide_view, "remark": self.remark_view, "claim": self.claim_view}
        own = [
            path(f"<int:pk>/{name}/", wrap(require_POST(view)), name=f"comments_comment_{name}")
            for name, view in posted.items()
        ]
        asked = require_http_methods(["GET", "POST"])(self.ban_view)
        own += [
            path("<int:pk>/ban/", wrap(asked), name="comments_comment_ban"),
            path("undo/", wrap(require_POST(self.undo_view)), name="comments_comment_undo"),
        ]
        return own + super().get_urls()
