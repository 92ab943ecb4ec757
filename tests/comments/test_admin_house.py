"""What moderators keep for themselves: reasons that they give often, and the rules for comments."""

import pytest
from django.urls import reverse

from comments.models import CannedReason, CommentSettings
from portal.publicmodels.models import Trashed
from tests.articles.desk import EVERYBODY, filled_in, messages, page
from tests.comments.conversation import LIST
from tests.comments.factories import CommentFactory

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
REASONS = reverse("admin:comments_cannedreason_changelist")
ADD = reverse("admin:comments_cannedreason_add")
RULES = reverse("admin:comments_commentsettings_changelist")
ROW = reverse("admin:comments_commentsettings_change", args=[1])


def test_a_reason_that_is_added_can_be_chosen_in_its_place(desk):
    CommentFactory(status="pending")

    for position, text in ((2, "Rude."), (1, "Off topic.")):
        desk.post(ADD, {"text": text, "position": position})

    shown = page(desk.get(LIST))
    assert shown.count("<option>Off topic.</option>") == 2  # of the card, and of the chosen ones
    assert shown.rindex("Off topic.") < shown.rindex("Rude.")


def test_without_reasons_nothing_is_offered(desk):
    CommentFactory(status="pending")

    assert "With a reason" not in page(desk.get(LIST))


def test_a_reason_goes_to_the_trash_and_comes_back(client, administrator):
    reason = CannedReason.objects.create(text="Rude.")
    client.force_login(administrator)

    client.post(reverse("admin:comments_cannedreason_delete", args=[reason.pk]), {"post": "yes"})
    gone = not CannedReason.objects.exists()
    client.post(reverse("admin:publicmodels_trashed_restore", args=[Trashed.objects.get().pk]))

    assert gone
    assert CannedReason.objects.get().text == "Rude."


def test_the_rules_are_one_row_that_the_list_leads_to(desk):
    response = desk.get(RULES, follow=True)

    assert response.redirect_chain == [(ROW, 302)]
    fields = filled_in(response, "commentsettings_form")
    saved = desk.post(ROW, {**fields, "held_words": "vinegar", "digest_hours": "6"}, follow=True)
    assert messages(saved) == ["The rules are saved: every comment that comes is held to them now."]
    row = CommentSettings.objects.get()
    assert (row.held_words, row.digest_hours, row.digest_sent_at) == ("vinegar", 6, None)
    assert desk.get(reverse("admin:comments_commentsettings_add")).status_code == 403


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_who_moderates_sees_and_changes_either(client, request, who):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    may = who in ("moderator", "administrator")
    refused = 302 if who == "anonymous" else 403

    answers = [client.get(address).status_code for address in (REASONS, ADD, RULES)]
    client.post(ADD, {"text": "Rude.", "position": 0})

    assert answers == ([200, 200, 302] if may else [refused] * 3)
    assert CannedReason.objects.exists() is may
    assert CommentSettings.objects.exists() is may


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_of_reasons_costs_the_same_however_many(desk, count, django_assert_num_queries):
    for number in range(count):
        CannedReason.objects.create(text=f"Reason {number}")
    desk.get(REASONS)

    with django_assert_num_queries(7):
        shown = desk.get(REASONS)

    assert len(shown.context["cl"].result_list) == count
