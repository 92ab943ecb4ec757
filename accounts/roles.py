"""Who may do what: one table, written to Django's groups after migrating and by `sync_roles`."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy, gettext_noop

JOURNALIST = gettext_noop("Journalist")
EDITOR = gettext_noop("Editor")
MODERATOR = gettext_noop("Moderator")
ADMINISTRATOR = gettext_noop("Administrator")

_WRITE = {
    "articles.view_article", "articles.add_article", "articles.change_article",
    "articles.view_image", "articles.add_image", "articles.change_image",
    "articles.view_category", "articles.view_tag", "articles.add_tag", "accounts.view_author",
    "articles.view_stylerule",
}  # fmt: skip
_EDIT = _WRITE | {
    "articles.edit_any_article", "articles.publish_article", "articles.delete_article",
    "articles.delete_image", "articles.curate_front",
    "articles.add_category", "articles.change_category", "articles.delete_category",
    "articles.change_tag", "articles.delete_tag",
    "articles.add_stylerule", "articles.change_stylerule", "articles.delete_stylerule",
    "accounts.add_author", "accounts.change_author", "accounts.delete_author",
    "flatpages.view_flatpage", "flatpages.add_flatpage",
    "flatpages.change_flatpage", "flatpages.delete_flatpage",
    "redirects.view_redirect", "redirects.add_redirect",
    "redirects.change_redirect", "redirects.delete_redirect",
    "publicmodels.view_trashed", "publicmodels.change_trashed",
    "site_settings.break_news",
}  # fmt: skip
_MODERATE = {
    "comments.view_comment", "comments.moderate_comment", "comments.view_decision",
    "comments.view_ban", "comments.view_commentsettings", "comments.change_commentsettings",
    "comments.view_cannedreason", "comments.add_cannedreason",
    "comments.change_cannedreason", "comments.delete_cannedreason",
}  # fmt: skip
_RUN = {
    "accounts.view_user", "accounts.add_user", "accounts.change_user",
    "site_settings.view_sitesettings", "site_settings.change_sitesettings",
    "axes.view_accessattempt", "axes.delete_accessattempt",
}  # fmt: skip

ROLES: dict[str, set[str]] = {
    JOURNALIST: _WRITE,
    EDITOR: _EDIT,
    MODERATOR: _MODERATE,
    ADMINISTRATOR: _EDIT | _MODERATE | _RUN,
}

# What each role is for, as an administrator reads it when giving one.
DUTIES = {
    JOURNALIST: gettext_lazy("writes stories and hands them to the desk"),
    EDITOR: gettext_lazy(
        "edits every story, publishes, shapes fronts, keeps sections, authors and pages"
    ),
    MODERATOR: gettext_lazy("decides on readers' comments"),
    ADMINISTRATOR: gettext_lazy("does all of that, invites people and keeps the site's settings"),
}


class UnknownPermission(Exception):
    """The table names a permission that no model declares."""


@transaction.atomic
def sync(**_kwargs: object) -> None:
    """Make the groups hold exactly what the table says; people stay in their groups."""
    known = _permissions({name for names in ROLES.values() for name in names})
    for role, names in ROLES.items():
        if missing := names - known.keys():
            raise UnknownPermission(f"{role}: {', '.join(sorted(missing))}")
        # Models by name: this module is imported while the apps are still loading.
        group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        group.permissions.set(known[name] for name in names)


def _permissions(names: set[str]) -> dict[str, Any]:
    condition = Q()
    for label in {name.split(".")[0] for name in names}:
        # Django makes an app's permissions when its turn comes after migrating: maybe after ours.
        create_permissions(apps.get_app_config(label), verbosity=0)
        codenames = [name.split(".")[1] for name in names if name.startswith(f"{label}.")]
        condition |= Q(content_type__app_label=label, codename__in=codenames)
    found = apps.get_model("auth", "Permission").objects.filter(condition)
    return {
        f"{p.content_type.app_label}.{p.codename}": p for p in found.select_related("content_type")
    }
