"""What was put right, newest first, each leading to its place below its story."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.feeds.stories import STORIES, Channel, ChannelFeed
from articles.models import Correction
from articles.text import printable
from portal.site.address import absolute


class CorrectionsFeed(ChannelFeed):
    def get_object(self, request: HttpRequest) -> Channel:
        site = request.site_settings.name  # type: ignore[attr-defined]
        return Channel(
            title=_("%(name)s | %(site)s") % {"name": _("Corrections"), "site": site},
            description=_("What was put right in our stories after you could read them."),
            link=reverse("corrections"),
            feed_url=request.path,
            site=site,
            cache_tag="corrections",
        )

    def items(self, channel: Channel) -> Iterable[Correction]:
        return Correction.objects.of_live_stories().newest_first()[:STORIES]

    def item_title(self, item: Correction) -> str:
        kind = capfirst(item.get_kind_display())
        return printable(f"{kind}: {item.article.headline}")

    def item_description(self, item: Correction) -> str:
        return linebreaks(printable(item.text), autoescape=True)

    def item_link(self, item: Correction) -> str:
        return absolute(item.get_absolute_url())

    def item_guid(self, item: Correction) -> str:
        return absolute(f"/#correction-{item.pk}")

    item_guid_is_permalink = False

    def item_pubdate(self, item: Correction) -> datetime:
        return item.made_at

    item_updateddate = item_pubdate

    def item_extra_kwargs(self, item: Correction) -> dict[str, Any]:
        return {"creators": []}
