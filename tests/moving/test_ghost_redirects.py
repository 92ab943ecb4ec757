"""Redirects of a Ghost site that stand for one address each."""

import json

import pytest

from portal.moving.ghost import Moved, redirects
from portal.moving.records import Unreadable
from tests.moving.exports import SAMPLES


def taken(path):
    return [(moved.old, moved.new, moved.permanent) for moved in redirects(path) if not moved.note]


def left(path):
    return [(moved.old, moved.note) for moved in redirects(path) if moved.note]


def test_plain_paths_of_a_json_file_are_taken_and_the_others_say_why_not():
    path = SAMPLES / "ghost-redirects.json"

    assert taken(path) == [
        ("/stari-naslov/", "/novi-naslov/", True),
        ("/anketa/", "https://anketa.example/", False),
        ("/Velika-Slova", "/mala-slova/", True),
        ("/staro/a.html", "/a/", False),
    ]
    assert [(old, note.partition(" ")[0]) for old, note in left(path)] == [
        ("^/blog/(.*)$", "A"),
        ("/skripta/", "Its"),
        ("/isto/", "It"),
        ("/stari-naslov/", "Another"),
    ]


def test_plain_paths_of_a_yaml_file_are_taken_and_the_others_say_why_not():
    path = SAMPLES / "ghost-redirects.yaml"

    assert taken(path) == [
        ("/stari-naslov/", "/novi-naslov/", True),
        ("/staro/a.html", "/a/", True),
        ("/vrijeme/10:30/", "/termin/", True),
        ("/anketa/", "https://anketa.example/?od=lista", False),
    ]
    assert [old for old, note in left(path)] == ["^/blog/(.*)$", "/dugo/: >-", "/nastavak/"]
    assert "Line 10" in left(path)[1][1]


def test_redirects_within_an_export_are_found(tmp_path):
    path = tmp_path / "export.json"
    row = {"from": "/a/", "to": "/b/", "permanent": 1}
    path.write_text(json.dumps({"db": [{"data": {"posts": [], "redirects": [row, 7]}}]}))

    assert redirects(path) == (Moved(old="/a/", new="/b/", permanent=True),)


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("/a", "/a"),
        ("^/a$", "/a"),
        ("^/a/?$", "/a/"),
        ("/a/?", "/a/"),
        (r"^\/a\-b\.html$", "/a-b.html"),
        ("/a.html", "/a.html"),
        ("/š/č/", "/š/č/"),
        ("/a/i", "/a"),
        ("/^/A/?$/i", "/A/"),
        ("/i", "/i"),
    ],
)
def test_a_source_that_stands_for_one_path_is_that_path(tmp_path, source, path):
    file = tmp_path / "redirects.json"
    file.write_text(json.dumps([{"from": source, "to": "/new/"}]))

    assert taken(file) == [(path, "/new/", False)]


@pytest.mark.parametrize(
    "source",
    ["", "a", "//a", "/a/*", "/a+", "/(a|b)/", "/[ab]/", "/a{2}", r"/\d+/", "/?p=1", "/a^b",
     "/a$/b", "/a\\", "https://a.example/", "/a b/", "/a#b", None, 7, ["/a"]],
)  # fmt: skip
def test_a_source_that_is_a_pattern_is_not_taken(tmp_path, source):
    file = tmp_path / "redirects.json"
    file.write_text(json.dumps([{"from": source, "to": "/new/"}]))

    assert taken(file) == []
    assert len(left(file)) == 1


@pytest.mark.parametrize(
    "target", ["", "$1", "/a/$1", "a", "//a.example", "data:x", "/a\nb", "/a\\b", {}]
)
def test_a_target_that_is_no_address_is_not_taken(tmp_path, target):
    file = tmp_path / "redirects.json"
    file.write_text(json.dumps([{"from": "/old/", "to": target}]))

    assert taken(file) == []
    assert len(left(file)) == 1


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("  /a/: /b/", ("/a/", "/b/")),
        ("  '/it''s/': /b/", ("/it's/", "/b/")),
        ('  "/a\\u0062/": "/b/"  # why', ("/ab/", "/b/")),
        ('  "^/a\\.b$": /b/', ("/a.b", "/b/")),
        ("\t/a/:   /b/#c", ("/a/", "/b/#c")),
    ],
)
def test_a_line_of_yaml_is_a_pair(tmp_path, line, pair):
    file = tmp_path / "redirects.yaml"
    file.write_text(f"---\n'301': \n{line}\n302: {{}}\n")

    assert taken(file) == [(*pair, True)]


@pytest.mark.parametrize(
    "line",
    ["/a/: /b/", "  /a/", "  /a/:", "  - /a/", "  ? /a/", "  '/a/: /b/", '  "/a/: /b/',
     "  &x /a/: /b/", "  /a/: [/b/]", "  '/a/' b: /c/", "  /a/: '/b/' c"],
)  # fmt: skip
def test_a_line_of_other_yaml_is_not_taken(tmp_path, line):
    file = tmp_path / "redirects.yaml"
    file.write_text(f"302:\n{line}\n  /c/: /d/\n")

    assert taken(file) == [("/c/", "/d/", False)]
    assert "Line 2" in left(file)[0][1]


@pytest.mark.parametrize(
    "content",
    ["", "{", "{}", "[1,", "7", "a: b", "<html>", '{"db": [{"data": {}}]}', "[" * 200_000],
)
def test_a_file_without_redirects_is_refused(tmp_path, content):
    file = tmp_path / "redirects.yaml"
    file.write_text(content)

    with pytest.raises(Unreadable):
        redirects(file)


def test_an_empty_list_of_redirects_has_none(tmp_path):
    file = tmp_path / "redirects.json"
    file.write_text("[]")

    assert redirects(file) == ()


@pytest.mark.parametrize("unit", [" ", "'", '"\\', "a: ", "301:", "{ "])
def test_a_megabyte_in_one_line_is_read(tmp_path, unit):
    file = tmp_path / "redirects.yaml"
    file.write_text(f"301:{' ' * 1_000_000}x\n301:\n  {unit * (1_000_000 // len(unit))}x\n")

    assert taken(file) == []
