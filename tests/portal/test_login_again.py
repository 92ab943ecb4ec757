"""Logging in again from a page that stands open."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.articles.desk import filled_in
from tests.browser.conftest import PASSWORD

pytestmark = pytest.mark.django_db

AGAIN = "/admin/login/again/"


def test_who_is_logged_in_is_told_with_a_token_and_kept_by_nobody(client, editor):
    nobody = client.get(AGAIN)
    client.force_login(editor)
    somebody = client.get(AGAIN)

    assert nobody.json()["person"] is None
    assert (somebody.json()["person"], somebody.json()["errors"]) == (editor.pk, [])
    assert somebody.json()["token"]
    assert "no-store" in somebody.headers["Cache-Control"]


def test_the_right_password_logs_in_and_a_wrong_one_says_so(client, editor):
    wrong = client.post(AGAIN, {"username": "editor", "password": "no"})
    right = client.post(AGAIN, {"username": "editor", "password": PASSWORD})

    assert (wrong.status_code, wrong.json()["person"]) == (403, None)
    assert "do not fit together" in wrong.json()["errors"][0]
    assert (right.status_code, right.json()["person"]) == (200, editor.pk)
    assert client.get(reverse("admin:index")).status_code == 200


def test_a_token_is_needed_as_at_the_door(editor):
    strict = Client(enforce_csrf_checks=True)
    sent = {"username": "editor", "password": PASSWORD}

    assert strict.post(AGAIN, sent).status_code == 403
    token = strict.get(AGAIN).json()["token"]
    assert strict.post(AGAIN, sent | {"csrfmiddlewaretoken": token}).json()["person"] == editor.pk


def test_too_many_wrong_passwords_lock_this_way_in_as_the_other(client, editor):
    for _try in range(5):
        client.post(AGAIN, {"username": "editor", "password": "no"})

    locked = client.post(AGAIN, {"username": "editor", "password": PASSWORD})
    assert locked.status_code == 429
    assert client.get(AGAIN).json()["person"] is None


def test_who_does_not_work_here_does_not_come_in(client, editor):
    editor.is_staff = False
    editor.save()

    response = client.post(AGAIN, {"username": "editor", "password": PASSWORD})

    assert response.json()["person"] is None
    assert response.status_code == 403


def test_who_was_logged_out_while_writing_is_given_the_text_back(client):
    sent = {
        "headline": "One", "body": "<p>Two words</p>", "csrfmiddlewaretoken": "x", "_save": "Save",
        "session": str(uuid4()), "base_revision": "7",
    }  # fmt: skip

    response = client.post(reverse("admin:articles_article_add"), sent)

    assert response.status_code == 401
    assert [each.text for each in response.context["typed"]] == ["One", "<p>Two words</p>"]
    assert "&lt;p&gt;Two words&lt;/p&gt;" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("address", "sent", "label"),
    [
        ("articles_tag_add", {"name": "Rivers"}, "Name"),
        ("articles_article_add", {"headline": "1984"}, "Headline"),
        ("articles_article_notes", {"text": "Agreed."}, "Text"),
        ("articles_article_changelist", {"about": "Two words"}, "About"),
    ],
)
def test_a_word_or_a_year_is_given_back_by_the_name_of_its_field(client, address, sent, label):
    args = [7] if address.endswith("notes") else []

    response = client.post(reverse(f"admin:{address}", args=args), sent)

    [given] = response.context["typed"]
    assert (given.label, given.text) == (label, *sent.values())


def test_a_password_is_never_shown(client):
    fields = ("old_password", "new_password1", "new_password2")
    sent = dict.fromkeys(fields, "correct horse battery staple")

    response = client.post(reverse("admin:password_change"), sent)

    assert response["Location"].startswith(reverse("admin:login"))


def test_of_a_form_that_nobody_wrote_in_there_is_nothing_to_give_back(client, editor):
    client.force_login(editor)
    address = reverse("admin:articles_article_add")
    drawn = filled_in(client.get(address))
    client.logout()

    response = client.post(address, drawn | {"_save": "Save and go on", "body": "<p></p>"})

    assert response["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize(
    "sent", [{"action": "withdraw", "_selected_action": "3"}, {"decision": "a"}]
)
def test_who_only_chose_is_led_to_the_login(client, sent):
    response = client.post(reverse("admin:articles_article_changelist"), sent)

    assert response["Location"].startswith(reverse("admin:login"))
