"""Computes lists of related stories anew."""

from argparse import ArgumentTypeError
from collections import Counter
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.progress import Progress

from articles.models import Article, Category
from articles.models.stories import ArticleQuerySet
from articles.related import refreshing


class Command(BaseCommand):
    help = (
        "Compute lists of related stories: those that are still to be computed, after all those "
        "that are asked for were put among them. Stopped half-way, it says how to go on; what it "
        "has put there the periodic task computes too, more slowly."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="of every live story")
        which.add_argument("--section", metavar="SLUG", help="of a section and its parts")
        which.add_argument("--story", type=int, nargs="+", metavar="ID", help="of these stories")
        which.add_argument(
            "--since", type=_day, metavar="DATE", help="of stories published on that day or later"
        )

    def handle(self, *args: Any, **said: Any) -> None:
        try:
            failed = self._relate(_asked_for(said))
        except KeyboardInterrupt:
            raise CommandError("Stopped. Run it again, without options, to go on.") from None
        if failed:
            raise CommandError(f"{failed} could not be computed; the log says why.")

    def _relate(self, stories: ArticleQuerySet) -> int:
        """How many could not be computed."""
        with Progress(disable=not self.stdout.isatty()) as progress:
            self._ask(stories, progress)
            unread, waiting = refreshing.unread().count(), refreshing.waiting().count()
            for _is_read in progress.track(refreshing.read(), unread, description="Reading"):
                pass
            related = progress.track(refreshing.relate(), waiting, description="Relating")
            outcomes = Counter(related)
        self.stdout.write(f"Lists that were computed: {outcomes[True]}.")
        return outcomes[False]

    def _ask(self, stories: ArticleQuerySet, progress: Progress) -> None:
        count = stories.live().count()
        try:
            for _pk in progress.track(refreshing.mark(stories), count, description="Asking"):
                pass
        except KeyboardInterrupt:
            raise CommandError("Stopped. Run the same command again.") from None


def _asked_for(said: dict[str, Any]) -> ArticleQuerySet:
    """Without options only what was asked for before."""
    stories = Article.objects.all()
    if said["section"]:
        section = Category.objects.filter(slug=said["section"]).first()
        if section is None:
            raise CommandError(f"There is no section {said['section']}.")
        return stories.filter(listings__category=section)
    if said["story"]:
        return stories.filter(pk__in=said["story"])
    if said["since"]:
        return stories.filter(published_at__gte=said["since"])
    return stories if said["all"] else stories.none()


def _day(typed: str) -> datetime:
    """The moment at which it begins."""
    try:
        return timezone.make_aware(datetime.combine(date.fromisoformat(typed), time.min))
    except ValueError:
        raise ArgumentTypeError(f"“{typed}” is no date such as 2026-11-28") from None
