"""Exports of Ghost that are broken, strange or made to harm."""

import contextlib
import gzip
import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from portal.moving.ghost import read
from portal.moving.ghost.bodies import lexical, mobiledoc
from portal.moving.ghost.bodies.cards import CARDS
from portal.moving.ghost.bodies.markdown import from_markdown
from portal.moving.ghost.bodies.writing import Unwritten
from portal.moving.records import Blog, Item, Notice, Person, Term, Unreadable
from tests.moving.exports import SAMPLES

TABLES = json.loads((SAMPLES / "ghost-5.json").read_text())["db"][0]["data"]
FIELDS = [
    (table, number, name)
    for table, rows in TABLES.items()
    for number, row in enumerate(rows)
    for name in row
]
EVIL = "</p>\x00\x1b<script>alert('%s')</script>\ud800{0}%(x)s"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from([EVIL, "1e999", "9" * 30, "2024-02-31T00:00:00Z", "__GHOST_URL__", "#"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "root", "children", "type", "text", "src"]), inner),
    max_leaves=6,
)  # fmt: skip


@pytest.fixture
def written(tmp_path):
    def write(content):
        path = tmp_path / "export.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def with_tables(written):
    return lambda **tables: written(json.dumps({"db": [{"data": tables}]}))


def refused(path):
    with pytest.raises(Unreadable) as refusal:
        list(read(path))
    return refusal.value


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("data.json", "{}")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (zipped(), "content/images"),
        (gzip.compress(b"{}", mtime=0), "gzip"),
        (b"<?xml version='1.0'?><rss/>", "WordPress"),
        (b"title,slug\na,b", "no JSON"),
        (b"[]", "no export of Ghost"),
        (b"7", "no export of Ghost"),
        (b'{"db": []}', "no export of Ghost"),
        (b'{"db": [7]}', "no export of Ghost"),
        (b'{"db": [{"data": {"posts": 7}}]}', "no export of Ghost"),
        (b'{"members": []}', "no export of Ghost"),
        (b"[" * 500_000, "nested deeper"),
    ],
)
def test_what_is_no_export_is_refused_with_what_to_do(written, content, words):
    assert words in refused(written(content)).text


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        ('{\n "db": [\n  {"data" 1}]}', 3, 11, "comma"),
        ('{"db": [\n{"data": {"posts": [', 2, 21, "ends too early"),
        ('{"db": [\n{"data": "never', 2, 16, "ends too early"),
        ('{"db": []}\nmore', 2, 1, "comma"),
    ],
)
def test_broken_json_is_refused_with_its_place(written, content, line, column, words):
    refusal = refused(written(content))

    assert (refusal.line, refusal.column) == (line, column)
    assert words in refusal.text


def test_a_file_that_cannot_be_opened_is_refused(tmp_path):
    assert "cannot be opened" in refused(tmp_path / "none.json").text
    assert "cannot be opened" in refused(tmp_path).text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_an_export_in_another_encoding_is_read(written, encoding):
    content = json.dumps({"data": {"posts": [{"title": "Čačak", "status": "draft"}]}})

    _blog, item = read(written(content.encode(encoding)))

    assert item.title == "Čačak"


def test_bytes_that_are_no_text_are_shown_and_said(written):
    found = list(read(written(b'{"data": {"posts": [],\n"tags": [{"id": "a", "name": "\xe8"}]}}')))

    notice, term = found[1:]
    assert (notice.code, notice.line) == ("repaired-bytes", 2)
    assert term.name == "\ufffd"


def test_what_no_page_can_hold_is_taken_out_of_every_field(with_tables):
    path = with_tables(
        posts=[{"id": EVIL, "title": EVIL, "slug": EVIL, "custom_excerpt": EVIL, "html": EVIL}],
        users=[{"id": EVIL, "slug": EVIL, "name": EVIL}],
        tags=[{"id": EVIL, "slug": EVIL, "name": EVIL}],
    )

    found = repr(list(read(path)))

    assert "alert" in found
    assert not any(sign in found for sign in ("\\x00", "\\x1b", "\\ud800"))


def test_numbers_that_repeat_lose_no_post(with_tables):
    posts = [{"id": "a", "uuid": "u", "title": str(number), "status": "draft"} for number in (1, 2)]
    others = [{"title": str(number), "status": "draft"} for number in (3, 4)]
    path = with_tables(posts=[*posts, *others, {"id": "a:2", "title": "5", "status": "draft"}])

    found = list(read(path))

    items = [record for record in found if isinstance(record, Item)]
    assert [item.title for item in items] == ["1", "2", "3", "4", "5"]
    assert [item.id for item in items] == ["a", "a:2", "post:3", "post:4", "a:2:2"]
    assert len({item.guid for item in items}) == 5
    codes = [record.code for record in found if isinstance(record, Notice)]
    assert codes == ["repaired-repeated-id"] * 2


def test_people_and_tags_that_repeat_are_there_once(with_tables):
    path = with_tables(
        users=[
            {"id": "a", "slug": "x", "name": "One"},
            {"id": "b", "slug": "x", "name": "Two"},
            {},
        ],
        tags=[{"id": "a", "slug": "x", "name": "One"}, {"id": "b", "slug": "x", "name": "Two"}, {}],
    )

    found = list(read(path))

    assert [record.name for record in found if isinstance(record, Person | Term)] == ["One", "One"]
    assert [record.code for record in found if isinstance(record, Notice)] == [
        "repaired-repeated-person", "lost-person", "repaired-repeated-term", "lost-term",
    ]  # fmt: skip


def test_rows_that_are_none_are_counted(with_tables):
    path = with_tables(posts=[1, None, "a", []], tags={"id": 1}, users="x")

    found = list(read(path))

    assert [record.text[:18] for record in found[1:]] == [
        "4 entries of “post", "1 entries of “user", "1 entries of “tags",
    ]  # fmt: skip


def test_dates_that_are_none_are_said(with_tables):
    dates = ["2024-02-31T00:00:00Z", "never", 10**18, "9999-12-31T23:59:59-10:00"]
    path = with_tables(
        posts=[{"status": "published", "published_at": date} for date in dates],
        settings=[{"key": "timezone", "value": "Pacific/Auckland"}],
    )

    found = list(read(path))

    assert {record.at for record in found if isinstance(record, Item)} == {None}
    codes = [record.code for record in found if isinstance(record, Notice)]
    assert codes == ["lost-date"] * 4


@pytest.mark.parametrize(
    "zone", ["../../etc/passwd", "/etc/passwd", "Europe", "Nowhere/At_all", "A" * 5000, "", 7, []]
)
def test_a_time_zone_that_is_none_is_that_of_greenwich(with_tables, zone):
    path = with_tables(
        posts=[{"status": "published", "published_at": "2024-06-01T12:00:00Z"}],
        settings=[{"key": "timezone", "value": zone}],
    )

    (item,) = (record for record in read(path) if isinstance(record, Item))

    assert item.local == item.at.replace(tzinfo=None)


@pytest.mark.parametrize("size", [1_000, 5_000])
def test_a_chain_of_tags_costs_no_stack(with_tables, size):
    tags = [{"id": n, "slug": f"t{n}", "parent_id": (n + 1) % size or size} for n in range(size)]

    found = list(read(with_tables(tags=tags)))

    assert sum(isinstance(record, Term) for record in found) == size


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(field=st.sampled_from(FIELDS), value=JSON)
@example(field=("posts", 0, "lexical"), value={"root": {"children": [{"type": []}, 7, None]}})
@example(field=("posts", 0, "published_at"), value=float("inf"))
@example(field=("posts", 0, "id"), value=10**4000)
def test_any_value_in_any_field_is_read_or_refused(written, field, value):
    table, number, name = field
    rows = [dict(row) for row in TABLES[table]]
    rows[number][name] = value
    document = {"db": [{"meta": {}, "data": TABLES | {table: rows}}]}

    found = list(read(written(json.dumps(document))))

    assert isinstance(found[0], Blog)
    posts = [record for record in found if isinstance(record, Item) and record.form == "html"]
    assert sum(item.kind in ("post", "page") for item in posts) == len(TABLES["posts"])


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    document=st.builds(lambda value: {"db": value}, JSON)
    | st.dictionaries(st.sampled_from(sorted(TABLES)), JSON).map(
        lambda tables: {"data": tables, "meta": tables.get("posts")}
    )
)
def test_any_document_is_read_or_refused(written, document):
    path = written(json.dumps(document))

    found = []
    with contextlib.suppress(Unreadable):
        found = list(read(path))

    # A file is refused before anything of it is told.
    assert not found or isinstance(found[0], Blog)


NODES = st.lists(
    st.dictionaries(
        st.sampled_from(["children", "images", "metadata", "format", "start", "src", "text"]), JSON
    ),
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(nodes=NODES, name=st.sampled_from(["list", "code", "link", "root", "poll", *CARDS]))
def test_any_tree_of_an_editor_is_written(nodes, name):
    named = [{"type": name, **node} for node in nodes]
    sections = [[1, "p", nodes], [3, "ul", nodes], *([10, number] for number in range(3))]
    lists = {"markups": nodes, "atoms": nodes, "cards": [[name, node] for node in nodes]}

    in_lexical = lexical.body({"root": {"children": [*named, *nodes]}})
    in_mobiledoc = mobiledoc.body({"version": "0.3.1", "sections": sections, **lists})

    for body in (in_lexical, in_mobiledoc):
        # A lone half of a character cannot be encoded.
        assert "\x00" not in body.html.encode().decode()


def test_a_number_of_five_thousand_digits_is_a_text(written):
    path = written(f'{{"data": {{"posts": [{{"id": {"1" * 5000}, "status": "draft"}}]}}}}')

    (item,) = (record for record in read(path) if isinstance(record, Item))

    assert item.id == "1" * 5000


def test_a_card_that_is_named_very_often_is_not_written_so_often():
    card, count = "a" * 100_000, 10_000
    by_card = {"sections": [[10, 0]] * count, "cards": [["html", {"html": card}]]}
    by_atom = {"sections": [[1, "p", [[1, [], 0, 0]] * count]], "atoms": [["mention", card, {}]]}
    by_link = {
        "sections": [[1, "p", [[0, [0], 1, ""]] * count]], "markups": [["a", ["href", card]]],
    }  # fmt: skip

    for document in (by_card, by_atom, by_link):
        with pytest.raises(Unwritten):
            mobiledoc.body({"version": "0.3.1", **document})


def test_an_address_that_markdown_names_very_often_is_not_written_so_often():
    text = f"[a]: /{'a' * 50_000}\n\n{'[a]' * 10_000}"

    assert len(from_markdown(text)) < 2 * len(text)


@pytest.mark.parametrize(
    "unit", ["<", "<p", "<p ", "<!--", "</", "<script", "<script>", "\n \n", "'"]
)
def test_a_megabyte_of_anything_is_written(unit):
    text = unit * (1_000_000 // len(unit))
    nodes = [
        {"type": "html", "html": text},
        {"type": "image", "caption": text},
        {"type": "callout", "calloutText": text},
    ]

    body = lexical.body({"root": {"children": [*nodes, {"type": "text", "text": "after"}]}})

    assert body.html.endswith("after")


def test_of_several_databases_the_first_is_read(written):
    posts = [{"data": {"posts": [{"title": title, "status": "draft"}]}} for title in "AB"]

    found = list(read(written(json.dumps({"db": posts}))))

    assert [record.title for record in found if isinstance(record, Item)] == ["A"]
    assert [record.code for record in found if isinstance(record, Notice)] == ["lost-database"]


def test_tags_that_are_not_in_the_file_are_counted(with_tables):
    path = with_tables(posts=[], posts_tags=[{"post_id": "a", "tag_id": "b"}] * 3)

    (notice,) = (record for record in read(path) if isinstance(record, Notice))

    assert notice.code == "lost-filed"
    assert "3 in all" in notice.text


@pytest.mark.parametrize("menu", ["[", "7", "[7]", 7, {"label": "a"}])
def test_a_navigation_that_cannot_be_read_is_none(with_tables, menu):
    path = with_tables(posts=[], settings=[{"key": "navigation", "value": menu}])

    assert [type(record) for record in read(path)] == [Blog]


@pytest.mark.parametrize("address", ["http://[", "https://a.example/\\b", "//", "data:image/png,x"])
def test_the_address_of_a_picture_may_be_none(with_tables, address):
    path = with_tables(posts=[{"id": "a", "status": "draft", "feature_image": address}])

    found = list(read(path, address="https://old.example"))

    assert [record.kind for record in found if isinstance(record, Item)] == ["post", "attachment"]


def test_markdown_longer_than_any_article_stays_as_it_is():
    text = f"*a* <b>\n\n{'b' * 250_000}"

    assert from_markdown(text).startswith("<p>*a* &lt;b&gt;</p><p>bbb")
