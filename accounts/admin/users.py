"""People of the newsroom: invited, given roles, and let go; never deleted."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts import invitations, people
from accounts.forms import InvitationForm, PersonForm
from accounts.models import User
from accounts.roles import ROLES
from portal.publicmodels.admin import TellingAdmin


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, gettext(name)) for name in ROLES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


class StateFilter(admin.SimpleListFilter):
    """Who works here, who was invited and has not come yet, and who has left."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("here", _("works here")), ("invited", _("invited")), ("left", _("has left"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        invited = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        match self.value():
            case "here":
                return queryset.filter(~invited, is_active=True)
            case "invited":
                return queryset.filter(invited, is_active=True)
            case "left":
                return queryset.filter(is_active=False)
        return queryset


@admin.register(User)
class UserAdmin(TellingAdmin):
    form = PersonForm
    list_display = ["person", "username", "email", "roles", "state", "last_login"]
    list_filter = [RoleFilter, StateFilter]
    search_fields = ["username", "first_name", "last_name", "email"]
    search_help_text = _("Searches names, user names and email addresses.")
    ordering = ["first_name", "last_name", "pk"]
    readonly_fields = ["last_login", "date_joined"]
    actions = ["invite_again"]
    show_full_result_count = False
    change_form_template = "admin/accounts/user/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        names = ["first_name", "last_name", "username", "email"]
        if obj is None:
            return [(None, {"fields": [*names, "roles"]})]
        rights = ["roles", "is_active"]
        if _colleague(request).is_superuser:
            rights.append("is_superuser")
        return [
            (None, {"fields": names}),
            (_("Rights"), {"fields": rights}),
            (_("Dates"), {"fields": self.readonly_fields}),
        ]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            return super().get_form(request, obj, change, **{"form": InvitationForm, **kwargs})
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = request.user
        return form

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return people.may_change(obj, by=_colleague(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_invite_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """A filter by the password's hash would tell it letter by letter."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        roles = form.cleaned_data["roles"]
        if change:
            people.change(obj, roles=roles, by=_colleague(request))
        else:
            tell = self._teller(request, obj)
            invitations.invite(obj, roles=roles, by=_colleague(request), tell=tell)

    def what_happened(self, obj: User, *, is_new: bool) -> str:
        if is_new:
            return gettext("{name} can come in as soon as they follow the invitation.")
        if not obj.is_active:
            return gettext("{name} is saved as somebody who has left, and cannot log in any more.")
        return gettext("{name} is saved.")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The verbs of `save_model` wrote the roles."""

    @admin.display(description=_("name"), ordering="first_name")
    def person(self, user: User) -> str:
        return user.display_name()

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        names = {group.name for group in user.groups.all()}
        found = [gettext(name) for name in ROLES if name in names]
        return ", ".join([gettext("superuser")] * user.is_superuser + found)

    @admin.display(description=_("state"))
    def state(self, user: User) -> str:
        if not user.is_active:
            return gettext("has left")
        return gettext("works here") if user.has_usable_password() else gettext("invited")

    @admin.action(description=_("Send the invitation again"), permissions=["invite"])
    def invite_again(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            self._invite_again(request, user)

    def get_urls(self) -> list[URLPattern]:
        again = self.admin_site.admin_view(require_POST(self.invite_again_view))
        own = path("<path:object_id>/invite/", again, name="accounts_user_invite")
        return [own, *super().get_urls()]

    def invite_again_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The button on the page of somebody who was invited."""
        if not self.has_invite_permission(request):
            raise PermissionDenied
        user = get_object_or_404(User, pk=unquote(object_id))
        self._invite_again(request, user)
        return HttpResponseRedirect(reverse("admin:accounts_user_change", args=[user.pk]))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        user = kwargs.get("obj")
        context["may_invite_again"] = (
            user is not None
            and user.is_active
            and not user.has_usable_password()
            and self.has_invite_permission(request)
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def _invite_again(self, request: HttpRequest, user: User) -> None:
        tell = self._teller(request, user)
        try:
            invitations.invite_again(user, by=_colleague(request), tell=tell)
        except invitations.Refused as refusal:
            self.message_user(request, str(refusal), messages.WARNING)

    def _teller(self, request: HttpRequest, user: User) -> invitations.Tell:
        def tell(is_sent: bool) -> None:
            if is_sent:
                text = gettext("An invitation was sent to %(email)s.")
                level = messages.SUCCESS
            else:
                text = gettext(
                    "No mail could be sent to %(email)s: the mail server did not take it. The "
                    "person is saved; send the invitation again when mail works."
                )
                level = messages.ERROR
            self.message_user(request, text % {"email": user.email}, level)

        return tell


def _colleague(request: HttpRequest) -> User:
    # The admin lets nobody in who is not logged in; the verbs ask for the permission.
    return cast("User", request.user)
