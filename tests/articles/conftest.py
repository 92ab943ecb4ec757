"""Who comes to a story in a test: to the desk, logged in, or with nothing but a link."""

import pytest
from django.test import Client

from accounts.models import User
from tests.articles.desk import EVERYBODY
from tests.factories import UserFactory


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
