"""What the public templates print of stories, and what their addresses become."""

from urllib.parse import quote, urlsplit

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Author
from articles import sharecards, structured_data, text
from articles.models import Article, Byline, Category
from articles.neighbours import Around, Link
from portal.pictures import markup
from portal.pictures.picture import Picture
from portal.site import address
from portal.site.models import SiteSettings

register = template.Library()

# Search engines and social networks want a picture at least this wide.
SHARED_WIDTH = 1280
# Letters of a first paragraph that reach round an initial of three lines, and words of a long read.
INITIAL_NEEDS, LONG_READ = 220, 400
NETWORKS = {
    "bsky.app": "Bluesky",
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "t.me": "Telegram",
    "tiktok.com": "TikTok",
    "twitter.com": "X",
    "whatsapp.com": "WhatsApp",
    "x.com": "X",
    "youtube.com": "YouTube",
}


@register.filter
def absolute(path: str) -> str:
    return address.absolute(path)


@register.filter
def network(url: str) -> str:
    """How a link to a profile is called: by the network's name, else by its address."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return NETWORKS.get(host) or f"{host}{parts.path}".rstrip("/")


@register.filter
def credited(article: Article, role: str) -> list[Author]:
    """The authors in this role, in the order of the bylines."""
    return [byline.author for byline in article.bylines.all() if byline.role == role]


@register.filter
def writers(article: Article) -> list[Author]:
    """Each author of the story once, whoever wrote it first."""
    bylines = sorted(article.bylines.all(), key=lambda each: each.role != Byline.Role.TEXT)
    return list({byline.author_id: byline.author for byline in bylines}.values())


@register.filter
def hue(category: Category | None) -> str:
    """The class that gives an element the colour of a category, or nothing."""
    return f"hue-{category.own_colour}" if category and category.own_colour else ""


@register.filter
def look(article: Article) -> str:
    """What a story's category adds to the classes of its element, with a space before each."""
    category = article.category
    opinion = "opinion" if category and category.is_opinion else ""
    return "".join(f" {name}" for name in (hue(category), opinion) if name)


@register.filter
def initials(name: str) -> str:
    """What stands for an author who has no photo: the first letters of the first and last name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def begins_large(article: Article) -> bool:
    """Whether the text may begin with a large initial: a long one with enough beside the letter."""
    first = text.opening(article.body, longest=INITIAL_NEEDS)
    return (
        article.body.startswith("<p>")
        and first[:1].isalpha()
        and len(first) > INITIAL_NEEDS * 0.9
        and text.word_count(article.body) >= LONG_READ
    )


@register.filter
def reading_minutes(article: Article) -> int:
    return text.reading_minutes(article.body)


@register.filter
def summary(article: Article) -> str:
    """What search engines and shared links say below the headline."""
    own = article.seo_description or article.standfirst or text.opening(article.body)
    return text.shorten(" ".join(own.split()), longest=300)


@register.filter
def why(reason: str) -> SafeString:
    """Why a card stands on a front, which is said to editors only."""
    return format_html('<p class="why">{}</p>', reason) if reason else SafeString("")


@register.simple_tag
def own_language(article: Article | Link) -> SafeString:
    """The `lang` attribute of a story that is not in the language of the site."""
    return _lang(article.language) if _is_foreign(article) else SafeString("")


@register.simple_tag
def site_language(article: Article) -> SafeString:
    """The `lang` attribute of what the site itself says within such a story."""
    return _lang(get_language() or "") if _is_foreign(article) else SafeString("")


def _is_foreign(article: Article | Link) -> bool:
    return article.language not in ("", get_language())


def _lang(language: str) -> SafeString:
    return format_html(' lang="{}"', language)


@register.simple_tag
def month_of(article: Article) -> str:
    """The address of the month in the archive that lists the story."""
    moment = timezone.localtime(article.published_at)
    return reverse("archive", args=[moment.year, moment.month])


@register.simple_tag
def shared_picture(article: Article, site: SiteSettings) -> markup.Still:
    """The JPEG of the lead image for social networks, or else a card with the headline."""
    if image := article.lead_image:
        return markup.still(image.picture, "16x9", width=SHARED_WIDTH)
    return _card(sharecards.address_of_story(article, site))


@register.simple_tag
def site_picture(site: SiteSettings) -> markup.Still:
    """The card of pages that are no story."""
    return _card(sharecards.address_of_site(site))


def _card(url: str) -> markup.Still:
    return markup.Still(url=url, width=sharecards.WIDTH, height=sharecards.HEIGHT)


@register.simple_tag
def share_links(article: Article) -> list[tuple[str, str]]:
    """Names and addresses of plain links that share a story."""
    url = quote(address.absolute(article.get_absolute_url()), safe="")
    headline = quote(article.shared_headline, safe="")
    return [
        (_("Email"), f"mailto:?subject={headline}&body={url}"),
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={url}"),
        ("X", f"https://x.com/intent/post?url={url}&text={headline}"),
        ("WhatsApp", f"https://wa.me/?text={headline}%20{url}"),
        ("Viber", f"viber://forward?text={headline}%20{url}"),
        ("Telegram", f"https://t.me/share/url?url={url}&text={headline}"),
    ]


@register.simple_tag
def news_article(
    article: Article, site: SiteSettings, comments: int | None, around: Around
) -> SafeString:
    """A NewsArticle of schema.org, with so many comments, or with nothing said of them."""
    image = article.lead_image.picture if article.lead_image else None
    news = structured_data.News(
        url=address.absolute(article.get_absolute_url()),
        headline=article.headline,
        description=summary(article),
        section=article.category.name if article.category else "",
        language=article.language or get_language() or "",
        keywords=tuple(entry.tag.name for entry in article.tag_items.all()),
        images=_images(image) if image else (_own_card(article, site),),
        creators=tuple(_creator(author) for author in credited(article, Byline.Role.TEXT)),
        publisher=_publisher(site),
        published_at=article.published_at,
        updated_at=article.updated_at,
        words=text.word_count(article.body),
        comments=comments,
        corrections=tuple(
            (f"{capfirst(each.label)}: {each.text}", each.made_at) for each in around.corrections
        ),
        series=_series(around),
    )
    return structured_data.script(structured_data.news_article(news))


@register.simple_tag
def breadcrumb_list(article: Article) -> SafeString:
    """The breadcrumb of a story for search engines."""
    steps = [(_("Home"), "/")]
    if article.category:
        levels = dict.fromkeys([article.category.top, article.category])
        steps += [(category.name, category.get_absolute_url()) for category in levels]
    steps.append((article.headline, article.get_absolute_url()))
    return structured_data.script(
        structured_data.breadcrumb_list((name, address.absolute(path)) for name, path in steps)
    )


def _own_card(article: Article, site: SiteSettings) -> str:
    return address.absolute(sharecards.address_of_story(article, site))


def _series(around: Around) -> structured_data.Series | None:
    if (found := around.series) is None:
        return None
    url = address.absolute(found.url)
    return structured_data.Series(name=found.title, url=url, place=found.place)


def _images(picture: Picture) -> tuple[str, ...]:
    """The picture in the three ratios that search engines ask for; one where there are no crops."""
    crops = ("16x9", "4x3", "1x1")
    urls = (markup.url(picture, ratio, width=SHARED_WIDTH) for ratio in crops)
    return tuple(dict.fromkeys(address.absolute(url) for url in urls))


def _creator(author: Author) -> structured_data.Creator:
    return structured_data.Creator(
        name=author.name,
        url=address.absolute(author.get_absolute_url()),
        is_organisation=author.kind == Author.Kind.AGENCY,
    )


def _publisher(site: SiteSettings) -> structured_data.Publisher:
    return structured_data.Publisher(
        name=site.name,
        url=address.absolute("/"),
        logo=logo_of(site),
    )


def logo_of(site: SiteSettings) -> str:
    """The absolute address of the newspaper's logo, or else of the icon of the site."""
    logo = markup.url(site.logo, width=480) if site.logo else static("img/icon-512.png")
    return address.absolute(logo)
