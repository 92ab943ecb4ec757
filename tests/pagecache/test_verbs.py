"""Every readers' page after every verb: kept or not, it is the same to the byte."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings
from django.contrib.flatpages.models import FlatPage
from django.contrib.redirects.models import Redirect

from accounts.models import Author
from articles.models import Article, Category, Tag
from articles.views import paging
from tests.articles.surfaces import SURFACES
from tests.pagecache.readers import both, get
from tests.pagecache.verbs import (
    ADMIN,
    COMMENTS,
    FOR_THE_DESK,
    ONE_ROW,
    PARTS,
    QUIET,
    STORIES,
    Newsroom,
    registered,
    tried,
    written,
)  # fmt: skip

pytestmark = pytest.mark.django_db
PRIVATE, PUBLIC = settings.PAGE_CACHE["PRIVATE"], settings.PAGE_CACHE["PUBLIC"]
OK = 200
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def room(client, administrator, monkeypatch):
    # So that lists go on with the few stories that there are.
    monkeypatch.setattr(paging, "STORIES", 2)
    with time_machine.travel(NOON, tick=False) as clock:
        client.force_login(administrator)
        yield Newsroom(client, clock)


class Readers:
    """Readers of every address that there is or was, some of a site that keeps its pages."""

    def __init__(self, room):
        self.room, self.addresses = room, set()
        self.rendered, self.kept = both()
        self.hits = 0

    def look(self):
        """What each address answers, which is what is rendered also where a kept page answers."""
        # What is private is asked of nobody else, and holds what each answer makes anew.
        self.addresses |= {each for each in addresses_of(self.room) if not is_private(each)}
        answers = {address: get(self.kept, address) for address in self.addresses}
        # Any other was rendered for this reader, now.
        hits = {address for address, answer in answers.items() if answer.cache == "hit"}
        found = {address: told(answer) for address, answer in answers.items()}
        assert {each for each in hits if found[each] != told(get(self.rendered, each))} == set()
        self.hits += len(hits)
        return found


def is_private(address):
    return address.startswith(PRIVATE) and address not in PUBLIC


def told(answer):
    headers = {name: answer.headers.get(name) for name in ("ETag", "Location", "Content-Type")}
    return answer.status, headers, answer.body


def addresses_of(room):
    for surface in SURFACES.values():
        yield from surface.paths(room.paper)
    for model in (Article, Author, Category, Tag, FlatPage):
        rows = model.objects.all()
        if model in (Article, Category):
            parent = "parent" if model is Category else "category__parent"
            rows = rows.select_related(parent)
        yield from filter(None, (row.get_absolute_url() for row in rows))
    yield from second_pages_of(room)
    yield from Redirect.objects.values_list("old_path", flat=True)
    yield from ("/contact/", "/old/")


def second_pages_of(room):
    """Of lists of every kind, once with a parameter that makes no page of its own."""
    for model in (Category, Tag, Author):
        rows = model.objects.order_by("pk")[:1]
        rows = rows.select_related("parent") if model is Category else rows
        yield from (f"{row.get_absolute_url()}?page=2" for row in rows)
    yield f"{room.paper.month_of(room.paper.open)}?page=2"
    yield f"{room.elsewhere.get_absolute_url()}?q=rivers&page=2"


# What a verb touches is the same on any database; how that is told there, test_exactness proves.
ONCE = pytest.mark.any_database


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param(STORIES, id="stories", marks=ONCE),
        pytest.param(COMMENTS, id="comments"),
        pytest.param(ADMIN, id="admin", marks=ONCE),
    ],
)
def test_no_kept_page_differs_from_what_would_be_rendered_after_any_verb(room, steps):
    readers = Readers(room)
    before = readers.look()
    seconds = {address for address in second_pages_of(room) if before[address][0] == OK}
    assert {address.split("/")[1] for address in seconds} == {"top", "tag", "author", "archive"}

    for name, step in steps.items():
        step(room)
        after = readers.look()
        changed = {address for address, answer in after.items() if answer != before.get(address)}
        # An address that nobody knew of before is news only if it answers.
        seen = {address for address in changed if address in before or after[address][0] == OK}
        assert bool(seen) == (name not in QUIET), name
        before = after

    assert readers.hits > len(steps)


def test_every_readers_page_is_kept_and_nothing_else_is(room):
    _rendered, kept = both()
    pages = {address for surface in SURFACES.values() for address in surface.paths(room.paper)}

    for address in sorted(pages):
        first, second = get(kept, address), get(kept, address)
        is_page = first.status == 200 and not is_private(address)
        assert (first.cache, second.cache) == (("fwd=miss; stored", "hit") if is_page else ("", ""))


def test_every_verb_is_tried():
    functions = {name for name in tried() if " " not in name}

    assert written() - functions == FOR_THE_DESK | PARTS
    assert functions - written() == {
        "articles.mostread.listing.compute", "articles.upkeep.catch_up",
        "portal.pictures.tasks.make_renditions",
    }  # fmt: skip
    assert registered() - tried() == ONE_ROW
    assert STORIES.keys() | COMMENTS.keys() | ADMIN.keys() >= QUIET
