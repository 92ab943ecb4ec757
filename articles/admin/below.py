"""Gathers what stands below a story, for the desk."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.safestring import SafeString

from accounts.models import User
from articles.admin import columns
from articles.admin.search import matching
from articles.models import Article, RelatedChoice, RelatedStory
from articles.models.stories import ArticleQuerySet
from articles.related import also_like, newest_beside
from articles.related.arranging import PINNED
from articles.related.telling import told

Kind = RelatedChoice.Kind
# Stories that a search offers to be pinned.
FOUND = 10
# The reason of what shares nothing, or is on no stored list.
NEWEST = "newest"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A story below another: why, who decided so, and the places to which a pinned one moves."""

    story: Article
    reasons: list[str]
    choice: RelatedChoice | None = None
    up: int | None = None
    down: int | None = None

    @property
    def picture(self) -> SafeString:
        return columns.thumbnail(self.story)

    @property
    def badge(self) -> SafeString:
        return columns.badge(self.story)


@dataclass(frozen=True, kw_only=True)
class Lists:
    """What readers see now, pins that they cannot see, what comes next, and what is kept apart."""

    shown: list[Row]
    waiting: list[Row]
    reserve: list[Row]
    apart: list[Row]

    @property
    def decided(self) -> set[int]:
        """Stories that are pinned or kept apart already."""
        rows = (*self.shown, *self.waiting, *self.apart)
        return {row.story.pk for row in rows if row.choice}


def lists_of(article: Article, *, to: User) -> Lists:
    """Four queries however long the lists are; needs `category` to be loaded.

    Of what readers cannot open this user sees what they may open at the desk.
    """
    shown: list[int] = []
    if article.status == Article.Status.PUBLISHED:
        shown = [each.pk for each in also_like(article) or newest_beside(article)]
    stored = {row.other_id: row for row in article.related_stories.order_by("position")}
    is_its_own = Q(article=article) | Q(other=article, kind=Kind.BLOCKED)
    choices = list(RelatedChoice.objects.filter(is_its_own).order_by("position", "pk"))
    pins = [each for each in choices if each.kind == Kind.PINNED]
    apart = [each for each in choices if each.kind == Kind.BLOCKED]
    partners = {_partner(each, article): each for each in apart}
    pinned = [each.other_id for each in pins]
    stories = seen_by(to).in_bulk({*shown, *stored, *pinned, *partners})

    def rows(numbers: Iterable[int]) -> list[Row]:
        return _rows([pk for pk in numbers if pk in stories], pins, stories, stored)

    waiting = [pk for pk in pinned if pk not in shown]
    taken = {*shown, *waiting, *partners}
    return Lists(
        shown=rows(shown),
        waiting=rows(waiting),
        reserve=rows(pk for pk in stored if pk not in taken),
        apart=[
            Row(story=stories[pk], reasons=[], choice=each)
            for pk, each in partners.items()
            if pk in stories
        ],
    )


def found(article: Article, typed: str, *, without: Collection[int]) -> list[Row]:
    """Live stories whose headlines have the words, newest first, which can still be pinned."""
    if not typed:
        return []
    others = whole().live().exclude(pk__in={article.pk, *without})
    return [
        Row(story=story, reasons=[])
        for story in matching(others, typed).order_by("-published_at", "-pk")[:FOUND]
    ]


def seen_by(user: User) -> ArticleQuerySet:
    """Stories that readers have, and others that this user may open, with what a row prints."""
    live, own = Article.objects.live(), Article.objects.editable_by(user)
    return whole().filter(Q(pk__in=live.values("pk")) | Q(pk__in=own.values("pk")))


def whole() -> ArticleQuerySet:
    """What a row prints, which is no text."""
    related = Article.objects.select_related("category__parent", "lead_image")
    return related.defer("body", "standfirst")


def _partner(choice: RelatedChoice, article: Article) -> int:
    return choice.other_id if choice.article_id == article.pk else choice.article_id


def _rows(
    numbers: Sequence[int],
    pins: Sequence[RelatedChoice],
    stories: Mapping[int, Article],
    stored: Mapping[int, RelatedStory],
) -> list[Row]:
    """Among the pinned ones each moves past its neighbour here, however many stand between."""
    places = {each.other_id: place for place, each in enumerate(pins)}
    here = [places[pk] for pk in numbers if pk in places]
    rows = []
    for pk in numbers:
        why = stored[pk].reasons if pk in stored else [(NEWEST,)]
        if (place := places.get(pk)) is None:
            rows.append(Row(story=stories[pk], reasons=told(why)))
            continue
        up = next((each for each in reversed(here) if each < place), None)
        down = next((each for each in here if each > place), None)
        # Who pinned it, the choice says; and that is why it stands there, not its date.
        shared = told(each for each in why if each and each[0] not in (PINNED, NEWEST))
        choice = pins[place]
        rows.append(Row(story=stories[pk], reasons=shared, choice=choice, up=up, down=down))
    return rows
