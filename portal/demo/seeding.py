"""Fills a site with the demo through the same verbs as the newsroom uses; what is there already is left alone."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.flatpages.models import FlatPage
from django.db import transaction
from django.utils import timezone

from accounts import roles
from accounts.models import Author, User
from accounts.slugs import make_slug
from articles import categories, upkeep
from articles.models import Article, Category, FrontVersion, Image, StyleRule, ViewCount
from comments.models import CannedReason
from portal.demo import crowd, gallery, newsdesk
from portal.demo.content import stories, words
from portal.demo.fronts import SHAPES
from portal.demo.people import LOGINS, PEOPLE, Person
from portal.demo.reasons import REASONS
from portal.demo.sections import PAGES, SECTIONS, SITE, Page, Section
from portal.demo.stylelist import STYLE_LIST
from portal.pictures.picture import Picture
from portal.publicmodels import verbs
from portal.publicmodels.models import PastRow
from portal.site.models import SiteSettings

# Where portraits have their face.
FACE = (0.5, 0.45)
PARTS = (
    "logins", "bylines", "categories", "pictures", "stories", "related lists", "fronts", "readers",
    "pages", "style list", "reasons", "settings",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Step:
    """One of the `total` things of a part is there; `made` says whether it was made just now."""

    part: str
    total: int
    label: str
    made: bool


def is_wanted() -> bool:
    """Whether the site is empty, or has a demo that was not finished: the site's settings are written last."""
    if User.objects.filter(email=_address(LOGINS[0][1])).exists():
        return not SiteSettings.objects.exists()
    return not any(
        model._default_manager.exists() for model in (Article, Category, Author, Image, User)
    )


def logins() -> list[tuple[str, str, str]]:
    """The demo's logins that are there: role, user name, password."""
    active = User.objects.filter(is_active=True).values_list("username", "email")
    there = {username for username, email in active if email == _address(username)}
    return [login for login in LOGINS if login[1] in there]


def seed(*, paint: gallery.Paint = gallery.paint) -> Iterator[Step]:
    """Make all that is missing, one transaction a thing, so that a run that was killed can be run again."""
    roles.sync()
    yield from _logins()
    yield from _bylines(paint)
    yield from _categories()
    yield from _pictures(paint)
    yield from _stories()
    yield from _related_lists()
    yield from _fronts()
    yield from _readers()
    yield from _pages()
    yield from _style_list()
    yield from _reasons()
    yield from _settings()


def _address(username: str) -> str:
    return f"{username}@example.org"


def _logins() -> Iterator[Step]:
    there = set(User.objects.values_list("username", flat=True))
    for role, username, password in LOGINS:
        if username not in there:
            _hire(role, username, password)
        yield Step(part="logins", total=len(LOGINS), label=username, made=username not in there)


@transaction.atomic
def _hire(role: str, username: str, password: str) -> None:
    person = next(person for person in PEOPLE if person.login == username)
    first, last = person.name.split()
    user = User.objects.create_user(
        username, _address(username), password, first_name=first, last_name=last, is_staff=True
    )
    user.groups.add(Group.objects.get(name=role))


def _bylines(paint: gallery.Paint) -> Iterator[Step]:
    there = set(Author.objects.values_list("slug", flat=True))
    missing = {person.key: person for person in PEOPLE if make_slug(person.name) not in there}
    for person in PEOPLE:
        if person.key not in missing:
            yield Step(part="bylines", total=len(PEOPLE), label=person.name, made=False)
    for key, photo in gallery.hang(dict.fromkeys(missing, FACE), paint=paint):
        _introduce(missing[key], photo)
        yield Step(part="bylines", total=len(PEOPLE), label=missing[key].name, made=True)


def _introduce(person: Person, photo: Picture) -> None:
    free = User.objects.filter(author__isnull=True)
    author = Author(
        name=person.name, slug=make_slug(person.name), kind=person.kind, bio=person.bio, photo=photo,
        email=person.email, links="\n".join(person.links),
        user=free.filter(username=person.login).first() if person.login else None,
    )  # fmt: skip
    verbs.save(author, tags=("site",))


def _categories() -> Iterator[Step]:
    there = set(Category.objects.values_list("slug", flat=True))
    for position, section in enumerate(SECTIONS):
        if section.slug not in there:
            _open(section, position)
        yield Step(
            part="categories",
            total=len(SECTIONS),
            label=section.name,
            made=section.slug not in there,
        )


def _open(section: Section, position: int) -> None:
    parent = Category.objects.get(slug=section.parent) if section.parent else None
    category = Category(
        name=section.name, slug=section.slug, description=section.description, parent=parent,
        colour=section.colour, kind=section.kind, position=position, in_menu=parent is None,
    )  # fmt: skip
    categories.save(category)


def _pictures(paint: gallery.Paint) -> Iterator[Step]:
    """The pictures of those stories that are still to be written."""
    there = set(Image.objects.values_list("alt", flat=True))
    written = newsdesk.written()
    needed = set().union(*(story.pictures() for story in stories() if story.key not in written))
    missing = {
        key: texts.focal
        for key, texts in words().items()
        if key in needed and texts.alt not in there
    }
    for key in words():
        if key not in missing:
            yield Step(part="pictures", total=len(words()), label=key, made=False)
    for key, picture in gallery.hang(missing, paint=paint):
        texts = words()[key]
        image = Image(picture=picture, alt=texts.alt, caption=texts.caption, credit=texts.credit)
        verbs.save(image, tags=("site",))
        yield Step(part="pictures", total=len(words()), label=key, made=True)


def _stories() -> Iterator[Step]:
    written = newsdesk.written()
    for story in stories():
        if story.key not in written:
            newsdesk.run(story, now=timezone.now())
        yield Step(
            part="stories",
            total=len(stories()),
            label=story.headline,
            made=story.key not in written,
        )


def _related_lists() -> Iterator[Step]:
    """What the worker would do, which does not run yet."""
    made = False
    while upkeep.catch_up().done:
        made = True
    yield Step(part="related lists", total=1, label="stories", made=made)


def _fronts() -> Iterator[Step]:
    there = set(FrontVersion.objects.values_list("front__category__slug", flat=True))
    for shape in SHAPES:
        made = (shape.section or None) not in there
        if made:
            newsdesk.launch(shape)
        label = shape.section or "front page"
        yield Step(part="fronts", total=len(SHAPES), label=label, made=made)


def _readers() -> Iterator[Step]:
    made = not ViewCount.objects.exists()
    if made:
        crowd.read(timezone.now())
    yield Step(part="readers", total=1, label="stories", made=made)


def _pages() -> Iterator[Step]:
    there = set(FlatPage.objects.values_list("url", flat=True))
    for page in PAGES:
        if page.url not in there:
            _put_up(page)
        yield Step(part="pages", total=len(PAGES), label=page.title, made=page.url not in there)


@transaction.atomic
def _put_up(page: Page) -> None:
    flat = FlatPage(url=page.url, title=page.title, content=page.content)
    verbs.save(flat, tags=("site",))
    flat.sites.add(settings.SITE_ID)


def _style_list() -> Iterator[Step]:
    there = set(StyleRule.objects.values_list("pattern", flat=True))
    for rule in STYLE_LIST:
        made = rule.pattern not in there
        if made:
            verbs.save(StyleRule(**asdict(rule)), tags=())
        yield Step(part="style list", total=len(STYLE_LIST), label=rule.pattern, made=made)


def _reasons() -> Iterator[Step]:
    """What moderators say often."""
    there = set(CannedReason.objects.values_list("text", flat=True))
    for position, text in enumerate(REASONS):
        if text not in there:
            verbs.save(CannedReason(text=text, position=position), tags=())
        yield Step(part="reasons", total=len(REASONS), label=text, made=text not in there)


def _settings() -> Iterator[Step]:
    there = SiteSettings.objects.exists()
    if not there:
        verbs.save(SiteSettings(pk=1, **SITE), tags=("site",))
        # Stories of the demo are sixty days old: its sections and pictures were there all along.
        PastRow.objects.all().delete()
    yield Step(part="settings", total=1, label=SITE["name"], made=not there)
