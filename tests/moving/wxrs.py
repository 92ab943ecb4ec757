"""Exports of WordPress for tests, and what is read of them."""

from collections import Counter

from portal.moving.records import Item, Notice
from portal.moving.wxr import read

PREFIXES = (
    'xmlns:wp="http://wordpress.org/export/1.2/"'
    ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
HEAD = f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" {PREFIXES}>
<channel>
<title>List</title>
<wp:wxr_version>1.2</wp:wxr_version>
"""
END = "</channel>\n</rss>\n"


def entry(title="Vest", **fields):
    """An item on one line; its fields are named as those of WordPress, without the prefix."""
    fields = {"post_id": "1"} | fields
    inner = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in fields.items())
    return f"<item><title>{title}</title>{inner}</item>\n"


def export(*entries, head=HEAD, end=END):
    return head + "".join(entries) + end


class Reader:
    """Reads what it is given as a file of this folder."""

    def __init__(self, folder):
        self.path = folder / "export.xml"

    def __call__(self, content):
        self.path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read(self.path))

    def item(self, content):
        """The only one in there."""
        (found,) = items(self(content))
        return found


def items(records):
    return [record for record in records if isinstance(record, Item)]


def titles(records):
    return [item.title for item in items(records)]


def codes(records):
    return [record.code for record in records if isinstance(record, Notice)]


def notice(records, code):
    (found,) = (each for each in records if isinstance(each, Notice) and each.code == code)
    return found


def kinds(records):
    """How many there are of each kind of record, by the name of the kind."""
    return Counter(type(record).__name__ for record in records)
