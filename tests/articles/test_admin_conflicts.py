"""What becomes of what is typed when somebody else saved meanwhile."""

from dataclasses import replace

import pytest

from articles import revisions, workflow
from articles.content import Content
from articles.models import Article, Revision
from tests.articles.desk import filled_in, form_of, of, page, send
from tests.factories import (
    ArticleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_somebody_who_saved_meanwhile_is_not_overwritten_unseen(desk, editor):
    article = ArticleFactory(live=False, headline="Opened", kicker="Old")
    fields = filled_in(desk.get(form_of(article)))
    colleague = UserFactory(role="Editor", first_name="Ana", last_name="Quick")
    theirs = replace(article.newest_revision.content, headline="Hers", kicker="Hers too")
    revisions.save(article, theirs, by=colleague)

    refused = send(desk, form_of(article), fields, headline="His")

    assert "Ana Quick saved this story while you had it open" in page(refused)
    conflict = refused.context["conflict"]
    assert [question.label for question in conflict.questions] == ["Headline"]
    assert [row.label for row in conflict.theirs] == ["Kicker"]
    assert filled_in(refused)["headline"] == ["His"]
    assert Article.objects.get().headline == "Hers"

    again = send(desk, form_of(article), filled_in(refused))
    assert Article.objects.get().headline == "Hers"

    seen = filled_in(again) | {"seen": [str(Article.objects.get().newest_revision_id)]}
    send(desk, form_of(article), seen)
    newest = Article.objects.get().newest_revision
    assert (newest.content.headline, newest.based_on.by_name) == ("His", "Ana Quick")


def test_a_story_that_is_sent_back_while_it_stands_open_can_be_saved(client, journalist, editor):
    article = of(journalist, Article.Status.IN_REVIEW)
    client.force_login(journalist)
    fields = filled_in(client.get(form_of(article)))
    workflow.send_back(article, by=editor, reason="Who said that?")

    send(client, form_of(article), fields, headline="With a source")

    assert Article.objects.get().headline == "With a source"


def test_having_seen_one_colleagues_version_is_no_leave_to_overwrite_the_next(desk):
    article = ArticleFactory(live=False, headline="Opened")
    fields = filled_in(desk.get(form_of(article)))
    colleague = UserFactory(role="Editor")
    seen = revisions.save(article, Content(headline="Second"), by=colleague)
    revisions.save(article, Content(headline="Third"), by=colleague)

    refused = send(desk, form_of(article), fields, headline="His", seen=seen.pk)

    assert "saved this story while you had it open" in page(refused)
    assert Article.objects.get().headline == "Third"


def test_a_form_that_is_sent_twice_is_saved_once(desk):
    article = ArticleFactory(live=False)
    fields = filled_in(desk.get(form_of(article)))

    first = send(desk, form_of(article), fields, headline="Pressed twice")
    second = send(desk, form_of(article), fields, headline="Pressed twice")

    assert Revision.objects.filter(article=article).count() == 2
    assert "while you had it open" not in page(first) + page(second)
