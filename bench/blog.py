"""The corpus as rows of WordPress: the same stories, sections, authors, tags, pictures, comments.

Stories are written in blocks, as its editor does; pictures have all their sizes, and no files.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import batched

from bench import corpus
from bench.corpus import AUTHORS, IMAGES, SECTIONS, TAGS, Remark, Story

type Value = str | int
type Rows = Iterable[tuple[Value, ...]]

BATCH = 500
# Numbers below belong to what the installer makes.
FIRST = 100
TOPS, PARTS, TAG, PICTURE = FIRST, FIRST + SECTIONS, 1_000, 10_000_000
SIZES = {
    "medium": (300, 200),
    "large": (1024, 683),
    "thumbnail": (150, 150),
    "medium_large": (768, 512),
    "1536x1536": (1536, 1024),
}
POST = (
    "ID post_author post_date post_date_gmt post_content post_title post_excerpt post_status"
    " comment_status ping_status post_name to_ping pinged post_modified post_modified_gmt"
    " post_content_filtered post_parent guid menu_order post_type post_mime_type comment_count"
)
EMPTIED = ("posts", "postmeta", "comments", "commentmeta")


def statements(stories: int, now: datetime) -> Iterator[str]:
    """What fills a blog that was just installed."""
    yield "SET unique_checks = 0, foreign_key_checks = 0, autocommit = 0"
    yield from (f"TRUNCATE wp_{table}" for table in EMPTIED)
    yield from insert("users", "ID user_login user_nicename user_email display_name", _users())
    yield from insert("terms", "term_id name slug", _terms())
    taxonomy = "term_taxonomy_id term_id taxonomy description parent"
    yield from insert("term_taxonomy", taxonomy, _taxonomy())
    yield from insert("posts", POST, _pictures(now))
    yield from insert("postmeta", "post_id meta_key meta_value", _of_pictures())
    for numbers in batched(range(1, stories + 1), BATCH):
        written = [corpus.story(number) for number in numbers]
        yield from insert("posts", POST, (_post(story, now) for story in written))
        yield from insert("postmeta", "post_id meta_key meta_value", _thumbnails(written))
        yield from insert("term_relationships", "object_id term_taxonomy_id", _filed(written))
    columns = (
        "comment_ID comment_post_ID comment_author comment_author_email comment_author_IP"
        " comment_date comment_date_gmt comment_content comment_approved comment_type"
        " comment_parent"
    )
    yield from insert("comments", columns, (_comment(each, now) for each in corpus.remarks()))
    yield (
        "UPDATE wp_term_taxonomy SET count = (SELECT COUNT(*) FROM wp_term_relationships AS filed"
        " WHERE filed.term_taxonomy_id = wp_term_taxonomy.term_taxonomy_id)"
    )
    # Which sections have parts is remembered from when there were none.
    yield "DELETE FROM wp_options WHERE option_name = 'category_children'"
    yield "COMMIT"
    tables = "wp_posts, wp_postmeta, wp_term_relationships, wp_term_taxonomy, wp_comments"
    yield f"ANALYZE TABLE {tables}"


def path(number: int, now: datetime) -> str:
    """The address of a story."""
    story = corpus.story(number)
    return f"/{_published(story, now):%Y/%m/%d}/{story.slug}/"


def insert(table: str, columns: str, rows: Rows) -> Iterator[str]:
    names = ", ".join(columns.split())
    for some in batched(rows, BATCH):
        values = ", ".join("(" + ", ".join(map(_literal, row)) + ")" for row in some)
        yield f"INSERT INTO wp_{table} ({names}) VALUES {values}"  # noqa: S608  # of our own words


def _literal(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"


def _users() -> Rows:
    for n in range(AUTHORS):
        yield FIRST + n, f"author-{n}", f"author-{n}", f"author-{n}@example.org", f"Author {n}"


def _terms() -> Rows:
    yield from ((TOPS + n, f"Section {n}", f"section-{n}") for n in range(SECTIONS))
    yield from ((PARTS + n, f"Part {n}", f"part-{n}") for n in range(SECTIONS))
    yield from ((TAG + n, f"tag {n}", f"tag-{n}") for n in range(TAGS))


def _taxonomy() -> Rows:
    yield from ((TOPS + n, TOPS + n, "category", "", 0) for n in range(SECTIONS))
    yield from ((PARTS + n, PARTS + n, "category", "", TOPS + n) for n in range(SECTIONS))
    yield from ((TAG + n, TAG + n, "post_tag", "", 0) for n in range(TAGS))


def _published(story: Story, now: datetime) -> datetime:
    return now - timedelta(minutes=story.minutes_old)


def _row(
    pk: int,
    author: int,
    at: datetime,
    texts: tuple[str, str, str],
    slug: str,
    kind: str,
    count: int,
) -> tuple[Value, ...]:
    body, title, excerpt = texts
    when = f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    is_story = kind == "post"
    return (
        pk, author, when, when, body, title, excerpt, "publish" if is_story else "inherit",
        "open", "closed", slug, "", "", when, when, "", 0, f"http://localhost/?p={pk}", 0, kind,
        "" if is_story else "image/jpeg", count,
    )  # fmt: skip


def _post(story: Story, now: datetime) -> tuple[Value, ...]:
    texts = (_blocks(story.body), story.headline, story.standfirst)
    at = _published(story, now)
    author = FIRST + story.author
    return _row(story.number, author, at, texts, story.slug, "post", story.comments)


def _blocks(body: str) -> str:
    kinds = {"<p>": "paragraph", "<h2>": "heading", "<blockquote>": "quote"}
    lines = []
    for line in body.split("\n"):
        kind = kinds[line[: line.index(">") + 1]]
        lines.append(f"<!-- wp:{kind} -->\n{line}\n<!-- /wp:{kind} -->")
    return "\n\n".join(lines)


def _pictures(now: datetime) -> Rows:
    for n in range(IMAGES):
        texts = ("", f"Picture {n}", "Bench")
        yield _row(PICTURE + n, FIRST, now, texts, f"picture-{n}", "attachment", 0)


def _of_pictures() -> Rows:
    for n in range(IMAGES):
        sizes = {
            name: {"file": f"picture-{n}-{w}x{h}.jpg", "width": w, "height": h,
                   "mime-type": "image/jpeg"}
            for name, (w, h) in SIZES.items()
        }  # fmt: skip
        file = f"2026/01/picture-{n}.jpg"
        meta = {"width": 1600, "height": 1067, "file": file, "sizes": sizes, "image_meta": {}}
        yield PICTURE + n, "_wp_attached_file", file
        yield PICTURE + n, "_wp_attachment_metadata", serialized(meta)
        yield PICTURE + n, "_wp_attachment_image_alt", f"Picture {n}"


def serialized(value: object) -> str:
    """As PHP writes words, whole numbers, and arrays of them."""
    if isinstance(value, dict):
        inner = "".join(serialized(key) + serialized(each) for key, each in value.items())
        return f"a:{len(value)}:{{{inner}}}"
    if isinstance(value, int):
        return f"i:{value};"
    text = str(value)
    return f's:{len(text.encode())}:"{text}";'


def _thumbnails(stories: Iterable[Story]) -> Rows:
    return ((each.number, "_thumbnail_id", str(PICTURE + each.image)) for each in stories)


def _filed(stories: Iterable[Story]) -> Rows:
    for each in stories:
        yield each.number, PARTS + each.section
        yield from ((each.number, TAG + tag) for tag in each.tags)


def _comment(remark: Remark, now: datetime) -> tuple[Value, ...]:
    when = f"{now + timedelta(seconds=remark.number):%Y-%m-%d %H:%M:%S}"
    parent = remark.above[-1] if remark.above else 0
    return (
        remark.number, remark.story, remark.name, "reader@example.org", "127.0.0.1", when, when,
        remark.text, "1", "comment", parent,
    )  # fmt: skip
