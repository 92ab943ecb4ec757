import itertools
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from comments import moderation
from comments.models import Comment, Decision
from comments.models.comment import thread_path
from comments.models.decision import AppendOnly
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

Status = Comment.Status


@st.composite
def forests(draw):
    """For each comment, as written, the earlier one that it answers, or none; ids have gaps."""
    gaps = draw(st.lists(st.integers(1, 36**4), min_size=1, max_size=25))
    pks = list(itertools.accumulate(gaps))
    return {pk: draw(st.sampled_from([None, *pks[:place]])) for place, pk in enumerate(pks)}


def walk(parents, parent=None):
    """Each comment before its replies, older ones first."""
    for pk, above in parents.items():
        if above == parent:
            yield pk
            yield from walk(parents, pk)


@given(forests(), st.randoms())
def test_paths_in_their_order_are_the_thread(parents, chance):
    paths = {}
    for pk, parent in parents.items():
        paths[pk] = thread_path(pk, below=paths.get(parent, ""))
    shuffled = chance.sample(list(paths), len(paths))

    assert sorted(shuffled, key=paths.get) == list(walk(parents))


@pytest.mark.django_db
def test_the_database_sorts_replies_below_what_they_answer():
    first = CommentFactory()
    second = CommentFactory(article=first.article)
    reply = CommentFactory(parent=first)
    deeper = CommentFactory(parent=reply)
    later = CommentFactory(parent=first)
    CommentFactory()

    thread = Comment.objects.for_thread(first.article)

    assert list(thread) == [first, reply, deeper, later, second]


@pytest.mark.django_db
def test_the_thread_does_not_load_what_readers_must_not_see():
    comment = CommentFactory()

    loaded = Comment.objects.for_thread(comment.article).get()

    assert loaded.get_deferred_fields() >= {"email", "reasons", "form_id"}


@pytest.mark.django_db
def test_a_chain_of_replies_may_be_as_long_as_people_like():
    article = ArticleFactory()
    path = ""
    for number in range(1, 500):
        path = thread_path(number, below=path)
    Comment.objects.create(
        article=article, name="Last", email="a@b.example", text="Me too", path=path
    )

    assert Comment.objects.get(path=path).name == "Last"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"status": Status.APPROVED},
        {"decided_at": timezone.now()},
        {"text": ""},
        {"name": ""},
        {"parent": "itself"},
    ],
)
def test_the_database_refuses_comments_that_cannot_be(change):
    comment = CommentFactory(status=Status.PENDING)
    if "parent" in change:
        change = {"parent": comment}

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(**change)


@pytest.mark.django_db
def test_a_comment_is_found_by_what_the_checks_said_of_it():
    CommentFactory(text='He wrote "many_links" in his comment', trap='"many_links"')
    found = CommentFactory(status=Status.PENDING, text="www.a.example www.b.example www.c.example")

    assert list(Comment.objects.with_reason("many_links")) == [found]


@pytest.mark.django_db
def test_lists_of_moderators_run_by_age():
    older = CommentFactory()
    newer = CommentFactory(article=older.article)

    assert list(Comment.objects.newest_first()) == [newer, older]


@pytest.mark.django_db
def test_what_readers_wrote_holds_its_story_and_its_log_in_place():
    comment = CommentFactory()

    with pytest.raises(ProtectedError):
        comment.article.delete()
    with pytest.raises(ProtectedError):
        comment.delete()


@pytest.mark.django_db
def test_a_decision_is_never_changed_or_deleted():
    decision = CommentFactory().decisions.get()

    for attempt in (
        decision.save,
        decision.delete,
        Decision.objects.all().delete,
        lambda: Decision.objects.update(note="never happened"),
    ):
        with pytest.raises(AppendOnly):
            attempt()
    assert Decision.objects.get() == decision


@pytest.mark.django_db
def test_a_decision_keeps_the_name_of_a_moderator_who_left():
    decision = CommentFactory().decisions.get()
    decision.by.delete()

    kept = Decision.objects.get()
    assert (kept.by, kept.by_name) == (None, "On Duty")


@pytest.mark.django_db
def test_a_decision_can_be_written_by_itself():
    comment = CommentFactory(status=Status.PENDING)
    decision = Decision(
        comment=comment, action="approve", before="pending", after="approved", at=timezone.now()
    )
    decision.save()

    assert str(decision) == "the spam checks: approved"


@pytest.mark.django_db
def test_a_comment_is_called_by_who_wrote_it_and_how_it_begins():
    comment = CommentFactory(name="Rada", text="The river " * 20)

    assert str(comment) == f"Rada: {('The river ' * 20)[:60]}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("action", "note", "who"),
    [
        ("edit", "", "its writer"),
        ("withdraw", "", "its writer"),
        ("hold", "3 readers object", "readers"),
        ("hold", "", "the spam checks"),
        ("approve", "", "the spam checks"),
    ],
)
def test_the_log_says_who_decided_where_no_moderator_did(action, note, who):
    assert str(Decision(action=action, note=note).who) == who


@pytest.mark.django_db
def test_what_is_held_again_waits_from_then_on():
    waiting = Comment.objects.filter(status=Comment.Status.PENDING)
    assert waiting.longest_wait() is None
    old = timezone.now() - timedelta(days=400)
    comment = CommentFactory(article=ArticleFactory(at=old), at=old)
    held_at = timezone.now() - timedelta(hours=1)

    moderation.hold(comment, note="3 readers object", at=held_at)

    assert waiting.longest_wait() == held_at
    newer = CommentFactory(status=Comment.Status.PENDING)
    Comment.objects.filter(pk=newer.pk).update(created_at=held_at - timedelta(hours=1))
    assert waiting.longest_wait() == held_at - timedelta(hours=1)
