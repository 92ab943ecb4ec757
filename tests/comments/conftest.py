"""Who moderates in a test."""

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture
def desk(client: Client, moderator: User) -> Client:
    """A browser in which a moderator is logged in."""
    client.force_login(moderator)
    return client
