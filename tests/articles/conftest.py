"""Who comes to a story in a test: to the desk, logged in, or with nothing but a link."""

from dataclasses import replace

import pytest
from django.test import Client

from accounts.models import User
from articles import revisions, workflow
from articles.models import Article
from tests.articles.desk import EVERYBODY
from tests.factories import UserFactory
from tests.factories import editor as the_desk


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """A browser in which an editor is logged in."""
    client.force_login(editor)
    return client


@pytest.fixture(params=EVERYBODY)
def somebody(request, client: Client) -> str:
    """Each of them in turn, logged in; the name of the role."""
    if request.param != "anonymous":
        client.force_login(request.getfixturevalue(request.param))
    return request.param


@pytest.fixture
def stranger() -> Client:
    """A browser that has no cookie and that Django's own check of forms would look at."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def colleague(db: None) -> User:
    """Another editor, who is at the same story."""
    return UserFactory(role="Editor", first_name="Ana", last_name="Quick")


@pytest.fixture
def revise():
    """Publishes a story anew with something of it changed."""

    def publish(article, **changes):
        article = Article.objects.get(pk=article.pk)
        content = replace(article.newest_revision.content, **changes)
        revisions.save(article, content, by=the_desk())
        return workflow.publish(article, by=the_desk())

    return publish
