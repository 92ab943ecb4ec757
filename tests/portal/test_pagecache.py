from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from portal.pagecache import clock
from portal.pagecache.models import Boundary, CacheTag, Clock
from portal.site.models import SiteSettings, current

pytestmark = pytest.mark.django_db


def numbers():
    return dict(CacheTag.objects.values_list("name", "number"))


def test_each_write_stamps_its_tags_with_the_next_number():
    clock.touch("front", "article:1")
    clock.touch("front", "front")

    assert numbers() == {"article:1": 1, "front": 2}
    assert Clock.objects.get().number == 2


def test_a_rolled_back_write_stamps_nothing():
    clock.touch("front")

    def write():
        clock.touch("front")
        return 1 / 0

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()

    assert numbers() == {"front": 1}


def test_boundaries_of_a_subject_are_replaced_and_those_of_others_stay():
    now = timezone.now()
    clock.set_boundaries("article:1", [now, None])
    clock.set_boundaries("article:2", [now])

    clock.set_boundaries("article:1", [now + timedelta(hours=1)])

    assert set(Boundary.objects.values_list("subject", "at")) == {
        ("article:1", now + timedelta(hours=1)),
        ("article:2", now),
    }


def test_the_last_change_is_the_last_write_or_the_last_boundary_that_passed():
    SiteSettings.objects.create(pk=1)
    nothing_yet = current().last_change
    passed = timezone.now() - timedelta(days=2)
    clock.set_boundaries("article:1", [passed, timezone.now() + timedelta(days=2)])
    by_boundary = current().last_change
    clock.touch("front")
    by_write = current().last_change
    later = timezone.now() + timedelta(microseconds=1)
    clock.set_boundaries("article:2", [later])

    assert (nothing_yet, by_boundary, by_write) == (None, passed, Clock.objects.get().changed_at)
    assert current().last_change == later
