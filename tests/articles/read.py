"""Views of stories, as the beacon writes them."""

from django.utils import timezone

from articles.mostread import counting


def opened(article, times=1, *, at=None):
    """That a story was opened so often in the hour of this moment, by default this one."""
    hour = int((at or timezone.now()).timestamp()) // counting.HOUR
    counting.add({(article.pk, hour): times})
