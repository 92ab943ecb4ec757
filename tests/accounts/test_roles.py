import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from accounts import roles
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_groups_hold_what_the_table_says_after_migrating():
    found = {
        group.name: {
            f"{p.content_type.app_label}.{p.codename}"
            for p in group.permissions.select_related("content_type")
        }
        for group in Group.objects.all()
    }

    assert found == roles.ROLES


def test_syncing_takes_back_what_was_added_by_hand_and_keeps_people_in_their_groups(capsys):
    user = UserFactory(role=roles.JOURNALIST)
    group = Group.objects.get(name=roles.JOURNALIST)
    group.permissions.add(Permission.objects.get(codename="publish_article"))

    call_command("sync_roles")

    assert not user.has_perm("articles.publish_article")
    assert list(user.groups.all()) == [group]
    assert "Journalist" in capsys.readouterr().out


def test_a_permission_that_no_model_declares_is_an_error(monkeypatch):
    monkeypatch.setitem(roles.ROLES, roles.EDITOR, {"articles.fly_article"})

    with pytest.raises(roles.UnknownPermission, match=r"Editor: articles\.fly_article"):
        roles.sync()


def test_a_journalist_cannot_publish_and_a_moderator_cannot_write():
    journalist, moderator = UserFactory(role=roles.JOURNALIST), UserFactory(role=roles.MODERATOR)

    assert not journalist.has_perm("articles.publish_article")
    assert not any(name.startswith("articles.") for name in moderator.get_all_permissions())
