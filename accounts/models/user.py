"""Who logs in."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(DjangoUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this email address or, if it has none, this user name.

        Capitals matter only where two user names differ by nothing else.
        """
        typed = username or ""
        by_email = self.filter(email__iexact=typed) if "@" in typed else self.none()
        for found in (by_email, self.filter(username=typed), self.filter(username__iexact=typed)):
            users = list(found[:2])
            if len(users) == 1:
                return users[0]
        raise self.model.DoesNotExist


class User(AbstractUser):
    """A member of staff; readers have none. Never printed on a page: a byline is an Author."""

    email = models.EmailField(
        _("email address"), help_text=_("Invitations and new passwords are sent here.")
    )

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("Somebody has this email address already."),
            ),
        ]

    def display_name(self) -> str:
        """How colleagues see this user in the admin."""
        return self.get_full_name() or self.username
