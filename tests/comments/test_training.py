"""Of which decisions the filter learns, when, and what it does then."""

import random
import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from comments import gathering, moderation, training
from comments.models import Comment, Decision, LearnedFilter
from comments.spam import fitting
from portal import tick
from tests.comments.factories import CommentFactory, make_submission, moderator_on_duty
from tests.comments.mailbag import advertisement, mailbag, talk
from tests.factories import ArticleFactory, CategoryFactory

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
Action, Status = Decision.Action, Comment.Status
DAY = timedelta(days=1)


@pytest.fixture
def stories(db):
    category = CategoryFactory()
    return [ArticleFactory(category=category) for _each in range(10)]


def decide_on(examples, stories, *, at=None, reasons=()):
    """What people decided, all at one moment; as rows, for a test has no time for the verbs."""
    at, by = at or timezone.now(), moderator_on_duty()
    status = {True: Status.SPAM, False: Status.APPROVED}
    action = {True: Action.MARK_SPAM, False: Action.APPROVE}
    comments = Comment.objects.bulk_create(
        Comment(
            article=stories[each.story % len(stories)], text=each.text, name="Rada",
            email="rada@example.org", status=status[each.is_unwanted], created_at=at,
            decided_at=at, form_id=uuid.uuid4(), reasons=list(reasons),
        )
        for each in examples
    )  # fmt: skip
    Decision.objects.bulk_create(
        Decision(
            comment=comment, action=action[each.is_unwanted], before=Status.PENDING,
            after=comment.status, by=by, by_name="On Duty", at=at,
        )
        for comment, each in zip(comments, examples, strict=True)
    )  # fmt: skip


def counts():
    return training._counts()


def test_it_learns_and_from_then_on_holds_what_looks_like_what_was_rejected(stories):
    decide_on(mailbag(150, 60), stories)
    made = training.train()

    chance = random.Random(3)
    sent = [
        moderation.submit(make_submission(stories[0], text=text, email=f"{at}@example.org"))
        for at, text in enumerate([advertisement(chance), talk(chance)])
    ]
    assert (made.good, made.bad) == (150, 60)
    assert made.report.keys() == {"last", "good", "unwanted", "held_good", "held_unwanted"}
    assert [[reason["code"] for reason in comment.reasons] for comment in sent] == [["learned"], []]
    assert [comment.status for comment in sent] == ["pending", "pending"]
    advertised, talked = (Comment.objects.get(pk=comment.pk).likelihood for comment in sent)
    assert talked / 100 < made.hold_above < advertised / 100 <= 1


def test_what_the_filter_thinks_is_kept_anew_when_the_words_are_changed(stories):
    chance = random.Random(3)
    comment = moderation.submit(make_submission(stories[0], text=talk(chance)))
    decide_on(mailbag(150, 60), stories)
    training.train()

    moderation.edit(comment, make_submission(stories[0], text=advertisement(chance)))
    assert comment.likelihood is None
    assert Comment.objects.get(pk=comment.pk).likelihood > 50


@pytest.mark.parametrize(("good", "unwanted"), [(160, 49), (49, 160), (100, 90)])
def test_with_too_little_it_says_so_and_stays_silent(stories, good, unwanted):
    decide_on(mailbag(good, unwanted), stories)

    with pytest.raises(
        training.TooLittle, match=f"approved {good} comments and rejected {unwanted}"
    ):
        training.train()
    assert training.train_if_due() is None
    assert gathering.newest_filter() is None


def test_rejected_comments_and_spam_are_unwanted_and_approved_ones_are_good(stories):
    for status in (Status.APPROVED, Status.REJECTED, Status.SPAM, Status.PENDING):
        CommentFactory(article=stories[0], status=status)

    assert counts() == (1, 2)


def test_verdicts_of_the_checks_are_not_learned_of(stories):
    moderation.submit(make_submission(stories[0], trap="x"))

    assert Comment.objects.get().status == Status.SPAM
    assert counts() == (0, 0)


def test_a_decision_that_a_person_corrected_counts_as_corrected(stories, moderator):
    comment = moderation.submit(make_submission(stories[0], trap="x"))

    moderation.approve(comment, by=moderator)
    assert counts() == (1, 0)
    moderation.reject(comment, by=moderator)
    assert counts() == (0, 1)
    moderation.approve(comment, by=moderator)
    assert counts() == (1, 0)


@pytest.mark.parametrize(("status", "learned_of"), [(Status.APPROVED, 1), (Status.PENDING, 0)])
def test_what_was_rejected_with_a_ban_is_learned_of_if_somebody_looked_at_it(
    stories, moderator, status, learned_of
):
    looked_at = CommentFactory(article=stories[0], status=status)
    for _each in range(5):
        CommentFactory(article=stories[0], status=Status.PENDING)

    moderation.ban(looked_at, ["email"], by=moderator)
    assert Comment.objects.filter(status=Status.REJECTED).count() == 6
    assert counts() == (0, learned_of)


def test_what_was_rejected_with_a_ban_is_learned_of_once_a_person_decides_on_it(stories, moderator):
    looked_at, *others = (
        CommentFactory(article=stories[0], status=Status.PENDING) for _each in range(3)
    )
    moderation.ban(looked_at, ["email"], by=moderator)

    moderation.mark_spam(looked_at, by=moderator)
    moderation.approve(others[0], by=moderator)
    assert counts() == (1, 1)


def test_a_decision_that_was_undone_is_not_learned_of(stories, moderator):
    comment = CommentFactory(article=stories[0], status=Status.REJECTED)

    moderation.undo(comment, by=moderator)
    assert counts() == (0, 0)


def test_words_that_were_changed_after_the_decision_are_not_learned_of(stories):
    comment = CommentFactory(article=stories[0])

    moderation.edit(comment, make_submission(stories[0], text="Other words altogether."))
    assert counts() == (0, 0)


def test_words_that_were_taken_back_are_not_learned_of(stories):
    moderation.withdraw(CommentFactory(article=stories[0]))

    assert counts() == (0, 0)


def test_what_a_moderator_decided_who_left_is_still_learned_of(stories):
    CommentFactory(article=stories[0])
    moderator_on_duty().delete()

    assert counts() == (1, 0)


def test_it_learns_of_the_newest_decisions_only(stories, monkeypatch):
    monkeypatch.setattr(training, "MOST", 3)
    now = timezone.now()
    decide_on(mailbag(0, 5), stories, at=now - DAY)
    decide_on(mailbag(2, 0), stories, at=now)

    assert counts() == (2, 1)


@pytest.mark.parametrize(
    ("more", "after", "learns"),
    [
        (20, DAY, False),
        (21, DAY, True),
        (60, DAY, True),
        (60, DAY - timedelta(minutes=1), False),
        (0, 30 * DAY, False),
    ],
)
def test_it_learns_anew_once_a_day_when_there_is_a_tenth_more(stories, more, after, learns):
    now = timezone.now()
    decide_on(mailbag(150, 60), stories, at=now - DAY)
    assert training.train_if_due(at=now) is not None

    decide_on(mailbag(more, 0, seed=2), stories, at=now)
    assert (training.train_if_due(at=now + after) is not None) is learns


def test_of_many_decisions_fifty_more_are_enough(stories, monkeypatch):
    now = timezone.now()
    decide_on(mailbag(150, 60), stories, at=now - DAY)
    made = training.train(at=now - DAY)
    LearnedFilter.objects.update(good=9000, bad=1000)

    decide_on(mailbag(49, 0), stories, at=now)
    assert training.train_if_due(at=now) is None
    decide_on(mailbag(1, 0), stories, at=now)
    assert training.train_if_due(at=now).pk > made.pk


def test_filters_that_were_are_cleared_but_for_the_last(stories):
    decide_on(mailbag(150, 60), stories)
    made = [training.train().pk for _each in range(5)]

    assert list(LearnedFilter.objects.order_by("pk").values_list("pk", flat=True)) == made[2:]


def test_weights_are_read_once_and_again_when_there_are_newer_ones(
    stories, django_assert_num_queries
):
    decide_on(mailbag(150, 60), stories)
    training.train()
    first = gathering.newest_filter()

    with django_assert_num_queries(1):
        assert gathering.newest_filter() is first
    training.train()
    assert gathering.newest_filter() is not first


def test_the_periodic_task_learns_when_it_is_due(stories):
    decide_on(mailbag(150, 60), stories)

    said = [tick.tick((tick._filter,))[0] for _each in range(2)]
    assert said == [
        ["the spam filter learned of 210 decisions"],
        ["the spam filter learned nothing new"],
    ]


def test_whether_it_is_due_costs_little(stories, django_assert_num_queries):
    decide_on(mailbag(150, 60), stories)
    training.train()

    with django_assert_num_queries(1):
        training.train_if_due()
    with django_assert_num_queries(2):
        training.train_if_due(at=timezone.now() + 2 * DAY)


def run(command):
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_the_command_learns_and_says_how_well(stories):
    decide_on(mailbag(150, 60), stories)

    said = run("train_spam_filter")
    assert said.startswith("Learned of 150 good comments and 60 unwanted ones.")
    assert LearnedFilter.objects.count() == 1


def test_the_command_says_when_there_is_too_little(stories):
    with pytest.raises(CommandError, match="Too little to learn from: people approved 0 comments"):
        run("train_spam_filter")


@pytest.mark.parametrize("command", ["train_spam_filter", "spam_report"])
def test_a_command_that_is_stopped_leaves_all_as_it_was(stories, monkeypatch, command):
    decide_on(mailbag(150, 60), stories, at=timezone.now() - 40 * DAY)

    def stop(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(fitting, "train", stop)
    with pytest.raises(CommandError, match="Stopped"):
        run(command)
    assert LearnedFilter.objects.count() == 0


def test_the_report_tells_what_would_have_been_done_and_with_which_checks_people_agreed(stories):
    now = timezone.now()
    links = {"code": "many_links", "weight": 40, "evidence": "3"}
    decide_on(mailbag(150, 60), stories, at=now - 40 * DAY)
    decide_on(mailbag(30, 10, seed=2), stories, at=now, reasons=[links])
    training.train()

    said = run("spam_report").splitlines()
    assert said[0] == f"The filter that counts, of {now:%Y-%m-%d}:"
    assert said[1].startswith("  180 good comments, ")
    assert said[3] == "The last 30 days, had it learned only of what was before:"
    assert said[4] == "  30 good comments, 0 of them held; 10 unwanted, 10 of them held"
    assert said[5] == "  precision 1.000, recall 1.000"
    assert said[7:] == ["  Many links: 10 of 40"]


def test_the_report_knows_what_was_before_however_busy_the_month_was(stories, monkeypatch):
    monkeypatch.setattr(training, "MOST", 220)
    now = timezone.now()
    decide_on(mailbag(150, 60), stories, at=now - 40 * DAY)
    decide_on(mailbag(200, 100, seed=2), stories, at=now)

    found = training.month(at=now)
    assert found.score.good + found.score.unwanted == 220


def test_the_report_does_not_learn_of_what_it_asks(stories, moderator):
    now = timezone.now()
    decide_on(mailbag(150, 50), stories, at=now - 40 * DAY)
    moderation.mark_spam(Comment.objects.filter(status=Status.APPROVED)[0], by=moderator)
    comment = Comment.objects.filter(status=Status.SPAM)[0]
    moderation.approve(comment, by=moderator)
    moderation.mark_spam(comment, by=moderator)

    # Of 200 there are 198 left, too little.
    assert training.month(at=now + timedelta(minutes=1)).score is None


def test_the_report_says_when_there_was_nothing_to_learn_from(stories):
    assert run("spam_report").splitlines() == [
        "Nothing was learned yet: it takes enough decisions of people.",
        "The last 30 days, had it learned only of what was before:",
        "  too little was decided before to learn from",
        "What the checks found in them, and how often people agreed:",
        "  nothing",
    ]
