from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal import tick
from portal.pictures import intake, renditions
from portal.pictures.picture import NewPicture
from portal.pictures.storage import store
from tests.factories import ImageFactory
from tests.pictures.samples import upload

pytestmark = pytest.mark.django_db


def stored_picture():
    return store(NewPicture(intake=intake.read(upload())))


def test_what_a_lost_task_left_unmade_is_made():
    image = ImageFactory(picture=stored_picture())

    tick.tick()

    image.refresh_from_db()
    assert renditions.is_complete(image.picture)


def test_expired_logins_go_and_others_stay():
    now = timezone.now()
    for key, expires in (("old", now - timedelta(days=1)), ("new", now + timedelta(days=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=expires)

    tick.tick()

    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def test_results_of_tasks_are_kept_for_a_week():
    def result(status, days):
        finished_at = timezone.now() - timedelta(days=days) if days else None
        return DBTaskResult.objects.create(
            status=status, task_path="x", args_kwargs={"args": [], "kwargs": {}},
            backend_name="default", run_after=timezone.now(), finished_at=finished_at,
        )  # fmt: skip

    result("SUCCESSFUL", 8)
    kept = [result("SUCCESSFUL", 6), result("READY", 0)]

    tick.tick()

    assert set(DBTaskResult.objects.all()) == set(kept)


def test_a_chore_that_fails_does_not_stop_the_others(caplog):
    def broken() -> str:
        raise OSError("the disk is full")

    done, failed = tick.tick((broken, lambda: "swept"))

    assert (done, failed) == (["swept"], 1)
    assert "the disk is full" in caplog.text


def test_it_may_run_twice_and_says_what_it_did():
    ImageFactory(picture=stored_picture())

    said = [StringIO(), StringIO()]
    for out in said:
        call_command("tick", stdout=out)

    assert [out.getvalue().splitlines()[0] for out in said] == [
        "pictures that got their missing sizes: 1",
        "pictures that got their missing sizes: 0",
    ]


def test_a_pause_of_less_than_a_second_is_refused():
    with pytest.raises(CommandError, match="at least one second"):
        call_command("tick", every=0)
