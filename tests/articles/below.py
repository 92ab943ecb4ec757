"""The list below a story as a test wants it, whatever would be computed."""

from articles.models import RelatedStory


def stand_below(article, others):
    """Make this its list, the first of them the closest."""
    RelatedStory.objects.filter(article=article).delete()
    RelatedStory.objects.bulk_create(
        RelatedStory(
            article=article, other=other, position=place, score=10 - place,
            reasons=[["words", "Drina, flood"], ["days", str(place)]],
        )
        for place, other in enumerate(others)
    )  # fmt: skip


def pins(article):
    found = article.related_choices.filter(kind="pinned").order_by("position")
    return [each.other for each in found]
