"""Where an item is filed here: one section, which makes its address, others, and tags."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.moving.records import Filed, Item, Term

CATEGORY, TAG = "category", "post_tag"
# In which plug-ins keep the number of the category that an editor chose as the first.
CHOSEN = ("_yoast_wpseo_primary_category", "rank_math_primary_category", "_primary_term_category")
# What the system itself files an item under that nobody filed.
NONE = "uncategorized"


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


@dataclass(frozen=True, kw_only=True)
class Place:
    """Slugs of sections, names of tags in their order, and terms that mean nothing here."""

    section: str = ""
    others: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    left: tuple[Filed, ...] = ()


def sections(terms: Iterable[Term], *, taxonomy: str = CATEGORY) -> dict[str, Section]:
    """The categories by their slugs, each below the one that stood above all of its ancestors.

    Without a parent that is not there, and where categories stand above each other in a circle,
    above none.
    """
    found = {term.slug: term for term in terms if term.taxonomy == taxonomy}
    return {slug: _section(term, found) for slug, term in found.items()}


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
    own = [each.slug for each in filed if each.taxonomy == CATEGORY and each.slug in known]
    own = list(dict.fromkeys(own))
    first = _chosen(item, own, known) or _deepest(own, known)
    names = [each.name or each.slug for each in filed if each.taxonomy == TAG]
    return Place(
        section=first,
        others=tuple(slug for slug in own if slug not in (first, NONE)),
        tags=tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip())),
        left=tuple(each for each in filed if each.taxonomy not in (CATEGORY, TAG)),
    )


def _section(term: Term, known: Mapping[str, Term]) -> Section:
    above: list[str] = []
    slug = term.parent
    while slug in known and slug not in above and slug != term.slug:
        above.append(slug)
        slug = known[slug].parent
    is_circle = slug in above or slug == term.slug
    return Section(
        slug=term.slug,
        name=" ".join(term.name.split()) or term.slug,
        id=term.id,
        parent=above[-1] if above and not is_circle else "",
        description=term.description,
        depth=0 if is_circle else len(above),
    )


def _chosen(item: Item, own: Iterable[str], known: Mapping[str, Section]) -> str:
    numbers = {known[slug].id: slug for slug in own if known[slug].id}
    return next((numbers[said] for key in CHOSEN if (said := item.said(key)) in numbers), "")


def _deepest(own: list[str], known: Mapping[str, Section]) -> str:
    named = [slug for slug in own if slug != NONE] or own
    return max(named, key=lambda slug: known[slug].depth, default="")
