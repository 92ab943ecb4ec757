"""What the newsroom sees."""

from collections.abc import Iterator

from django.contrib import admin
from django.db.models import Model
from django.test import RequestFactory
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts import invitations
from accounts.models import SavedFilter, User
from articles.models import Article, Front, RelatedChoice, ReviewLink, Tag
from bench.demo import Shown
from bench.exhibits import comments, fronts, writing
from bench.exhibits.made import MARK, STATES
from portal.site.models import Banner


def pages() -> Iterator[Shown]:
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
    yield from writing.pages()
    yield from fronts.pages()
    yield from _beside()
    yield from _asking()
    yield Shown(name="help", path=reverse("admin:help"), user="journalist")
    path = reverse("admin:help_guide", args=["moderators"])
    yield Shown(name="help for moderators", path=path, user="moderator")
    yield Shown(name="password change", path=reverse("admin:password_change"), user="editor")
    yield from _breaking()
    for model in sorted(admin.site._registry, key=lambda each: each._meta.label_lower):
        if model not in (Banner, Front):
            yield from _screens(model)


def _breaking() -> Iterator[Shown]:
    """One page: a row has none of its own."""
    path = reverse("admin:site_settings_banner_changelist")
    yield Shown(name="breaking news", path=path, user="editor")
    sent = {"text": [""], "url": ["somewhere"], "minutes": ["60"]}
    yield Shown(name="breaking news refused", path=path, user="editor", sent=sent, status=422)


def _beside() -> Iterator[Shown]:
    """What stands beside the form of a story, and on pages of its own."""
    story = ReviewLink.objects.get(name="Ana, lawyer").article_id
    for name in ("change", "notes", "activity", "reviews"):
        path = reverse(f"admin:articles_article_{name}", args=[story])
        yield Shown(name=f"story talked about, {name}", path=path, user="editor")
    path = reverse("admin:articles_article_notes", args=[story])
    yield Shown(name="note refused", path=path, user="editor", sent={"text": [""]}, status=422)
    yield from _below()
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


def _below() -> Iterator[Shown]:
    """What stands below a story, to who decides it, to who reads why, and before there is any."""
    story = RelatedChoice.objects.filter(kind=RelatedChoice.Kind.BLOCKED)[0].article_id
    path = reverse("admin:articles_article_related", args=[story])
    yield Shown(name="below a story", path=path, user="editor")
    yield Shown(name="below a story, looked for", path=f"{path}?q=city", user="editor")
    yield Shown(name="below a story, not found", path=f"{path}?q=unicorn", user="editor")
    own = Article.objects.live().of(User.objects.get(username="journalist")).order_by("pk")[0]
    path = reverse("admin:articles_article_related", args=[own.pk])
    yield Shown(name="below an own story", path=path, user="journalist")
    draft = Article.objects.filter(status=STATES["draft"], trashed_at=None).order_by("pk")[0]
    path = reverse("admin:articles_article_related", args=[draft.pk])
    yield Shown(name="below a draft", path=path, user="editor")


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
    yield from comments.desk()
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
