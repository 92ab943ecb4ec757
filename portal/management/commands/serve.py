"""Runs the site on this machine, as `make run` promises: one process that watches the others."""

import socket
import time
import urllib.request
from typing import Any
from urllib.error import URLError

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from portal import serving, staticfiles
from portal.demo import seeding


class Command(BaseCommand):
    help = "Bring database, demo and static files up to date, and serve the site until Ctrl-C."
    # Checks run with migrate; here they would only make every start slower.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="leave an empty site empty")
        parser.add_argument(
            "--prepare", action="store_true", help="only bring everything up to date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "serve is for a local site; docs/operations.md tells how to run a public one."
            )
        serving.turn_into_interrupt()
        try:
            if not options["prepare"]:
                self._refuse_a_port_in_use()
            self._prepare(demo=not options["no_demo"])
            if not options["prepare"]:
                self._serve()
        except KeyboardInterrupt:
            self.stdout.write("\nStopped.")

    def _refuse_a_port_in_use(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", settings.PORT))
            except OSError as error:
                raise CommandError(
                    f"Port {settings.PORT} cannot be used ({error.strerror}):"
                    f" try PORT={settings.PORT + 1} make run"
                ) from error

    def _prepare(self, *, demo: bool) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        if demo and seeding.is_wanted():
            call_command("seed_demo", stdout=self.stdout)
        if not settings.DEBUG and staticfiles.collect_if_changed():
            self.stdout.write("Static files are collected.")

    def _serve(self) -> None:
        processes = serving.Processes(serving.commands(settings.PORT), folder=settings.BASE_DIR)
        try:
            self._wait_until_it_answers(processes)
            self._greet()
            while True:
                processes.check()
                time.sleep(0.5)
        except serving.Stopped as stopped:
            raise CommandError(str(stopped)) from stopped
        finally:
            processes.stop()

    def _wait_until_it_answers(self, processes: serving.Processes) -> None:
        address = f"http://127.0.0.1:{settings.PORT}/health/"
        while True:
            processes.check()
            try:
                urllib.request.urlopen(address, timeout=5).close()
            except (URLError, OSError):
                time.sleep(0.1)
            else:
                return

    def _greet(self) -> None:
        lines = ["", f"  Site   {settings.SITE_URL}/", f"  Desk   {settings.SITE_URL}/admin/", ""]
        if demo := seeding.logins():
            lines += ["  Demo logins (user name / password)"]
            lines += [f"    {role:<14} {name} / {password}" for role, name, password in demo]
        elif not User.objects.filter(is_active=True).exists():
            lines += ["  Nobody can log in yet: .venv/bin/python manage.py createsuperuser"]
        lines += ["", "  Ctrl-C stops everything.", ""]
        self.stdout.write("\n".join(lines))
        # Into a file or a pipe it would stay unwritten for as long as the site runs.
        self.stdout.flush()
