"""A generated site of our own in the configured database.

`python -m bench.site build STORIES` fills an empty database; `python -m bench.site pages` prints
as JSON what to ask for and how many queries that costs without a cache.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  # models exist after setup()
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Author  # noqa: E402
from articles.models import (  # noqa: E402
    Article,
    ArticleTag,
    Byline,
    Category,
    Image,
    Listing,
    RelatedStory,
    Tag,
)
from bench import corpus  # noqa: E402
from bench.corpus import AUTHORS, IMAGES, MUCH_DISCUSSED, SECTIONS, TAGS, Story  # noqa: E402
from comments.models import Comment  # noqa: E402
from comments.models.comment import thread_path  # noqa: E402
from comments.moderation import moves  # noqa: E402
from portal.pagecache import clock  # noqa: E402
from portal.pictures.encoding import FORMATS  # noqa: E402
from portal.pictures.picture import Picture, Rendition  # noqa: E402
from portal.pictures.renditions import RATIOS, RECIPE, box_of, widths_for  # noqa: E402
from portal.site.models import SiteSettings  # noqa: E402

BATCH = 1000


@dataclass(frozen=True)
class Surroundings:
    """What stories refer to; by number as the corpus does."""

    parts: list[Category]
    authors: list[Author]
    tags: list[Tag]
    images: list[Image]


def picture(number: int) -> Picture:
    """A picture in all its sizes, so that pages print full srcsets; no files stand behind it."""
    master = Picture(
        name=f"pictures/00/{number:032x}/master.jpg", width=1600, height=1067, recipe=RECIPE
    )
    made = []
    for ratio in RATIOS:
        left, _top, right, _bottom = box_of(master, ratio)
        made += [
            Rendition(
                ratio=ratio,
                format=each.extension,
                generation="0" * 8,
                widths=widths_for(right - left),
            )
            for each in FORMATS
        ]
    return replace(master, renditions=tuple(made))


def surroundings() -> Surroundings:
    """Each section has one part, which the stories are in."""
    SiteSettings.objects.get_or_create(pk=1)
    numbers = range(SECTIONS)
    tops = [Category(name=f"Section {n}", slug=f"section-{n}", position=n) for n in numbers]
    Category.objects.bulk_create(tops)
    parts = [Category(name=f"Part {n}", slug=f"part-{n}", parent=tops[n]) for n in numbers]
    authors = [Author(name=f"Author {n}", slug=f"author-{n}") for n in range(AUTHORS)]
    tags = [Tag(name=f"tag {n}", slug=f"tag-{n}") for n in range(TAGS)]
    images = [Image(picture=picture(n), alt=f"Picture {n}", credit="Bench") for n in range(IMAGES)]
    return Surroundings(
        parts=Category.objects.bulk_create(parts),
        authors=Author.objects.bulk_create(authors),
        tags=Tag.objects.bulk_create(tags),
        images=Image.objects.bulk_create(images),
    )


def write(stories: list[Story], around: Surroundings) -> None:
    """One batch of stories with all that hangs on them; those that they relate to are older."""
    now = timezone.now()
    articles = [
        Article(
            pk=each.number, headline=each.headline, standfirst=each.standfirst, body=each.body,
            slug=each.slug, language="en", category=around.parts[each.section],
            lead_image=around.images[each.image], status=Article.Status.PUBLISHED,
            published_at=now - timedelta(minutes=each.minutes_old),
            modified_at=now, created_at=now, comment_count=each.comments,
        )
        for each in stories
    ]  # fmt: skip
    Article.objects.bulk_create(articles)
    Listing.objects.bulk_create(
        Listing(article=article, category=category, published_at=article.published_at)
        for article, each in zip(articles, stories, strict=True)
        for category in (around.parts[each.section], around.parts[each.section].top)
    )
    Byline.objects.bulk_create(
        Byline(article_id=each.number, author=around.authors[each.author]) for each in stories
    )
    ArticleTag.objects.bulk_create(
        ArticleTag(content_object=article, tag=around.tags[tag], position=position)
        for article, each in zip(articles, stories, strict=True)
        for position, tag in enumerate(each.tags)
    )


def relate(count: int) -> None:
    """Six stories beside each, spread over the site; written by the database itself."""
    table = RelatedStory._meta.db_table
    with connection.cursor() as cursor:
        for position in range(6):
            other = f"(article.id + {7 * (position + 1) ** 2} - 1) % {count} + 1"
            cursor.execute(
                f"INSERT INTO {table} (article_id, other_id, position, score, reasons)"  # noqa: S608  # of our own words
                f" SELECT article.id, {other}, {position}, 1, '[]'"
                f" FROM {Article._meta.db_table} AS article WHERE {other} <> article.id"
            )


def discuss() -> None:
    """Comments have the numbers of the corpus."""
    now = timezone.now()
    Comment.objects.bulk_create(
        Comment(
            pk=each.number, article_id=each.story, parent_id=each.above[-1] if each.above else None,
            root_id=(*each.above, each.number)[0], path=_path((*each.above, each.number)),
            status=Comment.Status.APPROVED,
            name=each.name, email="reader@example.org", text=each.text, decided_at=now,
        )
        for each in corpus.remarks()
    )  # fmt: skip
    moves.show(Comment.objects.filter(parent__isnull=True))


def _path(numbers: tuple[int, ...]) -> str:
    path = ""
    for number in numbers:
        path = thread_path(number, below=path)
    return path


def build(count: int, told: Callable[[int], object]) -> None:
    """Fill an empty database with so many stories, telling after each batch how many there are."""
    call_command("migrate", verbosity=0)
    batches = [range(start, min(start + BATCH, count + 1)) for start in range(1, count + 1, BATCH)]
    with transaction.atomic():
        around = surroundings()
        for numbers in batches:
            write([corpus.story(number) for number in numbers], around)
            told(numbers.stop - 1)
        relate(count)
        discuss()
        clock.touch("front")
    settle()


def settle() -> None:
    """Leave nothing for the database to do while it is measured."""
    commands = {
        "postgresql": ["VACUUM (ANALYZE, FREEZE)", "CHECKPOINT"],
        "sqlite": ["ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)"],
    }
    with connection.cursor() as cursor:
        for command in commands[connection.vendor]:
            cursor.execute(command)


def pages() -> dict[str, dict[str, object]]:
    """For each kind of page its path, and how many queries it costs when all is warm."""
    stories = Article.objects.select_related("category__parent")
    section = Category.objects.get(slug="section-0")
    paths = {
        "front": "/",
        "section": section.get_absolute_url(),
        "article": stories.get(pk=1).get_absolute_url(),
        "article_200": stories.get(pk=MUCH_DISCUSSED).get_absolute_url(),
    }
    client = Client(headers={"host": "localhost"})
    found: dict[str, dict[str, object]] = {}
    for name, path in paths.items():
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        found[name] = {"path": path, "queries": len(queries)}
    return found


if __name__ == "__main__":
    if sys.argv[1] == "build":
        build(int(sys.argv[2]), lambda number: print(number, flush=True))
    else:
        print(json.dumps(pages()))
