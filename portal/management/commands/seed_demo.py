"""Fills a local site with demo content."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from portal.demo import seeding
from portal.demo.people import LOGINS


class Command(BaseCommand):
    help = "Fill a local site with demo content and logins; what is there already is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true",
            help="do nothing on a site that has content of its own or a complete demo",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "seed_demo refuses to run with PORTAL_ENV=production: its passwords are public."
            )
        if options["if_empty"] and not seeding.is_wanted():
            self.stdout.write("The site has content: nothing to do.")
            return
        made: Counter[str] = Counter()
        there: Counter[str] = Counter()
        for step in self._watched():
            (made if step.made else there)[step.part] += 1
        if made:
            self._tell(made, there)
        else:
            self.stdout.write("The demo is complete: nothing was changed.")

    def _watched(self) -> Iterator[seeding.Step]:
        if not self.stdout.isatty():
            self.stdout.write("Making the demo …")
            yield from seeding.seed()
            return
        with Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
        ) as progress:
            tasks = {part: progress.add_task(part, total=None) for part in seeding.PARTS}
            for step in seeding.seed():
                progress.update(tasks[step.part], total=step.total, advance=1)
                yield step

    def _tell(self, made: Counter[str], there: Counter[str]) -> None:
        if self.stdout.isatty():
            self._tell_in_colour(made, there)
            return
        for part in seeding.PARTS:
            self.stdout.write(f"{part}: {made[part]} made, {there[part]} already there")

    def _tell_in_colour(self, made: Counter[str], there: Counter[str]) -> None:
        table = Table("demo", "made", "already there")
        for part in seeding.PARTS:
            table.add_row(part, str(made[part]), str(there[part]))
        console = Console()
        console.print(table)
        for role, username, password in LOGINS:
            console.print(f"{role}: {username} / {password}")
