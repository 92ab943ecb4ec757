from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from portal.pictures import intake, names, waiting
from tests.pictures import samples

ZORA, MILA = 1, 2


def kept():
    try:
        return default_storage.listdir(waiting.FOLDER)[1]
    except FileNotFoundError:
        return []


def test_what_waits_is_the_master_and_is_read_no_second_time():
    token = waiting.keep(samples.upload(), owner=ZORA)

    assert waiting.fetch(token, owner=ZORA).intake == intake.read(samples.upload())


def test_nobody_else_gets_it_nor_whoever_invents_a_token():
    token = waiting.keep(samples.upload(), owner=ZORA)

    assert waiting.fetch(token, owner=MILA) is None
    assert waiting.fetch(token[:-1], owner=ZORA) is None
    assert waiting.fetch("", owner=ZORA) is None
    waiting.forget(token, owner=MILA)
    assert len(kept()) == 1


@pytest.mark.django_db
def test_no_address_leads_to_what_waits(client):
    waiting.keep(samples.upload(), owner=ZORA)
    (name,) = kept()

    assert not names.is_name(f"{waiting.FOLDER}/{name}")
    assert client.get(f"/media/{waiting.FOLDER}/{name}").status_code == 404


def test_what_could_be_no_picture_is_refused_and_not_kept():
    with pytest.raises(intake.PictureRefused):
        waiting.keep(samples.upload(b"<svg/>", "a.svg"), owner=ZORA)

    assert kept() == []


def test_what_is_forgotten_is_gone():
    token = waiting.keep(samples.upload(), owner=ZORA)

    waiting.forget(token, owner=ZORA)

    assert (kept(), waiting.fetch(token, owner=ZORA)) == ([], None)


def test_what_nobody_comes_for_is_removed_after_a_day():
    assert waiting.clear() == 0
    waiting.keep(samples.upload(), owner=ZORA)

    assert waiting.clear(at=timezone.now() + timedelta(hours=23)) == 0
    assert waiting.clear(at=timezone.now() + timedelta(hours=25)) == 1
    assert kept() == []


def test_a_token_is_of_no_use_after_a_day(time_machine):
    token = waiting.keep(samples.upload(), owner=ZORA)

    time_machine.move_to(timezone.now() + timedelta(hours=25))

    assert waiting.fetch(token, owner=ZORA) is None
