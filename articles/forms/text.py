"""The text of a story: the prose editor, and a plain text area where scripts do not run."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.forms import Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import ProseEditorWidget, importmap, prose_editor_js
from js_asset import ImportMap, Media

from articles import editor, embeds, html
from articles.forms.images import PICKER
from articles.models import Image
from articles.text import WORDS_A_MINUTE
from portal.pictures import markup
from portal.pictures.intake import ACCEPT
from portal.site.address import absolute

# A Cyrillic letter takes six bytes of a form: such a text stays below what the site takes at once
# (DATA_UPLOAD_MAX_MEMORY_SIZE), so that it is the form that refuses more, and keeps it.
LONGEST = 1_500_000

# The editor's scripts, as they name each other.
MODULES = {
    **PICKER,
    **{
        f"desk/editor/{name}": f"js/admin/editor/{name}.js"
        for name in (
            "addresses", "bars", "dialogs", "dom", "drops", "embeddialog", "embedpaste", "embeds",
            "figures", "hintcard", "hintlist", "hints", "joins", "linkdialog", "links", "marks",
            "nodes", "parts", "paste", "pasteblocks", "pastelists", "pastetables", "pastetext",
            "quotes", "recognise", "rules", "screen", "shortcuts", "tabledialog", "toolbar",
            "tools", "words",
        )
    },
    **{
        f"desk/writing/{name}": f"js/admin/writing/{name}.js"
        for name in ("again", "autosave", "company", "device", "fields", "flush", "refused", "wire")
    },
}  # fmt: skip
SHEETS = ("surface", "toolbar", "dialogs", "hints")
# Every tool that has keys, by its name.
KEYS = {tool.name: tool for group in editor.TOOLS for tool in group if tool.keys}


class StoryTextInput(ProseEditorWidget):
    """The editor of our own preset: the library's would inject a style that the CSP forbids."""

    template_name = "admin/articles/widgets/text.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, config={"extensions": editor.EXTENSIONS}, preset="story")

    @property
    def media(self) -> Media:
        return Media(
            importmap=importmap | ImportMap(MODULES),
            css={
                "all": [
                    "css/tokens.css",
                    "css/fonts.css",
                    "css/prose.css",
                    *(f"css/admin/editor/{name}.css" for name in SHEETS),
                ]
            },
            js=[prose_editor_js, Script("js/admin/editor.js", type="module")],
        )

    def get_config(self) -> dict[str, Any]:
        preview = reverse("preview", args=["x"]).removesuffix("x/")
        return super().get_config() | {
            "pictures": reverse("admin:articles_image_pick"),
            "accept": ACCEPT,
            "stories": reverse("admin:articles_article_links"),
            "embed": reverse("admin:articles_article_embed"),
            "embedded": {"hosts": sorted(embeds.HOSTS), "files": embeds.FILES},
            "site": absolute("/"),
            # Addresses of ours that readers cannot open.
            "closed": [reverse("admin:index"), preview],
            "schemes": editor.LINK_SCHEMES,
            "marks": editor.QUOTATION_MARKS,
            # Of stories that name none of their own.
            "language": settings.LANGUAGE_CODE,
            "words_a_minute": WORDS_A_MINUTE,
            "keys": {name: [tool.keys, tool.mac_keys] for name, tool in KEYS.items()},
            "label": _("Text of the story"),
        }

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {
            "groups": editor.TOOLS,
            "table_tools": editor.TABLE_TOOLS,
            "picture_tools": editor.PICTURE_TOOLS,
            "embed_tools": editor.EMBED_TOOLS,
            "embedded": embeds.NAMES,
            "tools": KEYS.values(),
        }


class StoryTextField(forms.CharField):
    """Cleans to the canonical form, with pictures of our library only."""

    widget = StoryTextInput
    # No `max_length`: the browser would silently cut off what is pasted beyond it.
    default_validators = [
        MaxLengthValidator(
            LONGEST,
            _(
                "The text is too long: %(show_value)d characters, of %(limit_value)d at most."
                " Divide it into several stories."
            ),
        )
    ]
    left_out: int = 0

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        cleaned = html.clean(text, pictures=addresses(html.picture_ids(text)))
        self.left_out = html.count_pictures(text) - html.count_pictures(cleaned)
        return cleaned

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, self.clean(data or ""))


def addresses(ids: set[int]) -> dict[int, str]:
    """Where the images of these ids are that there are in the library."""
    found = Image.objects.filter(pk__in=ids).values_list("pk", "picture") if ids else []
    return {pk: markup.url(picture, width=markup.PLAIN_WIDTH) for pk, picture in found}


PICTURE_LEFT_OUT = _(
    "A picture was left out of the text: only pictures of the library can stand there. Save it on"
    " your computer, upload it with the picture button, and mind its credit."
)
