"""How people get in: an invitation by mail, and a mail for who forgot the password."""

import logging
from collections.abc import Callable, Iterable
from email.policy import default
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from accounts.models import User
from portal.site.address import absolute
from portal.site.models import current

logger = logging.getLogger(__name__)

# Called after the commit with whether the mail was handed over.
type Tell = Callable[[bool], None]

# Whoever fills in the form again and again sends no flood of mail to a colleague.
SECONDS_BETWEEN_MAILS = 120
# Each time the form is filled in costs a task; an office behind one address asks less often.
LINKS_AN_ADDRESS, SECONDS_OF_LINKS = 5, 15 * 60
# RFC 5322, without the line end.
LONGEST_LINE = 998


class Refused(Exception):
    """An invitation that makes no sense; the message tells an administrator why."""


class Letter(EmailMessage):
    """A mail whose lines stay whole as far as mail servers allow.

    Otherwise the link was broken in two where mails are only printed, on a site without a server.
    """

    def message(self, *, policy: Any = default) -> Any:
        return super().message(policy=policy.clone(max_line_length=LONGEST_LINE))


class LinkTokens(PasswordResetTokenGenerator):
    """Signs links in mails: each works once, for some days, and while the person works here."""

    key_salt = "accounts.invitations.LinkTokens"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"


tokens = LinkTokens()


@transaction.atomic
def invite(user: User, *, roles: Iterable[Group], by: User, tell: Tell) -> User:
    """Let a new person in: saved without a password, with a mail that leads to choosing one."""
    if not by.has_perm("accounts.add_user"):
        raise PermissionDenied
    user.is_staff = user.is_active = True
    user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.groups.set(roles)
    _mail_after_commit(user, by=by, tell=tell)
    return user


@transaction.atomic
def invite_again(user: User, *, by: User, tell: Tell) -> None:
    """Send another invitation to somebody who has not come in yet."""
    if not by.has_perm("accounts.add_user"):
        raise PermissionDenied
    if not user.is_active:
        raise Refused(_("%(name)s does not work here any more.") % {"name": user.display_name()})
    if user.has_usable_password():
        message = _("%(name)s has a password; the login page tells how to get a new one.")
        raise Refused(message % {"name": user.display_name()})
    _mail_after_commit(user, by=by, tell=tell)


def ask_for_password_link(email: str, *, address: str) -> None:
    """Queue a mail with a link, unless too many were asked for from this client's address."""
    key = f"password-links:{address}"
    if cache.add(key, 1, timeout=SECONDS_OF_LINKS) or _counted(key) <= LINKS_AN_ADDRESS:
        mail_password_link.enqueue(email)


def _counted(key: str) -> int:
    try:
        return cache.incr(key)
    except ValueError:
        # The minutes ended since.
        return 1


@task
def mail_password_link(email: str) -> None:
    """Send a link to who has this address.

    A task, so that the answer takes the same time whether anybody has it or not.
    """
    for user in User.objects.filter(email__iexact=email, is_active=True).order_by("pk"):
        if cache.add(f"password-link:{user.pk}", True, timeout=SECONDS_BETWEEN_MAILS):
            _send("password", user)


def _mail_after_commit(user: User, *, by: User, tell: Tell) -> None:
    transaction.on_commit(partial(_send_and_tell, user, by, tell))


def _send_and_tell(user: User, by: User, tell: Tell) -> None:
    tell(_send("invitation", user, by=by))


def _send(kind: str, user: User, *, by: User | None = None) -> bool:
    """Whether the mail server took the mail."""
    address = [urlsafe_base64_encode(force_bytes(user.pk)), tokens.make_token(user)]
    context = {
        "user": user,
        "by": by,
        "site": current(),
        "link": absolute(reverse(kind, args=address)),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
    }
    subject = render_to_string(f"accounts/mail/{kind}_subject.txt", context)
    text = render_to_string(f"accounts/mail/{kind}.txt", context)
    try:
        Letter(" ".join(subject.split()), text.strip() + "\n", to=[user.email]).send()
    except OSError:
        logger.exception("No mail server took the %s for user %s", kind, user.pk)
        return False
    return True
