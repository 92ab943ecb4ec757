"""The form of a story while it is written in, and what a save is answered."""

from collections.abc import Iterator

from django.db.models import F
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from bench.demo import Shown
from bench.exhibits.made import HINTED, MARK, STATES, UNSAVED

DIALOGS = (("pictures", "picture"), ("links", "link"), ("tables", "table"), ("embeds", "embed"))


def pages() -> Iterator[Shown]:
    yield from _dialogs()
    yield from _answers()
    yield from _unsaved()
    yield from _remembering()


def _dialogs() -> Iterator[Shown]:
    story = Article.objects.filter(status=STATES["draft"], trashed_at=None).order_by("pk")[0]
    change = reverse("admin:articles_article_change", args=[story.pk])
    for name, tool in DIALOGS:
        pressed = (f"[data-tool={tool}]",)
        yield Shown(name=f"dialog of {name}", path=change, user="editor", pressed=pressed)
    keys = ("[data-tool=shortcuts]",)
    yield Shown(name="dialog of keys", path=change, user="editor", pressed=keys)
    upload = ("[data-tool=picture]", "#picker [data-new]")
    yield Shown(name="dialog of an upload", path=change, user="editor", pressed=upload)
    beside = ("[data-preview-open]",)
    yield Shown(name="preview beside a story", path=change, user="editor", pressed=beside)
    wide = (*beside, "[data-width=desktop]")
    yield Shown(name="wide preview beside a story", path=change, user="editor", pressed=wide)
    new = reverse("admin:articles_article_add")
    yield Shown(name="new story", path=new, user="journalist")
    hinted = Article.objects.get(headline=f"{MARK} {HINTED}")
    path = reverse("admin:articles_article_change", args=[hinted.pk])
    hints = (".style-hints summary", ".style-mark >> nth=0")
    yield Shown(name="hints of the style list", path=path, user="editor", pressed=hints)
    chosen = ("[data-tool=picture]", "#picker [data-id] >> nth=0")
    yield Shown(name="dialog of a picture", path=change, user="editor", pressed=chosen)


def _answers() -> Iterator[Shown]:
    """What a form is answered that cannot be saved."""
    story = Article.objects.filter(status=STATES["draft"], trashed_at=None).order_by("pk")[0]
    change = reverse("admin:articles_article_change", args=[story.pk])
    fields = {"language": ["en"], "comment_policy": ["open"], "body": ["<p>Mine</p>"]}
    yield Shown(name="story refused", path=change, user="editor", sent=fields)
    late = fields | {"headline": ["Mine"], "base_revision": ["0"]}
    yield Shown(name="story that somebody else saved", path=change, user="editor", sent=late)
    other = Article.objects.exclude(
        pk__in=Article.objects.editable_by(User.objects.get(username="journalist"))
    )[0]
    path = reverse("admin:articles_article_change", args=[other.pk])
    yield Shown(
        name="story that may not be saved", path=path, user="journalist", status=403, sent=late
    )
    yield Shown(name="logged out while writing", path=change, status=401, sent=late)


def _unsaved() -> Iterator[Shown]:
    """What was typed and not saved."""
    story = Article.objects.get(headline=f"{MARK} {UNSAVED}")
    change = reverse("admin:articles_article_change", args=[story.pk])
    yield Shown(name="story with unsaved words", path=change, user="editor")
    own = story.sessions.offered().filter(by__username="editor")[0]
    path = f"{change}?typed={own.pk}"
    yield Shown(name="going on with unsaved words", path=path, user="editor")


def _remembering() -> Iterator[Shown]:
    """What a story was, and what becomes of it when two people save it."""
    story = Article.objects.live().exclude(newest_revision=F("live_revision")).order_by("pk")[0]
    old, new = story.live_revision_id, story.newest_revision_id
    for name, view, args in (
        ("history with two versions", "history", [story.pk]),
        ("a version by itself", "revision", [story.pk, old]),
        ("restore a version", "restore", [story.pk, old]),
    ):
        path = reverse(f"admin:articles_article_{view}", args=args)
        yield Shown(name=name, path=path, user="editor")
    path = reverse("admin:articles_article_compare", args=[story.pk])
    for name, view in (("in one text", "inline"), ("side by side", "side")):
        asked = f"{path}?old={old}&new={new}&view={view}"
        yield Shown(name=f"two versions {name}", path=asked, user="editor")
    change = reverse("admin:articles_article_change", args=[story.pk])
    mine = {"language": ["en"], "comment_policy": ["open"], "headline": ["Mine"]}
    late = mine | {"body": ["<p>Mine</p>"], "base_revision": [str(old)]}
    yield Shown(name="story that two people changed", path=change, user="editor", sent=late)
    merged = late | {"_merge": ["1"], "conflict": [str(new)], "choose-headline": ["theirs"]}
    yield Shown(name="story that was merged", path=change, user="editor", sent=merged)
