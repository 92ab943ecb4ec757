"""What a writer finds in the morning: own stories, and what came back from the desk with why."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import revisions, workflow
from articles.models import Article
from comments.models import Comment
from tests.articles.desk import of, press
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory
from tests.portal.dashboard import panel, rows

pytestmark = pytest.mark.django_db
Status = Article.Status
PENDING = Comment.Status.PENDING


def test_a_journalist_finds_own_stories_only(journalist):
    own = AuthorFactory(user=journalist)
    tomorrow = timezone.now() + timedelta(days=1)
    ArticleFactory(headline="My draft", by=journalist, live=False)
    ArticleFactory(headline="Mine, to come", authors=(own,), at=tomorrow)
    ArticleFactory(headline="Mine, live", authors=(own,))
    ArticleFactory(headline="Not mine", live=False)
    ArticleFactory(headline="Not mine, to come", at=tomorrow)
    ArticleFactory(headline="Not mine, live")
    workflow.trash(ArticleFactory(headline="Put aside", by=journalist, live=False), by=journalist)

    assert rows(journalist, "own-drafts") == ["My draft"]
    assert rows(journalist, "week") == ["Mine, to come"]
    assert rows(journalist, "own-published") == ["Mine, live"]


def test_a_story_that_the_desk_sends_back_comes_with_its_note(client, journalist, editor):
    noted = of(journalist, Status.IN_REVIEW, headline="With a note")
    silent = ArticleFactory(headline="Without", by=journalist, live=False)
    workflow.submit(silent, by=journalist)
    ArticleFactory(headline="Never handed in", by=journalist, live=False)
    client.force_login(editor)

    for article, note in ((silent, "Two sources"), (noted, "Who said that?")):
        address = reverse("admin:articles_article_change", args=[article.pk])
        press(client, address, "_send_back", note=note)

    found = panel(journalist, "needs-you").rows
    assert [(str(row.title), row.note, str(row.details[0])) for row in found] == [
        ("With a note", "Who said that?", f"sent back by {editor.display_name()}"),
        ("Without", "Two sources", f"sent back by {editor.display_name()}"),
    ]
    assert rows(journalist, "own-drafts") == ["Never handed in"]


@pytest.mark.parametrize("superuser", [True, False])
def test_stories_that_are_sent_back_in_the_list_come_back_too(
    client, journalist, editor, superuser
):
    article = of(journalist, Status.IN_REVIEW, headline="One of many")
    User.objects.filter(pk=editor.pk).update(is_superuser=superuser)
    if superuser:
        editor.groups.clear()
    client.force_login(editor)

    action = {"action": "send_back", "_selected_action": [article.pk]}
    action |= {"sure": "yes", "reason": "Too long"}
    client.post(reverse("admin:articles_article_changelist"), action)

    found = panel(journalist, "needs-you").rows
    assert [(str(row.title), str(row.details[0])) for row in found] == [
        ("One of many", f"sent back by {editor.display_name()}")
    ]


def test_what_an_editor_began_for_a_writer_has_not_come_back(journalist, editor):
    own = AuthorFactory(user=journalist)
    ArticleFactory(headline="For you", authors=(own,), by=editor, live=False)

    assert rows(journalist, "own-drafts") == ["For you"]
    assert rows(journalist, "needs-you") == []


def test_what_its_writer_goes_on_with_is_back_no_more(journalist, editor):
    article = of(journalist, Status.IN_REVIEW, headline="Returned")
    content = article.newest_revision.content
    article = workflow.send_back(article, by=editor, reason="Why?")
    before = rows(journalist, "needs-you")

    revisions.save(article, replace(content, kicker="Seen"), by=journalist)

    assert before == ["Returned"]
    assert rows(journalist, "needs-you") == []
    assert rows(journalist, "own-drafts") == ["Returned"]


def test_published_stories_tell_how_many_comments_they_have(journalist):
    own = AuthorFactory(user=journalist)
    talked, silent = (
        ArticleFactory(headline=name, authors=(own,)) for name in ("Talked of", "Silent")
    )
    for _each in range(2):
        CommentFactory(article=talked)
    CommentFactory(article=silent, status=PENDING)

    found = panel(journalist, "own-published").rows

    assert {str(row.title): row.details[-1] for row in found} == {
        "Talked of": "2 comments",
        "Silent": "no comments",
    }
