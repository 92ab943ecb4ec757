"""Under which name wrong passwords are counted, and how the lock that they lead to is lifted."""

from collections.abc import Mapping
from typing import Any

from axes.utils import reset

from accounts.models import User


def counted_name(_request: object, credentials: Mapping[str, Any] | None) -> str:
    """One name for all ways to write the same login.

    Counted as typed, an address with another capital each time was a new name with five new tries.
    """
    typed = str((credentials or {}).get("username") or "")
    try:
        return User.objects.get_by_natural_key(typed).get_username()
    except User.DoesNotExist:
        return typed.casefold()


def unlock(user: User) -> None:
    """Forget the wrong passwords: whoever opened the mail has shown to be the one."""
    reset(username=user.get_username())
