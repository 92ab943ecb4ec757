"""What lets a browser keep the site: the manifest, the worker, and the page without a network."""

import re

import pytest
from django.conf import settings as site
from django.contrib.staticfiles import finders
from PIL import Image

from portal.site import banners
from portal.site.models import SiteSettings
from portal.views.offline import PAPER
from tests.factories import ArticleFactory, CategoryFactory, editor

pytestmark = pytest.mark.django_db


def test_the_manifest_says_what_browsers_need_to_install_the_site(client):
    SiteSettings.objects.create(pk=1, name="Вести & B", tagline="Of the valley")

    response = client.get("/manifest.webmanifest")

    told = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert (told["name"], told["short_name"]) == ("Вести & B", "Вести & B")
    assert (told["start_url"], told["scope"], told["lang"]) == ("/", "/", "en")
    assert (told["display"], told["description"]) == ("minimal-ui", "Of the valley")
    assert [each["purpose"] for each in told["icons"]] == ["any", "any", "maskable"]
    for icon in told["icons"]:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as drawn:
            assert f"{drawn.width}x{drawn.height}" == icon["sizes"]
        assert icon["type"] == "image/png"


def test_colours_are_those_of_the_site_by_day_and_by_night(client):
    tokens = (site.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    day, night = re.search(r"--paper: light-dark\((#\w{6}), (#\w{6})\)", tokens).groups()

    html = " ".join(client.get("/").content.decode().split())

    assert day == PAPER
    for colour, scheme in ((day, "light"), (night, "dark")):
        wanted = f'name="theme-color" content="{colour}" media="(prefers-color-scheme: {scheme})"'
        assert wanted in html


def test_every_page_names_the_manifest_and_icons_that_are_there(client):
    html = " ".join(client.get("/").content.decode().split())

    assert '<link rel="manifest" href="/manifest.webmanifest">' in html
    for path in re.findall(r'<link rel="(?:icon|apple-touch-icon)" href="/static/([^"]+)"', html):
        if not path.endswith(".svg"):
            with Image.open(finders.find(path)) as drawn:
                drawn.verify()


def test_the_worker_is_small_and_a_script_of_the_whole_site(client):
    response = client.get("/sw.js")

    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "worker-src 'self'" in response["Content-Security-Policy"]
    # As it is sent, in the form that most browsers ask for.
    assert len(client.get("/sw.js", headers={"Accept-Encoding": "br"}).content) < 2_200
    assert len(response.content) < 5_000


def test_all_that_the_worker_keeps_at_once_is_there(client):
    shell = re.search(r"const SHELL = (\[.*\]);", client.get("/sw.js").content.decode())[1]

    paths = re.findall(r'"([^"]+)"', shell)
    assert paths[0] == "/offline/"
    assert [path for path in paths[1:] if not finders.find(path.removeprefix("/static/"))] == []
    html = client.get("/offline/").content.decode()
    assert all(f'"{path}"' in html for path in paths[1:4])


def test_the_worker_is_another_once_what_its_page_says_or_a_file_is(client, settings, tmp_path):
    first = client.get("/sw.js").content
    settings.LANGUAGE_CODE = "sr"
    other_file = client.get("/sw.js").content
    folder = tmp_path / "offline"
    folder.mkdir()
    (folder / "words.html").write_text("Other words")
    (templates,) = settings.TEMPLATES
    settings.TEMPLATES = [templates | {"DIRS": [tmp_path, *templates["DIRS"]]}]
    other_words = client.get("/sw.js").content

    assert len({first, other_file, other_words}) == 3


def test_the_worker_stays_the_same_while_the_menu_and_the_breaking_news_change(client):
    SiteSettings.objects.create(pk=1)
    before = client.get("/sw.js").content
    CategoryFactory(name="New in the menu")
    banners.start(text="The bridge is open", by=editor())

    assert client.get("/sw.js").content == before


def test_the_page_without_a_network_breaks_no_news_since_it_does_not_know_when_they_end(client):
    SiteSettings.objects.create(pk=1)
    banners.start(text="The bridge is open", by=editor())

    pages = [client.get(path).content.decode() for path in ("/", "/offline/")]

    assert ["The bridge is open" in html for html in pages] == [True, False]


def test_breaking_news_are_known_by_what_the_worker_takes_out_of_a_copy(client):
    SiteSettings.objects.create(pk=1)
    banners.start(text="The bridge is open", by=editor())
    script, html = (client.get(path).content.decode() for path in ("/sw.js", "/"))

    begins, ends = re.search(r"BANNER = /(<.+)\[\^\]\*\?(<.+)/;", script).groups()

    assert html.count(begins) == 1
    assert "The bridge is open" in html.partition(begins)[2].partition(ends.replace("\\", ""))[0]


def test_a_newspaper_that_keeps_nothing_takes_back_what_was_kept(client, settings):
    settings.OFFLINE_READING = False

    script = client.get("/sw.js").content.decode()

    assert "unregister()" in script
    assert "caches.delete" in script
    assert "js/keep.js" not in client.get("/").content.decode()


def test_the_page_without_a_network_is_for_no_search_engine(client):
    html = client.get("/offline/").content.decode()

    assert '<meta name="robots" content="noindex">' in html


def test_a_story_is_known_by_what_the_worker_looks_for(client):
    script = client.get("/sw.js").content.decode()
    mark = re.search(r"IS_STORY = '([^']+)'", script)[1]
    article = ArticleFactory()

    pages = {path: client.get(path).content.decode() for path in ("/", "/offline/", "/search/")}
    assert mark in client.get(article.get_absolute_url()).content.decode()
    assert [path for path, html in pages.items() if mark in html] == []
