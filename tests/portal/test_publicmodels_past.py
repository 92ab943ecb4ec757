from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.models import Category, Image, Tag
from comments.models import CannedReason
from portal.pictures import intake
from portal.pictures.picture import NewPicture
from portal.publicmodels import past, verbs
from portal.publicmodels.models import PastRow
from tests.factories import CategoryFactory, ImageFactory, TagFactory
from tests.pictures.samples import upload

pytestmark = pytest.mark.django_db

BEGIN = timezone.now() + timedelta(days=1)


def hour(number):
    return BEGIN + timedelta(hours=number)


def at(number):
    return time_machine.travel(hour(number), tick=False)


def rename(category, name):
    category.name = name
    verbs.save(category, tags=())


def names(number):
    return {row.pk: row.name for row in past.as_of(Category, hour(number)).values()}


def test_a_row_is_as_it_was_at_each_moment_between_its_changes():
    category, other = CategoryFactory(name="Politics"), CategoryFactory(name="Sport")
    with at(1):
        rename(category, "Public life")
    with at(2):
        rename(category, "City hall")

    assert [names(each)[category.pk] for each in (0, 1, 2, 3)] == [
        "Politics", "Public life", "City hall", "City hall",
    ]  # fmt: skip
    assert {names(each)[other.pk] for each in (0, 1, 2, 3)} == {"Sport"}


def test_a_row_is_not_there_before_it_was_made_nor_while_it_is_in_the_trash():
    category = Category(name="Valley", slug="valley")
    with at(1):
        verbs.save(category, tags=())
        key = category.pk
    with at(2):
        trashed = verbs.trash(category, by=None, tags=())
    with at(3):
        verbs.restore(trashed)
    with at(4):
        rename(Category.objects.get(pk=key), "Hills")

    assert [names(each).get(key) for each in (0, 1, 2, 3, 4)] == [
        None, "Valley", None, "Valley", "Hills",
    ]  # fmt: skip


def test_of_changes_at_one_moment_the_first_tells_what_was_before():
    category = CategoryFactory(name="Politics")
    with at(1):
        rename(category, "Public life")
        rename(category, "City hall")

    assert [names(each)[category.pk] for each in (0, 1)] == ["Politics", "City hall"]


def test_what_is_saved_without_a_change_leaves_nothing_behind():
    category = CategoryFactory(name="Politics")

    verbs.save(Category.objects.get(pk=category.pk), tags=())

    assert not PastRow.objects.exists()


def test_a_picture_that_was_replaced_is_found_again():
    image = ImageFactory(alt="A river")
    before = image.picture
    with at(1):
        image.picture, image.alt = NewPicture(intake=intake.read(upload())), "A bridge"
        verbs.save(image, tags=())

    then = past.as_of(Image, hour(0), keys=[image.pk])[image.pk]
    assert (then.picture, then.alt) == (before, "A river")
    now = past.as_of(Image, hour(1), keys=[image.pk])[image.pk]
    assert (now.picture.name, now.alt) == (image.picture.name, "A bridge")


def test_of_what_only_colleagues_see_no_past_is_kept():
    verbs.save(CannedReason(text="Off the subject.", position=1), tags=())

    assert not PastRow.objects.exists()


@pytest.mark.parametrize("count", [1, 5])
def test_looking_back_costs_two_queries_however_many_rows_changed(count, django_assert_num_queries):
    tags = TagFactory.create_batch(count)
    TagFactory(name="another")
    with at(1):
        for tag in tags:
            tag.name = f"{tag.name} anew"
            verbs.save(tag, tags=())

    with django_assert_num_queries(2):
        found = past.as_of(Tag, hour(0), keys=[tag.pk for tag in tags])

    assert {row.name for row in found.values()} == {tag.name[:-5] for tag in tags}


def test_what_was_over_long_ago_is_let_go_the_oldest_first():
    category = CategoryFactory(name="0")
    for number in (1, 2, 3):
        with at(number):
            rename(category, str(number))

    gone = past.forget(before=hour(3), limit=1)

    assert gone == 1
    assert [row.fields["name"] for row in PastRow.objects.order_by("until")] == ["1", "2"]
    assert past.forget(before=hour(3), limit=5) == 1
