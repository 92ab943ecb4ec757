"""When the filter learns, of which decisions, and what it would have done: people's words only."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from comments.models import Comment, Decision, LearnedFilter
from comments.models.decision import DecisionQuerySet
from comments.spam import fitting
from comments.spam.fitting import Example, Fitted, Score, Tell
from comments.spam.learned import pack

Action = Decision.Action

# The newest decisions, of which it learns; what is older is of another time.
MOST = 10_000
PAUSE, MONTH = timedelta(days=1), timedelta(days=30)
# It learns anew when there are so many more: of a hundred, or altogether.
GROWN, GROWN_BY = 0.1, 50
# Filters that stay, the one that counts among them.
KEPT = 3


class TooLittle(Exception):
    """There are not enough decisions to learn from; the message says how many there are."""


@dataclass(frozen=True)
class Decided:
    """A comment as a person decided on it; `codes` are those of what the checks had found."""

    comment: int
    example: Example
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """How often a check found something, and how often people agreed."""

    code: str
    comments: int
    unwanted: int


@dataclass(frozen=True)
class Month:
    """What a filter would have done in it that had learned of what was before; nothing if that was
    too little. And what the checks found.
    """

    score: Score | None
    found: tuple[Found, ...]


def train(*, at: datetime | None = None, tell: Tell = fitting.silently) -> LearnedFilter:
    """Learn of what people decided, and let the new filter count; raises TooLittle."""
    last = _decisions().order_by("-pk").values_list("pk", flat=True).first()
    fitted = _fit((each.example for each in _decided()), tell)
    return _keep(fitted, last=last or 0, at=at or timezone.now())


def train_if_due(*, at: datetime | None = None) -> LearnedFilter | None:
    """Learn if there is more to learn from than the last time; once a day at most."""
    at, last = at or timezone.now(), newest()
    if last is not None and (at - last.trained_at < PAUSE or not _has_grown(last)):
        return None
    return train(at=at) if fitting.suffices(*_counts()) else None


def newest() -> LearnedFilter | None:
    """The filter that counts, without its weights."""
    return LearnedFilter.objects.order_by("-pk").defer("weights").first()


def score_of(learned: LearnedFilter) -> Score:
    """How well a filter did on what it had not seen, when it learned."""
    report = learned.report
    return Score(
        good=report["good"],
        unwanted=report["unwanted"],
        held_good=report["held_good"],
        held_unwanted=report["held_unwanted"],
    )


def month(*, at: datetime | None = None, tell: Tell = fitting.silently) -> Month:
    """The last 30 days."""
    begin = (at or timezone.now()) - MONTH
    # Each by itself: of a busy month, nothing of the newest would be left that was before.
    since, before = _decided(at__gte=begin), _decided(at__lt=begin)
    decided_since = {each.comment for each in since}
    try:
        learned = _fit((e.example for e in before if e.comment not in decided_since), tell).learned
    except TooLittle:
        return Month(None, _found(since))
    asked = [
        (learned.probability(example.text, example.website), example.is_unwanted)
        for example in (each.example for each in since)
    ]
    return Month(fitting.score(asked, learned.hold_above), _found(since))


def _decisions() -> DecisionQuerySet:
    """Those of people that still say what became of the words that they were about."""
    return (
        Decision.objects.standing()
        .exclude(by_name="")
        # With a ban, all that waits of its writer is rejected, and of that nobody reads more than
        # one; which of them, only its status tells if it did not wait itself.
        .exclude(batch__isnull=False, before=Comment.Status.PENDING)
        .filter(
            action__in=[Action.APPROVE, Action.REJECT, Action.MARK_SPAM],
            after=F("comment__status"),
        )
        .exclude(comment__edited_at__gt=F("at"))
    )


def _decided(**span: datetime) -> list[Decided]:
    """The newest of them, of each comment one, in the order of the comments."""
    rows = _decisions().filter(**span).newest_first().values_list(
        "comment", "action", "comment__text", "comment__website", "comment__article",
        "comment__reasons",
    )[:MOST]  # fmt: skip
    found: dict[int, Decided] = {}
    for pk, action, text, website, story, reasons in rows:
        example = Example(text, website, is_unwanted=action != Action.APPROVE, story=story)
        codes = tuple(reason["code"] for reason in reasons)
        found.setdefault(pk, Decided(pk, example, codes))
    return [found[pk] for pk in sorted(found)]


def _fit(some: Iterable[Example], tell: Tell) -> Fitted:
    examples = list(some)
    unwanted = sum(each.is_unwanted for each in examples)
    if not fitting.suffices(len(examples) - unwanted, unwanted):
        raise TooLittle(
            f"Too little to learn from: people approved {len(examples) - unwanted} comments and"
            f" rejected {unwanted}, spam included. It takes {fitting.LEAST} together,"
            f" {fitting.LEAST_OF_A_KIND} of each kind."
        )
    return fitting.fit(examples, tell=tell)


def _counts() -> tuple[int, int]:
    """How many are good, and how many unwanted, as far as it would learn of them."""
    actions = _decisions().newest_first().values_list("comment", "action")[:MOST]
    counted = Counter(action == Action.APPROVE for action in dict(reversed(list(actions))).values())
    return counted[True], counted[False]


def _has_grown(last: LearnedFilter) -> bool:
    wanted = min(GROWN_BY, round(GROWN * (last.good + last.bad)))
    return _decisions().filter(pk__gt=last.report["last"])[:wanted].count() >= wanted


@transaction.atomic
def _keep(fitted: Fitted, *, last: int, at: datetime) -> LearnedFilter:
    made = LearnedFilter.objects.create(
        trained_at=at,
        weights=pack(fitted.learned.weights),
        hold_above=fitted.learned.hold_above,
        pass_below=fitted.learned.pass_below,
        good=fitted.score.good,
        bad=fitted.score.unwanted,
        report={"last": last, **asdict(fitted.score)},
    )
    stay = LearnedFilter.objects.order_by("-pk").values_list("pk", flat=True)[:KEPT]
    LearnedFilter.objects.exclude(pk__in=list(stay)).delete()
    return made


def _found(some: Iterable[Decided]) -> tuple[Found, ...]:
    comments: Counter[str] = Counter()
    unwanted: Counter[str] = Counter()
    for each in some:
        comments.update(each.codes)
        unwanted.update(each.codes if each.example.is_unwanted else ())
    return tuple(Found(code, n, unwanted[code]) for code, n in comments.most_common())
