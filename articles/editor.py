"""What a story's text may hold and how it is written: one declaration for the editor's buttons,
its keys, the list of these, and the allow-list."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import allowlist_from_extensions

LINK_SCHEMES = ("http", "https", "mailto")
PULL_QUOTE = "pull-quote"

EXTENSIONS: dict[str, Any] = {
    "Heading": {"levels": [2, 3]},
    "Bold": True,
    "Italic": True,
    "Link": {"enableTarget": False, "protocols": LINK_SCHEMES},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Figure": True,
    "Caption": True,
    "Image": True,
    "SpecialCharacters": True,
    # The library switches the browser's spelling check off; writers want it.
    "NoSpellCheck": False,
    # Its buttons are English and need an icon font; ours are those below.
    "Menu": False,
}


def allowlist() -> dict[str, Any]:
    """Arguments for nh3 that let through what the editor can make, and no more."""
    allowed = allowlist_from_extensions(EXTENSIONS)
    # An embed is a figure that names its address; see articles.embeds.
    allowed["attributes"]["figure"] = {"data-embed"}
    return allowed | {"allowed_classes": {"blockquote": {PULL_QUOTE}}}


_PC: dict[str, str | Promise] = {"Mod": _("Ctrl"), "Shift": _("Shift"), "Alt": _("Alt")}
_MAC = {"Mod": "⌘", "Shift": "⇧", "Alt": "⌥"}


@dataclass(frozen=True)
class Tool:
    """A button of the editor; its keys are written as the library does, “Mod” for Ctrl or ⌘.

    What is not `always` in sight stands behind a button of its own where there is little room.
    """

    name: str
    label: str | Promise
    keys: str = ""
    mac_keys: str = ""
    always: bool = True

    @property
    def on_pc(self) -> list[str | Promise]:
        return [_PC.get(key, key.upper()) for key in _parts(self.keys)]

    @property
    def on_mac(self) -> list[str]:
        return [_MAC.get(key, key.upper()) for key in _parts(self.mac_keys or self.keys)]


def _parts(keys: str) -> list[str]:
    return keys.split("-") if keys else []


# Ctrl and Alt together are the key that types @ and € in this region, so they command nothing;
# ⌘, ⇧ and a digit make a picture of the screen.
TOOLS: tuple[tuple[Tool, ...], ...] = (
    (
        Tool("heading2", _("Subheading"), "Mod-Shift-2", "Mod-Alt-2"),
        Tool("heading3", _("Smaller subheading"), "Mod-Shift-3", "Mod-Alt-3", always=False),
    ),
    (
        Tool("bold", _("Bold"), "Mod-b"),
        Tool("italic", _("Italic"), "Mod-i"),
        Tool("link", _("Link"), "Mod-k"),
    ),
    (
        Tool("bulletList", _("List"), "Mod-Shift-8"),
        Tool("orderedList", _("Numbered list"), "Mod-Shift-7", always=False),
        Tool("blockquote", _("Quotation"), "Mod-Shift-b"),
        Tool("pullQuote", _("Pull quote"), "Mod-Shift-9", always=False),
    ),
    (
        Tool("picture", _("Picture"), "Mod-Shift-g"),
        Tool("embed", _("Embed"), always=False),
        Tool("table", _("Table"), always=False),
        Tool("horizontalRule", _("Line between two parts"), always=False),
    ),
    (
        Tool("undo", _("Undo"), "Mod-z", always=False),
        Tool("redo", _("Redo"), "Mod-Shift-z", always=False),
    ),
    (
        Tool("fullScreen", _("Full screen"), "Mod-Shift-f", always=False),
        Tool("shortcuts", _("Keyboard shortcuts"), "F1", always=False),
    ),
)
# In sight only while one is in a table, or at a picture or an embed.
TABLE_TOOLS = (
    Tool("rowAfter", _("Add a row")),
    Tool("columnAfter", _("Add a column")),
    Tool("deleteRow", _("Remove this row")),
    Tool("deleteColumn", _("Remove this column")),
    Tool("headerCell", _("Heading cell or ordinary cell")),
    Tool("mergeCells", _("Merge the selected cells")),
    Tool("splitCell", _("Split the cell")),
    Tool("deleteTable", _("Remove the table")),
)
PICTURE_TOOLS = (
    Tool("changePicture", _("Change the picture or its words")),
    Tool("deletePicture", _("Take the picture out of the text")),
)
EMBED_TOOLS = (
    Tool("changeEmbed", _("Change the embed or its caption")),
    Tool("deleteEmbed", _("Take the embed out of the text")),
)

# The marks around a quotation, and around one inside it: opening, closing, opening, closing.
# Where the delimiters of Unicode CLDR and the newspapers of a language differ, as these have them.
QUOTATION_MARKS: dict[str, str] = {
    "sr-Cyrl": "„“’’",
    "sr-Latn": "„“’’",
    "hr": "„”‘’",
    "bs": "„“‘’",
    "sl": "„“‚‘",
    "mk": "„“‚‘",
    "bg": "„“’’",
    "en": "“”‘’",
    "tr": "“”‘’",
    "sq": "„“‘’",
    "el": "«»“”",
    "ro": "„”«»",
    "de": "„“‚‘",
}
