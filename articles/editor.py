"""What a story's text may hold: one declaration for the editor's buttons and the allow-list."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import allowlist_from_extensions

LINK_SCHEMES = ("http", "https", "mailto")

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
    "Menu": {
        "groups": [
            {"group": "headings"},
            {"group": "marks"},
            {"group": "link"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "table"},
            {"group": "history"},
        ]
    },
}

# The library's own labels are English only; the script of the editor replaces them by these.
LABELS = {
    "heading 2": _("Subheading"),
    "heading 3": _("Smaller subheading"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "insert link": _("Link (select words first)"),
    "remove link": _("Remove the link"),
    "unordered list": _("List"),
    "ordered list": _("Numbered list"),
    "blockquote": _("Quotation"),
    "horizontal rule": _("Line between two parts"),
    "figure": _("Picture"),
    "Insert table": _("Table"),
    "Add column": _("Add a column"),
    "Delete column": _("Remove this column"),
    "Add row": _("Add a row"),
    "Delete row": _("Remove this row"),
    "Merge cells": _("Merge the selected cells"),
    "Split cell": _("Split the cell"),
    "Toggle header cell": _("Heading cell or ordinary cell"),
    "Delete table": _("Remove the table"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    "text": _("Text of the story"),
    "toolbar": _("Formatting"),
    # Of the dialogs.
    "Edit Link": _("Link"),
    "URL": _("Address"),
    "Title": _("Title (not required)"),
    "Update": _("Take over"),
    "Cancel": _("Cancel"),
    "Add caption": _("Add a caption"),
    "Remove caption": _("Remove the caption"),
}


def allowlist() -> dict[str, Any]:
    """Arguments for nh3 that let through what the editor can make, and no more."""
    return allowlist_from_extensions(EXTENSIONS)
