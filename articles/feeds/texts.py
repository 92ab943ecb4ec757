"""A story's text as feeds carry it: picture, standfirst, body and log, as one piece of HTML."""

from collections.abc import Iterator, Sequence

from django.db.models import Prefetch, prefetch_related_objects
from django.template.loader import render_to_string

from articles import body
from articles.models import Article, Correction
from portal.site.address import absolute


def of(stories: Sequence[Article]) -> Iterator[str]:
    """The text of each story, loaded for reading.

    One query for what was put right, and one for all figures, none without.
    """
    said = Correction.objects.public().newest_first()
    prefetch_related_objects(stories, Prefetch("corrections", said, to_attr="said"))
    images = body.images_in(*(article.body for article in stories))
    for article in stories:
        address = absolute(article.get_absolute_url())
        text = body.for_feeds(article.body, images, address=address)
        yield render_to_string("articles/feed-text.html", {"article": article, "text": text})
