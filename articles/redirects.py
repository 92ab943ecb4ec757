"""Where readers of a withdrawn story are led: what may be chosen, and what becomes of it."""

from posixpath import normpath
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from accounts.models import User
from articles import deeds
from articles.deeds import Refused
from articles.models import Activity, Article
from portal.pagecache import clock
from portal.site.address import is_sound, own_path

LONGEST = Article._meta.get_field("redirect_to").max_length or 0
# Stories that were withdrawn one after the other, each leading to the next.
FARTHEST = 10
# What is of no use to readers, or not theirs to see.
CLOSED = ("/admin/", "/preview/", "/review/")


@transaction.atomic
def lead(article: Article, *, by: User, redirect_to: str) -> Article:
    """Lead readers of a story that is withdrawn already elsewhere, or nowhere any more."""
    article = deeds.take(article, by=by)
    if not by.has_perm("articles.publish_article"):
        raise PermissionDenied
    deeds.refuse_in_trash(article)
    if article.status != Article.Status.WITHDRAWN:
        raise Refused(_("Only readers of a withdrawn story are led elsewhere."))
    address = cleaned(redirect_to, of=article)
    if address != article.redirect_to:
        article.redirect_to = address
        article.save(update_fields=["redirect_to"])
        deeds.write_down(article, Activity.Verb.LEAD, by=by, detail=address)
        clock.touch(f"article:{article.pk}", "front")
    return article


def cleaned(address: str, *, of: Article) -> str:
    """The address as it is kept, for this story; empty if readers are led nowhere.

    A path where it is one of this site. Refused, if no reader could be led there.
    """
    address = address.strip()
    if not address:
        return ""
    address = own_path(address)
    if len(address) > LONGEST or not is_sound(address):
        raise Refused(
            _("Begin the address with a slash, as pages of this site do, or with https://.")
        )
    if f"{normpath(address)}/".startswith(CLOSED):
        raise Refused(_("Readers cannot open that address."))
    if (pk := _story_at(address)) is not None:
        _refuse_what_leads_nowhere(pk, of)
    return address


def followed(address: str) -> str | None:
    """Where a reader is led at one go: to the live story at the end, or to the address itself.

    None where that story is not live (any more).
    """
    for _step in range(FARTHEST):
        pk = _story_at(address)
        if pk is None:
            return address
        found = Article.objects.select_related("category__parent").filter(pk=pk)
        if live := found.live().first():
            return live.get_absolute_url()
        address = found.withdrawn().values_list("redirect_to", flat=True).first() or ""
        if not address:
            return None
    return None


def _story_at(address: str) -> int | None:
    """The number of the story whose address a path is, whatever else of it is wrong."""
    if not address.startswith("/"):
        return None
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    pk = match.kwargs.get("pk")
    is_story = "category" in match.kwargs and isinstance(pk, int)
    return pk if is_story else None


def _refuse_what_leads_nowhere(pk: int, of: Article) -> None:
    address: str | None = None
    for _step in range(FARTHEST):
        if pk == of.pk:
            raise Refused(_("That would lead readers in a circle, back to this story."))
        found = Article.objects.filter(pk=pk)
        if found.live().exists():
            return
        address = found.withdrawn().values_list("redirect_to", flat=True).first()
        following = _story_at(address) if address else None
        if address and following is None:
            return
        if following is None:
            break
        pk = following
    raise Refused(_("Readers cannot open that story."))
