"""Who moderates in a test, and the story that its readers write to."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article
from tests.comments.reader import NOON
from tests.factories import ArticleFactory


@pytest.fixture
def desk(client: Client, moderator: User) -> Client:
    """A browser in which a moderator is logged in."""
    client.force_login(moderator)
    return client


@pytest.fixture
def article(db: None) -> Article:
    """A story that has been out for a day at the noon of the reader."""
    return ArticleFactory(at=NOON - timedelta(days=1), headline="The river rises")
