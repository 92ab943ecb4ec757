"""What a story's text says of itself without its markup, and how long a time is in words."""

import re
from collections import Counter
from datetime import timedelta
from functools import lru_cache
from html import unescape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Slower than people say they read: subheadings, names and figures take their time.
WORDS_A_MINUTE = 200
_BLOCK_ENDS = re.compile(r"</(?:p|h2|h3|li|th|td|figcaption|blockquote)>|<br>|<hr>")
_TAGS = re.compile(r"<[^>]*>")
_FIRST_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
# It says once more what the text says where it belongs.
_PULL_QUOTE = re.compile(r'<blockquote class="pull-quote">.*?</blockquote>', re.DOTALL)
# The name of the site that an embed is from, which is no word of the story.
_EMBED_LINK = re.compile(r'(<figure data-embed="[^"]*">)<a [^>]*>[^<]*</a>')
# Control characters that neither XML nor a page can carry.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

_ADDRESS = re.compile(r'(<img\b[^>]*?)\s+src="[^"]*"')
_ALT = re.compile(r'\salt="([^"]*)"')
_WORD = re.compile(r"\w+")


def without_addresses(html: str) -> str:
    """The text without those of its pictures: one gets another when its sizes are made."""
    return _ADDRESS.sub(r"\1", html)


def words(*texts: str) -> Counter[str]:
    """How often each word stands in these, those of markup left out but for what pictures show."""
    found: Counter[str] = Counter()
    for text in texts:
        spaced = " ".join([_TAGS.sub(" ", text), *_ALT.findall(text)])
        found.update(_WORD.findall(unescape(spaced).casefold()))
    return found


@lru_cache(maxsize=256)
def plain(html: str) -> str:
    """The words of a text in its canonical form, on one line; a page asks for them four times."""
    spaced = _BLOCK_ENDS.sub(" ", _EMBED_LINK.sub(r"\1", html))
    return " ".join(unescape(_TAGS.sub("", spaced)).split())


def word_count(html: str) -> int:
    return len(plain(html).split())


def reading_minutes(html: str) -> int:
    """How long an ordinary reader takes, at least a minute; half a minute is one."""
    return max(1, (word_count(html) + WORDS_A_MINUTE // 2) // WORDS_A_MINUTE)


def opening(html: str, *, longest: int = 200) -> str:
    """The beginning of the first paragraph, cut between words."""
    found = _FIRST_PARAGRAPH.search(_PULL_QUOTE.sub("", html))
    return shorten(plain(found[1]), longest=longest) if found else ""


def shorten(text: str, *, longest: int) -> str:
    """The text, or as many of its words as fit with an ellipsis behind them."""
    if len(text) <= longest:
        return text
    kept = text[:longest].rpartition(" ")[0] or text[: longest - 1]
    return f"{kept.rstrip(' ,;:–—')}…"


def printable(text: str) -> str:
    """The text without characters that would make a feed unreadable."""
    return _UNPRINTABLE.sub("", text)


def number(typed: str | None) -> int | None:
    """What is typed, if it is a number that a database can hold."""
    return int(typed) if typed and re.fullmatch("[0-9]{1,18}", typed) else None


def span(time: timedelta) -> str:
    """How long a time is, as one says it: to the minute, from two days on to the day."""
    minutes = int(time.total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        return ngettext("%(n)d day", "%(n)d days", hours // 24) % {"n": hours // 24}
    if not minutes:
        return _("less than a minute")
    words = [_("%(n)d h") % {"n": hours}] if hours else []
    words += [_("%(n)d min") % {"n": rest}] if rest else []
    return " ".join(words)
