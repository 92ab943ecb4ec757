"""A large archive in the configured database, as the verbs and their upkeep would have left it.

`python -m bench.archived STORIES` fills an empty database, telling how many there are.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import batched
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.contrib.auth.models import Group  # noqa: E402  # models exist after setup()
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from accounts import roles  # noqa: E402
from accounts.models import User  # noqa: E402
from articles.models import (  # noqa: E402
    Article,
    ArticleTag,
    Category,
    Listing,
    Posting,
    RelatedStory,
    Tag,
    Term,
    TermVector,
)
from articles.related.indexing import TOTAL  # noqa: E402
from articles.related.store import STORED  # noqa: E402
from articles.related.weighting import vector  # noqa: E402
from bench import archive, site  # noqa: E402
from bench.archive import A_DAY, Story  # noqa: E402
from bench.corpus import TAGS  # noqa: E402
from bench.loading import Loader, Row, load_fast, moment, without_indexes  # noqa: E402
from portal.pagecache import clock  # noqa: E402

BATCH = 5_000
# The archive's first day; stories of a day are minutes apart.
BEGAN = datetime(2016, 1, 1, tzinfo=UTC)
FIRST_DAY = (BEGAN - datetime(1970, 1, 1, tzinfo=UTC)).days
APART = timedelta(days=1) / A_DAY
# As many characters as stories have: SQLite reads through a text to what stands behind it.
# PostgreSQL keeps one that is long beside its table, where an unread one costs nothing.
BODY = {"sqlite": 4_500, "postgresql": 600}
# What the stories of a list score, the first and the last: medians of the labelled stories.
FIRST_SCORE, LAST_SCORE = 0.17, 0.05
_KINDS = (Posting, TermVector, RelatedStory, Listing, ArticleTag)


def at(number: int) -> datetime:
    return BEGAN + number * APART


def build(count: int) -> None:
    call_command("migrate", verbosity=0)
    load_fast()
    with transaction.atomic(), without_indexes(*_KINDS):
        around = site.surroundings()
        writing = Writing(around.parts, around.tags, count)
        for numbers in batched(range(1, count + 1), BATCH):
            writing.write([archive.story(number) for number in numbers])
            print(numbers[-1], flush=True)
        writing.end()
        roles.sync()
        desk = User.objects.create(username="desk", email="d@example.org")
        desk.groups.add(Group.objects.get(name=roles.EDITOR))
        clock.touch("front")
    site.settle()


class Writing:
    """Puts stories where the verbs and their upkeep would have put them."""

    def __init__(self, parts: list[Category], tags: list[Tag], count: int) -> None:
        self.parts, self.tags, self.count = parts, tags, count
        self.stories: Counter[str] = Counter()
        self.lake = " ".join(archive.story(0).body * 100)
        self.articles = Loader(
            Article, "id", "headline", "standfirst", "body", "slug", "language", "category_id",
            "status", "published_at", "modified_at", "created_at",
        )  # fmt: skip
        self.listings = Loader(Listing, "article_id", "category_id", "published_at")
        self.tagged = Loader(ArticleTag, "content_object_id", "tag_id", "position")
        self.vectors = Loader(TermVector, "article_id", "language", "day", "weights", "digest")
        self.postings = Loader(Posting, "term_id", "day", "article_id", "weight")
        self.related = Loader(
            RelatedStory, "article_id", "other_id", "position", "score", "reasons"
        )

    def write(self, stories: list[Story]) -> None:
        self.articles.load(map(self._article, stories))
        self.listings.load(row for story in stories for row in self._listings(story))
        self.tagged.load(row for story in stories for row in self._tags(story))
        weights = {story.number: self._weights(story) for story in stories}
        self.vectors.load(
            (story.number, "en", FIRST_DAY + story.day, json.dumps(weights[story.number]), "bench")
            for story in stories
        )
        self.postings.load(
            (term, FIRST_DAY + story.day, story.number, weight)
            for story in stories
            for term, weight in weights[story.number].items()
        )
        self.related.load(row for story in stories for row in self._related(story))

    def end(self) -> None:
        rows = ((archive.rank(word), "en", word, number) for word, number in self.stories.items())
        total = (archive.VOCABULARY + 1, "en", TOTAL, self.count)
        Loader(Term, "id", "language", "text", "stories").load([*rows, total])
        if connection.vendor == "postgresql":
            for model in (Article, Term):
                _go_on_counting(model)

    def _article(self, story: Story) -> Row:
        start = story.number % 9_000
        headline, published = " ".join(story.headline), moment(at(story.number))
        return (
            story.number, headline, self.lake[start : start + 150],
            f"<p>{self.lake[start : start + BODY[connection.vendor]]}</p>",
            f"story-{story.number}", "en", self._part(story).pk, Article.Status.PUBLISHED.value,
            published, published, published,
        )  # fmt: skip

    def _part(self, story: Story) -> Category:
        return self.parts[story.topic % len(self.parts)]

    def _listings(self, story: Story) -> Iterator[Row]:
        part = self._part(story)
        for category in (part.pk, part.parent_id):
            yield story.number, category, moment(at(story.number))

    def _tags(self, story: Story) -> Iterator[Row]:
        for position, tag in enumerate({story.topic % TAGS, story.number % TAGS}):
            yield story.number, self.tags[tag].pk, position

    def _weights(self, story: Story) -> dict[int, int]:
        counts = story.counts()
        self.stories.update(counts.keys())
        found = vector(counts, stories=self.stories, total=story.number)
        return {archive.rank(word): round(share * Posting.SCALE) for word, share in found.items()}

    def _related(self, story: Story) -> Iterator[Row]:
        """Some of about the same time; whom exactly, no figure depends on."""
        others = [story.number + sign * step * 37 for step in range(1, STORED) for sign in (-1, 1)]
        listed = [each for each in others if 0 < each <= self.count][:STORED]
        why = json.dumps([["words", ", ".join(story.headline[:4])], ["section", ""], ["days", "1"]])
        for position, other in enumerate(listed):
            score = FIRST_SCORE - position * (FIRST_SCORE - LAST_SCORE) / (STORED - 1)
            yield story.number, other, position, score, why


def _go_on_counting(model: Any) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608  # names of our own
        )


if __name__ == "__main__":
    build(int(sys.argv[1]))
