"""A story goes back to its writer with a reason, or not at all."""

import pytest
from django.urls import reverse

from articles.models import Activity, Article
from tests.articles.desk import LIST, act, filled_in, form_of, messages, of, page, press, story
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
Status = Article.Status


class TestSendingBack:
    def test_without_a_reason_the_field_is_marked_and_what_was_typed_stands_there(self, desk):
        article = story(Status.IN_REVIEW, headline="Before")

        answer = press(desk, form_of(article), "_send_back", headline="Typed", note="  ")

        article.refresh_from_db()
        assert (answer.status_code, article.status) == (200, Status.IN_REVIEW)
        assert answer.context["adminform"].form.errors == {
            "note": ["Say what is missing: the writer reads it first."]
        }
        assert filled_in(answer)["headline"] == ["Typed"]

    def test_the_writer_finds_the_reason_on_the_story(self, desk, client, journalist):
        article = of(journalist, Status.IN_REVIEW)

        press(desk, form_of(article), "_send_back", note="Who <said> so?")
        client.force_login(journalist)

        assert "Who &lt;said&gt; so?</q>" in client.get(form_of(article)).content.decode()

    def test_many_go_back_with_one_reason(self, desk):
        articles = [story(Status.IN_REVIEW), story(Status.IN_REVIEW)]

        asked = act(desk, "send_back", articles)
        empty = act(desk, "send_back", articles, sure="yes", reason=" ")
        untouched = Article.objects.filter(status=Status.IN_REVIEW).count()
        fields = filled_in(asked, None) | {"reason": "Too long"}
        done = desk.post(reverse(LIST), fields, follow=True)

        assert "What is missing" in page(asked)
        assert "Say what is missing" in page(empty)
        assert untouched == 2
        assert messages(done) == ["2 stories sent back."]
        assert set(Activity.objects.filter(verb="send_back").values_list("detail", flat=True)) == {
            "Too long"
        }


@pytest.mark.parametrize(
    ("role", "status", "shown"),
    [
        ("Editor", Status.IN_REVIEW, "Note to the writer"),
        ("Editor", Status.DRAFT, "History"),
        ("Journalist", Status.IN_REVIEW, "History"),
    ],
)
def test_who_may_send_a_story_back_finds_the_note_for_its_writer_at_hand(
    client, role, status, shown
):
    user = UserFactory(role=role)
    article = of(user, status)
    client.force_login(user)

    fieldsets = client.get(form_of(article)).context["adminform"].fieldsets

    noted = [(place, each) for place, each in enumerate(fieldsets) if "note" in each[1]["fields"]]
    [(place, (name, options))] = noted
    assert str(name) == shown
    # After the two with what is written.
    assert (place == 2, "collapse" in options["classes"]) == (
        shown == "Note to the writer",
        shown == "History",
    )
