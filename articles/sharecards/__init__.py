"""What stands on the picture of a link that is shared, where a page has no picture of its own."""

import hashlib
from dataclasses import astuple, dataclass

from django.utils.translation import get_language

from articles.models import Article
from articles.sharecards.letters import drawable
from portal.site.address import path
from portal.site.models import SiteSettings

WIDTH, HEIGHT = 1200, 630
# One more with each change of what is drawn: whoever keeps a card by its address gets the new one.
DESIGN = 1


@dataclass(frozen=True, kw_only=True)
class Card:
    """The words of a card, as `drawable`; `colour` is one of `Category.Colour`, or none."""

    headline: str
    above: str
    colour: str
    site: str
    language: str

    @property
    def mark(self) -> str:
        """The same for the same words: the last part of the card's address."""
        said = repr((DESIGN, *astuple(self)))
        return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def of_story(article: Article, site: SiteSettings) -> Card:
    """Needs `category` and its parent loaded; of a headline with nothing to draw, the site's."""
    category = article.category
    return Card(
        headline=drawable(article.shared_headline) or of_site(site).headline,
        above=drawable(category.name) if category else "",
        colour=category.own_colour if category else "",
        site=drawable(site.name),
        language=article.language or get_language() or "",
    )


def of_site(site: SiteSettings) -> Card:
    return Card(
        headline=drawable(site.tagline) or drawable(site.name),
        above="",
        colour="",
        site=drawable(site.name),
        language=get_language() or "",
    )


def address_of_story(article: Article, site: SiteSettings) -> str:
    return path("share_card", article.pk, of_story(article, site).mark)


def address_of_site(site: SiteSettings) -> str:
    return path("site_share_card", of_site(site).mark)
