"""Lets the learned filter learn of what people decided since."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from comments import training
from comments.models import LearnedFilter


class Command(BaseCommand):
    help = (
        "Learn which comments moderators do not want, of their newest decisions. The periodic task "
        "does so too, once a day. Stopped half-way, it leaves the filter as it was; it can be run "
        "again at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = self._train()
        except training.TooLittle as reason:
            raise CommandError(str(reason)) from reason
        except KeyboardInterrupt:
            raise CommandError("Stopped; the filter is as it was. Run it again.") from None
        score = training.score_of(made)
        self.stdout.write(
            f"Learned of {score.good} good comments and {score.unwanted} unwanted ones. Of those "
            f"that it had not seen it holds {score.recall:.0%} of the unwanted, and "
            f"{score.held_good} of the good ones."
        )

    def _train(self) -> LearnedFilter:
        if not self.stdout.isatty():
            return training.train()
        with Progress() as progress:
            task = progress.add_task("Learning", total=None)
            return training.train(
                tell=lambda done, of: progress.update(task, completed=done, total=of)
            )
