import re

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import models
from django.db.migrations.writer import MigrationWriter

from accounts.models import Author
from articles.models import Image
from portal.pictures import intake
from portal.pictures.fields import PictureField
from portal.pictures.forms import PictureFormField
from portal.pictures.picture import NewPicture, Picture, Rendition, as_json, from_json
from tests.factories import AuthorFactory, ImageFactory
from tests.pictures.samples import data, halves, upload

pytestmark = pytest.mark.django_db

WHOLE = Picture(
    name="pictures/ab/" + "ab" * 16 + "/master.jpg",
    width=1600,
    height=900,
    focal_x=0.25,
    focal_y=0.75,
    renditions=(
        Rendition(ratio="16x9", format="webp", generation="0a1b2c3d", widths=(320, 480)),
        Rendition(ratio="16x9", format="jpg", generation="0a1b2c3d", widths=(320, 480)),
    ),
    recipe="12345678",
)


def new_picture():
    return NewPicture(intake=intake.read(upload()), focal_x=0.2)


def test_a_picture_comes_back_from_the_database_as_it_was():
    ImageFactory(picture=WHOLE)
    AuthorFactory(photo=None)

    assert Image.objects.get().picture == WHOLE
    assert Author.objects.get().photo is None
    assert Author.objects.filter(photo__isnull=True).count() == 1
    assert list(Image.objects.values_list("picture__name", "picture__width")) == [
        (WHOLE.name, 1600)
    ]
    assert Image.objects.filter(picture__recipe="12345678").count() == 1


@pytest.mark.parametrize("form", ["json", "jsonl", "xml"])
def test_a_picture_survives_a_dump_and_its_load(form):
    image, author = ImageFactory(picture=WHOLE), AuthorFactory(photo=None)
    dump = serializers.serialize(form, [image, author])
    image.delete()
    author.delete()

    for entry in serializers.deserialize(form, dump):
        entry.save()

    assert Image.objects.get().picture == WHOLE
    assert Author.objects.get().photo is None


def test_what_a_later_version_wrote_is_still_read():
    assert from_json({**as_json(WHOLE), "colour": "#abcdef"}) == WHOLE
    assert from_json({"name": "x", "width": 1, "height": 2}) == Picture(name="x", width=1, height=2)


def test_a_new_picture_is_stored_when_its_row_is_saved(media):
    image = Image(picture=new_picture(), alt="Halves", credit="Nobody")
    image.full_clean()
    before = list(media.glob("**/*.*"))

    image.save()

    assert before == []
    assert re.fullmatch(r"pictures/([0-9a-f]{2})/\1[0-9a-f]{30}/master\.jpg", image.picture.name)
    assert (image.picture.width, image.picture.height, image.picture.focal_x) == (400, 300, 0.2)
    assert default_storage.exists(image.picture.name)
    assert Image.objects.get().picture == image.picture


def test_saving_again_stores_nothing(media):
    image = ImageFactory(picture=new_picture())

    image.save()

    assert len(list(media.glob("**/*.*"))) == 1


def test_two_pictures_never_share_a_name():
    names = {ImageFactory(picture=new_picture()).picture.name for _ in range(3)}

    assert len(names) == 3


def test_a_new_picture_cannot_slip_past_its_storage():
    ImageFactory()

    with pytest.raises(TypeError):
        Image.objects.update(picture=new_picture())


@pytest.mark.parametrize("value", ["pictures/x.jpg", 7, [1]])
def test_only_pictures_are_valid(value):
    with pytest.raises(ValidationError):
        PictureField().clean(value, None)


def test_a_required_picture_must_be_there():
    with pytest.raises(ValidationError):
        PictureField().clean(None, None)

    assert PictureField(null=True, blank=True).clean(None, None) is None


def test_a_migration_names_the_field_and_nothing_of_json():
    written, imports = MigrationWriter.serialize(PictureField(null=True, verbose_name="photo"))

    assert written == "portal.pictures.fields.PictureField(null=True, verbose_name='photo')"
    assert imports == {"import portal.pictures.fields"}
    assert isinstance(PictureField().formfield(), PictureFormField)
    assert PictureField().get_internal_type() == models.JSONField().get_internal_type()


def test_a_transparent_picture_is_stored_as_png():
    image = halves(mode="RGBA")
    image.putalpha(99)

    row = ImageFactory(picture=NewPicture(intake=intake.read(upload(data(image, "PNG")))))

    assert row.picture.name.endswith("/master.png")
