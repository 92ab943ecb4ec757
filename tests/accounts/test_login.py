import re
from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from tests.accounts.test_invitations import choose, link, log_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

RIGHT = "correct horse battery staple"


@pytest.fixture
def mila(db):
    return UserFactory(username="mila", email="mila@example.org", role=roles.JOURNALIST)


def fail(client, name, times=5, **extra):
    for _ in range(times):
        response = client.post(
            reverse("admin:login"), {"username": name, "password": "wrong"}, **extra
        )
    return response


def is_in(client):
    return "_auth_user_id" in client.session


def ask(client, email, **extra):
    return client.post(reverse("admin_password_reset"), {"email": email}, follow=True, **extra)


@pytest.mark.parametrize("typed", ["mila", "Mila", "mila@example.org", "MILA@example.org"])
def test_people_log_in_with_user_name_or_email_whatever_the_capitals(client, mila, typed):
    log_in(client, typed, RIGHT)

    assert is_in(client)


def test_capitals_matter_where_two_user_names_differ_by_nothing_else(client):
    UserFactory(username="ana", email="one@example.org", password="the first one")
    second = UserFactory(username="Ana", email="two@example.org", password="the second one")

    log_in(client, "ANA", "the first one")
    neither = is_in(client)
    log_in(client, "Ana", "the second one")

    assert not neither
    assert client.session["_auth_user_id"] == str(second.pk)


def test_the_login_page_asks_for_what_it_takes_and_leads_to_a_new_password(client):
    html = client.get(reverse("admin:login")).content.decode()

    assert "User name or email" in html
    assert reverse("admin_password_reset") in html


@pytest.mark.parametrize("typed", ["mila", "gone", "nobody"])
def test_a_wrong_login_does_not_tell_what_was_wrong(client, mila, typed):
    UserFactory(username="gone", is_active=False)

    response = fail(client, typed, 1)

    errors = response.context["form"].non_field_errors()
    assert errors == [
        (
            "These do not fit together. Check the user name or email address, and the password: "
            "capitals matter in it."
        )
    ]


def test_who_has_left_is_out_at_once(client, mila):
    client.force_login(mila)
    type(mila).objects.update(is_active=False)

    response = client.get(reverse("admin:index"))

    assert response["Location"].startswith(reverse("admin:login"))


def test_five_wrong_passwords_lock_the_name_for_that_address_and_say_so(client, mila):
    fourth = fail(client, "mila", 4)
    fifth = fail(client, "mila", 1)
    log_in(client, "mila", RIGHT)

    assert (fourth.status_code, fifth.status_code) == (200, 429)
    html = fifth.content.decode()
    assert "The password was wrong 5 times in a row." in html
    assert "For 15 minutes nobody can log in with this name from here" in html
    assert reverse("admin_password_reset") in html
    assert not is_in(client)


def test_another_address_and_another_name_are_not_locked(client, mila):
    other = UserFactory(username="other", role=roles.EDITOR)
    fail(client, "mila")

    client.post(
        reverse("admin:login"), {"username": "mila", "password": RIGHT}, REMOTE_ADDR="10.9.8.7"
    )
    from_elsewhere = is_in(client)
    client.logout()
    log_in(client, other.username, RIGHT)

    assert from_elsewhere
    assert is_in(client)


def test_other_ways_to_write_the_same_login_give_no_further_tries(client, mila):
    for typed in ("mila", "mila@example.org", "Mila@example.org", "MILA"):
        fail(client, typed, 1)
    last = fail(client, "mila@EXAMPLE.org", 1)

    assert last.status_code == 429
    assert list(AccessAttempt.objects.values_list("username", "failures_since_start")) == [
        ("mila", 5)
    ]


def test_who_does_not_exist_is_locked_like_who_does(client):
    assert fail(client, "Nobody", 4).status_code == 200
    assert fail(client, "nobody", 1).status_code == 429


def test_the_lock_ends_after_the_minutes_told_even_for_the_impatient(client, mila):
    fail(client, "mila")
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        fail(client, "mila", 3)

    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        log_in(client, "mila", RIGHT)

    assert is_in(client)


def test_a_right_password_forgets_the_wrong_ones(client, mila):
    fail(client, "mila", 4)
    log_in(client, "mila@example.org", RIGHT)
    client.logout()

    assert fail(client, "mila", 4).status_code == 200


def test_no_password_is_kept_of_wrong_logins(client, mila):
    client.post(reverse("admin:login"), {"username": "mila", "password": "hunter-two"})

    attempt = AccessAttempt.objects.get()
    assert "hunter-two" not in attempt.post_data + attempt.get_data


def test_a_new_password_comes_by_mail_and_lifts_the_lock(client, mila):
    fail(client, "mila")
    ask(client, "Mila@example.org")

    choose(client, link())
    log_in(client, "mila")

    assert link().startswith("/admin/password/")
    assert mail.outbox[0].to == ["mila@example.org"]
    assert is_in(client)


def test_the_answer_does_not_tell_who_has_the_address(client, mila):
    UserFactory(email="gone@example.org", is_active=False)

    pages = [ask(client, f"{name}@example.org") for name in ("mila", "gone", "nobody")]

    assert len({re.sub('nonce="[^"]+"', "", page.content.decode()) for page in pages}) == 1
    assert [message.to for message in mail.outbox] == [["mila@example.org"]]


def test_asking_again_and_again_sends_one_mail(client, mila):
    for _ in range(5):
        ask(client, "mila@example.org")

    assert len(mail.outbox) == 1


def test_from_one_address_five_mails_are_asked_for_in_fifteen_minutes(client):
    people = [UserFactory() for _ in range(8)]
    pages = [ask(client, person.email) for person in people[:6]]
    ask(client, people[6].email, REMOTE_ADDR="10.9.8.7")
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        ask(client, people[7].email)

    asked = [message.to[0] for message in mail.outbox]
    assert asked == [person.email for person in people if person is not people[5]]
    assert len({re.sub('nonce="[^"]+"', "", page.content.decode()) for page in pages}) == 1


def test_who_lost_the_invitation_gets_in_by_asking_for_a_password(client):
    UserFactory(username="new", email="new@example.org", password=None)
    ask(client, "new@example.org")

    choose(client, link())
    log_in(client, "new")

    assert is_in(client)


def test_a_link_for_a_password_works_once(client, mila):
    ask(client, "mila@example.org")
    path = link()
    choose(client, path)

    assert "does not work any more" in client.get(path, follow=True).content.decode()


@pytest.mark.parametrize("name", ["admin_password_reset", "password_reset_done"])
def test_pages_before_the_login_carry_the_name_of_the_newspaper(client, name):
    html = client.get(reverse(name)).content.decode()

    assert '<span class="site-name__words">Zebalkans</span>' in html
