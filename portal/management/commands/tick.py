"""Runs the periodic task once, for cron or a timer, or again and again."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from portal.tick import tick


class Command(BaseCommand):
    help = "Do what is due in the background; safe to run twice, late, or at the same time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every", type=int, metavar="SECONDS",
            help="stay, and do it again after so many seconds (1 or more)",
        )  # fmt: skip

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        if every is None:
            self._once()
            return
        if every < 1:
            raise CommandError("--every needs at least one second.")
        try:
            while True:
                close_old_connections()
                tick()
                time.sleep(every)
        except KeyboardInterrupt:
            return

    def _once(self) -> None:
        done, failed = tick()
        for line in done:
            self.stdout.write(line)
        if failed:
            raise CommandError(f"{failed} of the chores failed; the log above says why.")
