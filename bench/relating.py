"""What the list of one new story takes in the archive of `bench.archived`, and all that follows.

`python -m bench.relating ROUNDS` tells each round, and at last prints all as JSON.
"""

import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

import time_machine  # noqa: E402  # models exist after setup()
from django.db import connection  # noqa: E402

from accounts.models import User  # noqa: E402
from articles import revisions, upkeep, workflow  # noqa: E402
from articles.content import Content  # noqa: E402
from articles.models import (  # noqa: E402
    Article,
    Category,
    Posting,
    RelatedStory,
    Tag,
    Term,
    TermVector,
)
from articles.related.indexing import index  # noqa: E402
from articles.related.plans import plan  # noqa: E402
from bench import archive  # noqa: E402
from bench.archived import at  # noqa: E402
from bench.corpus import TAGS  # noqa: E402
from bench.processes import cpu_seconds  # noqa: E402

WARM = 20


@dataclass(frozen=True, kw_only=True)
class Taken:
    """By the clock on the wall, and of processors."""

    ms: float
    cpu_ms: float


def measure(rounds: int) -> dict[str, Any]:
    """New stories, one after another: of each second one all that follows is timed as a whole.

    Of the others it is the terms that are written, then the list that is computed.
    """
    desk = User.objects.get(username="desk")
    gc.collect()
    gc.freeze()
    whole: list[Taken] = []
    indexing: list[Taken] = []
    listing: list[Taken] = []
    changed: list[int] = []
    for number in range(WARM + 2 * rounds):
        article = _publish(by=desk)
        with time_machine.travel(article.published_at, tick=False):
            if number % 2:
                indexed, taken = _taken(lambda: index(article.pk))  # noqa: B023  # called here
                indexing.append(taken)
                found, taken = _taken(lambda: plan(article, indexed))  # noqa: B023
                listing.append(taken)
                changed.append(len(found.changes().after))
                upkeep.catch_up()
            else:
                whole.append(_taken(upkeep.catch_up)[1])
        print(number + 1, flush=True)
    return {
        "stories": Article.objects.count(),
        **_quantiles("", listing[WARM // 2 :]),
        **_quantiles("index_", indexing[WARM // 2 :]),
        **_quantiles("all_", whole[WARM // 2 :]),
        "lists_changed": round(statistics.mean(changed), 1),
        **_size(),
    }


def _publish(*, by: User) -> Article:
    """The story that comes next, by the verbs."""
    number = Article.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    story = archive.story(number)
    parts = list(Category.objects.filter(parent__isnull=False).order_by("pk"))
    tags = Tag.objects.filter(slug=f"tag-{story.topic % TAGS}").values_list("name", flat=True)
    with time_machine.travel(at(number), tick=False):
        article = revisions.create(
            Content(
                headline=" ".join(story.headline), body=f"<p>{' '.join(story.body)}</p>",
                category_id=parts[story.topic % len(parts)].pk, tags=tuple(tags), language="en",
            ),
            by=by,
        )  # fmt: skip
        workflow.publish(article, by=by)
    return Article.objects.select_related("category__parent").get(pk=article.pk)


def _taken[Result](call: Callable[[], Result]) -> tuple[Result, Taken]:
    """What it returns, and what it took."""
    backend, own, began = _spent_by_database(), time.process_time(), time.perf_counter()
    result = call()
    ms, own = (time.perf_counter() - began) * 1000, time.process_time() - own
    return result, Taken(ms=ms, cpu_ms=(own + _spent_by_database() - backend) * 1000)


def _spent_by_database() -> float:
    """Seconds that our part of PostgreSQL was at work; SQLite is at work in this process."""
    if connection.vendor == "sqlite":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    return cpu_seconds([backend])


def _quantiles(name: str, taken: list[Taken]) -> dict[str, float]:
    times = [each.ms for each in taken]
    return {
        f"{name}p50_ms": round(statistics.median(times), 1),
        f"{name}p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
        # The clock of another process is too coarse for one list.
        f"{name}cpu_ms": round(statistics.mean(each.cpu_ms for each in taken), 1),
    }


def _size() -> dict[str, float]:
    """Rows and bytes a story of all that is kept for its list."""
    stories = Article.objects.count()
    kinds = (Posting, TermVector, RelatedStory, Term)
    rows = {model: model._base_manager.count() for model in kinds}
    return {
        "rows_a_story": round(sum(rows.values()) / stories, 1),
        "bytes_a_story": round(sum(_bytes(model._meta.db_table) for model in kinds) / stories),
    }


def _bytes(table: str) -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size(%s::regclass)", [table])
        else:
            cursor.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN"
                " (SELECT name FROM sqlite_master WHERE tbl_name = %s)",
                [table],
            )
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
