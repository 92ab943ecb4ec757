"""Reads an export of Ghost, versions 1 to 6, as records."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from portal.moving.ghost import menus
from portal.moving.ghost.items import Items
from portal.moving.ghost.loading import load
from portal.moving.ghost.people import People
from portal.moving.ghost.pictures import Pictures
from portal.moving.ghost.remarks import Remarks
from portal.moving.ghost.site import Site, site_of
from portal.moving.ghost.terms import Tags
from portal.moving.ghost.values import Row, rows
from portal.moving.records import Blog, Notice, Records

# What readers, or those who wrote, would miss. All other tables are for Ghost alone.
_MISSED = ("newsletters", "products", "offers", "snippets", "recommendations", "collections",
           "emails", "post_revisions", "mobiledoc_revisions")  # fmt: skip

_READ = ("posts", "posts_meta", "users", "posts_authors", "tags", "posts_tags", "comments",
         "members", "settings")  # fmt: skip


def read(path: Path, *, address: str = "", permalink: str = "/{slug}/") -> Records:
    """All that the export at this path says.

    `address` is where the site was, which Ghost does not export; without it, addresses of its own
    pages and pictures are relative. `permalink` is the address of posts under it as routes.yaml
    has it, with {slug}, {id}, {primary_tag}, {author}, {year}, {month} and {day}.
    """
    export = load(path)
    settings = rows(export.tables.get("settings"))
    site = site_of(settings, address=address, permalink=permalink)

    def table(name: str) -> list[Row]:
        return [site.resolved(row.values) for row in rows(export.tables.get(name))]

    yield _blog(site, version=export.version)
    yield from export.notices
    people = People(table("users"), table("posts_authors"))
    tags = Tags(table("tags"), table("posts_tags"))
    pictures = Pictures(site)
    remarks = Remarks(table("comments"), table("members"))
    items = Items(
        site, people=people, tags=tags, pictures=pictures, remarks=remarks,
        posts_meta=table("posts_meta"),
    )  # fmt: skip
    yield from people.records(site)
    yield from tags.records()
    yield from items.records(table("posts"))
    yield from pictures.records()
    yield from menus.records([site.resolved(row.values) for row in settings])
    yield from remarks.left_over()
    yield from _missed(export.tables)
    yield from _no_rows(export.tables)


def _blog(site: Site, *, version: str) -> Blog:
    return Blog(
        title=site.title,
        address=site.address,
        home=site.address,
        language=site.language,
        generator="Ghost",
        version=version,
    )


def _missed(tables: Mapping[str, object]) -> Iterator[Notice]:
    counts = {name: len(found) for name in _MISSED if (found := rows(tables.get(name)))}
    if counts:
        text = _("The file also holds what has no place here: %(tables)s.")
        named = ", ".join(f"{name} × {count}" for name, count in counts.items())
        yield Notice(code="lost-tables", text=text % {"tables": named})


def _no_rows(tables: Mapping[str, object]) -> Iterator[Notice]:
    for name in _READ:
        found = tables.get(name)
        held = len(found) if isinstance(found, list) else int(bool(found))
        if count := held - len(rows(found)):
            text = _("%(count)s entries of “%(table)s” are not in a form that can be read.")
            yield Notice(code="lost-rows", text=text % {"count": count, "table": name})
