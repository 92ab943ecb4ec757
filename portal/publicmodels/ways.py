"""What next, said at the end of a message: links, and perhaps a button before them."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class Way(NamedTuple):
    """Where something leads, and what is said of it."""

    address: str
    label: str | Promise


def on(ways: Iterable[Way], *, button: SafeString | str = "") -> SafeString:
    """To stand behind what happened; nothing where nothing leads on."""
    links = [format_html('<a href="{}">{}</a>', *way) for way in ways]
    said = format_html_join(" ", "{}", ((part,) for part in (button, *links) if part))
    return format_html(' <span class="message-ways">{}</span>', said) if said else SafeString("")
