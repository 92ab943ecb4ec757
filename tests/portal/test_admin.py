import pytest
from django.conf import settings as live_settings
from django.contrib.flatpages.models import FlatPage
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.urls import reverse

from portal.pagecache.models import CacheTag
from portal.publicmodels.models import Trashed
from tests.factories import CategoryFactory

pytestmark = pytest.mark.django_db

PAGES = reverse("admin:flatpages_flatpage_changelist")
ADD_PAGE = reverse("admin:flatpages_flatpage_add")
REDIRECTS = reverse("admin:redirects_redirect_changelist")
ADD_REDIRECT = reverse("admin:redirects_redirect_add")

PARTS = "An address has parts of letters, digits and dashes between slashes: /about/."


@pytest.fixture
def desk(client, editor):
    """The editor's browser."""
    client.force_login(editor)
    return client


def page(**fields):
    return {"title": "About us", "url": "/about/", "content": "<p>Us.</p>"} | fields


def make_page(url="/about/"):
    made = FlatPage.objects.create(url=url, title="About us", content="<p>Us.</p>")
    made.sites.add(live_settings.SITE_ID)
    return made


def make_redirect(old, new):
    return Redirect.objects.create(site_id=live_settings.SITE_ID, old_path=old, new_path=new)


def errors(response):
    return response.context["adminform"].form.errors


def tags():
    return set(CacheTag.objects.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("anonymous", 302),
        ("journalist", 403),
        ("editor", 200),
        ("moderator", 403),
        ("administrator", 200),
    ],
)
def test_editors_keep_pages_and_redirects(client, request, role, status):
    if role != "anonymous":
        client.force_login(request.getfixturevalue(role))
    changed = [
        reverse("admin:flatpages_flatpage_change", args=[make_page().pk]),
        reverse("admin:redirects_redirect_change", args=[make_redirect("/a/", "/b/").pk]),
    ]

    looks = [PAGES, ADD_PAGE, REDIRECTS, ADD_REDIRECT, *changed]
    found = [client.get(address).status_code for address in looks]
    client.post(ADD_PAGE, page(url="/new/"))
    client.post(ADD_REDIRECT, {"old_path": "/c/", "new_path": "/d/"})

    assert found == [status] * 6
    assert FlatPage.objects.filter(url="/new/").exists() == (status == 200)
    assert Redirect.objects.filter(old_path="/c/").exists() == (status == 200)


def test_a_page_is_cleaned_and_belongs_to_the_site_without_asking(desk):
    text = '<h1>We</h1><p onclick="x()">Us.<script>alert(1)</script></p>'

    desk.post(ADD_PAGE, page(content=text))

    made = FlatPage.objects.get()
    assert made.content == "<h2>We</h2><p>Us.</p>"
    assert list(made.sites.all()) == [Site.objects.get()]
    assert tags() == {"site"}


def test_a_page_typed_without_markup_has_paragraphs(desk):
    desk.post(ADD_PAGE, page(content="We are here.\n\nCome in."))

    assert FlatPage.objects.get().content == "<p>We are here.</p><p>Come in.</p>"


def test_a_page_is_shown_for_editing_a_block_a_line_and_saved_as_it_was(desk):
    made = make_page()
    FlatPage.objects.update(content="<h2>One</h2><p>Two <em>three</em><strong>four</strong></p>")
    address = reverse("admin:flatpages_flatpage_change", args=[made.pk])

    form = desk.get(address).context["adminform"].form
    desk.post(address, page(content=form.initial["content"].replace("\n", "\r\n")))

    assert form.initial["content"].splitlines() == [
        "<h2>One</h2>",
        "<p>Two <em>three</em><strong>four</strong></p>",
    ]
    made.refresh_from_db()
    assert made.content == "<h2>One</h2><p>Two <em>three</em><strong>four</strong></p>"


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"url": "/admin/"}, "url",
         "“/admin/” is used by the site itself; choose another address."),
        ({"url": "/sitemap.xml/"}, "url",
         "“/sitemap.xml/” is used by the site itself; choose another address."),
        ({"url": "/culture/"}, "url", "“/culture/” is the address of the category Culture."),
        ({"url": "/culture/team/"}, "url", "“/culture/” is the address of the category Culture."),
        ({"url": "/TAKEN/"}, "url", "Another page has this address already."),
        *(
            ({"url": url}, "url", PARTS)
            for url in ("about", "/about", "about/", "/", "//about/", "/a//b/", "/../a/", "/a b/")
        ),
        ({"title": "<b>Us</b>"}, "title", "A title is plain text, without < and >."),
    ],
)  # fmt: skip
def test_a_page_that_does_not_fit_says_why(desk, changed, field, message):
    CategoryFactory(name="Culture", slug="culture")
    make_page("/taken/")

    response = desk.post(ADD_PAGE, page(**changed))

    assert errors(response) == {field: [message]}
    assert FlatPage.objects.count() == 1


def test_a_page_may_keep_its_own_address(desk):
    made = make_page()

    desk.post(reverse("admin:flatpages_flatpage_change", args=[made.pk]), page(title="We"))

    made.refresh_from_db()
    assert made.title == "We"


def test_a_page_goes_to_the_trash_and_the_question_speaks_of_nothing_else(desk):
    made = make_page()
    address = reverse("admin:flatpages_flatpage_delete", args=[made.pk])

    asked = desk.get(address).content.decode()
    desk.post(address, {"post": "yes"})

    assert "goes to the trash" in asked
    assert "relationship" not in asked
    assert [row.kind for row in Trashed.objects.all()] == ["flatpages.flatpage"]
    assert not FlatPage.objects.exists()


def test_a_redirect_belongs_to_the_site_and_drops_its_domain(desk, settings):
    old, new = f"{settings.SITE_URL}/2019/story.html?id=1", f"{settings.SITE_URL}/culture/1/story/"

    desk.post(ADD_REDIRECT, {"old_path": old, "new_path": new})

    made = Redirect.objects.get()
    assert (made.site_id, made.old_path, made.new_path) == (
        settings.SITE_ID,
        "/2019/story.html?id=1",
        "/culture/1/story/",
    )
    assert tags() == {"site"}


@pytest.mark.parametrize("new", ["", "/here/", "https://example.org/there/"])
def test_a_redirect_leads_here_there_or_says_that_it_is_gone(desk, client, new):
    desk.post(ADD_REDIRECT, {"old_path": "/once/upon/a/time/", "new_path": new})

    response = client.get("/once/upon/a/time/")

    assert (response.status_code, response.get("Location", "")) == (301 if new else 410, new)


def test_browsers_ask_again_where_a_redirect_leads(client):
    made = make_redirect("/once/", "/here/")

    first = client.get("/once/")
    Redirect.objects.filter(pk=made.pk).update(new_path="/there/")

    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get("/once/")["Location"] == "/there/"


def test_what_is_gone_says_so_in_the_look_of_the_site_unless_a_page_stands_there(client):
    CategoryFactory(name="Politics", slug="politics")
    make_redirect("/old-story/", "")
    make_redirect("/about/", "")
    make_page()

    gone, page = client.get("/old-story/"), client.get("/about/")

    html = gone.content.decode()
    assert (gone.status_code, gone["Cache-Control"]) == (410, "no-store")
    assert "This page was withdrawn" in html
    assert 'href="/politics/"' in html
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "field", "message"),
    [
        ("/a/", "/a/", "new_path", "The old and the new address are the same."),
        ("/a/", "http://localhost:8000/a/", "new_path",
         "The old and the new address are the same."),
        ("/a/", "/first/", "new_path", "“/first/” itself leads to “/second/”; enter that."),
        ("/second/", "/b/", "old_path",
         "“/first/” already leads here; let it lead to the new address first."),
        ("/first/", "/b/", "old_path", "This address has a redirect already."),
        ("a/", "/b/", "old_path", "An old address begins with a slash."),
        ("//evil.example/", "/b/", "old_path", "An old address begins with a slash."),
        ("/a/", "//evil.example/", "new_path", "Enter a valid URL."),
        ("/a/", "javascript:x", "new_path", "Enter a valid URL."),
        ("/a/", "b/", "new_path", "Enter a valid URL."),
    ],
)  # fmt: skip
def test_loops_chains_and_nonsense_are_refused(desk, old, new, field, message):
    make_redirect("/first/", "/second/")

    response = desk.post(ADD_REDIRECT, {"old_path": old, "new_path": new})

    assert errors(response) == {field: [message]}
    assert Redirect.objects.count() == 1


@pytest.mark.parametrize("count", [1, 5])
def test_the_lists_cost_the_same_however_long(desk, count, django_assert_num_queries):
    for number in range(count):
        make_page(f"/page-{number}/")
        make_redirect(f"/old-{number}/", "/new/")
    desk.get(PAGES)

    with django_assert_num_queries(7):
        pages = desk.get(PAGES)
    with django_assert_num_queries(7):
        redirects = desk.get(REDIRECTS)

    found = [len(response.context["cl"].result_list) for response in (pages, redirects)]
    assert found == [count, count]
