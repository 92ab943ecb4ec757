"""The labelled stories published through the verbs, in the configured database.

`python -m bench.publishing CALENDAR FILE [MOST]` goes on where it was stopped. After each story its
stored list is appended to the file; how many there are is told.
"""

import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

import time_machine  # noqa: E402  # models exist after setup()
from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from accounts import roles  # noqa: E402
from accounts.models import User  # noqa: E402
from articles import revisions, upkeep, workflow  # noqa: E402
from articles.content import Content  # noqa: E402
from articles.models import Article, Category, Posting, TermVector  # noqa: E402
from articles.related import also_like  # noqa: E402
from articles.related.indexing import day_of  # noqa: E402
from articles.related.ranking import BACKGROUND_DAYS  # noqa: E402
from articles.related.store import STORED  # noqa: E402
from bench import labelled  # noqa: E402
from bench.labelled import Dated  # noqa: E402
from portal.site.models import SiteSettings  # noqa: E402


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The stored list of a story right after its publication, by numbers of stories.

    `could` says whether an indexed story of more than BACKGROUND_DAYS before shared a term with
    it, and `background` at which places such stories stand; `ms` is what its upkeep took.
    """

    number: int
    listed: list[int]
    could: bool
    background: list[int]
    ms: float


def desk() -> User:
    """Whoever publishes; made on an empty database, with all that it needs."""
    call_command("migrate", verbosity=0)
    roles.sync()
    SiteSettings.objects.get_or_create(pk=1)
    user, _made = User.objects.get_or_create(username="desk", defaults={"email": "d@example.org"})
    user.groups.add(Group.objects.get(name=roles.EDITOR))
    return user


def publish(each: Dated, *, by: User) -> Article:
    """By the verbs; as it is, if it was published before the last run was stopped."""
    section = each.story.section
    category, _made = Category.objects.get_or_create(slug=section, defaults={"name": section})
    article = Article.objects.filter(source=each.key).first() or revisions.create(
        Content(
            headline=each.story.headline[:250], body=f"<p>{escape(each.story.body)}</p>",
            category_id=category.pk, language="en", source=each.key,
        ),
        by=by,
    )  # fmt: skip
    if article.status != Article.Status.PUBLISHED:
        article = workflow.publish(article, by=by)
    return article


def kept(article: Article, number: int, numbers: dict[int, int], ms: float) -> Kept:
    listed = also_like(article, limit=STORED)
    return Kept(
        number=number,
        listed=[numbers[other.pk] for other in listed],
        could=_could_have_background(article),
        background=[at for at, other in enumerate(listed) if _is_background(other, article)],
        ms=ms,
    )


def _is_background(other: Article, article: Article) -> bool:
    apart = article.published_at - other.published_at  # type: ignore[operator]  # both are live
    return apart.total_seconds() > BACKGROUND_DAYS * 86400


def _could_have_background(article: Article) -> bool:
    terms = map(int, TermVector.objects.get(article=article).weights)
    old = day_of(article) - BACKGROUND_DAYS
    return Posting.objects.filter(term_id__in=list(terms), day__lt=old).exists()


def run(stories: list[Dated], path: Path) -> None:
    by = desk()
    done = len(path.read_text().splitlines()) if path.exists() else 0
    keys = {each.key: each.story.number for each in stories}
    rows = Article.objects.exclude(source="").values_list("pk", "source")
    numbers = {pk: keys[key] for pk, key in rows}
    with path.open("a") as lists:
        for each in stories[done:]:
            with time_machine.travel(each.at, tick=False):
                article = publish(each, by=by)
                numbers[article.pk] = each.story.number
                began = time.perf_counter()
                upkeep.catch_up()
                ms = (time.perf_counter() - began) * 1000
                found = kept(article, each.story.number, numbers, round(ms, 2))
            lists.write(json.dumps(asdict(found)) + "\n")
            lists.flush()
            print(each.story.number + 1, flush=True)
    # The tasks that the verbs asked for; nobody is there to do them.
    DBTaskResult.objects.all().delete()


if __name__ == "__main__":
    most = int(sys.argv[3]) if len(sys.argv) > 3 else None
    run(labelled.read(sys.argv[1], most=most), Path(sys.argv[2]))
