"""How well the learned filter and the checks agree with moderators."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import capfirst
from rich.progress import Progress

from comments import spam, training
from comments.spam.fitting import Score


class Command(BaseCommand):
    help = (
        "Tell how well the learned filter did on comments that it had not seen, what it would have "
        "done in the last 30 days, and which checks people agreed with. Changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        filter_ = training.newest()
        if filter_ is None:
            self.stdout.write("Nothing was learned yet: it takes enough decisions of people.")
        else:
            score = training.score_of(filter_)
            self.stdout.write(f"The filter that counts, of {filter_.trained_at:%Y-%m-%d}:")
            self._tell(score)
        try:
            month = self._month()
        except KeyboardInterrupt:
            raise CommandError("Stopped. Run it again.") from None
        self._tell_month(month)

    def _month(self) -> training.Month:
        if not self.stdout.isatty():
            return training.month()
        with Progress(transient=True) as progress:
            task = progress.add_task("Learning of what was before", total=None)
            return training.month(
                tell=lambda done, of: progress.update(task, completed=done, total=of)
            )

    def _tell_month(self, month: training.Month) -> None:
        self.stdout.write("The last 30 days, had it learned only of what was before:")
        if month.score is None:
            self.stdout.write("  too little was decided before to learn from")
        else:
            self._tell(month.score)
        self.stdout.write("What the checks found in them, and how often people agreed:")
        for found in month.found:
            label = capfirst(str(spam.LABELS.get(found.code, found.code)))
            self.stdout.write(f"  {label}: {found.unwanted} of {found.comments}")
        if not month.found:
            self.stdout.write("  nothing")

    def _tell(self, score: Score) -> None:
        self.stdout.write(
            f"  {score.good} good comments, {score.held_good} of them held; {score.unwanted}"
            f" unwanted, {score.held_unwanted} of them held\n"
            f"  precision {score.precision:.3f}, recall {score.recall:.3f}"
        )
