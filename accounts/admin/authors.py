from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.admin.folded import FoldedSearchAdmin
from accounts.forms import AuthorForm
from accounts.models import Author
from portal.pictures import markup
from portal.publicmodels.admin import PublicModelAdmin


@admin.register(Author)
class AuthorAdmin(FoldedSearchAdmin, PublicModelAdmin):
    form = AuthorForm
    nothing_yet = _("No author yet. A story needs one to say who wrote it.")
    list_display = ["name", "thumbnail", "kind", "login"]
    list_filter = ["kind"]
    list_select_related = ["user"]
    search_help_text = _("Searches names and addresses.")
    ordering = ["name", "pk"]
    show_full_result_count = False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who may only look sees the photo and the colleague, not the inputs for others."""
        may_write = self.may_write(request, obj)
        user, photo = ("user", "photo") if may_write else ("login", "thumbnail")
        return [
            (None, {"fields": ["name", "slug", "kind", user]}),
            (_("What readers see"), {"fields": [photo, "bio", "email", "links"]}),
        ]

    def may_write(self, request: HttpRequest, obj: Any) -> bool:
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    @admin.display(description=_("photo"))
    def thumbnail(self, author: Author) -> SafeString | str:
        """The photo or, as on cards without a picture, the first letter."""
        if not author.photo:
            return format_html('<span class="admin-thumbnail">{}</span>', author.name[:1])
        return markup.render(author.photo, "1x1", alt="", sizes="3rem", css_class="admin-thumbnail")

    @admin.display(description=_("login"), ordering="user__first_name")
    def login(self, author: Author) -> str | None:
        return author.user.display_name() if author.user else None
