"""What is filled in to get in, and about the people who do."""

from typing import Any

from axes.helpers import get_client_ip_address
from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import invitations, people
from accounts.models import Author, SavedFilter, User
from accounts.models.saved_filter import QUERY_LENGTH
from accounts.roles import DUTIES, ROLES


class LoginForm(AdminAuthenticationForm):
    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": _(
            "These do not fit together. Check the user name or email address, and the password: "
            "capitals matter in it."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Django makes it as long as a user name may be; an email address may be longer.
        self.fields["username"] = UsernameField(
            label=_("User name or email"),
            max_length=254,
            widget=forms.TextInput(attrs={"autofocus": True}),
        )


class PasswordLinkForm(forms.Form):
    """Asks for a link to choose a new password; never tells whether there is anybody to get it."""

    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def save(self, *, request: Any, **_options: Any) -> None:
        address = get_client_ip_address(request)
        invitations.ask_for_password_link(self.cleaned_data["email"], address=address)


class RolesField(forms.ModelMultipleChoiceField):
    """The roles, each with what it is for."""

    def __init__(self) -> None:
        super().__init__(
            Group.objects.filter(name__in=ROLES).order_by("pk"),
            label=_("Roles"),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one role.")},
        )

    def label_from_instance(self, group: Group) -> str:
        return f"{gettext(group.name)}: {DUTIES[group.name]}"


class _PersonForm(forms.ModelForm[User]):
    """What an invitation and a later change have in common."""

    roles = RolesField()

    class Meta:
        model = User
        fields = ["first_name", "last_name", "username", "email"]
        field_classes = {"username": UsernameField}
        labels = {"username": _("User name")}
        help_texts = {"username": _("For logging in. Readers never see it.")}

    def clean_username(self) -> str:
        """Names that differ only in capitals, and names like an address, log in somebody else."""
        name: str = self.cleaned_data["username"]
        if "username" not in self.changed_data:
            return name
        if "@" in name:
            raise forms.ValidationError(_("A user name has no @; the email address has its field."))
        if User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody has this user name already."))
        return name

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody has this email address already."))
        return email


class InvitationForm(_PersonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].required = True


class PersonForm(_PersonForm):
    """A change of a person; `by` is set by who shows the form."""

    by: User

    class Meta(_PersonForm.Meta):
        fields = [*_PersonForm.Meta.fields, "is_active", "is_superuser"]
        labels = {**_PersonForm.Meta.labels, "is_active": _("Works here")}
        help_texts = {
            **_PersonForm.Meta.help_texts,
            "is_active": _(
                "Untick when somebody leaves: the login is closed at once; bylines, stories and "
                "what was decided stay."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "roles" in self.fields:
            self.initial.setdefault("roles", list(self.instance.groups.filter(name__in=ROLES)))
            # Who leaves, and who runs the software only, may have none.
            self.fields["roles"].required = False

    def _post_clean(self) -> None:
        # After the values are on the instance, as Django does with passwords.
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        roles = self.cleaned_data.get("roles", ())
        if reason := people.refusal(self.instance, roles=roles, by=self.by):
            self.add_error(None, reason)


class LoginField(forms.ModelChoiceField):
    """Whose login belongs to a byline; colleagues by their names."""

    def label_from_instance(self, user: User) -> str:
        return user.display_name()


class AuthorForm(forms.ModelForm[Author]):
    class Meta:
        model = Author
        fields = ["name", "slug", "kind", "user", "photo", "bio", "email", "links"]
        field_classes = {"user": LoginField}
        help_texts = {
            "kind": _("Readers are told of a guest or an agency, below the story."),
            "photo": _(
                "Readers see the face beside opinions, below stories and on the author's page."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.fields.get("user")
        if isinstance(user, LoginField):
            free = Q(author=None, is_active=True) | Q(pk=self.instance.user_id)
            user.queryset = User.objects.filter(free).order_by("first_name", "last_name", "pk")
            user.empty_label = gettext("nobody: a guest, an agency, or who has left")


class SavedFilterForm(forms.ModelForm[SavedFilter]):
    """The name of a filter whose owner, list and query are known."""

    class Meta:
        model = SavedFilter
        fields = ["name"]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.instance.query:
            raise forms.ValidationError(_("Narrow the list first: there is nothing to save."))
        if len(self.instance.query) > QUERY_LENGTH:
            raise forms.ValidationError(_("This is too long to keep: search for fewer words."))
        if name := cleaned.get("name"):
            others = SavedFilter.objects.of(self.instance.owner, screen=self.instance.screen)
            if others.filter(name=name).exclude(pk=self.instance.pk).exists():
                text = _("You have a filter called “%(name)s” already; choose another name.")
                self.add_error("name", forms.ValidationError(text, params={"name": name}))
        return cleaned
