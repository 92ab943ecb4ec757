"""Who has which story and until when, in the list: shown, looked for, and given many at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from articles import planning, workflow
from articles.models import Article
from tests.articles.desk import LIST, act, filled_in, headlines, messages, of, page, story
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


class TestList:
    def test_many_are_given_to_one(self, desk, editor, journalist):
        articles = [story(), story()]
        trashed = workflow.trash(story(), by=editor)

        asked = act(desk, "assign", articles)
        fields = filled_in(asked, None) | {"to": journalist.pk}
        done = desk.post(reverse(LIST), fields, follow=True)
        refused = act(desk, "assign", [trashed], "?state=trash", sure="yes", to=journalist.pk)

        assert messages(done) == [f"2 stories given to {journalist.display_name()}."]
        assert set(Article.objects.filter(assigned_to=journalist)) == set(articles)
        assert messages(refused) == ["No action selected."]

    def test_many_are_taken_back(self, desk, editor):
        articles = [planning.assign(story(), by=editor, to=editor) for _each in range(2)]

        done = act(desk, "assign", articles, sure="yes", to="")

        assert messages(done) == ["2 stories are nobody's now."]
        assert Article.objects.filter(assigned_to=None).count() == 2

    def test_a_journalist_hands_out_nothing(self, client, journalist, editor):
        article = of(journalist)
        client.force_login(journalist)

        answer = act(client, "assign", [article], sure="yes", to=editor.pk)

        article.refresh_from_db()
        assert messages(answer) == ["No action selected."]
        assert article.assigned_to is None

    def test_it_is_narrowed_to_what_somebody_has(self, desk, editor, journalist):
        story(headline="Nobody's")
        planning.assign(story(headline="Mine"), by=editor, to=editor)
        planning.assign(story(headline="Theirs"), by=editor, to=journalist)

        assert headlines(desk, given="me") == ["Mine"]
        assert headlines(desk, given="nobody") == ["Nobody's"]
        assert headlines(desk, given=str(journalist.pk)) == ["Theirs"]
        assert headlines(desk, given="x") == ["Theirs", "Mine", "Nobody's"]

    def test_it_is_narrowed_to_what_is_due_the_first_one_first(self, desk, editor):
        now = timezone.now()
        for name, hours in (("week", 50), ("later", 300), ("late", -1), ("long ago", -99)):
            planning.plan(story(headline=name), by=editor, due_at=now + timedelta(hours=hours))
        out = ArticleFactory(headline="Out")
        planning.plan(out, by=editor, due_at=now - timedelta(hours=1))
        story(headline="Some day")

        assert headlines(desk, due="overdue") == ["long ago", "late"]
        assert headlines(desk, due="week") == ["long ago", "late", "week"]
        assert headlines(desk, due="some") == ["long ago", "late", "week", "later"]

    def test_a_story_shows_who_has_it_and_whether_it_is_late(self, desk, editor):
        now = timezone.now()
        late = planning.assign(story(headline="Late"), by=editor, to=editor)
        planning.plan(late, by=editor, due_at=now - timedelta(hours=1))
        planning.plan(story(headline="Soon"), by=editor, due_at=now + timedelta(hours=1))
        out = ArticleFactory(headline="Out")
        planning.plan(out, by=editor, due_at=now - timedelta(hours=1))

        shown = page(desk.get(reverse(LIST)))

        assert shown.count(f'story-given">{editor.display_name()}<') == 1
        assert shown.count('story-due story-due--late">overdue: ') == 1
        assert shown.count('story-due">due ') == 1

    @pytest.mark.parametrize("count", [1, 5])
    def test_it_costs_the_same_however_many_are_given(
        self, desk, editor, count, django_assert_num_queries
    ):
        for _each in range(count):
            colleague = UserFactory(role=roles.JOURNALIST)
            planning.assign(story(), by=editor, to=colleague)

        with django_assert_num_queries(12):
            desk.get(reverse(LIST))
