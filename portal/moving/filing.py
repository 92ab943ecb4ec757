"""Where an item is filed here: one section, which makes its address, others, and tags."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.moving.records import Filed, Item, Term

CATEGORY, TAG = "category", "post_tag"
# In which plug-ins keep the number of the category that an editor chose as the first.
CHOSEN = ("_yoast_wpseo_primary_category", "rank_math_primary_category", "_primary_term_category")
# What the system itself files an item under that nobody filed: by this slug in English, and by the
# number that it has on every site, unless an editor chose another for that.
NONE, FIRST = "uncategorized", "1"


@dataclass(frozen=True, kw_only=True)
class Section:
    """A category as it is to be here, where there are two levels.

    `parent` is the slug of the one above all, `depth` how many stood above it there.
    """

    slug: str
    name: str
    id: str = ""
    parent: str = ""
    description: str = ""
    depth: int = 0

    @property
    def is_raised(self) -> bool:
        """Whether it stood deeper there than any can here."""
        return self.depth > 1

    @property
    def is_of_none(self) -> bool:
        return self.slug == NONE or self.id == FIRST


@dataclass(frozen=True, kw_only=True)
class Place:
    """Slugs of sections, names of tags in their order, and terms that mean nothing here."""

    section: str = ""
    others: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    left: tuple[Filed, ...] = ()


def sections(terms: Iterable[Term], *, taxonomy: str = CATEGORY) -> dict[str, Section]:
    """The categories by their slugs, each below the one that stood above all of its ancestors.

    Below none where the parent is not there, and where categories stand above each other.
    """
    found = {term.slug: term for term in terms if term.taxonomy == taxonomy}
    tops = _tops(found)
    return {slug: _section(term, *tops[slug]) for slug, term in found.items()}


def completed(known: Mapping[str, Section], items: Iterable[Item]) -> dict[str, Section]:
    """These, and those that items name and the export does not."""
    found = dict(known)
    for item in items:
        for filed in item.filed:
            if filed.taxonomy == CATEGORY and filed.slug:
                found.setdefault(
                    filed.slug, Section(slug=filed.slug, name=filed.name or filed.slug)
                )
    return found


def place(item: Item, known: Mapping[str, Section]) -> Place:
    """Where an item stands: what an editor chose, else the deepest of its categories.

    Of several that are equally deep the first that it names; the one for what nobody filed only
    where there is no other.
    """
    filed = list(dict.fromkeys(item.filed))
    slugs = {each: _slug(each, known) for each in filed if each.taxonomy == CATEGORY}
    own = list(dict.fromkeys(filter(None, slugs.values())))
    first = _chosen(item, own, known) or _deepest(own, known)
    names = [each.name or each.slug for each in filed if each.taxonomy == TAG]
    return Place(
        section=first,
        others=tuple(slug for slug in own if slug != first and not known[slug].is_of_none),
        tags=tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip())),
        left=tuple(each for each in filed if each.taxonomy != TAG and not slugs.get(each)),
    )


def _section(term: Term, top: str, depth: int) -> Section:
    return Section(
        slug=term.slug,
        name=" ".join(term.name.split()) or term.slug,
        id=term.id,
        parent=top if top != term.slug else "",
        description=term.description,
        depth=depth,
    )


def _tops(known: Mapping[str, Term]) -> dict[str, tuple[str, int]]:
    """Of each the one above all that it stands below, and how many these are; each looked at once.

    Those that stand above each other in a circle all stand below nothing.
    """
    tops: dict[str, tuple[str, int]] = {}
    for slug in known:
        way: list[str] = []
        seen = set[str]()
        each = slug
        while each in known and each not in tops and each not in seen:
            way.append(each)
            seen.add(each)
            each = known[each].parent
        if each in seen:
            circle = way[way.index(each) :]
            tops |= {member: (member, 0) for member in circle}
            way = way[: -len(circle)]
        for below in reversed(way):
            top, depth = tops.get(each, (below, -1))
            tops[below] = (top, depth + 1)
            each = below
    return tops


def _slug(filed: Filed, known: Mapping[str, Section]) -> str:
    """The section of a term, by its name where the item gives no slug that is known."""
    if filed.slug in known:
        return filed.slug
    name = filed.name.casefold()
    return next((slug for slug, each in known.items() if each.name.casefold() == name), "")


def _chosen(item: Item, own: Iterable[str], known: Mapping[str, Section]) -> str:
    numbers = {known[slug].id: slug for slug in own if known[slug].id}
    return next((numbers[said] for key in CHOSEN if (said := item.said(key)) in numbers), "")


def _deepest(own: list[str], known: Mapping[str, Section]) -> str:
    named = [slug for slug in own if not known[slug].is_of_none] or own
    return max(named, key=lambda slug: known[slug].depth, default="")
