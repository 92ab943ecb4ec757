from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.base import ContentFile
from django.templatetags.static import static
from whitenoise.middleware import WhiteNoiseMiddleware

from portal.staticfiles import WholeStylesheets

SHEETS = {
    "css/site.css": '@layer a, b;\n@import url("a.css");\n@import url("b.css");\n',
    "css/a.css": "@layer a { p { color: red } }\n",
    "css/b.css": '@layer b { p { src: url("../fonts/b.woff2") } }\n',
    "css/other.css": '@import url("a.css") print;\n',
    "css/long.css": "p { color: red }\n" * 100,
    "fonts/b.woff2": "a font",
}


@pytest.fixture
def collected(tmp_path, settings):
    """What stands in the collected style sheets, by the name they have in the sources."""
    settings.STATIC_ROOT = tmp_path / "collected"
    source = StaticFilesStorage(location=tmp_path / "source")
    storage = WholeStylesheets(location=tmp_path / "collected")
    for name, text in SHEETS.items():
        source.save(name, ContentFile(text.encode()))
        storage.save(name, ContentFile(text.encode()))
    hashed = storage.post_process({name: (source, name) for name in SHEETS})
    names = {original: name for original, name, _processed in hashed if name}
    return {
        original: (tmp_path / "collected" / storage.stored_name(original)).read_text()
        for original in names
        if original in SHEETS
    }


def test_what_a_style_sheet_imports_stands_in_its_place(collected):
    whole = collected["css/site.css"]

    assert whole.startswith("@layer a, b;\n@layer a { p { color: red } }\n@layer b { p { src: url(")
    assert "@import" not in whole


def test_files_that_an_imported_sheet_names_are_those_of_this_release(collected):
    assert "../fonts/b.woff2" not in collected["css/site.css"]
    assert 'url("../fonts/b.' in collected["css/site.css"]


def test_an_import_with_a_condition_is_left_to_the_browser(collected):
    assert collected["css/other.css"].startswith("@import url(")


def test_all_that_readers_see_is_styled_by_one_file():
    imported = Path(finders.find("css/site.css")).read_text()

    for name in ("tokens", "fonts", "base", "layout", "components", "prose", "comments", "pages"):
        assert f'@import url("{name}.css");\n' in imported
        assert finders.find(f"css/{name}.css")


@pytest.fixture
def told(collected, settings, rf):
    """What the site says of one of those files, once they are collected, to such a browser."""
    settings.WHITENOISE_AUTOREFRESH = False
    backend = {"BACKEND": "portal.staticfiles.WholeStylesheets"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": backend}
    site = WhiteNoiseMiddleware(lambda _request: None)

    def ask(address, understood="identity"):
        answer = site(rf.get(address, headers={"Accept-Encoding": understood}))
        answer.file_to_stream.close()
        return answer.headers

    return ask


@pytest.mark.parametrize(
    ("understood", "sent"), [("gzip, br", "br"), ("gzip", "gzip"), ("identity", None)]
)
def test_a_file_is_sent_as_small_as_a_browser_can_read_it_and_kept_for_ever(told, understood, sent):
    headers = told(static("css/long.css"), understood)

    assert headers.get("Content-Encoding") == sent
    assert "immutable" in headers["Cache-Control"]
    assert headers["Vary"] == "Accept-Encoding"


def test_a_file_by_its_bare_name_may_change(told):
    assert "immutable" not in told("/static/css/long.css")["Cache-Control"]
