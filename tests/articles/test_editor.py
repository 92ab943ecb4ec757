"""What is declared of the editor: its tools, their keys, their pictures, its quotation marks."""

import re
from pathlib import Path

from django.conf import settings

from articles import editor
from articles.forms.text import MODULES, StoryTextInput
from articles.models.article import LANGUAGES

ALL = [*(tool for group in editor.TOOLS for tool in group), *editor.TABLE_TOOLS]
ALL += [*editor.PICTURE_TOOLS, *editor.EMBED_TOOLS]


def script(name):
    return (Path(settings.BASE_DIR) / "static" / MODULES[f"desk/editor/{name}"]).read_text()


def test_each_tool_has_a_drawing_and_does_something():
    drawings = (Path(settings.BASE_DIR) / "static" / "img" / "editor.svg").read_text()
    does = script("tools") + script("figures") + script("embeds")

    assert {tool.name for tool in ALL} | {"more"} == set(
        re.findall(r'<symbol id="([\w-]+)"', drawings)
    )
    assert [tool.name for tool in ALL if not re.search(rf"\b{tool.name}: ", does)] == []


def test_no_key_commands_two_tools():
    usual = [tool.keys for tool in ALL if tool.keys]
    mac = [tool.mac_keys or tool.keys for tool in ALL if tool.keys]

    assert len(usual) == len(set(usual))
    assert len(mac) == len(set(mac))


def test_keys_are_written_as_the_keyboard_has_them():
    tool = editor.Tool("link", "Link", "Mod-Shift-k", "Mod-Alt-k")

    assert [str(key) for key in tool.on_pc] == ["Ctrl", "Shift", "K"]
    assert tool.on_mac == ["⌘", "⌥", "K"]


def test_every_language_of_a_story_has_quotation_marks_of_two_kinds():
    assert set(editor.QUOTATION_MARKS) == {name for name, _label in LANGUAGES}
    assert {len(marks) for marks in editor.QUOTATION_MARKS.values()} == {4}
    assert all(marks[:2] != marks[2:] for marks in editor.QUOTATION_MARKS.values())


def test_every_script_of_the_editor_is_named_to_the_browser():
    folder = Path(settings.BASE_DIR) / "static" / "js" / "admin" / "editor"
    named = {Path(path).name for path in MODULES.values() if "/editor/" in path}

    assert {file.name for file in folder.iterdir()} == named


def test_the_parts_of_the_editor_bring_no_fields_into_the_form_of_the_story():
    html = StoryTextInput().render("body", "", {"id": "id_body"})

    assert re.findall(r'\sname="([^"]*)"', html) == ["body"]
    assert "<form" not in html
