import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied

from accounts import people, roles
from accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def named(*names):
    return list(Group.objects.filter(name__in=names).order_by("pk"))


def held(user):
    return set(user.groups.values_list("name", flat=True))


def test_a_person_gets_exactly_the_roles_given_and_keeps_other_groups(administrator, journalist):
    own = Group.objects.create(name="Chess club")
    journalist.groups.add(own)

    people.change(journalist, roles=named(roles.EDITOR, roles.MODERATOR), by=administrator)

    assert held(journalist) == {roles.EDITOR, roles.MODERATOR, "Chess club"}


@pytest.mark.parametrize("role", ["journalist", "editor", "moderator"])
def test_only_administrators_change_people(role, request):
    other = UserFactory(role=roles.JOURNALIST)

    with pytest.raises(PermissionDenied):
        people.change(other, roles=named(roles.EDITOR), by=request.getfixturevalue(role))

    assert held(other) == {roles.JOURNALIST}


def test_an_administrator_makes_nobody_a_superuser(administrator, journalist):
    journalist.is_superuser = True

    with pytest.raises(PermissionDenied):
        people.change(journalist, roles=named(roles.JOURNALIST), by=administrator)

    journalist.refresh_from_db()
    assert not journalist.is_superuser


def test_an_administrator_does_not_touch_a_superuser_whatever_the_form_says(administrator):
    root = UserFactory(is_superuser=True)
    root.is_superuser = False

    with pytest.raises(PermissionDenied):
        people.change(root, roles=[], by=administrator)

    root.refresh_from_db()
    assert root.is_superuser


def test_a_superuser_changes_everybody(administrator):
    root, other = UserFactory(is_superuser=True), UserFactory(is_superuser=True)
    other.first_name = "Ana"

    people.change(other, roles=named(roles.EDITOR), by=root)

    other.refresh_from_db()
    assert (other.first_name, held(other)) == ("Ana", {roles.EDITOR})


@pytest.mark.parametrize(
    ("is_active", "names"), [(True, [roles.EDITOR]), (False, [roles.ADMINISTRATOR])]
)
def test_nobody_takes_his_own_rights_as_an_administrator_away(administrator, is_active, names):
    UserFactory(role=roles.ADMINISTRATOR)
    own = User.objects.get(pk=administrator.pk)
    own.is_active = is_active

    with pytest.raises(people.Refused, match="your own rights"):
        people.change(own, roles=named(*names), by=administrator)

    administrator.refresh_from_db()
    assert administrator.is_active
    assert held(administrator) == {roles.ADMINISTRATOR}


def test_the_last_superuser_stays_one_where_nobody_else_runs_the_site(administrator):
    root = UserFactory(is_superuser=True)
    people.change(administrator, roles=named(roles.EDITOR), by=root)
    own = User.objects.get(pk=root.pk)
    own.is_superuser = False

    with pytest.raises(people.Refused, match="your own rights"):
        people.change(own, roles=named(roles.EDITOR), by=root)

    assert held(administrator) == {roles.EDITOR}


def test_an_administrator_who_has_colleagues_can_be_let_go(administrator):
    other = UserFactory(role=roles.ADMINISTRATOR)
    other.is_active = False

    people.change(other, roles=[], by=administrator)

    other.refresh_from_db()
    assert not other.is_active
    assert held(other) == set()


def test_the_last_administrator_stays_though_two_remove_each_other_at_once(administrator):
    by = UserFactory(role=roles.ADMINISTRATOR)
    # `by` began while he still had the role; the other was quicker.
    User.objects.filter(pk=by.pk).update(is_active=False)

    with pytest.raises(people.Refused, match="last administrator"):
        people.change(administrator, roles=named(roles.EDITOR), by=by)

    assert held(administrator) == {roles.ADMINISTRATOR}
