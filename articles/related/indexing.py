"""Keeps which words each live story is about, so that stories about the same are found."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from articles.analysis import tongue
from articles.models import Article, Posting, Term, TermVector
from articles.related.weighting import Words, Written, vector, words
from articles.text import plain

_LONGEST = Term._meta.get_field("text").max_length
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# In place of a word: how many stories of the language are indexed.
TOTAL = ""

type Weights = dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Indexed:
    """What the index knows of a story, by the keys of its terms, as JSON has them.

    `shown` are its words for people; `tags` the names of its tags by their keys.
    """

    day: int
    weights: Weights
    shown: Mapping[str, str]
    tags: Mapping[int, str]


@transaction.atomic
def index(number: int) -> Indexed:
    """Bring the story's terms up to date; what is the same as before is not written again.

    Read under the lock of its vector: of two who do so at once, the second has the newer text.
    """
    kept = _locked(number)
    article = Article.objects.get(pk=number)
    language = article.language or settings.LANGUAGE_CODE
    tags = dict(article.tag_items.order_by("position", "pk").values_list("tag", "tag__name"))
    found = words(
        Written(
            headline=article.headline, standfirst=article.standfirst, body=plain(article.body),
            tags=tuple(tags.values()), language=language,
        )
    )  # fmt: skip
    is_same = (kept.language, kept.day, kept.digest) == (
        tongue(language), day_of(article), _digest(found),
    )  # fmt: skip
    if not is_same:
        is_new = not kept.digest
        _forget_postings(kept)
        kept.language, kept.day, kept.digest = tongue(language), day_of(article), _digest(found)
        kept.weights, stems = _weighed(found, kept.language, is_new=is_new)
        kept.save()
        _post(kept)
    else:
        stems = dict(Term.objects.filter(pk__in=kept.weights).values_list("pk", "text"))
    forms = {stem[:_LONGEST]: form for stem, form in found.shown.items()}
    shown = {str(pk): forms[stem] for pk, stem in stems.items() if stem in forms}
    return Indexed(day=kept.day, weights=kept.weights, shown=shown, tags=tags)


def lock(pk: int) -> None:
    """Whoever else indexes the story waits until this transaction ends."""
    TermVector.objects.select_for_update().filter(article=pk).first()


def forget(pk: int) -> None:
    """Take a story, which is locked, out of the index; part of a transaction."""
    for kept in TermVector.objects.filter(article=pk):
        _forget_postings(kept)
        kept.delete()


def day_of(article: Article) -> int:
    """The day of its publication, in days since 1970, UTC."""
    return ((article.published_at or timezone.now()) - _EPOCH).days


def stories() -> int:
    """How many stories were indexed, in all languages."""
    return sum(Term.objects.filter(text=TOTAL).values_list("stories", flat=True))


def _locked(pk: int) -> TermVector:
    kept = TermVector.objects.select_for_update()
    found = kept.filter(article=pk).first()
    if found is None:
        new = TermVector(article_id=pk, language="", day=0, digest="")
        TermVector.objects.bulk_create([new], ignore_conflicts=True)
        found = kept.get(article=pk)
    return found


def _digest(found: Words) -> str:
    counts = json.dumps(sorted(found.counts.items()))
    return blake2b(counts.encode(), digest_size=16).hexdigest()


def _weighed(found: Words, language: str, *, is_new: bool) -> tuple[Weights, dict[int, str]]:
    """The vector by the keys of its terms, and their stems.

    A story counts in its words once, when it is new.
    """
    counts = {stem[:_LONGEST]: count for stem, count in found.counts.items()}
    known = _count([TOTAL, *counts], language) if is_new else _known([TOTAL, *counts], language)
    stories = {text: number for text, (_pk, number) in known.items()}
    chosen = vector(counts, stories=stories, total=stories.pop(TOTAL, 1))
    known |= _count(chosen.keys() - known.keys(), language)
    stems = {known[text][0]: text for text in chosen}
    weights = {pk: round(chosen[text] * Posting.SCALE) for pk, text in stems.items()}
    return {str(pk): weight for pk, weight in weights.items() if weight}, stems


def _known(texts: Collection[str], language: str) -> dict[str, tuple[int, int]]:
    rows = Term.objects.filter(language=language, text__in=texts)
    return {text: (pk, number) for pk, text, number in rows.values_list("pk", "text", "stories")}


def _count(texts: Collection[str], language: str) -> dict[str, tuple[int, int]]:
    """Add one to what is known of each; its key, and the number of its stories then."""
    if not texts:
        return {}
    table = connection.ops.quote_name(Term._meta.db_table)
    rows = ", ".join(["(%s, %s, 1)"] * len(texts))
    # In one order for all, or two stories indexed at once would wait for each other.
    params = [param for text in sorted(texts) for param in (language, text)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (language, text, stories) VALUES {rows}"  # noqa: S608  # of our own words
            f" ON CONFLICT (language, text) DO UPDATE SET stories = {table}.stories + 1"
            " RETURNING id, text, stories",
            params,
        )
        return {text: (pk, number) for pk, text, number in cursor.fetchall()}


def _post(kept: TermVector) -> None:
    """Every number is our own; as objects they took most of the time of indexing."""
    rows = ", ".join(
        f"({term}, {kept.day}, {kept.article_id}, {weight})"
        for term, weight in kept.weights.items()
    )
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {Posting._meta.db_table} (term_id, day, article_id, weight)"  # noqa: S608  # numbers alone
                f" VALUES {rows}"
            )


def _forget_postings(kept: TermVector) -> None:
    terms = [int(term) for term in kept.weights]
    if terms:
        of_story = Posting.objects.filter(day=kept.day, article_id=kept.article_id)
        of_story.filter(term_id__in=terms).delete()
