"""The pages before the login: an invitation, and a new password for who forgot the old one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetView
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts import logins
from accounts.forms import PasswordLinkForm
from accounts.invitations import tokens


class ForgottenPassword(PasswordResetView):
    form_class = PasswordLinkForm  # type: ignore[assignment]  # it finds the user in a task
    title = _("Forgotten password")


class ChoosePassword(PasswordResetConfirmView):
    """Opened by the link of a mail; leads on to the login, which then is open."""

    token_generator = tokens
    success_url = reverse_lazy("admin:login")
    title = _("Choose a new password")

    def form_valid(self, form: SetPasswordForm[Any]) -> HttpResponse:
        response = super().form_valid(form)
        logins.unlock(form.user)
        message = _("Your password is saved. Log in with it as “%(name)s”, or with your email.")
        messages.success(self.request, message % {"name": form.user.get_username()})
        return response


class Invitation(ChoosePassword):
    template_name = "accounts/invitation.html"
    title = _("Welcome")
