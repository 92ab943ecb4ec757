"""The readers' search, in all that it may have to say."""

from collections.abc import Iterator

from bench.demo import Shown

_SEARCHES = {
    "search not yet begun": "",
    "search": "?q=river",
    "search narrowed": "?q=river&period=year&order=newest",
    "search in Cyrillic": "?q=Мирава",
    "search not understood": "?q=river+after:someday",
    "search that was misspelled": "?q=rivrs",
    "search without a find": "?q=unicorn",
}


def pages() -> Iterator[Shown]:
    for name, query in _SEARCHES.items():
        yield Shown(name=name, path=f"/search/{query}")
    yield Shown(name="suggestions", path="/search/", typed=("#search-words", "bri"))
    yield Shown(
        name="suggestions in the header", path="/", pressed=(".header__toggle",),
        typed=(".header__words", "bri"),
    )  # fmt: skip
