"""nginx and Varnish in front, as deploy/ has them: what changed is seen within a second, by all."""

import re
import ssl
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from django.utils import timezone

from articles import revisions, workflow
from articles.models import ViewCount
from comments import moderation
from comments.models import Comment
from portal.pagecache import outbox
from portal.site.models import SiteSettings
from tests.comments.factories import CommentFactory, moderator_on_duty
from tests.factories import ArticleFactory, CategoryFactory, editor
from tests.pagecache.edges import HOST, NGINX, VARNISH, nginx, varnish
from tests.pagecache.servers import Browser, free_port, site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("database"),
    pytest.mark.skipif(not (NGINX and VARNISH), reason="nginx and Varnish are not installed"),
]
READERS, REQUESTS = 4, 10_000
SECOND = timedelta(seconds=1)


class Secure(Browser):
    """A reader who speaks TLS, and believes a certificate that the test made."""

    def __init__(self, port):
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        self._connection = HTTPSConnection("127.0.0.1", port, timeout=30, context=trusting)
        self._host = HOST


@dataclass
class Edge:
    """How readers come to the site, and the site behind."""

    open: object
    name: str
    folder: object

    def get(self, path, **headers):
        with self.open() as reader:
            return reader.get(path, **headers)


PRODUCTION = {
    "SITE_URL": f"https://{HOST}", "ALLOWED_HOSTS": HOST, "DEBUG": "1", "WEB_CONCURRENCY": "2",
}  # fmt: skip


@contextmanager
def behind_nginx(folder):
    port = free_port()
    with (
        site(folder, port=port, **PRODUCTION, TRUSTED_PROXIES="1"),
        nginx(folder / "nginx", site=port, var=folder) as (_http, https),
    ):
        yield Edge(lambda: Secure(https), "nginx", folder)


@contextmanager
def behind_varnish(folder, settings):
    port, front = free_port(), free_port()
    settings.EDGE_PURGE = [f"varnish://127.0.0.1:{front}"]
    said = {"EDGE_PURGE": settings.EDGE_PURGE[0], "TRUSTED_PROXIES": "1"}
    with (
        site(folder, port=port, **PRODUCTION | said),
        varnish(folder / "varnish", site=port, port=front),
    ):
        yield Edge(lambda: Proxied(front), "Varnish", folder)


class Proxied(Browser):
    """A reader as what speaks TLS in front of Varnish hands him on."""

    def __init__(self, port):
        super().__init__(port, host=HOST)

    def ask(self, method, path, **headers):
        return super().ask(method, path, **headers | {"X_Forwarded_Proto": "https"})


@pytest.fixture
def folder():
    """Servers that root begins go on as users who may not look into the folder of a test."""
    with tempfile.TemporaryDirectory(prefix="edge-") as name:
        made = Path(name)
        made.chmod(0o755)
        yield made


@pytest.fixture(params=["nginx", "varnish"])
def edge(request, folder, settings):
    SiteSettings.objects.create(pk=1)
    if request.param == "nginx":
        with behind_nginx(folder) as made:
            yield made
    else:
        with behind_varnish(folder, settings) as made:
            yield made
    until = time.monotonic() + 5
    while outbox._SENDER._is_running and time.monotonic() < until:
        time.sleep(0.05)


def text_of(edge, path):
    status, _headers, body = edge.get(path)
    return status, body.decode()


def wait_until(seen, *, seconds=1):
    """Raises an AssertionError if a reader who asks more than that later does not see it."""
    until = time.monotonic() + seconds
    while True:
        asked = time.monotonic()
        if seen():
            return
        assert asked < until, "not seen in time"
        time.sleep(0.01)


def sleep_until(moment):
    time.sleep(max(0, (moment - timezone.now()).total_seconds()))


def stale_answers(edge, path, is_right):
    """Of ten thousand, asked for by several readers at once."""

    def ask(times):
        with edge.open() as reader:
            answers = (reader.get(path) for _time in range(times))
            return sum(not is_right(status, body.decode()) for status, _headers, body in answers)

    with ThreadPoolExecutor(READERS) as pool:
        return sum(pool.map(ask, [REQUESTS // READERS] * READERS))


@dataclass
class Paper:
    """A newspaper whose pages all stand in the cache in front."""

    edge: Edge

    def __post_init__(self):
        self.category = CategoryFactory(slug="news")
        self.story = ArticleFactory(headline="As it was", category=self.category)
        self.path = self.story.get_absolute_url()
        self.waiting = CommentFactory(
            article=self.story, text="Waiting.", status=Comment.Status.PENDING
        )
        for _time in range(3):
            assert "As it was" in text_of(self.edge, self.path)[1]
            assert "As it was" in text_of(self.edge, "/")[1]

    def shows(self, path, text, *, status=200):
        """That every reader sees it within a second, and from then on."""

        def is_right(found, body):
            return found == status and text in body

        wait_until(lambda: is_right(*text_of(self.edge, path)))
        assert stale_answers(self.edge, path, is_right) == 0


def test_what_changes_is_seen_within_a_second_by_all_and_never_taken_back(edge):
    paper = Paper(edge)

    ArticleFactory(headline="Just in", category=paper.category)
    paper.shows("/", "Just in")

    content = replace(paper.story.newest_revision.content, headline="Corrected")
    revisions.save(paper.story, content, by=editor())
    workflow.publish(paper.story, by=editor())
    paper.shows(paper.path, "Corrected")

    moderation.approve(paper.waiting, by=moderator_on_duty())
    paper.shows(paper.path, "Waiting.")

    workflow.withdraw(paper.story, by=editor())
    paper.shows(paper.path, "", status=410)
    assert "Corrected" not in text_of(edge, "/")[1]


def test_a_scheduled_story_appears_and_comes_down_on_its_second(edge):
    paper = Paper(edge)
    now = timezone.now()
    up, down = now + 3 * SECOND, now + 8 * SECOND
    soon = ArticleFactory(
        headline="On the minute", category=paper.category, at=up, unpublish_at=down
    )
    path = soon.get_absolute_url()

    early = []
    while timezone.now() < up:
        answers = text_of(edge, path)[0], "On the minute" in text_of(edge, "/")[1]
        if timezone.now() < up:
            early.append(answers)
    wait_until(lambda: text_of(edge, path)[0] == 200)
    wait_until(lambda: "On the minute" in text_of(edge, "/")[1])
    time.sleep(max(0, (down - timezone.now()).total_seconds()))
    # Not a moment longer: what comes down may be a matter of law.
    gone = text_of(edge, path)[0], "On the minute" in text_of(edge, "/")[1]

    assert set(early) == {(404, False)}
    assert gone == (404, False)
    assert stale_answers(edge, "/", lambda _status, text: "On the minute" not in text) == 0


def test_readers_share_a_copy_and_nobody_shares_what_is_his_own(edge):
    paper = Paper(edge)

    with edge.open() as reader:
        answers = [reader.get(paper.path)[1] for _time in range(500)]
    form = f"/comments/{paper.story.pk}/"
    tokens = {
        re.search(r'csrfmiddlewaretoken" value="(\w+)', text_of(edge, form)[1])[1]
        for _time in range(3)
    }
    colleague = edge.get(paper.path, Cookie="a=b; sessionid=abc")[1]
    strange = ["/", "/?utm_source=x", "/?fbclid=1&utm_medium=2", "/?a=%0a&b="]
    same = {edge.get(path, Cookie="_ga=1; csrftoken=2")[2] for path in strange}

    # The site says when it sent an answer; the edge repeats that of its copy.
    assert len({(each["Date"], each["Cache-Status"]) for each in answers}) < 50
    assert len(tokens) == 3
    assert "Cache-Status" not in colleague
    assert "Cache-Status" in edge.get("/comments/feed/")[1]
    assert len(same) == 1
    assert edge.get("/news/?utm_source=x&page=2")[0] == 404
    assert edge.get("/search/?q=was")[1]["Cache-Control"] != edge.get("/")[1]["Cache-Control"]
    assert edge.get("/admin/")[0] == 302


def test_readers_get_what_they_can_read_and_nothing_that_was_meant_for_the_edge(edge):
    paper = Paper(edge)

    for encoding in ("gzip", ""):
        _status, headers, _body = edge.get(paper.path, Accept_Encoding=encoding or "identity")
        unchanged = edge.get(paper.path, Accept_Encoding=encoding, If_None_Match=headers["ETag"])[0]

        assert headers.get("Content-Encoding", "") == encoding
        assert headers["Vary"] == "Accept-Encoding"
        assert unchanged == 304
        told = {name.lower() for name in headers}
        assert not {"surrogate-key", "cache-tag", "x-accel-expires", "x-varnish", "via"} & told
        assert "s-maxage" not in headers["Cache-Control"]


# An address that means one page to whoever is in front, and another to the site.
AMBIGUOUS = [
    "/./1/..", "/news/1/..", "/news/?%70age=2", "/news/?page=2&page=3", "/news/?PAGE=2",
    "/news/?x=?page=2", "/news/%3Fpage=2", "//news/", "/news//", "/news/?page=2&utm_source=x",
    "/news/;page=2", "/x/../news/", "/news/?utm_source=x&page=02",
]  # fmt: skip


def test_no_address_leaves_its_answer_under_another(edge):
    category = CategoryFactory(slug="news")
    for _story in range(1, 23):
        ArticleFactory(category=category)
    pages = ("/", "/news/", "/news/?page=2", "/news/?page=3")
    right = {path: edge.get(path)[::2] for path in pages}

    for strange in AMBIGUOUS:
        if edge.name == "nginx":
            # In a second of its own, so that whatever is wrong is what the strange address left.
            time.sleep(1)
        edge.get(strange)
        edge.get(strange, SCRIPT_NAME="/news", PATH_INFO="/")
        assert {path: edge.get(path)[::2] for path in pages} == right, strange

    assert [status for status, _body in right.values()] == [200, 200, 200, 404]


def test_while_the_site_is_down_readers_get_the_last_copy_until_something_comes_down(folder):
    SiteSettings.objects.create(pk=1)
    category = CategoryFactory(slug="news")
    article = ArticleFactory(category=category, unpublish_at=timezone.now() + 15 * SECOND)
    withdrawn = ArticleFactory(category=category)
    port = free_port()
    with nginx(folder / "nginx", site=port, var=folder) as (_http, https):
        with site(folder, port=port, **PRODUCTION, TRUSTED_PROXIES="1"), Secure(https) as reader:
            before = [reader.get(each.get_absolute_url())[0] for each in (article, withdrawn)]
            workflow.withdraw(withdrawn, by=editor())
            time.sleep(1)
            gone = reader.get(withdrawn.get_absolute_url())[0]
        time.sleep(1)
        with Secure(https) as reader:
            down = [reader.get(each.get_absolute_url())[0] for each in (article, withdrawn)]
        time.sleep(max(0, (article.unpublish_at - timezone.now()).total_seconds()) + 1)
        with Secure(https) as reader:
            over = reader.get(article.get_absolute_url())[0]

    assert (before, gone, down, over) == ([200, 200], 410, [200, 410], 502)


def test_varnish_shows_its_copies_while_the_site_is_gone_and_the_fresh_page_once_it_is_back(
    folder,
):
    SiteSettings.objects.create(pk=1)
    port, front = free_port(), free_port()
    begin = partial(
        site, folder, port=port, **PRODUCTION,
        EDGE_PURGE=f"varnish://127.0.0.1:{front}", TRUSTED_PROXIES="1",
    )  # fmt: skip
    category = CategoryFactory(slug="news")
    with varnish(folder / "varnish", site=port, port=front):
        edge = Edge(lambda: Proxied(front), "Varnish", folder)
        with begin():
            now = timezone.now()
            # The copy of the front page is over when the first goes live; that of the second may be
            # shown until it comes down, whatever happens. Varnish, which has no copy yet, need not
            # hear of them: telling it takes longer than the first moment is away on a busy machine.
            ArticleFactory(headline="On the minute", category=category, at=now + 14 * SECOND)
            leaving = ArticleFactory(category=category, unpublish_at=now + 40 * SECOND)
            path = leaving.get_absolute_url()
            # A site that is slow to answer its probe on a busy machine counts as gone until two are
            # answered in time; of that Varnish keeps nothing.
            wait_until(lambda: {edge.get(each)[0] for each in ("/", path)} == {200}, seconds=12)
            before = [edge.get(each) for each in ("/", path)]
        sleep_until(now + 14 * SECOND)
        # Two probes have to fail before Varnish knows.
        wait_until(lambda: edge.get("/")[0] == 200, seconds=15)
        stale = [edge.get(each) for each in ("/", path)]
        unkept = edge.get("/search/?q=minute")[0]
        # Whole seconds are told, of which none may be too many.
        sleep_until(leaving.unpublish_at - 3 * SECOND)
        late = edge.get(path)[0]
        sleep_until(leaving.unpublish_at)
        over = edge.get(path)[0]
        with begin():
            wait_until(lambda: "On the minute" in text_of(edge, "/")[1], seconds=10)
            taken_back = stale_answers(edge, "/", lambda _status, text: "On the minute" in text)
            gone = edge.get(path)[0]

    assert [answer[0] for answer in before] == [200, 200]
    assert "On the minute" not in before[0][2].decode()
    # To the byte, with headers that tell browsers to ask again each time.
    assert [(status, body) for status, _headers, body in stale] == [
        (status, body) for status, _headers, body in before
    ]
    assert {headers["Cache-Control"] for _status, headers, _body in stale} == {
        "public, max-age=0, must-revalidate"
    }
    assert not any("Age" in headers for _status, headers, _body in stale)
    assert (unkept, late, over, taken_back, gone) == (503, 200, 503, 0, 404)


def test_a_stranger_tells_varnish_nothing_through_the_server_in_front(folder):
    port, front = free_port(), free_port()
    SiteSettings.objects.create(pk=1)
    with (
        site(folder, port=port, **PRODUCTION, TRUSTED_PROXIES="2"),
        varnish(folder / "varnish", site=port, port=front),
        nginx(folder / "nginx", site=front, var=folder) as (_http, https),
        Secure(https) as stranger,
        Browser(front, host=HOST) as forwarded,
    ):
        tags = {"Surrogate-Key": "site"}
        through = _ask(stranger, "BAN", "/", **tags)
        told = _ask(forwarded, "BAN", "/", **tags, **{"X-Forwarded-For": "203.0.113.7"})
        page = stranger.get("/")

    assert (through, told, page[0]) == (405, 403, 200)


def test_nobody_gets_an_encoding_that_he_refuses(folder):
    SiteSettings.objects.create(pk=1)
    with behind_nginx(folder) as edge:
        found = {
            said: edge.get("/", Accept_Encoding=said)[1].get("Content-Encoding", "")
            for said in ("br, gzip", "zstd, gzip", "x-gzip", "br;q=0, gzip", "gzip;q=0", "*")
        }

    assert found == {
        "br, gzip": "br", "zstd, gzip": "zstd", "x-gzip": "", "br;q=0, gzip": "",
        "gzip;q=0": "", "*": "",
    }  # fmt: skip


def test_nobody_but_the_site_tells_varnish_what_to_forget(folder, settings):
    with behind_varnish(folder, settings) as edge, edge.open() as reader:
        connection = reader._connection
        answers = []
        for tags in ("front article:1", "", "front;drop", ".*", "a|b"):
            connection.request("BAN", "/", headers={"Surrogate-Key": tags})
            response = connection.getresponse()
            response.read()
            answers.append(response.status)
            connection.close()

    assert answers == [200, 400, 400, 400, 400]


def test_nginx_serves_files_itself_and_asks_nobody_to_log_in_twenty_times_a_minute(folder):
    SiteSettings.objects.create(pk=1)
    (folder / "static").mkdir()
    (folder / "static" / "a.css").write_text("a{}")
    picture = "pictures/a.jpg"
    (folder / "media" / "pictures").mkdir(parents=True)
    (folder / "media" / picture).write_bytes(b"\xff\xd8")
    with behind_nginx(folder) as edge:
        style, photo = edge.get("/static/a.css"), edge.get(f"/media/{picture}")
        above = edge.get("/static/../secret_key")
        with edge.open() as reader:
            saved = [_ask(reader, "POST", "/admin/articles/autosave/") for _time in range(60)]
            tried = [_ask(reader, "POST", "/admin/login/") for _time in range(40)]

    assert (style[0], style[2], photo[0]) == (200, b"a{}", 200)
    assert "immutable" in style[1]["Cache-Control"]
    assert "immutable" in photo[1]["Cache-Control"]
    assert above[0] in (400, 403, 404)
    assert 429 in tried
    assert 429 not in tried[:20]
    assert 429 not in saved


def _ask(reader, method, path, **headers):
    reader._connection.request(method, path, body=b"", headers={"Host": HOST, **headers})
    response = reader._connection.getresponse()
    response.read()
    return response.status


def test_that_a_story_was_opened_is_passed_on_each_time_and_nobody_keeps_the_answer(edge):
    paper = Paper(edge)
    said = {"User_Agent": "Mozilla/5.0 Firefox/140.0", "Origin": f"https://{HOST}"}
    address = f"/viewed/{paper.story.pk}/"

    with edge.open() as reader:
        told = [reader.ask("POST", address, Content_Length="0", **said)[0] for _time in range(15)]
        asked = [reader.get(address)[0] for _time in range(2)]

    assert told == [204] * 15
    assert asked == [405] * 2
    wait_until(lambda: ViewCount.objects.filter(count=15).exists(), seconds=15)
