"""What pages that are no story tell search engines and networks."""

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Author
from articles import structured_data
from articles.models import Article, Category
from articles.structured_data import Organisation, Person
from articles.templatetags.stories import logo_of
from portal.pictures import markup
from portal.site.address import absolute
from portal.site.models import SiteSettings

register = template.Library()

# What networks ask for is a language with a country.
_LOCALES = {
    "bg": "bg_BG", "bs": "bs_BA", "de": "de_DE", "el": "el_GR", "en": "en_GB", "hr": "hr_HR",
    "hu": "hu_HU", "mk": "mk_MK", "ro": "ro_RO", "sl": "sl_SI", "sq": "sq_AL", "sr": "sr_RS",
    "tr": "tr_TR",
}  # fmt: skip
# Static pages at these addresses are the policies of the house, as schema.org calls them.
POLICIES = {
    "/corrections/": "correctionsPolicy",
    "/corrections-policy/": "correctionsPolicy",
    "/ethics/": "ethicsPolicy",
    "/masthead/": "masthead",
    "/publishing-principles/": "publishingPrinciples",
}
PHOTO_WIDTH = 640


@register.simple_tag
def locale(language: str) -> str:
    """Of a story in this language, or of the site."""
    return _LOCALES.get((language or get_language() or "").lower().partition("-")[0], "")


@register.simple_tag
def newspaper(site: SiteSettings) -> SafeString:
    """The site as a NewsMediaOrganization and as a WebSite that can be searched."""
    organisation = Organisation(
        name=site.name,
        url=absolute("/"),
        logo=logo_of(site),
        description=site.description,
        profiles=tuple(site.social()),
        email=site.contact_email,
        policies=_policies(site),
    )
    search = f"{absolute(reverse('search'))}?q={{search_term_string}}"
    website = structured_data.web_site(
        site.name, absolute("/"), language=get_language() or "", search=search
    )
    told = structured_data.news_media_organization(organisation)
    return structured_data.script(told) + structured_data.script(website)


def _policies(site: SiteSettings) -> dict[str, str]:
    """What is done about mistakes the page of corrections says, unless another does."""
    pages = [url for url, _title in site.pages() if url in POLICIES]
    return {POLICIES[url]: absolute(url) for url in [reverse("corrections"), *pages]}


@register.simple_tag
def profile_page(author: Author) -> SafeString:
    """An author's page."""
    person = Person(
        name=author.name,
        url=absolute(author.get_absolute_url()),
        is_organisation=author.kind == Author.Kind.AGENCY,
        description=author.bio,
        image=absolute(markup.url(author.photo, "1x1", width=PHOTO_WIDTH)) if author.photo else "",
        profiles=tuple(author.link_list()),
    )
    return structured_data.script(structured_data.profile_page(person))


@register.simple_tag
def collection_page(name: str, address: str, stories: Iterable[Article]) -> SafeString:
    """A list of stories at this absolute address."""
    listed = [absolute(story.get_absolute_url()) for story in stories]
    data = structured_data.collection_page(name, address, listed, language=get_language() or "")
    return structured_data.script(data)


@register.simple_tag
def breadcrumb_of(here: str, address: str, category: Category | None = None) -> SafeString:
    """The breadcrumb of a page with this name, at this address, below a section if any."""
    steps = [(_("Home"), absolute("/"))]
    if category:
        steps.append((category.name, absolute(category.get_absolute_url())))
    steps.append((here, absolute(address)))
    return structured_data.script(structured_data.breadcrumb_list(steps))
