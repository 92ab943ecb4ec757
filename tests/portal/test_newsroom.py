import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from portal.site.models import SiteSettings
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")

WRITE = [
    "articles.article", "articles.image", "articles.category", "articles.tag",
    "articles.stylerule",
]  # fmt: skip
EDIT = [WRITE[0], "articles.front", "site_settings.banner", *WRITE[1:]]
COMMENTS = [
    "comments.comment", "comments.decision", "comments.ban", "comments.cannedreason",
    "comments.commentsettings",
]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "sections"),
    [
        ("journalist", {"Stories": WRITE, "People": ["accounts.author"]}),
        (
            "editor",
            {
                "Stories": EDIT,
                "People": ["accounts.author"],
                "Site": ["flatpages.flatpage", "redirects.redirect", "publicmodels.trashed"],
            },
        ),
        ("moderator", {"Comments": COMMENTS}),
        (
            "administrator",
            {
                "Stories": EDIT,
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

    assert '<span class="site-name__words">The &lt;Daily&gt; Plum</span>' in html
    assert f"Good day, {editor.display_name()}" in html
    assert '<span class="admin-environment">local</span>' in html
    assert editor.username not in html


def test_every_page_leads_to_what_the_person_may_do_and_marks_where_they_are(client, moderator):
    comments = reverse("admin:comments_comment_changelist")
    client.force_login(moderator)

    html = " ".join(client.get(comments).content.decode().split())

    assert f'href="{comments}" aria-current="page">Comments</a>' in html
    assert f'href="{reverse("admin:comments_decision_changelist")}" >Moderation log</a>' in html
    assert reverse("admin:articles_article_changelist") not in html


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


def view_on_site(row):
    kind = ContentType.objects.get_for_model(row)
    return reverse("admin:view_on_site", args=[kind.pk, row.pk])


def test_the_way_to_a_page_is_shown_to_who_may_open_its_row(client, request):
    secret, comment = ArticleFactory(live=False, headline="A secret draft"), CommentFactory()
    author = AuthorFactory()
    opened = {}

    for role in ("journalist", "editor", "moderator"):
        client.force_login(request.getfixturevalue(role))
        answers = [client.get(view_on_site(row)) for row in (secret, comment, author)]
        opened[role] = [answer.status_code for answer in answers]
        assert answers[0].status_code == 302 or secret.slug not in answers[0].content.decode()

    assert opened == {
        "journalist": [404, 404, 302],
        "editor": [302, 404, 302],
        "moderator": [404, 302, 404],
    }


@pytest.mark.parametrize(
    "address", ["999999/1/", f"{'9' * 20}/1/", f"1/{'9' * 20}/", "1/x/", "x/1/"]
)
def test_a_page_of_nothing_is_not_found(client, administrator, address):
    client.force_login(administrator)

    assert client.get(f"{INDEX}r/{address}").status_code == 404
