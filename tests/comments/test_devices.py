"""Who writes is remembered on the device of a reader who asked for it, and nowhere else."""

import pytest
import time_machine

from comments.views import devices
from tests.articles.desk import page
from tests.comments.reader import NOON, address, send

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def form_of(client, article):
    with time_machine.travel(NOON, tick=False):
        return page(client.get(address(article)))


def test_name_and_address_are_filled_in_next_time_only_if_that_was_ticked(client, article):
    send(client, article)
    assert 'value="Rada"' not in form_of(client, article)

    send(client, article, remember="on")
    shown = form_of(client, article)
    assert 'value="Rada"' in shown
    assert 'value="rada@example.org"' in shown
    assert '<input type="checkbox" name="remember" id="id_remember" checked>' in shown

    send(client, article)
    assert 'value="Rada"' not in form_of(client, article)


def test_the_cookie_goes_to_the_pages_of_comments_alone_and_no_script_reads_it(client, article):
    cookie = send(client, article, remember="on").cookies[devices.COOKIE]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/comments/", True, "Lax")
    assert cookie["max-age"] == 365 * 24 * 3600


@pytest.mark.parametrize("value", ["", "x", "forged:1abc:sig"])
def test_a_cookie_that_we_did_not_write_is_nothing(client, article, value):
    client.cookies[devices.COOKIE] = value

    assert 'name="name" value=' not in form_of(client, article)


def test_the_newsroom_need_not_type_who_it_is(client, article, moderator):
    client.force_login(moderator)

    shown = form_of(client, article)

    assert f'value="{moderator.get_full_name()}"' in shown
    assert f'value="{moderator.email}"' in shown
