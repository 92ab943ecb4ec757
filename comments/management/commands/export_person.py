"""For who asks what is kept of them."""

import json
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from comments import people


class Command(BaseCommand):
    help = "Write all that is kept of who commented under an address, as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument(
            "--output", metavar="FILE", help="a file that you alone can read, else it is printed"
        )

    def handle(self, *args: Any, **said: Any) -> None:
        found = people.export(said["email"])
        text = json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        if said["output"] is None:
            self.stdout.write(text)
            return
        try:
            # Closed to others before there is anything in it; no link leads it elsewhere.
            flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW
            with os.fdopen(os.open(said["output"], flags, 0o600), "w", encoding="utf-8") as file:
                os.fchmod(file.fileno(), 0o600)
                file.truncate()
                file.write(f"{text}\n")
        except OSError as error:
            raise CommandError(f"{said['output']}: {error.strerror}") from error
        self.stdout.write(f"Comments: {len(found['comments'])}")
