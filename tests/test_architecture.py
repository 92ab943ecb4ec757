"""What import-linter cannot see: relations by name, admins, and writes past the verbs."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin

from portal.publicmodels.admin import PublicModelAdmin

ROOT = Path(__file__).resolve().parent.parent
# The lowest first; an app may refer to itself and to what stands before it.
CHAIN = (
    "pagecache",
    "pictures",
    "publicmodels",
    "site_settings",
    "accounts",
    "articles",
    "comments",
)
# The only modules that decide a story's or a comment's state.
DECIDING = {"articles/workflow.py", "comments/moderation/moves.py"}


def relations():
    for label in CHAIN:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.get_fields():
                if field.is_relation and not field.auto_created and field.related_model:
                    yield (
                        label,
                        f"{model.__name__}.{field.name}",
                        field.related_model._meta.app_label,
                    )


def test_no_relation_points_up_the_chain():
    place = {label: number for number, label in enumerate(CHAIN)}

    upward = [
        (name, target)
        for label, name, target in relations()
        # The user is Django's setting, which any library may refer to.
        if target in place and place[target] > place[label] and target != "accounts"
    ]

    assert upward == []


def own_sources():
    for app in ("portal", "comments", "articles", "accounts"):
        for path in sorted((ROOT / app).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text()


def assigned_attributes(code):
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for part in (part for target in targets for part in ast.walk(target)):
                if isinstance(part, ast.Attribute):
                    yield part.attr


def test_only_verbs_change_a_state():
    changing = {name for name, code in own_sources() if "status" in assigned_attributes(code)}

    assert changing == DECIDING


def test_no_signal_is_used_but_for_the_end_of_a_migration():
    using = {
        name: sorted(set(re.findall(r"(?:pre|post)_\w+(?=\.connect)", code)))
        for name, code in own_sources()
        if ".connect(" in code
    }

    assert using == {"accounts/apps.py": ["post_migrate"], "portal/site/apps.py": ["post_migrate"]}


@pytest.mark.parametrize(
    "label",
    [
        "articles.Category", "articles.Tag", "articles.Image", "accounts.Author",
        "flatpages.FlatPage", "redirects.Redirect", "site_settings.SiteSettings",
    ],
)  # fmt: skip
def test_what_readers_see_is_saved_and_deleted_by_verbs(label):
    assert isinstance(admin.site.get_model_admin(apps.get_model(label)), PublicModelAdmin)


def test_no_template_has_a_style_or_a_script_of_its_own():
    inside = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*(?:\bsrc=|ld\+json))")

    found = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if inside.search(path.read_text())
    ]

    assert found == []
