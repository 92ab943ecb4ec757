"""Very many comments, written by PostgreSQL itself: of many writers, and much of it spam."""

import random
from array import array
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from bench.corpus import WORDS
from comments import spam
from comments.models import Comment, Decision, Flag, LearnedFilter
from comments.models.comment import thread_path
from comments.moderation import moves
from comments.spam.features import BUCKETS
from comments.spam.learned import pack

BATCH = 100_000
# Stories with so many comments that readers see.
DISCUSSED = {61: 10, 62: 200, 63: 5_000}
FIRST = 100_000
WRITERS = 200_000
FLAGGED = 300

# Four comments in a row are of one story: one begins, two answer it. Two of a hundred wait, twenty
# are spam; the writers of some are seen again and again, of most once.
_EXPRESSIONS = {
    "id": "n",
    "article_id": "70 + (n::bigint / 4 * 7919) %% {stories}",
    "parent_id": "CASE WHEN n %% 4 > 1 THEN n - n %% 4 END",
    "root_id": "CASE WHEN n %% 4 > 1 THEN n - n %% 4 ELSE n END",
    "branch_count": "CASE WHEN n %% 4 > 1 OR state <> 'approved' THEN 0 ELSE 1 END",
    "path": "lpad(n::text, 7, '0')",
    "status": "state",
    "name": "'Reader ' || writer",
    "email": "'reader-' || writer || '@example.org'",
    "text": "substr(%(lake)s, 1 + (u * 9000)::int, 40 + (u * u * 600)::int)",
    "form_id": "gen_random_uuid()",
    "fingerprint": "md5(n::text)",
    "network": "CASE WHEN n > {last} - 50000 THEN md5((writer %% 5000)::text) ELSE '' END",
    "reasons": """CASE WHEN state = 'spam' OR (state = 'pending' AND u < 0.4) THEN
        jsonb_build_array(jsonb_build_object('code', code, 'weight', 40, 'evidence', 'x y z'))
        ELSE '[]'::jsonb END""",
    "score": "CASE WHEN state = 'spam' OR (state = 'pending' AND u < 0.4) THEN (u * 90)::int"
    " ELSE 0 END",
    "likelihood": "(100 * CASE WHEN state = 'spam' THEN sqrt(u) ELSE u * u END)::int",
    "created_at": "%(now)s - ({last} - n) * interval '95 seconds'",
    "decided_at": "CASE WHEN state <> 'pending' THEN %(now)s - ({last} - n)"
    " * interval '95 seconds' END",
}
_ROWS = """
    SELECT n, state, u, (%(writers)s * power(v, 3))::int AS writer,
           (%(codes)s)[1 + floor(w * w * %(kinds)s)::int] AS code
    FROM (
        SELECT n, random() AS u, random() AS v, random() AS w,
               CASE WHEN n %% 50 = 0 THEN 'pending' WHEN n %% 5 = 1 THEN 'spam'
                    WHEN n %% 10 = 3 THEN 'rejected' ELSE 'approved' END AS state
        FROM generate_series(%(start)s, %(stop)s) AS n
    ) AS drawn
"""


@transaction.atomic
def write(count: int, stories: int, told: Callable[[int], object]) -> None:
    """So many comments, with the decisions on them, and flags on a few."""
    last = FIRST + count - 1
    said = {
        "now": timezone.now(), "writers": WRITERS, "codes": list(spam.LABELS),
        "kinds": len(spam.LABELS), "lake": " ".join(random.Random(0).choices(WORDS, k=2_000)),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        for start in range(FIRST, last + 1, BATCH):
            stop = min(start + BATCH - 1, last)
            _insert(cursor, said | {"start": start, "stop": stop}, stories - 70, last)
            told(stop - FIRST + 1)
        _decide(cursor)
        _flag(cursor)


def _insert(cursor: Any, said: dict[str, Any], stories: int, last: int) -> None:
    columns: list[str] = []
    parts: list[str] = []
    for field in Comment._meta.concrete_fields:
        column = str(field.column)
        columns.append(column)
        if expression := _EXPRESSIONS.get(column):
            parts.append(expression.format(stories=stories, last=last))
        else:
            said[column] = field.get_db_prep_save(field.get_default(), connection)
            parts.append(f"%({column})s")
    cursor.execute(
        f"INSERT INTO {Comment._meta.db_table} ({', '.join(columns)})"  # noqa: S608  # of our own words
        f" SELECT {', '.join(parts)} FROM ({_ROWS}) AS rows",
        said,
    )


def _decide(cursor: Any) -> None:
    cursor.execute(
        f"INSERT INTO {Decision._meta.db_table}"  # noqa: S608  # of our own words
        " (comment_id, action, before, after, note, by_name, at)"
        " SELECT id, CASE status WHEN 'approved' THEN 'approve' WHEN 'rejected' THEN 'reject'"
        " ELSE 'mark_spam' END, 'pending', status, '', '', decided_at"
        f" FROM {Comment._meta.db_table} WHERE decided_at IS NOT NULL AND id >= {FIRST}"
    )


def _flag(cursor: Any) -> None:
    seen = Comment.objects.approved().filter(pk__gte=FIRST).order_by("-pk")[:FLAGGED]
    Flag.objects.bulk_create(
        Flag(comment=comment, reason=Flag.Reason.ABUSE, flagger=f"reader-{number}")
        for comment in seen
        for number in range(2)
    )
    cursor.execute(
        f"SELECT setval(pg_get_serial_sequence('{Comment._meta.db_table}', 'id'),"  # noqa: S608  # of our own words
        f" (SELECT max(id) FROM {Comment._meta.db_table}))"
    )


def learn() -> None:
    """A filter that knows nothing, with comments that wait on each side of its lines."""
    LearnedFilter.objects.create(
        trained_at=timezone.now(), weights=pack(array("f", [0.0] * (BUCKETS + 1))),
        hold_above=0.7, pass_below=0.2, good=0, bad=0,
    )  # fmt: skip


def discuss() -> None:
    """What readers see of some stories: of two comments, one answers the other."""
    now, pk = timezone.now(), FIRST // 2
    for story, count in DISCUSSED.items():
        made = []
        for number in range(count):
            pk += 1
            above = pk - 1 if number % 2 else None
            path = thread_path(pk, below=thread_path(above) if above else "")
            made.append(
                Comment(
                    pk=pk, article_id=story, parent_id=above, root_id=above or pk, path=path,
                    status=Comment.Status.APPROVED, name=f"Reader {number % 400}",
                    email="reader@example.org", text=" ".join(WORDS), decided_at=now,
                )
            )  # fmt: skip
        Comment.objects.bulk_create(made)
        moves.show([comment for comment in made if comment.parent_id is None])
