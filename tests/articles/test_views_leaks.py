"""What readers may not see appears nowhere, to the second."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import revisions, workflow
from articles.content import Content
from articles.models import Article
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    TagFactory,
    UserFactory,
    editor,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers_from_one")]

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Newspaper:
    """An open story, and around it every list that another story could stand on."""

    def __init__(self):
        self.category = CategoryFactory(slug="part", parent=CategoryFactory(slug="top"))
        self.author = AuthorFactory(slug="zora")
        TagFactory(name="rivers", slug="rivers")
        self.image = ImageFactory()
        self.open = self.write("Open to all", at=NOON - 10 * HOUR)
        self.open_address = self.open.get_absolute_url()

    def write(self, headline, **content):
        return ArticleFactory(
            headline=headline, category=self.category, authors=(self.author,), tags=("rivers",),
            lead_image_id=self.image.pk, **content,
        )  # fmt: skip

    def public(self, client):
        """All that the site tells readers, by address."""
        lists = ["/", "/top/", "/top/part/", "/tag/rivers/", "/author/zora/", "/archive/2026/11/"]
        feeds = [f"{path}feed/{form}" for path in lists[:-1] for form in ("", "atom/")]
        maps = ["/sitemap.xml", "/sitemap-stories-1.xml", "/sitemap-tags.xml",
                "/sitemap-sections.xml", "/sitemap-authors.xml", "/news-sitemap.xml"]  # fmt: skip
        paths = [*lists, *feeds, *maps, self.open_address]
        return {path: client.get(path).content.decode() for path in paths}

    def where(self, client, article):
        """The addresses that speak of a story."""
        marks = (article.headline, f"/{article.pk}/{article.slug}/")
        searches = ("/search/?q=rivers", "/search/?q=secret")
        pages = self.public(client) | {path: client.get(path).content.decode() for path in searches}
        return {path for path, text in pages.items() if any(mark in text for mark in marks)}


EVERYWHERE = {
    "/", "/top/", "/top/part/", "/tag/rivers/", "/author/zora/", "/archive/2026/11/",
    *(
        f"{path}feed/{form}"
        for path in ("/", "/top/", "/top/part/", "/tag/rivers/", "/author/zora/")
        for form in ("", "atom/")
    ),
    "/sitemap-stories-1.xml", "/news-sitemap.xml", "/search/?q=rivers",
}  # fmt: skip


@pytest.fixture
def paper():
    return Newspaper()


def draft(paper):
    return paper.write("A secret", live=False)


def in_review(paper):
    return workflow.submit(paper.write("A secret", live=False), by=editor())


def scheduled(paper):
    return paper.write("A secret", at=NOON + HOUR)


def under_embargo(paper):
    return paper.write("A secret", at=NOON + 2 * HOUR, embargo_until=NOON + HOUR)


def expired(paper):
    return paper.write("A secret", at=NOON - HOUR, unpublish_at=NOON)


def withdrawn(paper):
    return workflow.withdraw(paper.write("A secret", at=NOON - HOUR), by=editor())


def trashed(paper):
    return workflow.trash(paper.write("A secret", live=False), by=editor())


def withdrawn_and_trashed(paper):
    return workflow.trash(withdrawn(paper), by=editor())


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("hide", "status"),
    [
        (draft, 404), (in_review, 404), (scheduled, 404), (under_embargo, 404), (expired, 404),
        (withdrawn, 410), (trashed, 404), (withdrawn_and_trashed, 410),
    ],
)  # fmt: skip
def test_a_story_that_is_not_live_appears_nowhere(client, paper, hide, status):
    hidden = hide(paper)
    hidden = Article.objects.select_related("category__parent").get(pk=hidden.pk)
    answer = client.get(hidden.get_absolute_url())

    assert paper.where(client, hidden) == set()
    assert (answer.status_code, "secret" in answer.content.decode()) == (status, False)
    assert paper.where(client, paper.open) == EVERYWHERE | {paper.open_address}


def test_a_scheduled_story_is_everywhere_from_its_second_on_and_nowhere_before(client, paper):
    with time_machine.travel(NOON, tick=False) as now:
        story = paper.write("On the hour", at=NOON + HOUR)
        now.move_to(NOON + HOUR - timedelta(microseconds=1))
        before, answer_before = paper.where(client, story), client.get(story.get_absolute_url())
        now.move_to(NOON + HOUR)
        after, answer_after = paper.where(client, story), client.get(story.get_absolute_url())

    assert before == set()
    assert after == EVERYWHERE | {paper.open_address}
    assert (answer_before.status_code, answer_after.status_code) == (404, 200)
    assert answer_before["Cache-Control"] == "no-store"


def test_a_story_that_comes_down_is_nowhere_from_its_second_on(client, paper):
    with time_machine.travel(NOON, tick=False) as now:
        story = paper.write("Until one", at=NOON, unpublish_at=NOON + HOUR)
        now.move_to(NOON + HOUR - timedelta(microseconds=1))
        before = paper.where(client, story)
        now.move_to(NOON + HOUR)
        after, answer = paper.where(client, story), client.get(story.get_absolute_url())

    assert before == EVERYWHERE | {paper.open_address}
    assert after == set()
    assert answer.status_code == 404


def test_everybody_gets_the_same_bytes_and_no_cookie(client, paper):
    anonymous = paper.public(client)
    client.force_login(
        UserFactory(role="Editor"), backend="django.contrib.auth.backends.ModelBackend"
    )
    at_the_desk = paper.public(client)

    assert at_the_desk == anonymous
    for path in anonymous:
        response = client.get(path)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert response["ETag"]
        assert "nonce-" not in response["Content-Security-Policy"]


@time_machine.travel(NOON + HOUR, tick=False)
def test_what_the_browser_has_is_not_sent_again_and_no_page_takes_anything(client, paper):
    for path in paper.public(client):
        first = client.get(path)
        etag = client.get(path, headers={"If-None-Match": first["ETag"]})
        head = client.head(path)

        assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert (etag.status_code, etag.content) == (304, b"")
        assert (head.status_code, head.content, head["ETag"]) == (200, b"", first["ETag"])
        assert client.post(path).status_code == 405


def test_a_login_name_never_reaches_a_page(client):
    user = UserFactory(username="zv-login", email="private@example.org", role="Editor",
                       first_name="Zorislava", last_name="Realname")  # fmt: skip
    author = AuthorFactory(name="Zora V.", user=user)
    article = ArticleFactory(by=user, authors=(author,), tags=("rivers",))
    pages = ["/", article.get_absolute_url(), author.get_absolute_url(), "/tag/rivers/", "/feed/",
             article.category.get_absolute_url(), "/sitemap-authors.xml"]  # fmt: skip

    html = "".join(client.get(path).content.decode() for path in pages)

    assert "Zora V." in html
    assert not re.search("zv-login|private@example|Zorislava|Realname", html)


def test_an_edit_that_is_not_published_changes_no_byte(client):
    article = ArticleFactory(headline="Before", tags=("old",))
    paths = ["/", article.get_absolute_url(), "/feed/", "/tag/old/"]
    before = [client.get(path).content for path in paths]

    content = Content(headline="After", body="<p>New</p>", category_id=article.category_id)
    revisions.save(article, content, by=editor())

    assert [client.get(path).content for path in paths] == before
    assert client.get("/tag/new/").status_code == 404
