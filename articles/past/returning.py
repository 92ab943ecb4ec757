"""What becomes of the tags of stories when a tag comes back from the trash."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import Model

from articles.models import Activity, Article, ArticleTag, StoryState
from articles.past.recording import record

_PUBLISHED = (Activity.Verb.PUBLISH, Activity.Verb.SCHEDULE)


@contextmanager
def returning(rows: Iterable[Model], *, since: datetime) -> Iterator[Collection[Model]]:
    """Around the return of rows that were trashed then: those of them that stay away.

    A story that was published since has the tags that were published. What others said without the
    tag, such as that they were retracted, is kept for looking back until now.
    """
    tags = [row for row in rows if isinstance(row, ArticleTag)]
    if not tags:
        yield ()
        return
    # Locked before the tag is there, which who publishes one of them may be about to make.
    locked = Article.objects.for_writing().filter(pk__in={tag.content_object_id for tag in tags})
    stories = list(locked.order_by("pk").values_list("pk", flat=True))
    deeds = Activity.objects.filter(article__in=stories, verb__in=_PUBLISHED, at__gt=since)
    published = set(deeds.values_list("article", flat=True))
    yield {tag for tag in tags if tag.content_object_id in published}
    recent = StoryState.objects.filter(article__in=stories, since__gte=since)
    for story in Article.objects.filter(pk__in=recent.values("article")).exclude(pk__in=published):
        record(story)
