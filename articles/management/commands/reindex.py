"""Makes the index of the search anew, or a part of it."""

from argparse import ArgumentTypeError
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.progress import Progress

from articles.models import Article
from articles.models.stories import ArticleQuerySet
from articles.search import rebuilding


class Command(BaseCommand):
    help = (
        "Index stories for the search: those that it does not know yet, unless others are asked "
        "for. Readers search meanwhile. Stopped half-way, it says how it goes on; the periodic "
        "task does so too with --all, more slowly."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="every published story")
        which.add_argument("--story", type=int, nargs="+", metavar="ID", help="these stories")
        which.add_argument(
            "--since", type=_day, metavar="DATE", help="stories published on that day or later"
        )

    def handle(self, *args: Any, **said: Any) -> None:
        if said["all"]:
            rebuilding.ask_for_all()
        stories = _asked_for(said)
        try:
            with Progress(disable=not self.stdout.isatty()) as progress:
                count = _go_on(progress) if stories is None else 0
                count += _index(rebuilding.unindexed() if stories is None else stories, progress)
        except KeyboardInterrupt:
            options = "without options" if stories is None else "with the same options"
            raise CommandError(f"Stopped. Run it again, {options}, to go on.") from None
        self.stdout.write(f"Stories that were indexed: {count}.")


def _go_on(progress: Progress) -> int:
    """What is left of making all of it anew."""
    task, total = progress.add_task("All stories", total=None), 0
    for left in rebuilding.go_on():
        total = max(total, left)
        progress.update(task, total=total, completed=total - left)
    progress.update(task, total=total, completed=total)
    return total


def _index(stories: ArticleQuerySet, progress: Progress) -> int:
    task = progress.add_task("Stories", total=stories.count())
    count = 0
    for number in rebuilding.index_all(stories):
        count += number
        progress.advance(task, number)
    return count


def _asked_for(said: dict[str, Any]) -> ArticleQuerySet | None:
    """Those that are named, if any are."""
    if said["story"]:
        return Article.objects.filter(pk__in=said["story"])
    if said["since"]:
        published = Article.objects.filter(status=Article.Status.PUBLISHED)
        return published.filter(published_at__gte=said["since"])
    return None


def _day(typed: str) -> datetime:
    """The moment at which it begins."""
    try:
        return timezone.make_aware(datetime.combine(date.fromisoformat(typed), time.min))
    except ValueError:
        raise ArgumentTypeError(f"“{typed}” is no date such as 2026-11-28") from None
