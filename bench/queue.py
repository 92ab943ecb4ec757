"""The moderators' queue of a site with very many comments, in the configured PostgreSQL.

`python -m bench.queue build COMMENTS` fills an empty database, telling how many there are;
`python -m bench.queue measure ROUNDS` prints what it measures, and at last all of it as JSON.
"""

import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.contrib.auth.models import Group  # noqa: E402  # models exist after setup()
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from accounts import roles  # noqa: E402
from accounts.models import User  # noqa: E402
from articles.models import Article  # noqa: E402
from bench import checks, crowd, site  # noqa: E402
from bench.crowd import DISCUSSED  # noqa: E402
from bench.processes import cpu_seconds  # noqa: E402
from comments import moderation, spam  # noqa: E402
from comments.admin.filters import CHIPS, LIKELIHOODS, SORTS  # noqa: E402
from comments.models import Comment, Decision  # noqa: E402

LIST = reverse("admin:comments_comment_changelist")
BULK, STORIES = 100, 2_000


def build(count: int) -> None:
    site.build(STORIES, lambda _number: None)
    roles.sync()
    moderator = User.objects.create(username="moderator", is_staff=True, email="m@example.org")
    moderator.groups.add(Group.objects.get(name=roles.MODERATOR))
    crowd.discuss()
    crowd.write(count, STORIES, lambda number: print(number, flush=True))
    crowd.learn()
    site.settle()


def measure(rounds: int) -> dict[str, Any]:
    moderator = User.objects.get(username="moderator")
    client = Client(headers={"host": "localhost"})
    client.force_login(moderator)
    client.get(LIST)
    # As deploy/gunicorn.conf.py does: else what was loaded is looked through again and again.
    gc.collect()
    gc.freeze()
    pages = _pages(client, rounds)
    each_check, all_checks = checks.measure()
    articles = _articles(rounds)
    return {
        "comments": Comment.objects.count(),
        "pending": Comment.objects.filter(status=Comment.Status.PENDING).count(),
        "check_ms": checks.slowest(each_check),
        "checks": each_check,
        "all_checks": all_checks,
        "bulk_100_ms": _bulk(client, moderator),
        "queue_p95_ms": max(page["p95_ms"] for page in pages.values()),
        "queue_cpu_ms": max(page["cpu_ms"] for page in pages.values()),
        "queue": pages,
        "article_5000_queries": articles["5000"]["queries"],
        "article_5000_to_10": round(articles["5000"]["ms"] / articles["10"]["ms"], 2),
        "articles": articles,
    }


def _queries() -> list[str]:
    """Each sort and filter of the list, and what is looked for in it."""
    sorts = [f"status={status}&sort={sort}" for status in ("pending", "all") for sort in SORTS]
    states = [f"status={status}" for status, _label in CHIPS]
    reasons = [
        f"status={status}&reason={code}" for status in ("pending", "spam", "all")
        for code in spam.LABELS
    ]  # fmt: skip
    likely = [f"status=pending&likelihood={value}" for value, _label in LIKELIHOODS]
    words = [
        f"status={status}&q={word}" for status in ("pending", "all")
        for word in ("river", "unicorn", "reader-7@example.org", "harbour+reader")
    ]  # fmt: skip
    return ["", *sorts, *states, "status=pending&p=15", *reasons, *likely, *words]


def _pages(client: Client, rounds: int) -> dict[str, dict[str, float]]:
    found = {}
    for query in _queries():
        address = f"{LIST}?{query}"
        client.get(address)
        spent = _spent()
        times = [_timed(lambda: client.get(address)) for _round in range(rounds)]  # noqa: B023  # called here
        found[query or "(none)"] = {
            "p50_ms": round(statistics.median(times), 1),
            "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
            "cpu_ms": round((_spent() - spent) * 1000 / rounds, 1),
        }
        print(f"{query or '(none)'}: {found[query or '(none)']}", flush=True)
    return found


def _spent() -> float:
    """Seconds that this process and its part of the database were at work, whoever else was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    return time.process_time() + cpu_seconds([backend])


def _bulk(client: Client, moderator: User) -> float:
    """The median of one POST that approves a hundred of different stories; then taken back."""
    times = []
    for _round in range(7):
        pending = Comment.objects.filter(status=Comment.Status.PENDING).order_by("created_at", "pk")
        chosen = list(pending.values_list("pk", flat=True)[:BULK])
        data = {"action": "approve", "index": 0, "_selected_action": chosen}
        times.append(_timed(lambda: client.post(LIST, data)))  # noqa: B023  # called here
        made = Decision.objects.filter(comment__in=chosen, action=Decision.Action.APPROVE)
        moderation.undo_all(made.standing(), by=moderator)
    return round(statistics.median(times), 1)


def _articles(rounds: int) -> dict[str, dict[str, float]]:
    client, found = Client(headers={"host": "localhost"}), {}
    for story, count in DISCUSSED.items():
        article = Article.objects.select_related("category__parent").get(pk=story)
        address = article.get_absolute_url()
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        # Before the next request, at which Django forgets them.
        cost = len(queries)
        times = [_timed(lambda: client.get(address)) for _round in range(rounds)]  # noqa: B023  # called here
        found[str(count)] = {"queries": cost, "ms": round(statistics.median(times), 1)}
    return found


def _timed(call: Callable[[], Any]) -> float:
    began = time.perf_counter()
    answer = call()
    taken = (time.perf_counter() - began) * 1000
    if getattr(answer, "status_code", 200) not in (200, 302):
        raise SystemExit(f"An answer that is none: {answer}")
    return taken


if __name__ == "__main__":
    if sys.argv[1] == "build":
        build(int(sys.argv[2]))
    else:
        print(json.dumps(measure(int(sys.argv[2]))))
