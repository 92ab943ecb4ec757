"""Prints as JSON where everything of the demo is that somebody can see: `python -m bench.exhibits`.

What no demo needs, such as a story that was withdrawn, is made the first time.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.contrib import admin  # noqa: E402  # models exist after setup()
from django.contrib.flatpages.models import FlatPage  # noqa: E402
from django.contrib.redirects.models import Redirect  # noqa: E402
from django.db.models import F, Model  # noqa: E402
from django.db.models.functions import Length  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.encoding import force_bytes  # noqa: E402
from django.utils.http import urlsafe_base64_encode  # noqa: E402

from accounts import invitations  # noqa: E402
from accounts.models import Author, SavedFilter, User  # noqa: E402
from articles import notes, planning, previews, reviews, revisions, workflow  # noqa: E402
from articles.content import Content, Credit  # noqa: E402
from articles.models import Article, Category, FormSession, ReviewLink, Tag  # noqa: E402
from bench.demo import Shown  # noqa: E402
from bench.urls import FAULT  # noqa: E402
from comments.models import Comment  # noqa: E402
from portal.demo.people import PASSWORD  # noqa: E402
from portal.publicmodels import verbs  # noqa: E402

MARK = "An exhibit"
HINTED = "that the style list has hints for"
STATES = {
    "draft": Article.Status.DRAFT,
    "in review": Article.Status.IN_REVIEW,
    "withdrawn": Article.Status.WITHDRAWN,
}


def add() -> None:
    """Make what is missing."""
    if Article.objects.filter(headline__startswith=MARK).exists():
        return
    desk = User.objects.get(username="editor")

    def write(what: str, body: str = "", **more: Any) -> Article:
        content = Content(
            headline=f"{MARK} {what}",
            body=body or "<p>Nothing happened, and then it happened again.</p>" * 3,
            category_id=Category.objects.filter(parent=None)[0].pk,
            credits=(Credit(author_id=Author.objects.order_by("pk")[0].pk),),
            **more,
        )
        return revisions.create(content, by=desk, note="To be looked at")

    bare = write("without a picture, with its comments closed", comment_policy="closed")
    workflow.publish(bare, by=desk)
    workflow.withdraw(workflow.publish(write("that was withdrawn"), by=desk), by=desk)
    workflow.trash(write("in the trash"), by=desk)
    _talk_about(write("that is talked about"), desk)
    write(HINTED, body="<p>In order to utilise it, wait.</p><p>It rose by 12 percent.</p>")
    _plan(write, desk)
    tag = Tag(name="exhibit", slug="exhibit")
    verbs.save(tag, tags=tag.cache_tags())
    verbs.trash(tag, by=desk, tags=tag.cache_tags())
    redirect = Redirect(site_id=1, old_path="/old-address/", new_path="/about/")
    verbs.save(redirect, tags=("site",))
    guest = User(username="invited", email="invited@example.org", is_staff=True)
    guest.set_unusable_password()
    guest.save()
    SavedFilter.objects.create(
        owner=desk, screen="articles.article", name="Culture, live", query="q=river&state=live"
    )


def _talk_about(story: Article, desk: User) -> None:
    """All that can stand beside the form of a story."""
    planning.assign(story, by=desk, to=User.objects.get(username="journalist"))
    planning.plan(story, by=desk, due_at=timezone.now() - timedelta(hours=3))
    notes.add(story, by=desk, text="Who says that?\n\nThe harbour office has the log.")
    notes.resolve(notes.add(story, by=desk, text="The old picture."), by=desk)
    link = reviews.invite(story, by=desk, name="Ana, lawyer")
    reviews.remark(link, text="The second paragraph names a minor.")
    reviews.approve(link, shown=reviews.token(link))
    content = replace(story.newest_revision.content, kicker="Changed since")  # type: ignore[union-attr]  # it has one
    revisions.save(story, content, by=desk)
    reviews.invite(story, by=desk, name="The harbour office")
    reviews.revoke(reviews.invite(story, by=desk, name="Somebody"), by=desk)


def _plan(write: Callable[..., Article], desk: User) -> None:
    """What the first page of the newsroom tells of: what is overdue, given to somebody, to come."""
    now = timezone.now()
    late = write("that was due yesterday")
    columns = {"due_at": now - timedelta(days=1), "assigned_to": desk}
    Article.objects.filter(pk=late.pk).update(**columns)
    FormSession.objects.create(
        key=uuid4(), article=late, by=desk, by_name=desk.display_name(),
        opened_at=now, seen_at=now, typed_at=now,
    )  # fmt: skip
    write("that nobody published in time", publish_at=now - timedelta(hours=1))
    workflow.submit(write("under an embargo", embargo_until=now + timedelta(days=2)), by=desk)
    leaving = write("that comes down in three days", unpublish_at=now + timedelta(days=3))
    workflow.publish(leaving, by=desk, at=now - timedelta(days=1))
    soon = workflow.publish(write("that goes live soon"), by=desk, at=now + timedelta(minutes=50))
    content = soon.newest_revision.content  # type: ignore[union-attr]  # it was saved
    revisions.save(soon, replace(content, kicker="Changed since"), by=desk)


def for_readers() -> Iterator[Shown]:
    live = Article.objects.live().select_related("category__parent").newest_first()
    drawn = live.filter(lead_image__isnull=False)
    main = drawn.filter(language="en").order_by("-comment_count", "pk")[0]
    comment = Comment.objects.filter(article=main, status="approved").order_by("path")[0]
    month = timezone.localtime(main.published_at)
    bare = live.filter(headline__startswith=MARK)[0]
    gone = Article.objects.select_related("category__parent").filter(
        status=STATES["withdrawn"], headline__startswith=MARK
    )[0]
    rows: dict[str, Model] = {
        "article": main,
        "article in Cyrillic": drawn.filter(language="sr-Cyrl")[0],
        "article in Turkish": drawn.filter(language="tr")[0],
        "article without a picture": bare,
        "article with a long headline": live.order_by(Length("headline").desc())[0],
        "opinion": live.filter(category__kind=Category.Kind.OPINION)[0],
        "section": Category.objects.filter(parent=None).order_by("position", "pk")[0],
        "part of a section": Category.objects.filter(parent__isnull=False)[0],
        "tag": main.tags.order_by("pk")[0],
        "author": Author.objects.filter(bylines__article=main).order_by("pk")[0],
    }
    yield Shown(name="front", path="/")
    yield Shown(name="front with the menu open", path="/", pressed=(".header__toggle",))
    for name, row in rows.items():
        yield Shown(name=name, path=row.get_absolute_url())  # type: ignore[attr-defined]  # as all of these have
    yield Shown(name="archive", path=f"/archive/{month.year}/{month.month:02}/")
    yield Shown(name="search", path="/search/?q=river")
    yield Shown(name="search without a find", path="/search/?q=unicorn")
    yield Shown(name="static page", path=FlatPage.objects.order_by("pk")[0].url)
    form = reverse("comment_form", args=[main.pk])
    yield Shown(name="comment form", path=form)
    empty = {"text": [""], "email": ["nobody"]}
    yield Shown(name="comment refused", path=form, sent=empty, status=422)
    yield Shown(name="answer to a comment", path=f"{form}?parent={comment.pk}")
    yield Shown(name="thanks for a comment", path=reverse("comment_thanks", args=[main.pk]))
    draft = Article.objects.filter(status=STATES["draft"], trashed_at=None)[0]
    yield Shown(name="preview", path=previews.link(draft))
    told, fresh = (
        ReviewLink.objects.select_related("article").get(name=name)
        for name in ("Ana, lawyer", "The harbour office")
    )
    yield Shown(name="review", path=reviews.address(fresh))
    yield Shown(name="review that was answered", path=reviews.address(told))
    refused = {"text": [""]}
    yield Shown(name="review refused", path=reviews.address(fresh), sent=refused, status=422)
    yield Shown(name="no review", path="/review/forged/", status=404)
    closed = Article.objects.filter(embargo_until__gt=timezone.now(), trashed_at=None)[0]
    yield Shown(name="preview under embargo", path=previews.link(closed), status=403)
    yield Shown(name="page not found", path="/nothing-here/", status=404)
    yield Shown(name="withdrawn", path=gone.get_absolute_url(), status=410)
    yield Shown(name="fault", path=f"/{FAULT}", status=500)


def for_the_desk() -> Iterator[Shown]:
    yield Shown(name="login", path=reverse("admin:login"))
    yield Shown(name="password forgotten", path=reverse("admin_password_reset"))
    yield Shown(name="password on its way", path=reverse("password_reset_done"))
    guest = User.objects.get(username="invited")
    signed = [urlsafe_base64_encode(force_bytes(guest.pk)), invitations.tokens.make_token(guest)]
    yield Shown(name="invitation", path=reverse("invitation", args=signed))
    for role in ("journalist", "editor", "moderator", "administrator"):
        yield Shown(name=f"newsroom of the {role}", path=reverse("admin:index"), user=role)
    for state, status in STATES.items():
        story = Article.objects.filter(status=status, trashed_at=None).order_by("pk")[0]
        change = reverse("admin:articles_article_change", args=[story.pk])
        yield Shown(name=f"story {state}", path=change, user="editor")
    story = Article.objects.filter(status=STATES["draft"], trashed_at__isnull=False)[0]
    change = reverse("admin:articles_article_change", args=[story.pk])
    yield Shown(name="story in the trash", path=change, user="editor")
    yield from _writing()
    yield from _remembering()
    yield from _beside()
    yield from _asking()
    yield Shown(name="help", path=reverse("admin:help"), user="journalist")
    path = reverse("admin:help_guide", args=["moderators"])
    yield Shown(name="help for moderators", path=path, user="moderator")
    yield Shown(name="password change", path=reverse("admin:password_change"), user="editor")
    for model in sorted(admin.site._registry, key=lambda each: each._meta.label_lower):
        yield from _screens(model)


def _writing() -> Iterator[Shown]:
    """The dialogs of the editor, and what a form is answered that cannot be saved."""
    story = Article.objects.filter(status=STATES["draft"], trashed_at=None).order_by("pk")[0]
    change = reverse("admin:articles_article_change", args=[story.pk])
    for name, tool in (("pictures", "picture"), ("links", "link"), ("tables", "table")):
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
    fields = {"language": ["en"], "comment_policy": ["open"], "body": ["<p>Mine</p>"]}
    chosen = ("[data-tool=picture]", "#picker [data-id] >> nth=0")
    yield Shown(name="dialog of a picture", path=change, user="editor", pressed=chosen)
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


def _beside() -> Iterator[Shown]:
    """What stands beside the form of a story, and on pages of its own."""
    story = ReviewLink.objects.get(name="Ana, lawyer").article_id
    for name in ("change", "notes", "activity", "reviews"):
        path = reverse(f"admin:articles_article_{name}", args=[story])
        yield Shown(name=f"story talked about, {name}", path=path, user="editor")
    path = reverse("admin:articles_article_notes", args=[story])
    yield Shown(name="note refused", path=path, user="editor", sent={"text": [""]}, status=422)
    gone = Article.objects.filter(status=STATES["withdrawn"], headline__startswith=MARK)[0]
    path = reverse("admin:articles_article_lead", args=[gone.pk])
    yield Shown(name="lead readers elsewhere", path=path, user="editor")
    path = reverse("admin:articles_article_changelist")
    yield Shown(name="stories that are overdue", path=f"{path}?due=overdue", user="editor")
    for action, query in (("send_back", "state=in_review"), ("assign", "state=draft")):
        status = query.partition("=")[2]
        chosen = Article.objects.filter(status=status, trashed_at=None).values_list("pk", flat=True)
        sent = {"action": [action], "_selected_action": [str(pk) for pk in chosen[:3]]}
        yield Shown(name=f"{action} stories", path=f"{path}?{query}", user="editor", sent=sent)


def _asking() -> Iterator[Shown]:
    """What the desk asks before it takes something away, and keeps of a list."""
    live = Article.objects.live().order_by("pk")[:3]
    path = reverse("admin:articles_article_move", args=[live[0].pk, "withdraw"])
    yield Shown(name="withdraw a story", path=path, user="editor")
    stories = {"action": ["withdraw"], "_selected_action": [str(each.pk) for each in live]}
    path = reverse("admin:articles_article_changelist")
    yield Shown(name="withdraw stories", path=path, user="editor", sent=stories)
    used = [str(pk) for pk in Tag.objects.order_by("pk").values_list("pk", flat=True)[:3]]
    tags = {"action": ["delete_selected"], "_selected_action": used}
    path = reverse("admin:articles_tag_changelist")
    yield Shown(name="delete tags", path=path, user="editor", sent=tags)
    kept = SavedFilter.objects.filter(owner__username="editor")[0]
    for name, view in (("rename", "filter"), ("delete", "filter_delete")):
        path = reverse(f"admin:articles_article_{view}", args=[kept.pk])
        yield Shown(name=f"{name} a filter", path=path, user="editor")
    path = reverse("admin:comments_comment_changelist")
    yield Shown(name="keys of comments", path=path, user="moderator", pressed=("[data-keys-open]",))
    nothing = "?q=unicorn"
    for model in ("articles_article", "articles_image", "comments_comment"):
        path = reverse(f"admin:{model}_changelist") + nothing
        yield Shown(name=f"no {model.rpartition('_')[2]}", path=path, user="administrator")


def _screens(model: type[Model]) -> Iterator[Shown]:
    """The list of one model, and its forms; those that it does not have are left out."""
    desk, row = admin.site._registry[model], model._base_manager.order_by("-pk").first()
    request = RequestFactory().get("/")
    request.user = User.objects.get(username="administrator")
    if not desk.has_view_permission(request):
        return
    screens = {
        "changelist": (True, []),
        "add": (desk.has_add_permission(request), []),
        "change": (row is not None, [row and row.pk]),
        "history": (row is not None, [row and row.pk]),
        "delete": (row and desk.has_delete_permission(request, row), [row and row.pk]),
    }
    for screen, (is_there, args) in screens.items():
        address = f"admin:{model._meta.app_label}_{model._meta.model_name}_{screen}"
        if is_there:
            yield Shown(
                name=f"{model._meta.verbose_name} {screen}",
                path=reverse(address, args=args),
                user="administrator",
            )


if __name__ == "__main__":
    add()
    pages = [asdict(each) for each in (*for_readers(), *for_the_desk())]
    print(json.dumps({"password": PASSWORD, "pages": pages}))
