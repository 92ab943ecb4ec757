import re
import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import timezone

from accounts import invitations, roles
from accounts.models import User
from portal.site.models import SiteSettings
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "a bridge over seven rivers"


class NoServer(BaseEmailBackend):
    """A mail server that refuses everything."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected


def invite(by, *, told=None, **fields):
    fields = {"username": "mila", "email": "mila@example.org", "first_name": "Mila"} | fields
    chosen = Group.objects.filter(name=roles.EDITOR)
    tell = (told if told is not None else []).append
    return invitations.invite(User(**fields), roles=chosen, by=by, tell=tell)


@pytest.fixture
def invited(administrator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return invite(administrator)


def link():
    """The path of the link in the newest mail."""
    found = re.search(r"http://\S+", mail.outbox[-1].body)
    return found[0].removeprefix("http://localhost:8000")


def open_link(client, path):
    return client.get(path, follow=True)


def choose(client, path, password=PASSWORD):
    address = open_link(client, path).request["PATH_INFO"]
    fields = {"new_password1": password, "new_password2": password}
    return client.post(address, fields, follow=True)


def log_in(client, name, password=PASSWORD):
    return client.post(reverse("admin:login"), {"username": name, "password": password})


def test_who_is_invited_has_a_role_and_no_password(invited):
    assert invited.is_staff
    assert not invited.is_superuser
    assert not invited.has_usable_password()
    assert [group.name for group in invited.groups.all()] == [roles.EDITOR]


def test_an_invitation_never_makes_a_superuser(administrator):
    assert not invite(administrator, is_superuser=True).is_superuser


def test_the_mail_says_who_invites_where_and_how_long(invited, administrator):
    message = mail.outbox[0]

    assert message.to == ["mila@example.org"]
    assert message.subject == "Your login to the newsroom of Zebalkans"
    assert administrator.display_name() in message.body
    assert "user name mila" in message.body
    assert "within 3 days" in message.body
    assert link().startswith("/admin/invitation/")


def test_the_link_is_in_one_piece_even_where_mails_are_only_printed(invited, settings):
    printed = mail.outbox[0].message().as_bytes().decode()

    assert f"{settings.SITE_URL}{link()}\n" in printed


def test_a_name_with_a_line_break_or_markup_stays_text(
    administrator, django_capture_on_commit_callbacks
):
    SiteSettings.objects.create(pk=1, name="Fish & Chips\nBcc: all@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        invite(administrator, first_name="<b>Mila</b>")

    assert mail.outbox[0].subject == (
        "Your login to the newsroom of Fish & Chips Bcc: all@example.org"
    )
    assert mail.outbox[0].recipients() == ["mila@example.org"]
    assert "<b>Mila</b>" in mail.outbox[0].body


def test_the_link_leads_to_a_password_and_that_to_the_newsroom(invited, client):
    response = choose(client, link())

    assert response.redirect_chain[-1][0] == reverse("admin:login")
    assert "Your password is saved" in response.content.decode()
    assert log_in(client, "Mila@Example.org")["Location"] == reverse("admin:index")


def test_the_link_works_once(invited, client):
    path = link()
    choose(client, path)

    again = open_link(client, path)

    assert "does not work any more" in again.content.decode()
    assert again.context["form"] is None


def test_the_link_is_kept_from_caches_and_from_other_sites(invited, client):
    response = open_link(client, link())

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    assert link() not in response.content.decode()


def test_the_link_ends_after_its_days(invited, client):
    path = link()

    with time_machine.travel(timezone.now() + timedelta(days=3, hours=2)):
        response = open_link(client, path)

    assert "does not work any more" in response.content.decode()


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": "other@example.org"}])
def test_the_link_ends_when_the_person_leaves_or_has_another_address(invited, client, change):
    User.objects.filter(pk=invited.pk).update(**change)

    assert "does not work any more" in open_link(client, link()).content.decode()


def test_a_link_of_somebody_else_opens_nothing(invited, client):
    other = UserFactory()
    token = link().split("/")[-2]
    uid = link().split("/")[-3]
    address = reverse("invitation", args=[uid.replace(uid[0], "x"), token])

    response = client.get(address)

    assert "does not work any more" in response.content.decode()
    assert other.display_name() not in response.content.decode()


def test_a_weak_password_is_refused_with_the_reason(invited, client):
    response = choose(client, link(), password="mila")

    assert "too short" in response.content.decode()
    invited.refresh_from_db()
    assert not invited.has_usable_password()


@pytest.mark.parametrize("role", ["journalist", "editor", "moderator"])
def test_only_administrators_invite(role, request):
    by = request.getfixturevalue(role)
    waiting = UserFactory(password=None)

    with pytest.raises(PermissionDenied):
        invite(by)
    with pytest.raises(PermissionDenied):
        invitations.invite_again(waiting, by=by, tell=print)

    assert not User.objects.filter(username="mila").exists()


def test_a_mail_server_that_refuses_is_told_and_the_person_is_saved(
    administrator, settings, django_capture_on_commit_callbacks
):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.NoServer"}}
    told = []

    with django_capture_on_commit_callbacks(execute=True):
        invite(administrator, told=told)

    assert told == [False]
    assert User.objects.filter(username="mila").exists()


def test_no_mail_goes_out_for_what_is_rolled_back(
    administrator, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        invite(administrator)

    assert len(callbacks) == 1
    assert mail.outbox == []


def test_an_invitation_can_be_sent_again_until_a_password_is_chosen(
    invited, administrator, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invitations.invite_again(invited, by=administrator, tell=lambda _sent: None)
    choose(client, link())
    invited.refresh_from_db()

    with pytest.raises(invitations.Refused, match="has a password"):
        invitations.invite_again(invited, by=administrator, tell=lambda _sent: None)

    assert len(mail.outbox) == 2


def test_who_has_left_is_not_invited_again(administrator):
    gone = UserFactory(is_active=False, password=None)

    with pytest.raises(invitations.Refused, match="does not work here"):
        invitations.invite_again(gone, by=administrator, tell=lambda _sent: None)
