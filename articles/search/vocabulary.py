"""Keeps the words of headlines and names, and finds those that begin, or are written, alike."""

import unicodedata
from collections.abc import Iterable, Iterator

from django.db import models
from django.db.models import F, Q

from accounts.folding import fold
from articles.analysis import is_stop_word, tokens
from articles.models import Article, SearchName, SearchWord, StoryWords
from articles.search.nearness import Known, halves, turned

# What begins as a word of two letters does is a few thousand words; the rest is hardly ever used.
MOST = 1000


def learn(article: Article) -> None:
    """Count the words of a story that is published, or no longer, as it is now.

    A part of the verbs' transactions; it locks words, so it comes before the clock.
    """
    is_published = article.status == Article.Status.PUBLISHED
    names = list(_names(article)) if is_published else []
    texts = [article.headline, *(name for _kind, _pk, name in names)] if is_published else []
    after = {word for text in texts for word in _spellings(text, article.language)}
    kept = StoryWords.objects.filter(article=article)
    before = set(" ".join(kept.values_list("spellings", flat=True)).split())
    _count(after - before, before - after)
    if after:
        said = {"spellings": " ".join(sorted(after))}
        StoryWords.objects.update_or_create(article=article, defaults=said)
    else:
        kept.delete()
    _name(names)


def known(folded: Iterable[str]) -> set[str]:
    """Those of the folded words that stand in a headline or a name."""
    wanted = SearchWord.objects.filter(folded__in=list(folded), stories__gt=0)
    return set(wanted.values_list("folded", flat=True))


def endings(folded: str, *, most: int) -> list[str]:
    """What a word that begins so is usually spelled like: those of most stories first."""
    rows = _used().filter(begins(folded)).values_list("folded", "spelling")
    # Other spellings of a word find the same stories.
    found: dict[str, str] = {}
    for key, spelling in rows[: 4 * most]:
        found.setdefault(key, spelling)
    return list(found.values())[:most]


def alike(folded: str) -> list[Known]:
    """Words that may be the folded one with a slip or two."""
    first, last = halves(folded)
    ways = (
        begins(first),
        begins(last[::-1], column="mirrored"),
        Q(folded=turned(folded)),
    )
    columns = ("spelling", "folded", "stories")
    return [Known(*row) for way in ways for row in _used().filter(way).values_list(*columns)[:MOST]]


def begins(folded: str, *, column: str = "folded") -> Q:
    """A range of an index; LIKE is one only on PostgreSQL."""
    after = folded[:-1] + chr(ord(folded[-1]) + 1)
    return Q((f"{column}__gte", folded), (f"{column}__lt", after))


def _used() -> models.QuerySet[SearchWord]:
    return SearchWord.objects.filter(stories__gt=0).order_by("-stories", "spelling")


def _names(article: Article) -> Iterator[tuple[SearchName.Kind, int, str]]:
    if category := article.category:
        for each in {category, category.top}:
            yield SearchName.Kind.SECTION, each.pk, each.name
    for pk, name in article.tag_items.values_list("tag", "tag__name"):
        yield SearchName.Kind.TAG, pk, name
    for pk, name in article.bylines.values_list("author", "author__name").distinct():
        yield SearchName.Kind.AUTHOR, pk, name


def _spellings(text: str, language: str) -> Iterator[str]:
    text = unicodedata.normalize("NFC", text)
    for token in tokens(text, language):
        word = text[token.start : token.end].lower()[:60]
        if len(word) > 1 and not word.isdecimal() and not is_stop_word(token.key, language):
            yield word


def _count(added: set[str], gone: set[str]) -> None:
    SearchWord.objects.bulk_create(map(_word, sorted(added)), ignore_conflicts=True)
    # In one order for all: two stories that share words may be published at once.
    changed = SearchWord.objects.filter(spelling__in=added | gone).order_by("spelling")
    pks = dict(changed.select_for_update().values_list("spelling", "pk"))
    for words, by in ((added, 1), (gone, -1)):
        rows = SearchWord.objects.filter(pk__in=[pks[word] for word in words])
        rows.update(stories=F("stories") + by)


def _word(spelling: str) -> SearchWord:
    folded = fold(spelling)[:60]
    return SearchWord(spelling=spelling, folded=folded, mirrored=folded[::-1])


def _name(names: list[tuple[SearchName.Kind, int, str]]) -> None:
    """Make the words of these names what they are now."""
    wanted = {
        (str(kind), pk, token.key[:60]) for kind, pk, name in names for token in tokens(name, "")
    }
    either = Q(pk__in=[])
    for kind, pk, _name_of_it in names:
        either |= Q(kind=kind, number=pk)
    kept = {(row.kind, row.number, row.folded): row.pk for row in SearchName.objects.filter(either)}
    SearchName.objects.filter(pk__in=[kept[each] for each in kept.keys() - wanted]).delete()
    SearchName.objects.bulk_create(
        (
            SearchName(kind=kind, number=pk, folded=folded)
            for kind, pk, folded in sorted(wanted - kept.keys())
        ),
        ignore_conflicts=True,
    )
