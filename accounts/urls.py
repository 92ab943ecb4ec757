"""Addresses below /admin/ that Django's admin does not have: how people get in.

`admin_password_reset` is the name that the admin's login page looks for.
"""

from django.contrib.auth.views import PasswordResetDoneView
from django.urls import path

from accounts import views

_LINK = "<uidb64>/<token>/"

urlpatterns = [
    path("password_reset/", views.ForgottenPassword.as_view(), name="admin_password_reset"),
    path("password_reset/done/", PasswordResetDoneView.as_view(), name="password_reset_done"),
    path(f"password/{_LINK}", views.ChoosePassword.as_view(), name="password"),
    path(f"invitation/{_LINK}", views.Invitation.as_view(), name="invitation"),
]
