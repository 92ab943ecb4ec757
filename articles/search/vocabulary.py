"""Keeps the words of headlines and names, and finds those that begin, or are written, alike."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q

from accounts.folding import fold
from accounts.models import Author
from articles.analysis import is_stop_word, tokens
from articles.analysis.tokens import LONGEST
from articles.models import Article, ArticleTag, Byline, SearchName, SearchWord, StoryWords, Tag
from articles.search.nearness import Known, halves, turned

Kind = SearchName.Kind
# Those that may go while stories have them.
NAMED: dict[str, type[models.Model]] = {Kind.TAG: Tag, Kind.AUTHOR: Author}


class Name(NamedTuple):
    kind: str
    number: int
    text: str


# What begins as a word of two letters does is a few thousand words; the rest is hardly ever used.
MOST = 1000


def learn(numbers: Collection[int]) -> None:
    """Count the words of these stories as they are now, if they are published.

    A part of the verbs' transactions; it locks words, so it comes before the clock.
    """
    names = _names(numbers)
    after = {pk: _words(texts) for pk, texts in _texts(numbers, names).items()}
    kept = StoryWords.objects.filter(article__in=numbers).values_list("article", "spellings")
    before = {pk: set(spellings.split()) for pk, spellings in kept}
    changes: Counter[str] = Counter()
    for pk in numbers:
        changes.update(after.get(pk, set()) - before.get(pk, set()))
        changes.subtract(before.get(pk, set()) - after.get(pk, set()))
    _count({word: by for word, by in changes.items() if by})
    _keep(numbers, {pk: words for pk, words in after.items() if words})
    _name({name for pk, own in names.items() if pk in after for name in own})


def forget(kind: str, number: int) -> None:
    """Take out the name of a tag or an author that is no more."""
    kept = NAMED[kind]._default_manager.filter(pk=number)
    SearchName.objects.filter(~Exists(kept), kind=kind, number=number).delete()


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


def _names(numbers: Collection[int]) -> dict[int, set[Name]]:
    """What stories are filed under, tagged with and signed by."""
    found: dict[int, set[Name]] = defaultdict(set)
    stories = Article.objects.filter(pk__in=numbers, category__isnull=False)
    columns = ("category", "category__name", "category__parent", "category__parent__name")
    for pk, own, name, parent, parents_name in stories.values_list("pk", *columns):
        found[pk].add(Name(Kind.SECTION, own, name))
        if parent:
            found[pk].add(Name(Kind.SECTION, parent, parents_name))
    tagged = ArticleTag.objects.filter(content_object__in=numbers)
    for pk, tag, name in tagged.values_list("content_object", "tag", "tag__name"):
        found[pk].add(Name(Kind.TAG, tag, name))
    signed = Byline.objects.filter(article__in=numbers)
    for pk, author, name in signed.values_list("article", "author", "author__name"):
        found[pk].add(Name(Kind.AUTHOR, author, name))
    return found


def _texts(
    numbers: Collection[int], names: Mapping[int, set[Name]]
) -> dict[int, list[tuple[str, str]]]:
    """Headlines and names, each with the language of its story, of what is published."""
    published = Article.objects.filter(pk__in=numbers, status=Article.Status.PUBLISHED)
    return {
        pk: [(text, language) for text in (headline, *(name.text for name in names[pk]))]
        for pk, headline, language in published.values_list("pk", "headline", "language")
    }


def _words(texts: Iterable[tuple[str, str]]) -> set[str]:
    return {word for text, language in texts for word in _spellings(text, language)}


def _spellings(text: str, language: str) -> Iterator[str]:
    text = unicodedata.normalize("NFC", text)
    language = language or settings.LANGUAGE_CODE
    for token in tokens(text, language):
        word = text[token.start : token.end].lower()[:LONGEST]
        if len(word) > 1 and not word.isdecimal() and not is_stop_word(token.key, language):
            yield word


def _count(changes: Mapping[str, int]) -> None:
    added = sorted(word for word, by in changes.items() if by > 0)
    SearchWord.objects.bulk_create(map(_word, added), ignore_conflicts=True)
    # In one order for all: two stories that share words may be published at once.
    rows = SearchWord.objects.filter(spelling__in=changes).order_by("spelling").select_for_update()
    changed = list(rows)
    for row in changed:
        row.stories += changes[row.spelling]
    SearchWord.objects.bulk_update(changed, ["stories"])


def _word(spelling: str) -> SearchWord:
    folded = fold(spelling)[:LONGEST]
    return SearchWord(spelling=spelling, folded=folded, mirrored=folded[::-1])


def _keep(numbers: Collection[int], words: Mapping[int, set[str]]) -> None:
    StoryWords.objects.filter(article__in=set(numbers) - words.keys()).delete()
    StoryWords.objects.bulk_create(
        (StoryWords(article_id=pk, spellings=" ".join(sorted(own))) for pk, own in words.items()),
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["spellings"],
    )


def _name(names: Collection[Name]) -> None:
    """Make the words of these names what they are now."""
    wanted = {
        (str(name.kind), name.number, token.key[:LONGEST])
        for name in names
        for token in tokens(name.text, "")
    }
    # By kinds: a condition for each name would be too much for SQLite.
    either = Q()
    for kind in Kind:
        either |= Q(kind=kind, number__in=[name.number for name in names if name.kind == kind])
    kept = {(row.kind, row.number, row.folded): row.pk for row in SearchName.objects.filter(either)}
    SearchName.objects.filter(pk__in=[kept[each] for each in kept.keys() - wanted]).delete()
    SearchName.objects.bulk_create(
        (
            SearchName(kind=kind, number=number, folded=folded)
            for kind, number, folded in sorted(wanted - kept.keys())
        ),
        ignore_conflicts=True,
    )
