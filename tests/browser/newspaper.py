"""A small newspaper with one of everything that readers can meet, for pages seen by a browser."""

from datetime import timedelta

from django.contrib.flatpages.models import FlatPage
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Author
from articles import categories
from articles.html import clean
from articles.models import Article, Category, Image
from articles.mostread import listing
from comments import moderation, readers, replies, tokens
from comments.models import Comment
from portal.pictures import intake, renditions
from portal.pictures.picture import NewPicture, Picture
from portal.pictures.storage import store
from portal.publicmodels import verbs
from portal.site import banners
from portal.site.models import SiteSettings
from tests.articles.read import opened
from tests.comments.factories import CommentFactory, moderator_on_duty
from tests.comments.trees import plant
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, editor
from tests.pictures.samples import data, halves

BODY = """<p>The first paragraph says what happened, and <a href="https://example.org/">where</a>.</p>
<h2>What came before</h2><p>Much, and <strong>more</strong> than <em>anybody</em> remembers.</p>
<ul><li><p>one bridge</p></li><li><p>two ferries</p></li></ul>
<blockquote><p>“We have seen higher water.”</p></blockquote>
<h3>In figures</h3>
<table><tbody><tr><th><p>Year</p></th><th><p>Level</p></th></tr>
<tr><td><p>1965</p></td><td><p>812 cm</p></td></tr></tbody></table><hr>"""


def picture(*, complete: bool = True, size: tuple[int, int] = (800, 533)) -> Picture:
    """A drawn picture, stored, with its sizes in what every browser shows."""
    taken = intake.read(ContentFile(data(halves(size))))
    stored = store(NewPicture(intake=taken, focal_x=0.3, focal_y=0.4))
    return renditions.make_next(stored) if complete else stored


def image(**fields) -> Image:
    defaults = {
        "alt": "A river in flood",
        "caption": "The Mirava, on Monday.",
        "credit": "A. Photo",
    }
    found = Image(picture=picture(), **defaults | fields)
    verbs.save(found, tags=found.cache_tags())
    return found


def story(category: Category, authors: tuple[Author, ...], shown: Image, **content) -> Article:
    figure = f'<img data-file="{shown.pk}" src="/" alt="{shown.alt}"><figcaption>There</figcaption>'
    body = clean(f"{BODY}<figure>{figure}</figure>", pictures={shown.pk: shown.picture.name})
    defaults = {
        "standfirst": "What it means for the valley, and for whoever lives in it.",
        "kicker": "Water", "body": body, "tags": ("rivers", "weather"),
        "lead_image_id": shown.pk, "language": "en",
    }  # fmt: skip
    return ArticleFactory(category=category, authors=authors, **defaults | content)


def much_discussed(article: Article) -> tuple[Article, dict[int, Comment]]:
    """A thread of two pages, with picks, badges, a long branch and another within one."""
    within = {1: None} | dict.fromkeys(range(2, 14), 1) | {20: None, 21: 20}
    within |= dict.fromkeys(range(22, 30), 21) | dict.fromkeys(range(30, 80))
    planted, comments = plant(within, article=article, hidden={3})
    Comment.objects.filter(pk=comments[2].pk).update(badge="author", edited_at=timezone.now())
    Comment.objects.filter(pk=comments[79].pk).update(badge="staff", text="> Why?\n\nBecause.")
    for number in (2, 79):
        moderation.pick(comments[number], by=moderator_on_duty())
    return planted, comments


def print_all() -> dict[str, str]:
    """Make the newspaper; the addresses of its pages, by what they are."""
    verbs.save(
        SiteSettings(
            pk=1, name="Zebalkans", tagline="News from a valley", contact_text="Old Quay 7",
            contact_email="desk@example.org", social_links="https://example.org/zebalkans",
        ), tags=("site",),
    )  # fmt: skip
    section = CategoryFactory(
        name="Politics", slug="politics", description="What city hall decides."
    )
    part = Category(name="City hall", slug="city-hall", parent=section)
    categories.save(part)
    empty = CategoryFactory(name="Sport", slug="sport")
    author = AuthorFactory(name="Zora Vetrenjak", slug="zora", bio="Writes.", photo=picture())
    second = AuthorFactory(name="Đorđe Lađar", slug="djordje", kind=Author.Kind.GUEST)
    shown = image()
    now = timezone.now()
    others = [
        story(section, (author,), shown, headline=f"An older story, number {number}",
              at=now - timedelta(days=number))
        for number in range(2, 9)
    ]  # fmt: skip
    story(part, (second,), shown, headline="Високи водостаји на Мирави", language="sr-Cyrl",
          lead_image_id=None, at=now - timedelta(hours=3))  # fmt: skip
    main = story(part, (author, second), shown, headline="The bridge opens at last",
                 at=now - timedelta(hours=1))  # fmt: skip
    first = CommentFactory(article=main, name="Rada", text="At last!\n\nhttps://example.org/x")
    CommentFactory(article=main, parent=first, name="Milan", website="https://example.org/milan")
    discussed, comments = much_discussed(others[1])
    for times, each in enumerate((main, *others), start=1):
        opened(each, times)
    opened(main, 9, at=now - timedelta(days=2))
    listing.compute(now)
    banners.start("The bridge is open to all", main.get_absolute_url(), by=editor())
    page = FlatPage.objects.create(url="/about/", title="About us", content="<p>We are here.</p>")
    page.sites.add(1)
    asked = readers.ask(email="rada@example.org", replies="each")
    main = Article.objects.for_reading().get(pk=main.pk)
    month = timezone.localtime(main.published_at)
    return {
        "front page": "/",
        "section": section.get_absolute_url(),
        "part of a section": part.get_absolute_url(),
        "section without stories": empty.get_absolute_url(),
        "story": main.get_absolute_url(),
        "story without comments": others[0].get_absolute_url(),
        "tag": "/tag/rivers/",
        "author": author.get_absolute_url(),
        "archive": f"/archive/{month.year}/{month.month:02}/",
        "search": "/search/?q=bridge",
        "search of two scripts": "/search/?q=mirava&order=newest&period=week",
        "search that finds nothing": "/search/?q=unicorn",
        "search that was misspelled": "/search/?q=brigde&section=politcs",
        "search not yet begun": "/search/",
        "static page": "/about/",
        "page that is not there": "/no-such-section/",
        "comment form": f"/comments/{main.pk}/",
        "answer to a comment": f"/comments/{main.pk}/?parent={first.pk}",
        "thread": f"{discussed.get_absolute_url()}comments/newest/",
        "branch of a thread": f"{discussed.get_absolute_url()}comments/{comments[1].pk}/",
        "thanks for a comment": f"/comments/own/{tokens.own(first.pk)}/",
        "own comment, to be changed": f"/comments/own/{tokens.own(first.pk)}/?change",
        "report of a comment": f"/comments/flag/{first.pk}/",
        "link of a mail": f"/comments/you/{asked.key}/",
        "end of all mail": replies.stop_path(asked),
        "page of a reader nobody knows": "/comments/you/",
        "what is kept": "/comments/privacy/",
    }
