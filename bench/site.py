"""A generated site: `python -m bench.site STORIES` fills the configured database.

Prints what to ask for, as JSON.
"""

import json
import os
import random
import sys
from dataclasses import replace
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  # models exist after setup()
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402
from rich.progress import track  # noqa: E402

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
from comments.models import Comment  # noqa: E402
from comments.models.comment import thread_path  # noqa: E402
from portal.pagecache import clock  # noqa: E402
from portal.pictures.encoding import FORMATS  # noqa: E402
from portal.pictures.picture import Picture, Rendition  # noqa: E402
from portal.pictures.renditions import RATIOS, RECIPE, box_of, widths_for  # noqa: E402
from portal.site.models import SiteSettings  # noqa: E402

WORDS = [
    "river",
    "bridge",
    "night",
    "train",
    "market",
    "bread",
    "harbour",
    "valley",
    "station",
    "winter",
    "orchard",
    "council",
    "library",
    "football",
    "choir",
    "ferry",
    "mountain",
    "border",
    "summer",
    "kitchen",
    "letter",
    "window",
    "street",
    "museum",
    "festival",
]
BATCH = 1000


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


def body(chance: random.Random) -> str:
    """About 600 words with two subheadings and a quotation."""
    paragraphs = [f"<p>{sentence(chance, 60)}.</p>" for _number in range(10)]
    paragraphs.insert(3, f"<h2>{sentence(chance, 4)}</h2>")
    paragraphs.insert(7, f"<blockquote><p>{sentence(chance, 20)}.</p></blockquote>")
    return "".join(paragraphs)


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


def surroundings() -> tuple[list[Category], list[Author], list[Tag], list[Image]]:
    """Eight sections with a part each, thirty authors, two hundred tags and images."""
    SiteSettings.objects.get_or_create(pk=1)
    top = [Category(name=f"Section {n}", slug=f"section-{n}", position=n) for n in range(8)]
    Category.objects.bulk_create(top)
    Category.objects.bulk_create(
        Category(name=f"Part {n}", slug=f"part-{n}", parent=parent) for n, parent in enumerate(top)
    )
    Author.objects.bulk_create(Author(name=f"Author {n}", slug=f"author-{n}") for n in range(30))
    Tag.objects.bulk_create(Tag(name=f"tag {n}", slug=f"tag-{n}") for n in range(200))
    Image.objects.bulk_create(
        Image(picture=picture(n), alt=f"Picture {n}", credit="Bench") for n in range(200)
    )
    categories = list(Category.objects.select_related("parent"))
    return (
        categories,
        list(Author.objects.all()),
        list(Tag.objects.all()),
        list(Image.objects.all()),
    )


def stories(numbers: range, around: tuple, chance: random.Random) -> None:
    """Write one batch of stories with all that hangs on them."""
    categories, authors, tags, images = around
    now = timezone.now()
    chosen = [chance.choice(categories) for _number in numbers]
    articles = [
        Article(
            pk=number, headline=sentence(chance, 8), standfirst=sentence(chance, 20) + ".",
            body=body(chance), slug=f"story-{number}", language="en",
            category=category, lead_image=chance.choice(images),
            status=Article.Status.PUBLISHED, published_at=now - timedelta(minutes=30 * number),
            modified_at=now, created_at=now, comment_count=10 if number <= 50 else 0,
        )
        for number, category in zip(numbers, chosen, strict=True)
    ]  # fmt: skip
    Article.objects.bulk_create(articles)
    Listing.objects.bulk_create(
        Listing(article=article, category_id=pk, published_at=article.published_at)
        for article, category in zip(articles, chosen, strict=True)
        for pk in {category.pk, category.top.pk}
    )
    Byline.objects.bulk_create(
        Byline(article=article, author=chance.choice(authors)) for article in articles
    )
    ArticleTag.objects.bulk_create(
        ArticleTag(content_object=article, tag=tag, position=position)
        for article in articles
        for position, tag in enumerate(chance.sample(tags, 4))
    )
    RelatedStory.objects.bulk_create(
        RelatedStory(article=article, other_id=other, position=position, score=1)
        for article in articles
        for position, other in enumerate(chance.sample(range(1, numbers.stop), 7)[:6])
        if other != article.pk
    )


def comments() -> None:
    """Ten approved comments on each of the fifty newest stories."""
    rows = [
        Comment(
            article_id=article, name=f"Reader {n}", email="reader@example.org", status="approved",
            decided_at=timezone.now(),
            text="A remark of some length about what stands above.\n\nAnd a second paragraph.",
            path=thread_path(article * 10 + n),
        )
        for article in range(1, 51)
        for n in range(10)
    ]  # fmt: skip
    Comment.objects.bulk_create(rows)


def build(count: int) -> None:
    """Fill an empty database with so many stories."""
    call_command("migrate", verbosity=0)
    chance = random.Random(count)  # the same site each time
    with transaction.atomic():
        around = surroundings()
        starts = range(1, count + 1, BATCH)
        for start in track(starts, description=f"{count} stories", transient=True):
            stories(range(start, min(start + BATCH, count + 1)), around, chance)
        comments()
        clock.touch("front")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pages() -> dict[str, dict[str, object]]:
    """For each kind of page its path, and how many queries it costs."""
    article = Article.objects.select_related("category__parent").order_by("pk")[0]
    category = Category.objects.filter(parent=None).order_by("pk")[0]
    paths = {
        "front": "/",
        "category": category.get_absolute_url(),
        "article": article.get_absolute_url(),
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
    build(int(sys.argv[1]))
    print(json.dumps(pages()))
