import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from portal.site.models import SiteSettings

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")

WRITE = ["articles.article", "articles.image", "articles.category", "articles.tag"]
COMMENTS = ["comments.comment", "comments.decision"]


@pytest.mark.parametrize(
    ("role", "sections"),
    [
        ("journalist", {"Stories": WRITE, "People": ["accounts.author"]}),
        (
            "editor",
            {
                "Stories": WRITE,
                "People": ["accounts.author"],
                "Site": ["flatpages.flatpage", "redirects.redirect", "publicmodels.trashed"],
            },
        ),
        ("moderator", {"Comments": COMMENTS}),
        (
            "administrator",
            {
                "Stories": WRITE,
                "Comments": COMMENTS,
                "People": ["accounts.author", "accounts.user", "axes.accessattempt"],
                "Site": [
                    "flatpages.flatpage",
                    "redirects.redirect",
                    "site_settings.sitesettings",
                    "publicmodels.trashed",
                ],
            },
        ),
    ],
)
def test_each_role_finds_what_it_may_do_in_the_order_of_its_day(client, request, role, sections):
    client.force_login(request.getfixturevalue(role))

    shown = client.get(INDEX).context["app_list"]

    assert {
        str(section["name"]): [entry["model"]._meta.label_lower for entry in section["models"]]
        for section in shown
    } == sections


@pytest.mark.parametrize(
    ("role", "may"),
    [("journalist", True), ("editor", True), ("moderator", False), ("administrator", True)],
)
def test_who_writes_finds_the_way_to_a_new_story_at_once(client, request, role, may):
    client.force_login(request.getfixturevalue(role))

    html = client.get(INDEX).content.decode()

    assert ("Write a story" in html) == may


def test_the_frame_carries_the_newspaper_and_the_name_of_the_person(client, editor):
    SiteSettings.objects.create(pk=1, name="The <Daily> Plum")
    client.force_login(editor)

    html = client.get(INDEX).content.decode()

    assert '<a href="/admin/">The &lt;Daily&gt; Plum</a>' in html
    assert f"Good day, {editor.display_name()}" in html
    assert '<span class="admin-environment">local</span>' in html
    assert editor.username not in html


def test_the_login_page_carries_the_newspaper_and_not_the_host(client):
    SiteSettings.objects.create(pk=1, name="The Plum")

    html = client.get(reverse("admin:login")).content.decode()

    assert "<title>Log in | The Plum</title>" in html
    assert "localhost" not in html


def test_the_public_site_is_not_marked_as_a_copy(client, editor, settings):
    settings.PRODUCTION = True
    client.force_login(editor)

    assert "admin-environment" not in client.get(INDEX).content.decode()


def test_nobody_keeps_groups_hosts_or_the_log_by_hand():
    registered = {model._meta.label_lower for model in admin.site._registry}

    assert registered & {"auth.group", "sites.site", "taggit.tag", "axes.accesslog"} == set()


@pytest.mark.parametrize("count", [1, 5])
def test_the_index_costs_the_same_however_much_was_done(
    client, administrator, count, django_assert_num_queries
):
    client.force_login(administrator)
    for number in range(count):
        LogEntry.objects.create(
            user=administrator, object_repr=f"Thing {number}", action_flag=2, object_id="1"
        )
    client.get(INDEX)

    with django_assert_num_queries(6):
        html = client.get(INDEX).content.decode()

    assert html.count("Thing ") == count
