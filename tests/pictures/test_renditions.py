from dataclasses import replace
from fractions import Fraction

import pytest
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st

from portal.pictures import intake, renditions
from portal.pictures.picture import NewPicture, Picture, Rendition
from portal.pictures.renditions import (
    RATIOS,
    WIDTHS,
    crop_box,
    discard,
    is_complete,
    make,
    make_next,
    widths_for,
)
from portal.pictures.storage import store
from tests.pictures.samples import BLUE, RED, data, halves, near, opened, upload

SIDES = st.integers(40, 3200)
SHARES = st.floats(0, 1)
CROPPED = [ratio for ratio, proportion in RATIOS.items() if proportion]


def stored(image=None, form="JPEG", **focal):
    return store(NewPicture(intake=intake.read(upload(data(image, form))), **focal))


def content(name):
    with default_storage.open(name) as file:
        return file.read()


def files(picture):
    """The files of a picture's renditions, by what they are."""
    return {
        (each.ratio, each.format, width): content(each.name(picture.name, width=width))
        for each in picture.renditions
        for width in each.widths
    }


@given(width=SIDES, height=SIDES, ratio=st.sampled_from(CROPPED), x=SHARES, y=SHARES)
def test_a_crop_lies_in_the_picture_in_its_ratio_around_the_focal_point(width, height, ratio, x, y):
    left, top, right, bottom = crop_box(width, height, ratio, focal_x=x, focal_y=y)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert left <= x * width <= right
    assert top <= y * height <= bottom
    wanted = RATIOS[ratio]
    assert abs((right - left) - (bottom - top) * wanted) <= max(1, wanted)
    assert right - left == width or bottom - top == height


@given(width=SIDES, height=SIDES, ratio=st.sampled_from(CROPPED), x=SHARES, y=SHARES)
def test_the_focal_point_is_as_near_the_centre_as_the_picture_allows(width, height, ratio, x, y):
    left, top, right, bottom = crop_box(width, height, ratio, focal_x=x, focal_y=y)

    for focal, start, end, whole in (
        (x * width, left, right, width),
        (y * height, top, bottom, height),
    ):
        off = focal - (start + end) / 2
        assert abs(off) <= 0.5 or (off < 0 and start == 0) or (off > 0 and end == whole)


@given(width=SIDES, height=SIDES, x=SHARES, y=SHARES)
def test_the_original_is_not_cropped(width, height, x, y):
    assert crop_box(width, height, "original", focal_x=x, focal_y=y) == (0, 0, width, height)


@pytest.mark.parametrize(
    ("crop", "widths"),
    [
        (200, (200,)),
        (319, (319,)),
        (320, (320,)),
        (1000, (320, 480, 640, 800, 960)),
        (3200, WIDTHS),
    ],
)
def test_no_rendition_is_wider_than_its_crop(crop, widths):
    assert widths_for(crop) == widths


def test_every_ratio_is_made_in_every_format_and_width(media):
    picture = make(stored(halves((1000, 900))))

    assert {(each.ratio, each.format): each.widths for each in picture.renditions} == {
        (ratio, form): widths
        for form in ("avif", "webp", "jpg")
        for ratio, widths in {
            "original": (320, 480, 640, 800, 960),
            "16x9": (320, 480, 640, 800, 960),
            "4x3": (320, 480, 640, 800, 960),
            "1x1": (320, 480, 640, 800),
        }.items()
    }
    for (ratio, form, width), written in files(picture).items():
        shown = opened(written)
        assert shown.format == {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[form]
        proportion = RATIOS[ratio] or Fraction(1000, 900)
        assert shown.size == (width, round(width / proportion))
        assert not set(shown.info) & {"exif", "icc_profile", "comment", "xmp"}
    assert is_complete(picture)


def test_a_crop_shows_what_the_focal_point_asks_for():
    left = make(stored(halves((2000, 500)), focal_x=0.1))
    right = make(stored(halves((2000, 500)), focal_x=0.9))

    middle = (160, 160)
    assert near(opened(files(left)["1x1", "jpg", 320]).getpixel(middle), RED)
    assert near(opened(files(right)["1x1", "jpg", 320]).getpixel(middle), BLUE)


def test_transparent_parts_stay_but_are_white_in_jpeg():
    image = halves(mode="RGBA")
    image.paste((0, 0, 0, 0), (200, 0, 400, 300))

    made = files(make(stored(image, "PNG")))

    assert opened(made["original", "avif", 320]).getpixel((300, 100))[3] == 0
    assert opened(made["original", "webp", 320]).getpixel((300, 100))[3] == 0
    assert near(opened(made["original", "jpg", 320]).getpixel((300, 100)), (255, 255, 255))
    assert near(opened(made["original", "jpg", 320]).getpixel((50, 100)), RED)


def test_the_formats_of_every_browser_come_first_and_all_in_the_end():
    picture = stored()

    quick = make_next(picture)
    done = make_next(quick)

    assert {each.format for each in quick.renditions} == {"webp", "jpg"}
    assert not is_complete(quick)
    assert {each.format for each in done.renditions} == {"avif", "webp", "jpg"}
    assert set(quick.renditions) < set(done.renditions)
    assert is_complete(done)


def test_what_exists_is_not_made_again():
    picture = make(stored())
    without_webp = tuple(each for each in picture.renditions if each.format != "webp")

    again = make(picture)
    completed = make(replace(picture, renditions=without_webp, recipe=""))

    assert again == picture
    assert set(without_webp) < set(completed.renditions)
    assert {(each.ratio, each.format) for each in completed.renditions} == {
        (each.ratio, each.format) for each in picture.renditions
    }
    assert is_complete(completed)


def test_another_focal_point_gives_other_names_and_keeps_the_uncropped_ones():
    picture = make(stored())
    moved = picture.with_focal(0.1, 0.5)

    remade = make(moved)

    assert {each.ratio for each in moved.renditions} == {"original"}
    assert not is_complete(moved)
    old, new = set(picture.renditions), set(remade.renditions)
    assert {each.ratio for each in old & new} == {"original"}
    assert len({each.generation for each in new}) == 2
    assert picture.with_focal(0.5, 0.5) is picture


def test_what_came_too_late_is_deleted_and_nothing_else():
    picture = make(stored())
    moved = picture.with_focal(0.1, 0.5)
    late = make(moved)
    before = set(files(late))

    discard(late, but=moved)

    assert set(files(picture)) == before
    gone = [each for each in late.renditions if each not in moved.renditions]
    assert [
        each for each in gone if default_storage.exists(each.name(late.name, width=each.widths[0]))
    ] == []
    assert default_storage.exists(picture.name)


def test_the_rules_have_another_name_when_they_change():
    made_by_other_rules = Picture(
        name="pictures/00/0/master.jpg", width=9, height=9, recipe="00000000"
    )

    assert not is_complete(made_by_other_rules)
    assert len(renditions.RECIPE) == 8


def test_a_rendition_lies_beside_its_master():
    rendition = Rendition(ratio="16x9", format="webp", generation="0a1b2c3d", widths=(320,))

    assert (
        rendition.name("pictures/ab/abcd/master.jpg", width=320)
        == "pictures/ab/abcd/0a1b2c3d/16x9-320.webp"
    )
