"""A reader who comes from a search engine, reads on, loses the network, and reads on."""

import threading
from collections.abc import Callable
from contextlib import contextmanager

import pytest
from django.core.signals import request_started
from playwright.sync_api import Page, expect

from articles import workflow
from portal.site import banners
from portal.site.models import SiteSettings
from tests.browser.conftest import violations
from tests.browser.newspaper import image, story
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, editor

pytestmark = pytest.mark.django_db(transaction=True)

KEPT = "caches.keys().then(names => names.filter(name => name.startsWith('story:')).length)"
READY = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


@pytest.fixture
def reader(person) -> Page:
    return person(service_workers="allow")


def wait_for(page: Page, asked: str, wanted: object) -> None:
    """Playwright's own waiting evaluates words, which the content policy refuses."""
    for _ in range(100):
        if page.evaluate(asked) == wanted:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(asked) == wanted


def read(page: Page, address: str, *, kept: int) -> None:
    page.goto(address)
    wait_for(page, READY, True)
    wait_for(page, KEPT, kept)


@contextmanager
def before_each_answer(do: Callable[[str], object]):
    """What the server does with a path before it answers."""

    def begins(*, environ, **said):
        do(environ["PATH_INFO"])

    request_started.connect(begins)
    yield
    request_started.disconnect(begins)


def test_a_reader_comes_by_a_search_reads_on_and_goes_on_reading_without_a_network(reader):
    SiteSettings.objects.create(pk=1)
    category, authors = CategoryFactory(name="Politics"), (AuthorFactory(),)
    found = story(category, authors, image(), headline="The bridge opens at last")
    second = story(category, authors, image(), headline="The ferry says goodbye")
    unread = story(category, authors, image(), headline="Nobody read this")
    address = found.get_absolute_url()

    # From a search engine, with what such links carry.
    reader.goto(
        f"{address}?utm_source=search&gclid=1#comments", referer="https://www.google.com/search"
    )
    expect(reader.get_by_role("heading", level=1)).to_have_text(found.headline)
    wait_for(reader, READY, True)
    wait_for(reader, KEPT, 1)
    also = reader.get_by_role("region", name="You may also like")
    also.get_by_role("link", name=second.headline).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(second.headline)
    wait_for(reader, KEPT, 2)

    reader.context.set_offline(True)
    reader.goto(f"{address}?fbclid=1")
    expect(reader.get_by_role("heading", level=1)).to_have_text(found.headline)
    styled = reader.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    drawn = reader.evaluate(
        """async () => {
            const pictures = [...document.querySelectorAll(".article__lead img, .prose img")];
            for (const each of pictures) each.loading = "eager";
            await Promise.all(pictures.map(each => each.decode()));
            return pictures.filter(each => each.naturalWidth > 0).length;
        }"""
    )
    reader.goto(unread.get_absolute_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text("Without a network")
    expect(reader.get_by_text("There is no network just now")).to_be_visible()
    listed = reader.locator("#kept a")
    expect(listed).to_have_text([second.headline, found.headline])
    assert violations(reader) == ""
    listed.last.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(found.headline)

    reader.context.set_offline(False)
    reader.goto(unread.get_absolute_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text(unread.headline)
    assert styled == "rgb(251, 248, 242)"
    assert drawn == 2


def test_the_last_twenty_stories_stay_and_the_first_of_twenty_one_is_gone(reader):
    SiteSettings.objects.create(pk=1)
    category = CategoryFactory()
    stories = [ArticleFactory(category=category, headline=f"Story {n}") for n in range(21)]
    for number, each in enumerate(stories, start=1):
        read(reader, each.get_absolute_url(), kept=min(number, 20))

    reader.context.set_offline(True)
    reader.goto(stories[0].get_absolute_url())

    expect(reader.get_by_role("heading", level=1)).to_have_text("Without a network")
    expect(reader.locator("#kept a")).to_have_text(
        [each.headline for each in reversed(stories[1:])]
    )
    reader.context.set_offline(False)


def test_a_story_that_was_withdrawn_goes_as_soon_as_there_is_a_network(reader, complaints):
    SiteSettings.objects.create(pk=1)
    article = ArticleFactory(headline="Taken back")
    read(reader, article.get_absolute_url(), kept=1)
    workflow.withdraw(article, by=editor())

    reader.goto(article.get_absolute_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text("This page was withdrawn")
    wait_for(reader, KEPT, 0)
    # What a worker asks for is no document to Playwright.
    assert {said[:4] for said in complaints} <= {"410 "}
    complaints.clear()
    reader.context.set_offline(True)
    reader.goto(article.get_absolute_url())

    expect(reader.get_by_role("heading", level=1)).to_have_text("Without a network")
    reader.context.set_offline(False)


def test_only_stories_and_files_of_readers_are_kept(reader, settings):
    SiteSettings.objects.create(pk=1)
    article = ArticleFactory()
    read(reader, article.get_absolute_url(), kept=1)
    for path in ("/", "/search/?q=a", f"/comments/{article.pk}/", "/admin/login/", "/offline/"):
        reader.goto(path)

    kept = reader.evaluate(
        """async () => {
            const found = [];
            for (const name of await caches.keys())
                for (const each of await (await caches.open(name)).keys())
                    found.push(new URL(each.url).pathname);
            return found;
        }"""
    )

    others = [path for path in kept if not path.startswith("/static/")]
    assert sorted(others) == sorted(["/offline/", article.get_absolute_url()])
    assert [path for path in kept if "/admin/" in path] == []


def test_a_newspaper_that_keeps_nothing_any_more_takes_it_all_back(reader, settings):
    SiteSettings.objects.create(pk=1)
    article = ArticleFactory()
    read(reader, article.get_absolute_url(), kept=1)

    settings.OFFLINE_READING = False
    reader.goto("/")
    reader.evaluate("navigator.serviceWorker.ready.then(each => each.update())")
    wait_for(reader, "caches.keys().then(names => names.length)", 0)

    registered = "navigator.serviceWorker.getRegistrations().then(each => each.length)"
    wait_for(reader, registered, 0)
    loads = reader.evaluate("performance.getEntriesByType('navigation').length")
    assert loads == 1


def test_a_kept_story_is_shown_where_the_network_gives_nothing_and_renewed_once_it_does(reader):
    SiteSettings.objects.create(pk=1)
    article = ArticleFactory(headline="As it was read")
    address, may_answer = article.get_absolute_url(), threading.Event()
    read(reader, address, kept=1)
    article.headline = "As it is now"
    article.save()

    with before_each_answer(lambda path: path != address or may_answer.wait(60)):
        reader.goto(address)
        expect(reader.get_by_role("heading", level=1)).to_have_text("As it was read")
        may_answer.set()
        copy = f"caches.match('{address}').then(each => each?.text())"
        wait_for(reader, f"{copy}.then(html => /As it is now/.test(html))", True)


def test_a_kept_story_is_shown_where_the_newsroom_answers_with_an_error(reader, complaints):
    SiteSettings.objects.create(pk=1)
    kept, unread = ArticleFactory(headline="Kept"), ArticleFactory(headline="Unread")
    read(reader, kept.get_absolute_url(), kept=1)

    def breaks(path):
        if path in (kept.get_absolute_url(), unread.get_absolute_url()):
            raise OSError

    with before_each_answer(breaks):
        answers = [reader.goto(each.get_absolute_url()).status for each in (unread, kept)]

    complaints.clear()
    assert answers == [500, 200]
    expect(reader.get_by_role("heading", level=1)).to_have_text("Kept")


def test_a_page_of_the_newsroom_is_asked_for_once(reader):
    SiteSettings.objects.create(pk=1)
    asked: list[str] = []
    read(reader, ArticleFactory().get_absolute_url(), kept=1)

    with before_each_answer(asked.append):
        reader.goto("/admin/login/")

    assert asked.count("/admin/login/") == 1


def test_a_copy_tells_no_breaking_news(reader):
    SiteSettings.objects.create(pk=1)
    banners.start(text="The bridge is open", by=editor())
    article = ArticleFactory(headline="Kept")
    read(reader, article.get_absolute_url(), kept=1)
    expect(reader.get_by_text("The bridge is open")).to_be_visible()

    reader.context.set_offline(True)
    reader.goto(article.get_absolute_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text("Kept")
    expect(reader.get_by_text("The bridge is open")).to_have_count(0)
    reader.context.set_offline(False)


def test_a_story_that_was_withdrawn_goes_from_the_list_where_there_is_a_network(reader, complaints):
    SiteSettings.objects.create(pk=1)
    stays, goes = ArticleFactory(headline="Stays"), ArticleFactory(headline="Taken back")
    read(reader, stays.get_absolute_url(), kept=1)
    read(reader, goes.get_absolute_url(), kept=2)
    workflow.withdraw(goes, by=editor())

    reader.goto("/offline/")

    expect(reader.locator("#kept a")).to_have_text(["Stays"])
    wait_for(reader, KEPT, 1)
    assert {said[:4] for said in complaints} == {"410 "}
    complaints.clear()
