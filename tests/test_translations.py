"""Every word that the site itself says can be translated."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.utils import timezone, translation
from django.utils.functional import Promise

from comments import readers, replies
from comments.models import Comment
from portal.site.models import SiteSettings
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory

OWN = ("publicmodels", "site_settings", "accounts", "articles", "comments")


def own_fields():
    for label in OWN:
        for model in apps.get_app_config(label).get_models():
            if model._meta.app_label == label:
                yield from ((model, field) for field in model._meta.local_fields)


def words_of(field):
    yield from ([field.help_text] if field.help_text else [])
    for _value, label in field.choices or ():
        yield label
    # What nobody ever edits or lists has no name that people see.
    if field.editable and not field.primary_key:
        yield field.verbose_name


# Rows that the machine keeps for itself; no admin shows them.
UNSEEN = {
    "Listing", "ArticleTag", "RelatedStory", "RelatedChoice", "Byline", "Revision", "Trashed",
    "ImageUse", "Activity", "FormSession", "Note", "ReviewLink", "Alarm", "AlarmLetter", "Term",
    "TermVector", "Posting", "Upkeep", "SearchDocument", "SearchName", "SearchWord", "StoryWords",
    "Front", "FrontVersion", "FrontVisit", "StoryState", "StatePlace", "PastRow", "ViewCount",
    "MostRead", "SeriesPart",
}  # fmt: skip


def test_every_name_hint_and_choice_of_a_field_can_be_translated():
    fixed = [
        f"{model.__name__}.{field.name}: {word!r}"
        for model, field in own_fields()
        if model.__name__ not in UNSEEN
        for word in words_of(field)
        if not isinstance(word, Promise)
    ]

    assert fixed == []


OPENING, CLOSING = "⟦", "⟧"
# In every word that people wrote; the words of the site have none.
MARK = "ж"
# The same in every language.
NAMES = {
    "RSS",
    "Facebook",
    "X",
    "WhatsApp",
    "Viber",
    "Telegram",
    "Bluesky",
    "LinkedIn",
    "Zebalkans",
}
SPOKEN = ("alt", "title", "aria-label", "placeholder", "content", "label")


class Words(HTMLParser):
    """What a page says: its texts, and the attributes that are read aloud or shown."""

    def __init__(self):
        super().__init__()
        self.said, self.inside = [], []

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "style", "template"):
            self.inside.append(tag)
        given = dict(attrs)
        if tag == "meta" and given.get("name") != "description":
            return
        self.said += [given[name] for name in SPOKEN if given.get(name)]

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside:
            self.said.append(data)


def untranslated(html):
    """Words that neither went through a translation nor were written by people."""
    page = Words()
    page.feed(html)
    text = "\n".join(page.said)
    innermost = re.compile(f"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")
    while innermost.search(text):
        text = innermost.sub(" ", text)
    words = re.findall(r"[^\W\d_]{2,}", text)
    return sorted({word for word in words if MARK not in word} - NAMES)


@pytest.fixture
def translated(monkeypatch):
    """Every translation stands between brackets."""
    # Django looks each of its functions up once, and then keeps it there.
    functions = translation._trans
    for name in ("gettext", "pgettext"):
        monkeypatch.setattr(functions, name, lambda *said: f"{OPENING}{said[-1]}{CLOSING}", False)
    for name in ("ngettext", "npgettext"):
        monkeypatch.setattr(
            functions,
            name,
            lambda *said: f"{OPENING}{said[-3] if said[-1] == 1 else said[-2]}{CLOSING}",
            False,
        )


@pytest.fixture
def newspaper(db):
    """Every kind of page, written by people whose every word has the mark."""
    SiteSettings.objects.create(
        pk=1, name="жnovine", tagline="жreč", footer_text="жprava", credit_text="жod",
        credit_name="жnas", contact_text="жkej", description="жopis",
    )  # fmt: skip
    section = CategoryFactory(name="жodeljak", description="жopis")
    empty = CategoryFactory(name="жprazan")
    author = AuthorFactory(name="жautor", bio="жpiše")
    shown = ImageFactory(alt="жslika", caption="жreka", credit="жfoto")
    texts = {
        "standfirst": "жuvod", "kicker": "жtema", "body": "<p>жtekst</p>", "tags": ("жtag",),
        "lead_image_id": shown.pk, "source": "жizvor",
    }  # fmt: skip
    stories = [
        ArticleFactory(category=section, authors=(author,), headline=f"жnaslov {n}", **texts)
        for n in range(3)
    ]
    first = CommentFactory(article=stories[0], name="жčitalac", text="жkaže")
    CommentFactory(article=stories[0], parent=first, name="жčitalac", text="жkaže")
    story = stories[0]
    month = timezone.localtime(story.published_at)
    asked = readers.ask(email="x@example.org", replies="each")
    known = readers.confirm(readers.ask(email="y@example.org", replies="daily"))
    return [
        "/", section.get_absolute_url(), empty.get_absolute_url(), story.get_absolute_url(),
        story.tag_items.get().tag.get_absolute_url(), author.get_absolute_url(),
        f"/archive/{month.year}/{month.month:02}/", "/no-such-page/", f"/comments/{story.pk}/",
        f"/comments/{story.pk}/?parent={first.pk}", f"/comments/{story.pk}/thanks/",
        "/comments/you/", "/comments/you/?forgotten", "/comments/privacy/",
        f"/comments/you/{asked.key}/", f"/comments/you/{known.key}/", replies.stop_path(known),
        "/comments/stop/жx/", "/search/", "/search/?q=жnaslov",
        "/search/?q=жnaslvo", "/search/?q=жnaslov&order=newest&period=week",
        "/search/?q=-ж",
        f"/search/?q={'+'.join('жabvgdezi')}",
    ]  # fmt: skip


@pytest.fixture
def known_browser(db):
    """Of a reader who confirmed an address."""
    reader = readers.ask(email="z@example.org", replies="each")
    browser = Client()
    browser.post(f"/comments/you/{reader.key}/")
    section = CategoryFactory(name="жodeljak")
    story = ArticleFactory(headline="жnaslov", category=section)
    for status in Comment.Status.PENDING, Comment.Status.SPAM, Comment.Status.APPROVED:
        CommentFactory(article=story, reader_id=reader.pk, text="жkaže", status=status)
    return browser


def test_every_word_of_a_readers_own_page_can_be_translated(newspaper, known_browser, translated):
    page = known_browser.get("/comments/you/?saved").content.decode()

    assert f"{OPENING}Your choice is saved.{CLOSING}" in page
    assert untranslated(page) == []


def test_every_word_of_a_mail_to_readers_can_be_translated(newspaper, translated):
    reader = readers.ask(email="z@example.org", replies="daily")
    story = ArticleFactory(headline="жnaslov")
    comment = CommentFactory(article=story, email=reader.email, wants_replies=True, text="ж")
    readers.mail_links()
    readers.confirm(reader)
    for number in range(2):
        CommentFactory(parent=comment, name="жdrugi", text="жne", email=f"{number}@example.org")

    replies.send_all(at=timezone.now() + timedelta(days=1))

    mails = {each.subject: re.sub(r"http\S+", "", each.body) for each in mail.outbox}
    assert len(mails) == 2
    assert {text: untranslated(text) for words in mails.items() for text in words} == {
        text: [] for words in mails.items() for text in words
    }


def test_every_word_for_readers_can_be_translated(client, newspaper, translated):
    said = {address: client.get(address).content.decode() for address in newspaper}

    assert {address: found for address, page in said.items() if (found := untranslated(page))} == {}
