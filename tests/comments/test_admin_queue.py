"""The moderators' list by what comes first, by what readers flagged, and what cards say of that."""

from datetime import UTC, datetime, timedelta

import pytest

from comments import moderation
from comments.models import CannedReason, Comment, Decision, Reader
from tests.articles.desk import messages, page
from tests.comments.conversation import LIST, card_of, cards_of
from tests.comments.factories import CommentFactory, raise_flag
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Comment.Status
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def three(desk):
    """In the order in which they were written."""
    stories = [ArticleFactory(headline=name, at=NOON - timedelta(days=1)) for name in "ab"]
    made = [
        CommentFactory(
            article=stories[story], status=Status.PENDING, email=f"{letter}@example.org",
            at=NOON + timedelta(minutes=minute), name=letter,
        )
        for minute, (letter, story) in enumerate([("m", 0), ("z", 1), ("A", 0)])
    ]  # fmt: skip
    Comment.objects.filter(pk=made[1].pk).update(score=60)
    return made


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("", "mzA"), ("oldest", "mzA"), ("newest", "Azm"), ("score", "zmA"), ("story", "mAz"),
        ("identity", "Amz"), ("nonsense", "mzA"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", ["pending", "all"])
def test_the_list_is_sorted_as_it_is_asked_to_be(desk, three, sort, names, status):
    shown = desk.get(LIST, {"sort": sort, "status": status} if sort else {})

    found = "".join(card.comment.name for card in cards_of(shown))
    assert found == (names[::-1] if (status, sort) == ("all", "nonsense") else names)


def test_what_readers_flagged_stands_together_whatever_its_status(desk):
    flagged = [CommentFactory(status=status) for status in (Status.PENDING, Status.APPROVED)]
    answered, withdrawn = CommentFactory(), CommentFactory()
    raise_flag(withdrawn)
    moderation.withdraw(withdrawn)
    for comment in flagged:
        raise_flag(comment)
        raise_flag(comment)
    raise_flag(answered, outcome="dismissed")

    shown = desk.get(LIST, {"status": "flagged"})

    assert [card.comment for card in cards_of(shown)] == flagged
    assert [chip.count for chip in shown.context["states"] if chip.chosen] == ["2"]


def test_nothing_flagged_says_so(desk):
    CommentFactory()

    assert "No reader objects to a comment now." in page(desk.get(LIST, {"status": "flagged"}))


def test_a_card_says_what_readers_object_to_how_many_and_how_much_that_weighs(desk):
    comment = CommentFactory()
    raise_flag(comment, weight=0.5, note="Names my brother")
    raise_flag(comment, weight=1.5)
    raise_flag(comment, reason="spam", outcome="dismissed")

    shown = desk.get(LIST, {"status": "flagged"})

    (card,) = cards_of(shown)
    assert [(flag.count, flag.weight, bool(flag.outcome)) for flag in card.flags] == [
        (2, 2.0, False), (1, 1.0, True),
    ]  # fmt: skip
    text = page(shown)
    assert "2 readers: It insults or threatens somebody" in text
    assert "Names my brother</q>" in text
    assert "moderators did not agree" in text


def test_a_card_says_how_much_a_reason_weighs(desk):
    CommentFactory(text="www.a.example www.b.example www.c.example", status=Status.PENDING)

    (card,) = cards_of(desk.get(LIST))

    (finding,) = card.findings
    assert (finding.weight, finding.evidence) == (40, "3: www.a.example")


def test_a_card_tells_colleagues_and_confirmed_readers_from_others(desk, moderator):
    reader = Reader.objects.create(email="rada@example.org", confirmed_at=NOON)
    CommentFactory(reader_id=reader.pk, status=Status.PENDING, name="Confirmed")
    staff = CommentFactory(user_id=moderator.pk, status=Status.PENDING, name="Colleague")
    CommentFactory(status=Status.PENDING, name="Anybody")

    text = page(desk.get(LIST))

    assert text.count("confirmed address") == 1
    assert text.count(f"{staff.get_badge_display()}</span>") == 1


def test_what_one_address_sent_is_counted_no_further_than_anybody_reads(desk, monkeypatch):
    monkeypatch.setattr("comments.admin.around.MANY", 2)
    for _ in range(4):
        CommentFactory(status=Status.REJECTED)
    comment = CommentFactory(status=Status.PENDING)

    card = card_of(desk.get(LIST), comment)

    assert card.past == ["2+ rejected"]


def test_who_is_forgotten_has_no_history(desk):
    for _ in range(2):
        comment = CommentFactory(status=Status.PENDING)
        Comment.objects.filter(pk=comment.pk).update(email="")

    shown = desk.get(LIST)

    assert [card.past for card in cards_of(shown)] == [[], []]
    assert "its writer is forgotten" in page(shown)


def test_a_chosen_reason_goes_into_the_log(desk):
    CannedReason.objects.create(text="Off topic.")
    one, two = CommentFactory(status=Status.PENDING), CommentFactory(status=Status.PENDING)
    card = card_of(desk.get(LIST), one)
    fields = {f"reason-{one.pk}": "Off topic.", f"reason-{two.pk}": "Rude.", "bulk-reason": "x"}

    desk.post(card.decide, {"decision": "reject", **fields})
    desk.post(card_of(desk.get(LIST), two).decide, {"decision": "reject", "note": "Twice. "})

    notes = Decision.objects.order_by("pk").values_list("note", flat=True)
    assert list(notes) == ["Off topic.", "Twice."]


def test_a_chosen_reason_holds_for_all_that_are_chosen(desk, monkeypatch):
    monkeypatch.setattr("comments.admin.decide.UNDONE_AT_ONCE", 1)
    chosen = [CommentFactory(status=Status.PENDING) for _ in range(2)]
    data = {
        "action": "reject", "index": 0, "_selected_action": [each.pk for each in chosen],
        "bulk-reason": "Advertising.",
    }  # fmt: skip

    asked = page(desk.post(LIST, data))
    desk.post(LIST, {**data, "sure": "yes"})

    assert 'name="bulk-reason" value="Advertising."' in asked
    assert set(Decision.objects.values_list("note", flat=True)) == {"Advertising."}


def test_what_readers_flagged_is_kept_and_leaves_the_list(desk):
    comment, other = CommentFactory(name="Rada"), CommentFactory()
    raise_flag(comment)
    card = card_of(desk.get(LIST, {"status": "flagged"}), comment)

    told = messages(desk.post(card.decide, {"decision": "keep"}, follow=True))
    again = messages(desk.post(card.decide, {"decision": "keep"}, follow=True))

    assert told == ["The comment by <bdi>Rada</bdi> stays: readers see it."]
    assert again == ["No reader objects to the comment now."]
    assert cards_of(desk.get(LIST, {"status": "flagged"})) == []
    approved = card_of(desk.get(LIST, {"status": "approved"}), other)
    assert "keep" not in [name for name, _label in approved.buttons]


@pytest.mark.parametrize("start", ["list", "page"])
def test_editors_pick_what_readers_see_and_think_better_of_it(desk, start):
    comment = CommentFactory(name="Rada")

    def press(action):
        card = card_of(desk.get(LIST, {"status": "approved"}), comment)
        address = card.decide if start == "list" else card.decide.partition("?")[0]
        return messages(desk.post(address, {"decision": action}, follow=True))

    assert press("pick") == ["The comment by <bdi>Rada</bdi> is picked for readers."]
    assert press("pick") == ["The comment is picked already."]
    assert press("unpick") == ["The comment by <bdi>Rada</bdi> is picked no longer."]
    assert not Comment.objects.get().picked_at


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_however_much_hangs_on_its_comments(
    desk, moderator, count, django_assert_num_queries
):
    for number in range(count):
        CannedReason.objects.create(text=f"Reason {number}")
        comment = CommentFactory(status=Status.PENDING)
        colleague = UserFactory(role="Moderator")
        moderation.claim(comment, by=colleague)
        for _ in range(count):
            raise_flag(comment)
            moderation.remark(comment, text="Look", to=moderator, by=colleague)
    desk.get(LIST)

    with django_assert_num_queries(18):
        shown = cards_of(desk.get(LIST))

    assert len(shown) == count
    assert all(card.held_by and card.flags and len(card.remarks) == count for card in shown)


@pytest.mark.parametrize("count", [1, 5])
def test_a_decision_on_several_costs_the_same_however_many(desk, count, django_assert_num_queries):
    article = ArticleFactory()
    chosen = [CommentFactory(article=article, status=Status.PENDING) for _ in range(count)]
    data = {"action": "approve", "index": 0, "_selected_action": [each.pk for each in chosen]}
    desk.get(LIST)

    with django_assert_num_queries(24):
        desk.post(LIST, data)

    assert Comment.objects.approved().count() == count


def test_a_whole_address_is_looked_for_by_itself_however_it_is_spelled(desk):
    of_her = CommentFactory(status=Status.PENDING, email="Zora@Mail.example")
    CommentFactory(status=Status.PENDING, text="zora@mail.example wrote to me")

    found = [card.comment for card in cards_of(desk.get(LIST, {"q": "zora@mail.EXAMPLE"}))]

    assert found == [of_her]


def test_words_are_looked_for_and_decided_on_among_the_newest(desk, monkeypatch):
    monkeypatch.setattr("comments.admin.bounded.NEWEST", 2)
    sent = [CommentFactory(status=Status.PENDING, text="Vinegar") for _ in range(3)]
    data = {"action": "approve", "index": 0, "select_across": "1", "_selected_action": "0"}

    found = [card.comment for card in cards_of(desk.get(LIST, {"q": "vinegar"}))]
    desk.post(f"{LIST}?q=vinegar", data)

    assert found == sent[1:]
    assert list(Comment.objects.approved().order_by("pk")) == sent[1:]


@pytest.mark.parametrize("count", [1, 5])
def test_a_search_costs_the_same_however_much_it_finds(desk, count, django_assert_num_queries):
    for _ in range(count):
        CommentFactory(status=Status.PENDING)
    desk.get(LIST)

    with django_assert_num_queries(20):
        shown = desk.get(LIST, {"q": "river"})

    assert len(cards_of(shown)) == count
