"""How the desk's lists show a story: its state first of all."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import Article
from articles.templatetags.stories import hue
from portal.pictures import markup

Status = Article.Status


@dataclass(frozen=True, kw_only=True)
class State:
    """What has become of a story; `moment` is when that happened or will."""

    code: str
    label: str | Promise
    moment: datetime | None = None
    changed: bool = False


def state(article: Article, *, at: datetime | None = None) -> State:
    at = at or timezone.now()
    if article.trashed_at:
        return State(code="trash", label=_("in the trash"), moment=article.trashed_at)
    if article.status != Status.PUBLISHED or article.published_at is None:
        return State(code=article.status, label=article.get_status_display())
    changed = article.has_unpublished_changes
    goes_up = max(article.published_at, article.embargo_until or article.published_at)
    if goes_up > at:
        return State(code="scheduled", label=_("scheduled"), moment=goes_up, changed=changed)
    if article.unpublish_at and article.unpublish_at <= at:
        return State(
            code="expired", label=_("taken down"), moment=article.unpublish_at, changed=changed
        )
    return State(code="live", label=_("live"), moment=article.published_at, changed=changed)


def words(value: datetime, *, at: datetime | None = None) -> str:
    """A moment as one says it at the desk: by the day where that is near, else by the date."""
    here, today = timezone.localtime(value), timezone.localtime(at or timezone.now()).date()
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    day = near.get((here.date() - today).days)
    if day is None and here.year != today.year:
        return date_format(here, "DATE_FORMAT")
    return f"{day or date_format(here, 'MONTH_DAY_FORMAT')}, {date_format(here, 'TIME_FORMAT')}"


def moment(value: datetime | None) -> SafeString | str:
    """The same with all that is known of it, for machines and for who points at it."""
    if value is None:
        return ""
    here = timezone.localtime(value)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        value.isoformat(timespec="seconds"),
        date_format(here, "DATETIME_FORMAT"),
        words(value),
    )


def badge(article: Article) -> SafeString:
    """The state, whether changes wait to be published, and since or from when that is."""
    found = state(article)
    parts = [
        format_html('<span class="story-state story-state--{}">{}</span>', found.code, found.label)
    ]
    if found.changed:
        text = _("with unpublished changes")
        parts.append(format_html('<span class="story-state story-state--changed">{}</span>', text))
    if found.moment:
        parts.append(format_html('<span class="story-moment">{}</span>', moment(found.moment)))
    return format_html_join(" ", "{}", ((part,) for part in parts))


def is_overdue(article: Article, *, at: datetime | None = None) -> bool:
    """The rule of `ArticleQuerySet.due` for a story that is loaded."""
    unfinished = article.trashed_at is None and article.status in (Status.DRAFT, Status.IN_REVIEW)
    return bool(unfinished and article.due_at and article.due_at <= (at or timezone.now()))


def planned(article: Article) -> SafeString:
    """Who works on it, when it is due, and how many notes wait; needs `open_notes`."""
    given = article.assigned_to.display_name() if article.assigned_to else ""
    waiting = article.open_notes  # type: ignore[attr-defined]
    words = ngettext("%(n)d open note", "%(n)d open notes", waiting) % {"n": waiting}
    parts = (
        given and format_html('<span class="story-given">{}</span>', given),
        _due(article),
        waiting and format_html('<span class="story-notes">{}</span>', words),
    )
    return format_html_join(" ", "{}", ((part,) for part in parts if part))


def _due(article: Article) -> SafeString | str:
    """When the desk wants it, as long as it is being written."""
    if not article.due_at or article.status not in (Status.DRAFT, Status.IN_REVIEW):
        return ""
    text, name = str(_("due {moment}")), "story-due"
    if is_overdue(article):
        text, name = str(_("overdue: {moment}")), "story-due story-due--late"
    said = format_html(text, moment=moment(article.due_at))
    return format_html('<span class="{}">{}</span>', name, said)


def names(article: Article) -> str:
    """The names of the bylines, once each; the bylines have to be loaded."""
    return ", ".join(dict.fromkeys(byline.author.name for byline in article.bylines.all()))


def page(article: Article) -> SafeString | str:
    """The way to the story's public page while it has one."""
    if not article.is_live():
        return ""
    return format_html(
        '<a class="story-page" href="{}" aria-label="{}">{}</a>',
        article.get_absolute_url(),
        _("“%(headline)s” on the site") % {"headline": article.headline},
        _("View on site"),
    )


def thumbnail(article: Article) -> SafeString:
    """The lead image, small; without one, the name of its section in that one's colour."""
    if article.lead_image is None:
        return format_html(
            '<span class="story-thumb story-thumb--none {}" aria-hidden="true">{}</span>',
            hue(article.category),
            article.category.name if article.category else "",
        )
    shown = markup.still(article.lead_image.picture, "16x9", width=240)
    return format_html(
        '<img class="story-thumb" src="{}" alt="" width="112" height="63" loading="lazy">',
        shown.url,
    )
