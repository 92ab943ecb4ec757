from typing import Any

from django.core.management.base import BaseCommand

from accounts import roles


class Command(BaseCommand):
    help = (
        "Make the groups Journalist, Editor, Moderator and Administrator hold what the table of "
        "roles says."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        roles.sync()
        for role, names in roles.ROLES.items():
            self.stdout.write(f"{role}: {len(names)} permissions")
