"""What the demo newspaper consists of apart from its stories: sections, the vocabulary of tags, pages, the site's row."""

from dataclasses import dataclass

from articles.models import Category


@dataclass(frozen=True, kw_only=True)
class Section:
    """A category; one with a parent is a subcategory, stands after it here and has its colour."""

    slug: str
    name: str
    description: str
    colour: str = ""
    kind: str = Category.Kind.NEWS
    parent: str = ""


@dataclass(frozen=True, kw_only=True)
class Serial:
    """A series; its parts are keys of stories, in their order."""

    title: str
    description: str
    planned_parts: int
    parts: tuple[str, ...]


SERIES = (
    Serial(
        title="Slow ways through the valley",
        description="On foot, by boat and by a train that waits: four ways to see the valley, none of them quick.",
        planned_parts=4,
        parts=("lighthouse", "watermill", "nighttrain"),
    ),
)

SECTIONS: tuple[Section, ...] = (
    Section(
        slug="politics",
        name="Politics",
        description="What city hall decides, and what comes of it.",
        colour=Category.Colour.BRICK,
    ),
    Section(
        slug="economy",
        name="Economy",
        description="Markets, workshops, and people who make things.",
        colour=Category.Colour.AMBER,
    ),
    Section(
        slug="society",
        name="Society",
        description="Schools, neighbours, night shifts: how the valley gets along with itself.",
        colour=Category.Colour.PLUM,
    ),
    Section(
        slug="food",
        name="Food",
        parent="society",
        description="What is cooked in the valley, for whom, and who washes up.",
    ),
    Section(
        slug="opinion",
        name="Opinion",
        description="Columns, by us and by guests.",
        colour=Category.Colour.SLATE,
        kind=Category.Kind.OPINION,
    ),
    Section(
        slug="culture",
        name="Culture",
        description="Books, stages, museums, and the cafés between them.",
        colour=Category.Colour.VIOLET,
    ),
    Section(
        slug="music",
        name="Music",
        parent="culture",
        description="Orchestras, bands and festivals of the valley.",
    ),
    Section(
        slug="sport",
        name="Sport",
        description="On grass, on water and on the mountain.",
        colour=Category.Colour.FOREST,
    ),
    Section(
        slug="football",
        name="Football",
        parent="sport",
        description="The Valley League, week by week.",
    ),
    Section(
        slug="science",
        name="Science",
        description="Rivers, stars, weather, and those who count them every day.",
        colour=Category.Colour.TEAL,
    ),
    Section(
        slug="travel",
        name="Travel",
        description="Slow ways through the valley and beyond.",
        colour=Category.Colour.BLUE,
    ),
)

TAGS: tuple[str, ...] = (
    "animals", "bees", "bread", "bridges", "cheese", "chess", "city life", "crafts", "festivals", "film", "food", "football", "gardens",
    "libraries", "markets", "mountains", "museums", "music", "night shift", "rescue", "rivers", "schools", "stars", "trains", "trams",
    "villages", "walking", "weather", "wine", "winter",
    # In the scripts and languages of the stories that are not in English.
    "bağ bozumu", "muzika", "шах",
)  # fmt: skip

# The fields of the site's row.
SITE: dict[str, str] = {
    "name": "Zebalkans",
    "tagline": "News from a valley that is not on the map",
    "description": "Stories about rivers, trains, markets and music from an invented valley in the Balkans.",
    "footer_text": "All rights reserved",
    "credit_text": "Designed and developed by",
    "credit_name": "Zebalkans",
    "contact_email": "desk@example.org",
    "contact_text": "Zebalkans\nOld Quay 7, second floor, above the ironmonger\nBrodovar",
    "social_links": "https://example.org/zebalkans\nhttps://example.com/@zebalkans",
}


@dataclass(frozen=True, kw_only=True)
class Page:
    """A static page."""

    url: str
    title: str
    content: str


PAGES: tuple[Page, ...] = (
    Page(
        url="/about/",
        title="About us",
        content=(
            "<p>Zebalkans is the newspaper of a valley that does not exist. Its towns, clubs, people and quarrels "
            "are invented, and its pictures are drawn by the program that you are looking at.</p>"
            "<h2>What this is for</h2>"
            "<p>The stories are here so that you can try everything out: write, edit, publish, comment, break "
            "something, bring it back. When you are done, start with an empty database and make it your own.</p>"
            "<h2>Who we are</h2>"
            "<p>Four people in two rooms above an ironmonger’s, guests who have beehives, patients or a café to look after, "
            "and a news agency that works with pigeons. We correct our mistakes in the open and answer letters.</p>"
        ),
    ),
    Page(
        url="/contact/",
        title="Contact",
        content=(
            "<p>The newsroom is on the Old Quay in Brodovar, second floor. The bell works if you press it twice.</p>"
            "<ul>"
            '<li>Newsroom: <a href="mailto:desk@example.org">desk@example.org</a></li>'
            '<li>Readers’ letters: <a href="mailto:letters@example.org">letters@example.org</a></li>'
            '<li>Corrections: <a href="mailto:corrections@example.org">corrections@example.org</a></li>'
            "</ul>"
            "<p>We read everything. On Mondays we even answer before lunch.</p>"
        ),
    ),
)
