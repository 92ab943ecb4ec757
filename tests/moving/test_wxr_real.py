"""Exports that real sites and other projects made, each with what is in it."""

from collections import Counter
from dataclasses import dataclass

import pytest

from portal.moving.records import Item, Notice, Person, Term, Unreadable
from portal.moving.wxr import describe, read
from tests.moving.exports import needs


@dataclass(frozen=True)
class Expected:
    """How often the tags of each kind are in the file, counted with grep."""

    items: int
    people: int = 1
    categories: int = 0
    tags: int = 0
    terms: int = 0
    comments: int = 0
    metadata: int = 0
    filed: int = 0
    files: int = 0
    notices: tuple[str, ...] = ()


EXPORTS = {
    # Two of the eleven are said twice.
    "co-authors-plus.xml": Expected(items=4, people=3, filed=9),
    "crazy-cdata.xml": Expected(items=1, metadata=3, notices=("repaired-cdata",)),
    "feature-image-captions.xml": Expected(items=5, metadata=2, files=2),
    "gutenberg-test-data.xml": Expected(
        items=18, categories=1, terms=2, metadata=80, filed=10, files=10
    ),
    # One who wrote is not among the authors that the file introduces.
    "nikola-example.xml": Expected(
        items=8, people=2, categories=1, tags=1, metadata=11, filed=18, files=3
    ),
    "nikola-unicode.xml": Expected(
        items=2, categories=1, tags=2, metadata=3, filed=3, notices=("repaired-prefix",)
    ),
    "sample.xml": Expected(
        items=6, people=2, categories=1, metadata=2, filed=9, files=1,
        notices=("repaired-ampersand",),
    ),
    "small-export.xml": Expected(
        items=11, people=3, categories=30, tags=3, comments=1, metadata=17, filed=36
    ),
    "test-serialized-comment-meta.xml": Expected(items=1, comments=1, filed=1),
    # One of the terms is a category.
    "themeunittestdata.wordpress.xml": Expected(
        items=186, people=2, categories=69, tags=110, terms=6, comments=33, metadata=737,
        filed=446, files=37,
    ),
    # Half of the fourteen say their term for the second time.
    "valid-wxr-1.0.xml": Expected(
        items=6, categories=5, tags=4, comments=1, metadata=13, filed=7
    ),
    "valid-wxr-1.1.xml": Expected(
        items=2, categories=1, tags=1, terms=1, comments=1, metadata=1, filed=3
    ),
    "wagtail-raw_xml.xml": Expected(items=5, people=2, metadata=12, filed=10),
    "wxr-simple.xml": Expected(items=1, metadata=2, filed=1),
    "wxr-utf-8-challenges.xml": Expected(items=1, metadata=5, filed=1),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPORTS)
def test_a_real_export_is_read_whole(name):
    records = list(read(needs(name)))

    items = [each for each in records if isinstance(each, Item)]
    taxonomies = Counter(each.taxonomy for each in records if isinstance(each, Term))
    assert EXPORTS[name] == Expected(
        items=len(items),
        people=sum(isinstance(each, Person) for each in records),
        categories=taxonomies.pop("category", 0),
        tags=taxonomies.pop("post_tag", 0),
        terms=taxonomies.total(),
        comments=sum(len(item.remarks) for item in items),
        metadata=sum(len(values) for item in items for values in item.meta.values()),
        filed=sum(len(item.filed) for item in items),
        files=sum(bool(item.file) for item in items),
        notices=tuple(each.code for each in records if isinstance(each, Notice)),
    )
    assert records[0] == describe(needs(name))


def test_texts_that_hold_the_end_of_a_text_are_whole():
    records = list(read(needs("crazy-cdata.xml")))

    (item,) = (each for each in records if isinstance(each, Item))
    assert item.body == "Content with nested <![CDATA[ tags ]]> :)"
    assert item.meta == {
        "Plain string": ("Foo",),
        "Closing CDATA": ("]]>",),
        "Alot of CDATA": (
            "This has <![CDATA[ opening and ]]> closing <![CDATA[ tags like this: ]]>",
        ),
    }


def test_a_draft_of_the_oldest_export_has_its_local_time():
    records = list(read(needs("test-serialized-comment-meta.xml")))

    (item,) = (each for each in records if isinstance(each, Item))
    assert item.status == "draft"
    assert item.at.isoformat() == "2009-10-20T16:13:20+00:00"


@pytest.mark.parametrize(
    ("name", "said", "line"), [("malformed.xml", "<notachanneltag>", 27), ("ghost.json", "JSON", 0)]
)
def test_what_is_no_export_is_refused(name, said, line):
    path = needs(name)

    with pytest.raises(Unreadable) as refused:
        list(read(path))

    assert said in refused.value.text
    assert refused.value.line == line
