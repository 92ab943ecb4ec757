"""For who asks to be forgotten."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from comments import people


class Command(BaseCommand):
    help = (
        "Forget who commented under an address: names, addresses, websites, networks, mail and "
        "bans. What was written stays, under no name. It can be stopped and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **said: Any) -> None:
        if "@" not in said["email"].strip("@ "):
            raise CommandError("That is no email address.")
        if not said["yes"] and not self._agrees():
            raise CommandError("Nothing was erased.")
        erased = people.erase(said["email"], tell=self._tell)
        self.stdout.write(
            f"Erased: comments {erased.comments}, texts with the address {erased.texts}, "
            f"bans {erased.bans}, readers {erased.readers}"
        )
        if people.is_colleague(said["email"]):
            self.stderr.write("A colleague logs in with that address: the account is kept.")

    def _agrees(self) -> bool:
        """Nobody can take it back."""
        try:
            return input("Erase who wrote under that address, for good? Type yes: ") == "yes"
        except EOFError:
            return False

    def _tell(self, done: int) -> None:
        self.stdout.write(f"Comments so far: {done}")
