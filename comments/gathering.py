"""What the checks may know of a submission besides its own words: a few counts, by index."""

import hashlib
import re
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from articles.models import Byline
from comments import trust
from comments.models import Ban, Comment, CommentSettings, LearnedFilter
from comments.policy import Policy
from comments.spam import Barred, Facts, Past, Submission, learned, services

Status = Comment.Status

LATELY, SAME_WORDS, PAST = timedelta(minutes=10), timedelta(days=1), timedelta(days=30)
# Beyond so many it makes no difference how often the same words came.
MOST = 100


def facts(
    submission: Submission, *, policy: Policy, at: datetime, but: Comment | None = None
) -> Facts:
    """All that `spam.judge` asks for; the comment that is changed (`but`) counts in nothing."""
    others = Comment.objects.exclude(pk=but.pk) if but else Comment.objects.all()
    same_words, same_place = _same(submission, others, at)
    past_of_address, lately_of_address = _past(others.of_writer(submission.email), at)
    past_of_network, lately_of_network = Past(), 0
    if submission.networks:
        # SQLite takes the index of networks only if told once more that there is one.
        of_network = others.filter(~Q(network=""), network__in=submission.networks)
        past_of_network, lately_of_network = _past(of_network, at)
    house = CommentSettings.current()
    return Facts(
        at=at,
        is_open=policy.is_open(at),
        is_change=but is not None,
        same_words=same_words,
        same_place=same_place,
        lately_of_address=lately_of_address,
        lately_of_network=lately_of_network,
        past_of_address=past_of_address,
        past_of_network=past_of_network,
        held_words=_lines(house.held_words),
        refused_words=_lines(house.refused_words),
        bans=tuple(_bans(submission)),
        learned=newest_filter(),
        services=tuple(service.name for service in services.configured()),
        is_trusted=policy.passes_trusted and trust.of(submission, at=at),
        passes_trusted=policy.passes_trusted,
    )


def fingerprint(text: str) -> str:
    """The same of the same words, however they are spaced or in what case; empty without words."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest() if words else ""


def badge(submission: Submission) -> str:
    """What readers are told of a colleague who was logged in: whether the story is hers."""
    if submission.user_id is None:
        return ""
    own = Byline.objects.filter(article=submission.article_id, author__user=submission.user_id)
    return Comment.Badge.AUTHOR if own.exists() else Comment.Badge.STAFF


def newest_filter() -> learned.Learned | None:
    """The filter that counts; its weights are read once by each process."""
    newest = LearnedFilter.objects.order_by("-pk").values_list("pk", "trained_at").first()
    return _filter(*newest) if newest else None


@lru_cache(maxsize=1)
def _filter(pk: int, trained_at: datetime) -> learned.Learned | None:
    row = LearnedFilter.objects.filter(pk=pk, trained_at=trained_at).first()
    if row is None:
        return None
    weights = learned.unpack(bytes(row.weights))
    return learned.Learned(weights, hold_above=row.hold_above, pass_below=row.pass_below)


def _same(submission: Submission, others: QuerySet[Comment], at: datetime) -> tuple[int, int]:
    """How often the same words came in a day, and how often from there to the same place."""
    words = fingerprint(submission.text)
    if not words:
        return 0, 0
    rows = others.filter(fingerprint=words, created_at__gt=at - SAME_WORDS).order_by("-created_at")
    said = rows.values_list("article", "parent", Lower("email"), "network")[:MOST]
    place = (submission.article_id, submission.parent_id)
    email, networks = submission.email.lower(), submission.networks
    there = [
        writer
        for article, parent, *writer in said
        if (article, parent) == place and (writer[0] == email or writer[1] in networks)
    ]
    return len(said), len(there)


def _past(comments: QuerySet[Comment], at: datetime) -> tuple[Past, int]:
    """How these fared in the last 30 days, and how many came lately."""
    counted = comments.filter(created_at__gt=at - PAST).aggregate(
        approved=Count("pk", filter=Q(status=Status.APPROVED)),
        rejected=Count("pk", filter=Q(status=Status.REJECTED)),
        spam=Count("pk", filter=Q(status=Status.SPAM)),
        lately=Count("pk", filter=Q(created_at__gt=at - LATELY)),
    )
    lately = counted.pop("lately")
    return Past(**counted), lately


def _bans(submission: Submission) -> list[Barred]:
    """Bans of the address, of its domain or one above that, and of the network."""
    email = submission.email.lower()
    labels = email.rpartition("@")[2].split(".")
    domains = [".".join(labels[at:]) for at in range(len(labels))]
    fit = Q(kind=Ban.Kind.EMAIL, value=email) | Q(kind=Ban.Kind.DOMAIN, value__in=domains)
    if submission.networks:
        fit |= Q(kind=Ban.Kind.NETWORK, value__in=submission.networks)
    found = Ban.objects.standing().filter(fit).order_by("pk").values_list("kind", "note")
    return [Barred(kind=kind, note=note) for kind, note in found]


@lru_cache(maxsize=4)
def _lines(typed: str) -> tuple[str, ...]:
    """The words and phrases of a list, one a line."""
    return tuple(line for each in typed.splitlines() if (line := each.strip()))
