import re

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse

from accounts import roles
from accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

LIST = reverse("admin:accounts_user_changelist")
ADD = reverse("admin:accounts_user_add")


def page_of(user):
    return reverse("admin:accounts_user_change", args=[user.pk])


def again(user):
    return reverse("admin:accounts_user_invite", args=[user.pk])


def enter(client, request, role):
    if role != "anonymous":
        client.force_login(request.getfixturevalue(role))
    return client


@pytest.fixture
def office(client, administrator):
    """The administrator's browser."""
    client.force_login(administrator)
    return client


def chosen(*names):
    return list(Group.objects.filter(name__in=names).values_list("pk", flat=True))


def fields(user=None, **changed):
    user = user or User(username="mila", email="mila@example.org")
    values = {
        "first_name": user.first_name or "Mila",
        "last_name": user.last_name or "Mostova",
        "username": user.username,
        "email": user.email,
        "roles": chosen(roles.JOURNALIST),
    }
    if user.pk:
        values |= {"is_active": "on"}
    values |= changed
    return {name: value for name, value in values.items() if value is not None}


def names(response):
    return [user.username for user in response.context["cl"].result_list]


def errors(response):
    return response.context["adminform"].form.errors


LADDER = [
    ("anonymous", 302),
    ("journalist", 403),
    ("editor", 403),
    ("moderator", 403),
    ("administrator", 200),
]


@pytest.mark.parametrize(("role", "status"), LADDER)
def test_only_administrators_see_and_invite_people(client, request, role, status):
    person = UserFactory(role=roles.EDITOR)
    enter(client, request, role)

    found = [client.get(address).status_code for address in (LIST, ADD, page_of(person))]

    assert found == [status] * 3


@pytest.mark.parametrize(("role", "status"), LADDER)
def test_only_administrators_change_people(client, request, role, status):
    person = UserFactory(username="before", role=roles.JOURNALIST)
    enter(client, request, role)

    client.post(page_of(person), fields(person, roles=chosen(roles.EDITOR)))

    person = User.objects.get(pk=person.pk)
    assert [group.name for group in person.groups.all()] == [
        roles.EDITOR if status == 200 else roles.JOURNALIST
    ]


@pytest.mark.parametrize(("role", "status"), LADDER)
def test_only_administrators_invite_again(client, request, role, status):
    person = UserFactory(password=None)
    enter(client, request, role)

    found = client.post(again(person)).status_code

    assert found == (302 if role == "administrator" else status)
    assert client.get(again(person)).status_code in (302, 403, 405)


@pytest.mark.django_db(transaction=True)
def test_the_form_invites_without_asking_for_a_password(office):
    form = office.get(ADD).context["adminform"].form
    response = office.post(ADD, fields(roles=chosen(roles.MODERATOR)), follow=True)

    user = User.objects.get(username="mila")
    assert set(form.fields) == {"first_name", "last_name", "username", "email", "roles"}
    assert [group.name for group in user.groups.all()] == [roles.MODERATOR]
    assert not user.has_usable_password()
    assert [message.to for message in mail.outbox] == [["mila@example.org"]]
    assert "An invitation was sent to mila@example.org." in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_could_not_be_sent_is_told(office, settings):
    settings.MAILERS = {"default": {"BACKEND": "tests.accounts.test_invitations.NoServer"}}

    response = office.post(ADD, fields(), follow=True)

    html = response.content.decode()
    assert "No mail could be sent to mila@example.org" in html
    assert "An invitation was sent" not in html
    assert User.objects.filter(username="mila").exists()


def test_rights_that_are_slipped_into_the_form_are_not_taken(office):
    extra = {"is_superuser": "on", "user_permissions": ["1"], "is_staff": "on", "password": "x"}
    office.post(ADD, fields() | extra)
    person = User.objects.get(username="mila")
    office.post(page_of(person), fields(person) | extra)

    person.refresh_from_db()
    assert not person.is_superuser
    assert not person.user_permissions.exists()
    assert not person.has_usable_password()


def test_an_administrator_only_looks_at_a_superuser(office):
    root = UserFactory(username="root", is_superuser=True)

    shown = office.get(page_of(root))
    refused = office.post(page_of(root), fields(root, email="taken@example.org"))

    assert (shown.status_code, refused.status_code) == (200, 403)
    assert shown.context["has_change_permission"] is False
    assert User.objects.get(pk=root.pk).email == "root@example.org"


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"username": "Taken"}, "username", "Somebody has this user name already."),
        ({"username": "a@b.rs"}, "username",
         "A user name has no @; the email address has its field."),
        ({"email": "TAKEN@example.org"}, "email", "Somebody has this email address already."),
        ({"roles": None}, "roles", "Choose at least one role."),
        ({"first_name": ""}, "first_name", "This field is required."),
    ],
)  # fmt: skip
def test_an_invitation_that_does_not_fit_says_why(office, changed, field, message):
    UserFactory(username="taken")

    response = office.post(ADD, fields(**changed))

    assert errors(response) == {field: [message]}
    assert not User.objects.filter(first_name="Mila", last_name="Mostova").exists()


def test_own_rights_are_kept_with_a_clear_message(office, administrator):
    UserFactory(role=roles.ADMINISTRATOR)

    without_role = office.post(page_of(administrator), fields(administrator))
    without_login = office.post(
        page_of(administrator),
        fields(administrator, is_active=None, roles=chosen(roles.ADMINISTRATOR)),
    )

    message = "You cannot take your own rights as an administrator away; ask another one."
    assert [errors(r)["__all__"] for r in (without_role, without_login)] == [[message]] * 2
    administrator.refresh_from_db()
    assert administrator.is_active


def test_who_leaves_is_let_go_and_never_deleted(office):
    person = UserFactory(role=roles.EDITOR)

    office.post(page_of(person), fields(person, is_active=None, roles=None))
    deleted = office.post(reverse("admin:accounts_user_delete", args=[person.pk]), {"post": "yes"})

    person.refresh_from_db()
    assert deleted.status_code == 403
    assert (person.is_active, person.groups.count()) == (False, 0)
    offered = office.get(LIST).context["action_form"].fields["action"].choices
    assert [name for name, _words in offered] == ["", "invite_again"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["administrator", "gone", "here", "new"]),
        ({"role": "Editor"}, ["gone", "here"]),
        ({"state": "here"}, ["administrator", "here"]),
        ({"state": "invited"}, ["new"]),
        ({"state": "left"}, ["gone"]),
        ({"q": "Mostova"}, ["here"]),
        ({"q": "new@"}, ["new"]),
    ],
)
def test_people_are_found_by_role_state_and_name(office, query, found):
    UserFactory(username="here", last_name="Mostova", role=roles.EDITOR)
    UserFactory(username="gone", role=roles.EDITOR, is_active=False)
    UserFactory(username="new", role=roles.JOURNALIST, password=None)

    assert sorted(names(office.get(LIST, query))) == found


def test_a_list_cannot_be_narrowed_by_the_hash_of_a_password(office):
    response = office.get(LIST, {"password__startswith": "md5"})

    assert response.status_code == 400


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_however_many_people(office, count, django_assert_num_queries):
    for _ in range(count):
        UserFactory(role=roles.EDITOR)
    office.get(LIST)

    with django_assert_num_queries(8):
        response = office.get(LIST, {"role": "Editor"})

    assert len(names(response)) == count
    assert len(re.findall(">Editor</td>", response.content.decode())) == count


def test_a_lock_is_lifted_by_an_administrator_and_nobody_else(client, request, administrator):
    address = reverse("admin:axes_accessattempt_changelist")
    attempt = AccessAttempt.objects.create(username="mila", failures_since_start=5)
    data = {"action": "let_in", "_selected_action": [attempt.pk]}

    for role in ("anonymous", "journalist", "editor", "moderator"):
        enter(client, request, role).post(address, data)
    left = AccessAttempt.objects.count()
    client.force_login(administrator)
    response = client.post(address, data, follow=True)

    assert (left, AccessAttempt.objects.count()) == (1, 0)
    assert "1 lock was lifted." in response.content.decode()


def test_what_was_typed_wrongly_is_shown_to_nobody(office):
    attempt = AccessAttempt.objects.create(
        username="mila", failures_since_start=1, post_data="csrf=1\nsecret=typed"
    )

    response = office.get(reverse("admin:axes_accessattempt_change", args=[attempt.pk]))

    assert response.status_code == 200
    assert "secret=typed" not in response.content.decode()
