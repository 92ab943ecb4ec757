"""Rows for tests, with boring defaults; stories are the rows that the newsroom's verbs write."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from typing import Any

import factory
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts import roles
from accounts.models import Author, User
from articles import bulk, revisions, workflow
from articles.content import Content, Credit
from articles.models import Article, Category, Image, Series, Tag
from portal.pictures.fields import Picture

TIMES = {"publish_at", "unpublish_at", "embargo_until"}


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"login-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    first_name = "Mila"
    last_name = factory.Sequence(lambda n: f"Colleague {n}")
    is_staff = True
    password = factory.django.Password("correct horse battery staple")

    @factory.post_generation
    def role(self, create: bool, extracted: str | None, **kwargs: Any) -> None:
        if extracted:
            if not Group.objects.filter(name=extracted).exists():
                roles.sync()
            self.groups.add(Group.objects.get(name=extracted))


class AuthorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Author

    name = factory.Sequence(lambda n: f"Author {n}")
    slug = factory.Sequence(lambda n: f"author-{n}")


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Category

    name = factory.Sequence(lambda n: f"Section {n}")
    slug = factory.Sequence(lambda n: f"section-{n}")


class TagFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tag

    name = factory.Sequence(lambda n: f"tag {n}")
    slug = factory.Sequence(lambda n: f"tag-{n}")


class SeriesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Series

    title = factory.Sequence(lambda n: f"Series {n}")
    slug = factory.Sequence(lambda n: f"series-{n}")


class ImageFactory(factory.django.DjangoModelFactory):
    """A picture whose file does not exist: for pages, which only print its address."""

    class Meta:
        model = Image

    picture = factory.Sequence(
        lambda n: Picture(name=f"pictures/00/{n:032x}/master.jpg", width=1600, height=1067)
    )
    alt = factory.Sequence(lambda n: f"A river, seen for the {n}th time")
    credit = "Ana Photographer"


def editor() -> User:
    """An editor who does what a test needs done before it begins."""
    return User.objects.filter(username="desk").first() or UserFactory(
        username="desk", first_name="The", last_name="Desk", role=roles.EDITOR
    )


def ArticleFactory(  # noqa: N802  # reads like the factories beside it
    *,
    live: bool = True,
    at: datetime | None = None,
    by: User | None = None,
    category: Category | None = None,
    authors: tuple[Author, ...] = (),
    **content: Any,
) -> Article:
    """A story that was begun, and published at the given moment if it is to be live."""
    number = Article.objects.count() + 1
    content.setdefault("headline", f"Headline number {number}")
    content.setdefault("body", f"<p>The text of story {number}.</p>")
    content.setdefault("category_id", (category or CategoryFactory()).pk)
    if authors:
        content.setdefault("credits", tuple(Credit(author_id=author.pk) for author in authors))
    desk = editor() if live or not by else by
    make = _by_the_verbs if _needs_the_verbs(content) else _at_once
    pk = make(Content(**content), by=by or desk, desk=desk if live else None, at=at)
    return Article.objects.select_related("category__parent").get(pk=pk)


def _needs_the_verbs(content: dict[str, Any]) -> bool:
    """Whether they have something to decide, or to refuse."""
    return bool(TIMES & content.keys()) or not (content["headline"] and content["body"])


def _by_the_verbs(content: Content, *, by: User, desk: User | None, at: datetime | None) -> int:
    article = revisions.create(content, by=by)
    if desk:
        # One that has come down since was published while it could be.
        came_down = content.unpublish_at
        is_over = came_down is not None and came_down <= timezone.now()
        with time_machine.travel(at, tick=False) if at and is_over else nullcontext():
            workflow.publish(article, by=desk, at=at)
    return article.pk


def _at_once(content: Content, *, by: User, desk: User | None, at: datetime | None) -> int:
    """The same, in a third of the time: tests.articles.test_bulk compares the rows."""
    now = timezone.now()
    saved = bulk.Saved(content=content, at=now, by=by)
    story = bulk.NewStory(saved=(saved,), begun_at=now)
    if desk:
        story = replace(
            story,
            status=Article.Status.PUBLISHED,
            published_at=at or now,
            published_by=replace(saved, by=desk),
        )
    return bulk.add([story])[0].pk
