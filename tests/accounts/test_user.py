import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["mila", "mila@example.org", "Mila@Example.ORG"])
def test_people_log_in_by_user_name_or_email(typed):
    user = UserFactory(username="mila", email="mila@example.org", password="a long password")

    found = authenticate(RequestFactory().post("/"), username=typed, password="a long password")

    assert found == user


def test_an_email_belongs_to_one_user_whatever_its_capitals():
    UserFactory(email="mila@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="MILA@example.org")


def test_a_user_name_that_is_the_email_of_another_does_not_reach_his_account():
    victim = UserFactory(username="victim", email="victim@example.org", password="his own password")
    UserFactory(username="victim@example.org", password="password of the other")

    request = RequestFactory().post("/")
    assert (
        authenticate(request, username="victim@example.org", password="his own password") == victim
    )
    assert (
        authenticate(request, username="victim@example.org", password="password of the other")
        is None
    )
