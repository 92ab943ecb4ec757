"""What was read of an export stays on disk as it was read, whole or not at all."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portal.moving.records import Blog, Filed, Item, Notice, Person, Remark, Term
from portal.moving.staging import BATCH, Count, Stage

THEN = datetime(2012, 5, 4, 12, 30, tzinfo=UTC)
POST = Item(
    id="7", kind="post", title="A\x00 title", at=THEN, local=THEN.replace(tzinfo=None),
    authors=("ana", "bora"), meta={"_thumbnail_id": ("9",), "empty": ()},
    filed=(Filed(taxonomy="category", slug="vesti", name="Вести"),),
    remarks=(Remark(id="1", text="One", at=THEN), Remark(id="2", parent="1", text="Two")),
    is_sticky=True, position=3, line=12,
)  # fmt: skip
RECORDS = [
    Blog(title="Стара кућа", address="https://old.example"),
    Person(login="ana", name="Ana “A.” Anić"),
    Term(taxonomy="category", slug="vesti", id="3", meta={"a": ("1", "2")}),
    POST,
    Item(id="9", kind="attachment", file="https://old.example/a.jpg"),
    Notice(code="repaired-control", text="2 signs", line=4, column=2),
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "stage.sqlite3"


def read(stage, name="a.xml", records=RECORDS, digest="1"):
    return list(stage.read(name, iter(records), digest=digest))


def test_each_record_comes_back_as_it_was(path):
    with Stage(path) as stage:
        assert read(stage) == RECORDS

    with Stage(path) as stage:
        found = [each for type_ in (Blog, Person, Term, Item, Notice) for each in stage.all(type_)]

    assert found == RECORDS


def test_half_a_sign_which_no_file_can_hold_is_told_as_such(path):
    with Stage(path) as stage:
        read(stage, records=[replace(POST, title="Half \ud800")])

        assert stage.item("7").title == "Half ?"


def test_they_are_counted_by_kind_with_their_comments(path):
    with Stage(path) as stage:
        read(stage)

        counts = {(each.type, each.kind): each for each in stage.counts()}

    assert counts["Item", "post"] == Count(type="Item", kind="post", records=1, remarks=2)
    assert counts["Notice", "repaired-control"].records == 1
    assert counts["Term", "category"].records == 1
    assert sum(each.records for each in counts.values()) == len(RECORDS)


def test_a_file_that_was_read_to_its_end_is_known_until_it_changes(path):
    with Stage(path) as stage:
        assert not stage.has("a.xml", digest="1")
        read(stage)

    with Stage(path) as stage:
        assert stage.has("a.xml", digest="1")
        assert not stage.has("a.xml", digest="2")
        assert not stage.has("b.xml", digest="1")


def test_a_file_whose_reading_was_stopped_is_read_anew(path):
    many = [Item(id=str(number), kind="post") for number in range(BATCH + 10)]
    with Stage(path) as stage:
        reading = stage.read("a.xml", iter(many), digest="1")
        first = [next(reading) for _time in range(BATCH)]
        reading.close()

        assert first == many[:BATCH]
        assert not stage.has("a.xml", digest="1")
        read(stage, records=many)

        assert list(stage.all(Item)) == many


def test_files_of_one_export_stand_one_behind_the_other(path):
    one, two, three = (Item(id=str(number), kind="post") for number in (1, 2, 3))
    newer, page = replace(one, title="New"), replace(three, kind="page")
    with Stage(path) as stage:
        read(stage, "a.xml", [one])
        read(stage, "b.xml", [two, newer])
        read(stage, "a.xml", [one, page])

        assert list(stage.all(Item, kind="post")) == [two, newer, one]
        assert list(stage.all(Item, kind="page")) == [page]
        assert stage.item("4") is None


def test_one_goes_on_behind_a_place(path):
    with Stage(path) as stage:
        read(stage, records=[Item(id=str(number), kind="post") for number in range(5)])
        places = [place for place, _item in stage.after(0, Item)]

        rest = [item.id for _place, item in stage.after(places[2], Item, kind="post")]

    assert rest == ["3", "4"]
