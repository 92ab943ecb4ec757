"""Who opens the desk in a test, each in a browser that is logged in."""

import pytest
from django.test import Client

from accounts.models import User
from tests.articles.desk import EVERYBODY


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
