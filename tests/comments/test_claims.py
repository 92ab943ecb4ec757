"""Claims: a moderator who is about to decide keeps colleagues from it, for some minutes."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments import moderation
from comments.models import Claim, Comment
from comments.models.desk import CLAIM_LASTS
from tests.articles.desk import EVERYBODY, messages, page, ways
from tests.comments.conversation import LIST, card_of
from tests.comments.desk import act, decide, detail
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
Status = Comment.Status


@pytest.fixture
def ana():
    return UserFactory(first_name="Ana", last_name="Other", role="Moderator")


@pytest.fixture
def comment():
    return CommentFactory(status=Status.PENDING, name="Rada")


def claim_of(comment):
    return reverse("admin:comments_comment_claim", args=[comment.pk])


def holder(comment):
    claim = Claim.objects.standing().filter(comment=comment).first()
    return claim and claim.by


def test_the_first_who_claims_holds_it(comment, ana, moderator):
    assert moderation.claim(comment, by=ana).by == ana
    assert moderation.claim(comment, by=moderator).by == ana
    moderation.release(comment, by=moderator)
    assert holder(comment) == ana
    moderation.release(comment, by=ana)
    assert moderation.claim(comment, by=moderator).by == moderator


def test_a_claim_is_over_by_itself_and_who_claims_again_has_all_the_time_again(
    comment, ana, moderator
):
    now = timezone.now()
    moderation.claim(comment, by=ana, at=now - CLAIM_LASTS)
    assert holder(comment) is None
    moderation.claim(comment, by=ana, at=now)
    almost = now + CLAIM_LASTS - timedelta(seconds=1)
    assert moderation.claim(comment, by=moderator, at=almost).by == ana
    assert moderation.claim(comment, by=moderator, at=now + CLAIM_LASTS).by == moderator


def test_who_claims_another_comment_gives_up_the_one_before(comment, ana):
    other = CommentFactory(status=Status.PENDING)

    moderation.claim(comment, by=ana)
    moderation.claim(other, by=ana)

    assert (holder(comment), holder(other)) == (None, ana)


def test_what_a_colleague_holds_is_left_to_her_and_she_is_named(desk, comment, ana):
    free = CommentFactory(status=Status.PENDING)
    moderation.claim(comment, by=ana)

    told = act(desk, "approve", [comment, free])

    assert "1 comment approved; 1 is left to Ana Other." in told
    assert Comment.objects.get(pk=comment.pk).status == Status.PENDING


def test_a_button_of_the_list_leaves_it_too_and_leads_to_its_page(desk, comment, ana):
    card = card_of(desk.get(LIST), comment)
    moderation.claim(comment, by=ana)

    response = desk.post(card.decide, {"decision": "approve"}, follow=True)

    assert messages(response) == ["Ana Other is about to decide on the comment."]
    assert "Ana Other is at it" in page(response)
    assert ways(response)["Decide anyway, on its page"].startswith(detail(comment))
    assert Comment.objects.get().status == Status.PENDING


def test_on_its_page_one_may_decide_anyway(desk, comment, ana):
    moderation.claim(comment, by=ana)

    shown = page(desk.get(detail(comment)))
    desk.post(decide(comment), {"decision": "approve", "anyway": "yes"})

    assert "Ana Other is at it" in shown
    assert "Approve anyway" in shown
    assert Comment.objects.get().status == Status.APPROVED


def test_who_holds_it_decides_as_usual_and_the_decision_ends_the_claim(comment, ana):
    moderation.claim(comment, by=ana)

    moderation.approve(comment, by=ana)

    assert not Claim.objects.exists()


def test_the_verb_for_one_says_who_holds_it(comment, ana, moderator):
    moderation.claim(comment, by=ana)

    with pytest.raises(moderation.Refused, match="Ana Other"):
        moderation.approve(comment, by=moderator)


def test_opening_the_page_of_what_waits_claims_it(desk, comment, moderator):
    decided = CommentFactory()

    for each in (decided, comment):
        desk.get(detail(each))

    assert [claim.comment for claim in Claim.objects.all()] == [comment]
    assert holder(comment) == moderator
    assert "is at it" not in page(desk.get(detail(comment)))


def test_a_list_claims_what_has_the_frame_and_hears_who_holds_it(desk, comment, ana, moderator):
    held = desk.post(claim_of(comment)).json()
    assert held == {"holder": "", "at": Claim.objects.get().at.isoformat()}
    moderation.release(comment, by=moderator)
    moderation.claim(comment, by=ana)
    assert desk.post(claim_of(comment)).json()["holder"] == "Ana Other"


def test_a_page_that_is_left_gives_up_its_own_claim_and_no_later_one(desk, comment, moderator):
    first = desk.post(claim_of(comment)).json()["at"]
    shown = page(desk.get(detail(comment)))
    second = re.search(r'data-claimed-at="(.*?)"', shown)[1]

    for left, holds in ((first, moderator), ("x", moderator), ("2026-99-99", moderator)):
        assert desk.post(claim_of(comment), {"left": left}).status_code == 200
        assert holder(comment) == holds
    desk.post(claim_of(comment), {"left": second})

    assert f'data-claim="{claim_of(comment)}"' in shown
    assert holder(comment) is None


def test_who_leaves_a_page_gives_up_no_claim_of_a_colleague(desk, comment, ana):
    claim = moderation.claim(comment, by=ana)

    desk.post(claim_of(comment), {"left": claim.at.isoformat()})

    assert holder(comment) == ana
    assert "data-claimed-at" not in page(desk.get(detail(comment)))


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_who_moderates_claims(client, request, who, comment):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    may = who in ("moderator", "administrator")

    answer = client.post(claim_of(comment))

    assert answer.status_code == (200 if may else 302 if who == "anonymous" else 403)
    assert Claim.objects.exists() is may


def test_a_claim_is_no_link(desk, moderator, comment):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(moderator)

    assert desk.get(claim_of(comment)).status_code == 405
    assert strict.post(claim_of(comment)).status_code == 403
    assert not Claim.objects.exists()
