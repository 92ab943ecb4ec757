"""Who moderates in a test, and the story that its readers write to."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from articles.models import Article
from comments import readers
from comments.models import Comment, Reader
from tests.comments.factories import CommentFactory
from tests.comments.mailboxes import RADA
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


@pytest.fixture
def ask(db, django_capture_on_commit_callbacks):
    """Ask as the form of comments does, of whom moderators know, until the mail went out."""

    def asked(email=RADA, replies=Reader.Replies.EACH, **known):
        if not Comment.objects.approved().of_writer(email.strip()).exists():
            CommentFactory(email=email.strip())
        with django_capture_on_commit_callbacks(execute=True):
            return readers.ask(email=email, replies=replies, **known)

    return asked


@pytest.fixture
def rada(ask):
    """Who confirmed the address; the mail that asked is read and thrown away."""
    reader = readers.confirm(ask())
    mail.outbox.clear()
    return reader
