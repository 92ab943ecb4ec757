"""Changes of who works here and in which role; the newsroom never loses its last administrator."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import ADMINISTRATOR, ROLES


class Refused(Exception):
    """A change that would lock somebody out; the message tells an administrator why."""


def may_change(user: User, *, by: User) -> bool:
    """Administrators may change everybody but superusers, so that nobody raises himself."""
    if not by.has_perm("accounts.change_user"):
        return False
    stored = User.objects.filter(pk=user.pk, is_superuser=True).exists()
    return by.is_superuser or not (user.is_superuser or stored)


@transaction.atomic
def change(user: User, *, roles: Iterable[Group], by: User) -> User:
    """Save a person with exactly these roles; groups that are not roles stay as they are."""
    roles = list(roles)
    if not may_change(user, by=by):
        raise PermissionDenied
    if reason := refusal(user, roles=roles, by=by):
        raise Refused(reason)
    user.save()
    others = user.groups.exclude(name__in=ROLES)
    user.groups.set([*roles, *others])
    return user


def refusal(user: User, *, roles: Iterable[Group], by: User) -> str:
    """Why a person may not be saved like this, or nothing.

    Locks until the transaction ends, so that two administrators cannot remove each other at once.
    """
    Group.objects.select_for_update().filter(name=ADMINISTRATOR).first()
    is_named = any(role.name == ADMINISTRATOR for role in roles)
    if user.is_active and (user.is_superuser or is_named):
        return ""
    running = User.objects.filter(
        Q(is_superuser=True) | Q(groups__name=ADMINISTRATOR), is_active=True
    )
    if not running.filter(pk=user.pk).exists():
        return ""
    if user.pk == by.pk:
        return _("You cannot take your own rights as an administrator away; ask another one.")
    if not running.exclude(pk=user.pk).exists():
        return _("This is the last administrator. Make somebody else one first.")
    return ""
