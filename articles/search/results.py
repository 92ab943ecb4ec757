"""What a search finds, as a page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.analysis import tongue
from articles.models import Article
from articles.models.article import LANGUAGES

STORIES = 20
# What is older is reached by its period, or by a word more.
LAST_PAGE = 50
# What readers call the languages of stories; some are one to whoever looks for a word.
TONGUES: Mapping[str, str | Promise] = {tongue(code): name for code, name in LANGUAGES} | {
    "sr": _("Bosnian, Croatian, Serbian")
}


class Order(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"


class Period(StrEnum):
    """How long ago a story was published; a year has those of its last week too."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    OLDER = "older"


@dataclass(frozen=True, kw_only=True)
class Facet:
    """What the results can be narrowed to, and how many would be left; `is_capped`: at least.

    At least none: of those that were read none is left, and others may be.
    `value` is what `search` takes: the slug of a section, a Period, or one of TONGUES.
    """

    value: str
    label: str
    count: int
    is_chosen: bool = False
    is_capped: bool = False


@dataclass(frozen=True, kw_only=True)
class Results:
    """A page of stories, live at the moment that was asked for, with their bylines and texts.

    `count` is of all pages; `is_capped`: there are at least so many. `is_loose` tells that no
    story has the words themselves, and that these have words which begin with them. `is_last`
    tells that there may be more, but not of pages.
    """

    stories: list[Article] = field(default_factory=list)
    page: int = 1
    has_next: bool = False
    count: int = 0
    is_capped: bool = False
    is_loose: bool = False
    is_last: bool = False
    sections: list[Facet] = field(default_factory=list)
    periods: list[Facet] = field(default_factory=list)
    languages: list[Facet] = field(default_factory=list)
