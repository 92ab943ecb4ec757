"""Fronts that somebody shaped, and that readers do not have yet."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.admin.columns import words
from articles.admin.fronts.opened import address
from articles.forms.categories import path_of
from articles.models import FrontVersion
from portal.newsroom.dashboard.panels import MOST, Desk, Panel, Row, has


def not_launched(user: User) -> Panel:
    newest = FrontVersion.objects.filter(number=F("front__number"), launched_at=None)
    found = newest.select_related("front__category__parent").order_by("-at", "-pk")
    return Panel(
        code="fronts",
        title=_("Not launched"),
        rows=[_row(each) for each in found[:MOST]],
        quiet=True,
    )


def _row(version: FrontVersion) -> Row:
    category = version.front.category
    return Row(
        title=path_of(category) if category else _("Front page"),
        address=address(category),
        details=[
            _("changed by %(name)s, %(when)s")
            % {"name": version.by_name, "when": words(version.at)}
        ],
    )


DESK: tuple[Desk, ...] = ((has("articles.curate_front"), not_launched),)
