import pytest
from django.urls import reverse

from accounts import roles
from accounts.models import Author
from portal.pagecache.models import CacheTag
from portal.pictures.fields import Picture
from portal.publicmodels.models import Trashed
from tests.accounts.test_admin_users import enter, errors
from tests.factories import ArticleFactory, AuthorFactory, UserFactory
from tests.pictures import samples

pytestmark = pytest.mark.django_db

LIST = reverse("admin:accounts_author_changelist")
ADD = reverse("admin:accounts_author_add")


def page_of(author, page="change"):
    return reverse(f"admin:accounts_author_{page}", args=[author.pk])


@pytest.fixture
def desk(client, editor):
    """The editor's browser."""
    client.force_login(editor)
    return client


def fields(**changed):
    values = {
        "name": "Zora Lukić",
        "slug": "",
        "kind": "guest",
        "bio": "Writes about rivers.",
        "email": "",
        "links": "",
        "user": "",
        "photo-focal_x": "50",
        "photo-focal_y": "50",
    }
    return values | changed


def tags():
    return set(CacheTag.objects.values_list("name", flat=True))


LADDER = [
    ("anonymous", 302, 302),
    ("journalist", 200, 403),
    ("editor", 200, 200),
    ("moderator", 403, 403),
    ("administrator", 200, 200),
]


@pytest.mark.parametrize(("role", "seen", "made"), LADDER)
def test_writers_see_authors_and_editors_keep_them(client, request, role, seen, made):
    author = AuthorFactory(name="Before", slug="before")
    enter(client, request, role)

    looks = [client.get(address).status_code for address in (LIST, page_of(author))]
    adds = [client.get(address).status_code for address in (ADD, page_of(author, "delete"))]
    client.post(page_of(author), fields(name="After", slug="before"))

    author.refresh_from_db()
    assert (looks, adds) == ([seen] * 2, [made] * 2)
    assert author.name == ("After" if made == 200 else "Before")


def test_who_only_looks_sees_photo_and_colleague_and_neither_file_nor_login_names(
    client, journalist
):
    author = AuthorFactory(
        photo=Picture(name="pictures/00/aa/master.jpg", width=9, height=9),
        user=UserFactory(username="secret-login", first_name="Ana", last_name="Iva"),
    )
    client.force_login(journalist)

    html = client.get(page_of(author)).content.decode()

    assert 'class="admin-thumbnail"' in html
    assert "Ana Iva" in html
    assert "secret-login" not in html
    assert "Picture(" not in html


def test_the_address_is_made_of_the_name(desk):
    desk.post(ADD, fields(name="Ђорђе Њего"))

    author = Author.objects.get()
    assert (author.slug, author.kind) == ("djordje-njego", "guest")
    assert tags() == {"site"}


def test_people_of_the_same_name_get_addresses_of_their_own(desk):
    AuthorFactory(slug="zora-lukic-the-other")
    for _ in range(3):
        desk.post(ADD, fields())

    assert sorted(Author.objects.filter(name="Zora Lukić").values_list("slug", flat=True)) == [
        "zora-lukic",
        "zora-lukic-2",
        "zora-lukic-3",
    ]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"name": "★"}, {"slug": ["Write an address: none can be made from this name."]}),
        ({"name": "1984"}, {"slug": ["Write an address: none can be made from this name."]}),
        ({"slug": "1984"}, {"slug": ["An address needs a letter."]}),
        ({"slug": "taken"}, {"slug": ["Author with this Address already exists."]}),
        ({"links": "javascript:x"}, {"links": ["“javascript:x” is not a web address."]}),
    ],
)
def test_what_does_not_fit_says_why(desk, changed, error):
    AuthorFactory(slug="taken")

    response = desk.post(ADD, fields(**changed))

    assert errors(response) == error
    assert Author.objects.count() == 1


def test_a_change_stamps_every_page_since_names_stand_on_all_of_them(desk):
    author, other = AuthorFactory(slug="zora"), AuthorFactory()
    article = ArticleFactory(authors=(author,))
    CacheTag.objects.all().delete()

    desk.post(page_of(author), fields(slug="zora"))

    assert tags() == {"site"}
    # A story stamps the pages of its own authors.
    assert f"author:{author.pk}" in article.cache_tags()
    assert f"author:{other.pk}" not in article.cache_tags()


def test_a_photo_is_taken_in_like_every_picture(desk):
    desk.post(ADD, fields(photo=samples.upload()))

    photo = Author.objects.get().photo
    assert (photo.width, photo.height) == (400, 300)


def test_a_login_belongs_to_one_byline_and_is_offered_by_name(desk):
    free = UserFactory(username="free-login", first_name="Free", last_name="Colleague")
    taken = UserFactory(role=roles.JOURNALIST)
    gone = UserFactory(is_active=False)
    own = AuthorFactory(user=taken)
    AuthorFactory(user=gone)

    on_a_new_one = desk.get(ADD).context["adminform"].form.fields["user"]
    on_his = desk.get(page_of(own)).context["adminform"].form.fields["user"]

    assert free in on_a_new_one.queryset
    assert taken not in on_a_new_one.queryset
    assert gone not in on_a_new_one.queryset
    assert {free, taken} <= set(on_his.queryset)
    assert "free-login" not in desk.get(ADD).content.decode()


def test_an_author_with_stories_stays_and_the_page_says_why(desk):
    author = AuthorFactory(name="Zora")
    for _ in range(3):
        ArticleFactory(authors=(author,))

    asked = desk.get(page_of(author, "delete")).content.decode()
    desk.post(page_of(author, "delete"), {"post": "yes"})

    assert "“Zora” stays, because readers would miss it." in asked
    assert "<li>3 bylines</li>" in asked
    assert Author.objects.filter(pk=author.pk).exists()


def test_an_author_without_stories_goes_to_the_trash_and_the_page_says_so(desk):
    author = AuthorFactory(name="Zora")

    asked = desk.get(page_of(author, "delete")).content.decode()
    told = desk.post(page_of(author, "delete"), {"post": "yes"}, follow=True).content.decode()

    assert "“Zora” goes to the trash" in asked
    assert "can be brought back" in asked
    assert "“Zora” is in the trash, from where it can be brought back." in told
    assert [(row.label, row.kind) for row in Trashed.objects.all()] == [("Zora", "accounts.author")]


def test_of_several_authors_those_with_stories_stay(desk):
    busy, idle = AuthorFactory(name="Busy"), AuthorFactory(name="Idle")
    ArticleFactory(authors=(busy,))
    data = {"action": "delete_selected", "_selected_action": [busy.pk, idle.pk]}

    asked = desk.post(LIST, data).content.decode()
    told = desk.post(LIST, data | {"post": "yes"}, follow=True).content.decode()

    assert "<li>1 byline</li>" in asked
    assert "1 item is in the trash" in told
    assert "“Busy” stays" in told
    assert [author.name for author in Author.objects.all()] == ["Busy"]


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_however_many_authors(desk, count, django_assert_num_queries):
    for number in range(count):
        AuthorFactory(
            user=UserFactory(),
            photo=Picture(name=f"pictures/00/{number:032x}/master.jpg", width=90, height=90),
        )
    desk.get(LIST)

    with django_assert_num_queries(7):
        response = desk.get(LIST)

    assert response.content.decode().count("master.jpg") == count
