"""Beside the form: who works on a story, until when, and what was done with it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from accounts import roles
from articles import planning, workflow
from tests.articles.desk import LIST, NO_PAGES, form_of, messages, of, page, press, story
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2030, 11, 20, 11, tzinfo=UTC)


def plan_of(article):
    return reverse("admin:articles_article_plan", args=[article.pk])


def activity_of(article):
    return reverse("admin:articles_article_activity", args=[article.pk])


def in_place(client, address, **sent):
    return client.post(address, sent, headers={"X-Requested-With": "fetch"})


class TestBesideTheForm:
    def test_both_are_set_at_once_and_neither_is_a_revision(self, desk, journalist):
        article = story()

        answer = in_place(
            desk, plan_of(article), assigned_to=journalist.pk, due_at="2030-11-20T12:00"
        )

        article.refresh_from_db()
        assert (article.assigned_to, article.due_at) == (journalist, NOON)
        assert article.revisions.count() == 1
        assert (answer.status_code, "<html" in page(answer)) == (200, False)
        assert "Saved." in page(answer)

    def test_saving_the_story_sets_neither(self, desk, journalist):
        article = story()

        press(desk, form_of(article), assigned_to=str(journalist.pk), due_at="2030-11-20T12:00")

        article.refresh_from_db()
        assert (article.assigned_to, article.due_at) == (None, None)

    def test_without_scripts_the_answer_is_the_story(self, desk, journalist):
        article = story()

        answer = desk.post(plan_of(article), {"assigned_to": journalist.pk}, follow=True)

        assert answer.redirect_chain == [(form_of(article), 302)]
        assert messages(answer)[0].endswith("</a> is planned.")

    @pytest.mark.parametrize("wrong", [{"due_at": "soon"}, {"assigned_to": "999999"}])
    def test_what_is_wrong_changes_nothing_and_says_why(self, desk, journalist, wrong):
        article = story()
        sent = {"assigned_to": journalist.pk, "due_at": "2030-11-20T12:00"} | wrong

        answer = in_place(desk, plan_of(article), **sent)

        article.refresh_from_db()
        assert (answer.status_code, "errorlist" in page(answer)) == (422, True)
        assert (article.assigned_to, article.due_at) == (None, None)

    def test_without_scripts_what_is_wrong_is_a_message(self, desk, journalist, editor):
        article = planning.assign(story(), by=editor, to=journalist)

        answer = desk.post(plan_of(article), {"assigned_to": "", "due_at": "soon"}, follow=True)

        article.refresh_from_db()
        assert messages(answer) == ["Enter a valid date/time."]
        assert article.assigned_to == journalist

    def test_who_gives_it_back_beside_the_form_is_told_that_it_is_gone(
        self, client, editor, journalist
    ):
        article = planning.assign(story(), by=editor, to=journalist)
        client.force_login(journalist)

        answer = in_place(client, plan_of(article), assigned_to="")

        assert "Saved. The story is not yours any more." in page(answer)

    def test_a_journalist_is_told_who_has_it(self, client, editor, journalist):
        article = planning.assign(of(journalist), by=editor, to=editor)
        client.force_login(journalist)

        answer = in_place(client, plan_of(article), assigned_to="")

        assert f"{editor.display_name()} has this story." in page(answer)

    def test_seconds_of_a_day_that_stands_there_do_not_move_it(self, desk, editor):
        exact = NOON + timedelta(seconds=30, microseconds=5)
        article = planning.plan(story(), by=editor, due_at=exact)
        [shown] = re.findall(r'name="due_at"\s+value="([^"]+)"', page(desk.get(form_of(article))))

        in_place(desk, plan_of(article), assigned_to="", due_at=shown)

        article.refresh_from_db()
        assert article.due_at == exact
        assert article.activities.filter(verb="plan").count() == 1

    def test_an_editor_gives_it_to_whoever_writes(self, desk, editor, journalist, moderator):
        UserFactory(role=roles.JOURNALIST, is_active=False, first_name="Gone")

        article = story()
        offered = desk.get(form_of(article)).context["plan"].fields["assigned_to"].queryset

        assert set(offered) == {editor, journalist, article.created_by}

    def test_a_journalist_takes_it_or_gives_it_back(self, client, journalist, editor):
        article = of(journalist)
        client.force_login(journalist)

        offered = client.get(form_of(article)).context["plan"].fields["assigned_to"].queryset
        forged = in_place(client, plan_of(article), assigned_to=editor.pk)
        in_place(client, plan_of(article), assigned_to=journalist.pk)

        article.refresh_from_db()
        assert list(offered) == [journalist]
        assert forged.status_code == 422
        assert article.assigned_to == journalist

    def test_who_gives_back_what_was_only_lent_comes_to_the_list(self, client, editor, journalist):
        article = planning.assign(story(), by=editor, to=journalist)
        client.force_login(journalist)

        answer = client.post(plan_of(article), {"assigned_to": ""}, follow=True)

        article.refresh_from_db()
        assert article.assigned_to is None
        assert answer.redirect_chain == [(reverse(LIST), 302)]

    @pytest.mark.parametrize("who", ["anonymous", "journalist", "moderator", "editor"])
    def test_only_who_may_open_the_story_plans_it_and_reads_what_was_done(
        self, client, request, editor, who
    ):
        article = workflow.submit(story(headline="Secret"), by=editor)
        if who != "anonymous":
            client.force_login(request.getfixturevalue(who))

        client.post(plan_of(article), {"assigned_to": editor.pk})
        read = client.get(activity_of(article))
        asked = client.get(plan_of(article))

        article.refresh_from_db()
        may = who == "editor"
        assert (article.assigned_to == editor) == may
        assert ("Submitted for review" in page(read)) == may
        assert asked.status_code in ((405,) if may else (302, 403, 404, 405))

    def test_what_is_in_the_trash_stays_as_it_is(self, desk, editor):
        article = workflow.trash(story(), by=editor)

        answer = in_place(desk, plan_of(article), assigned_to=editor.pk)

        article.refresh_from_db()
        assert (answer.status_code, article.assigned_to) == (422, None)


class TestActivity:
    def test_the_page_tells_who_did_what_and_when(self, desk, editor, journalist):
        article = story()
        planning.assign(article, by=editor, to=journalist)
        planning.plan(article, by=editor, due_at=NOON)
        workflow.submit(article, by=editor)
        workflow.send_back(article, by=editor, reason="Too <long>")
        workflow.publish(article, by=editor, at=NOON)
        workflow.withdraw(article, by=editor)
        planning.assign(article, by=editor, to=None)
        planning.plan(article, by=editor, due_at=None)

        response = desk.get(activity_of(article))

        deeds = response.context["deeds"]
        assert [deed.what for deed in deeds] == [
            "due date taken away", "given to nobody", "withdrawn",
            "scheduled for 20 November 2030, 12:00", "sent back", "submitted for review",
            "due date set: 20 November 2030, 12:00", f"given to {journalist.display_name()}",
        ]  # fmt: skip
        assert {deed.by for deed in deeds} == {editor.display_name()}
        assert "Too &lt;long&gt;" in response.content.decode()

    @pytest.mark.parametrize("count", [1, 5])
    def test_it_costs_the_same_however_long_it_is(
        self, desk, editor, count, django_assert_num_queries
    ):
        article = story()
        for _each in range(count):
            workflow.submit(article, by=editor)
            workflow.send_back(article, by=editor, reason="Again")

        # Session, user, two of permissions, the story, its deeds, the name of the site.
        with django_assert_num_queries(7):
            response = desk.get(activity_of(article))

        assert len(response.context["deeds"]) == 2 * count

    @pytest.mark.parametrize("number", NO_PAGES)
    def test_what_is_no_page_is_not_found(self, desk, number):
        assert desk.get(activity_of(story()), {"p": number}).status_code == 404
