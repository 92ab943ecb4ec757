import pytest
from django import forms
from django.utils.datastructures import MultiValueDict

from accounts.models import Author
from articles.models import Image
from portal.pictures.picture import NewPicture, Picture
from tests.factories import AuthorFactory, ImageFactory
from tests.pictures.samples import upload

pytestmark = pytest.mark.django_db

PRESENT = Picture(
    name="pictures/ab/" + "ab" * 16 + "/master.jpg", width=1600, height=900, focal_x=1 / 3
)


class ImageForm(forms.ModelForm):
    class Meta:
        model = Image
        fields = ["picture", "alt", "credit"]


class PhotoForm(forms.ModelForm):
    class Meta:
        model = Author
        fields = ["name", "photo"]


def image_form(instance=None, *, file=None, **typed):
    typed = {
        "alt": "Halves",
        "credit": "Nobody",
        **{key.replace("__", "-"): typed[key] for key in typed},
    }
    return ImageForm(typed, MultiValueDict({"picture": [file]} if file else {}), instance=instance)


def photo_form(author, *, file=None, **typed):
    typed = {"name": "Mila", **{key.replace("__", "-"): typed[key] for key in typed}}
    return PhotoForm(typed, MultiValueDict({"photo": [file]} if file else {}), instance=author)


def test_a_file_and_a_focal_point_make_a_picture():
    form = image_form(file=upload(), picture__focal_x="20", picture__focal_y="80")

    image = form.save()

    picture = Image.objects.get(pk=image.pk).picture
    assert (picture.width, picture.height) == (400, 300)
    assert (picture.focal_x, picture.focal_y) == (0.2, 0.8)


def test_without_a_focal_point_the_centre_is_meant():
    image = image_form(file=upload()).save()

    assert (image.picture.focal_x, image.picture.focal_y) == (0.5, 0.5)


def test_a_picture_that_was_left_alone_stays_with_all_its_decimals():
    image = ImageFactory(picture=PRESENT)
    form = image_form(image, picture__focal_x="33", picture__focal_y="50")

    saved = form.save()

    assert "picture" not in form.changed_data
    assert saved.picture == PRESENT


def test_a_focal_point_moves_without_a_new_file():
    image = ImageFactory(picture=PRESENT)
    form = image_form(image, picture__focal_x="33", picture__focal_y="10")

    saved = form.save()

    assert "picture" in form.changed_data
    assert saved.picture == PRESENT.with_focal(1 / 3, 0.1)


def test_a_new_file_takes_the_place_of_the_present_one():
    image = ImageFactory(picture=PRESENT)

    form = image_form(image, file=upload())
    form.save()

    assert "picture" in form.changed_data
    assert Image.objects.get().picture.name != PRESENT.name


def test_a_refused_file_says_why_and_leaves_the_rest_of_the_form(media):
    form = image_form(file=upload(b"<svg></svg>"), alt="A river", picture__focal_x="20")

    page = form.as_div()

    assert form.errors == {
        "picture": [
            "SVG drawings are not accepted, because they can contain programs. Export it as PNG."
        ]
    }
    assert 'value="A river"' in page
    assert 'value="20"' in page
    assert "Please choose the file once more" in page


def test_a_form_that_fails_elsewhere_stores_no_file(media):
    form = image_form(file=upload(), credit="")

    assert list(form.errors) == ["credit"]
    assert list(media.glob("**/*.*")) == []


@pytest.mark.parametrize("typed", ["-1", "101", "left", "1.5", "nan", "1e9"])
def test_a_focal_point_outside_the_picture_is_refused(typed):
    image = ImageFactory(picture=PRESENT)
    form = image_form(image, picture__focal_x=typed)

    assert form.errors == {
        "picture": [
            "The focal point is a place in the picture, in percent: whole numbers from 0 to 100."
        ]
    }
    assert "picture" in form.changed_data


def test_a_required_picture_must_be_chosen_and_cannot_be_removed():
    missing = image_form(picture__focal_x="50")
    kept = image_form(ImageFactory(picture=PRESENT), picture__clear="on")

    assert missing.errors == {"picture": ["This field is required."]}
    assert image_form().errors == {"picture": ["This field is required."]}
    assert kept.is_valid()
    assert kept.cleaned_data["picture"] == PRESENT
    assert "picture-clear" not in kept.as_div()


def test_an_optional_picture_may_be_missing_or_removed():
    without = photo_form(AuthorFactory(photo=None)).save()
    removed = photo_form(AuthorFactory(photo=PRESENT), photo__clear="on").save()

    assert Author.objects.get(pk=without.pk).photo is None
    assert Author.objects.get(pk=removed.pk).photo is None


def test_a_file_and_its_removal_contradict_each_other():
    form = photo_form(AuthorFactory(photo=PRESENT), file=upload(), photo__clear="on")

    assert list(form.errors) == ["photo"]


def test_a_form_without_the_field_changes_nothing():
    author = AuthorFactory(photo=PRESENT)

    saved = photo_form(author).save()

    assert saved.photo == PRESENT


def test_a_disabled_field_takes_nothing():
    author = AuthorFactory(photo=PRESENT)
    form = photo_form(author, file=upload(), photo__clear="on")
    form.fields["photo"].disabled = True

    assert form.save().photo == PRESENT
    assert "photo" not in form.changed_data


def test_the_form_shows_the_present_picture_and_its_focal_point():
    page = PhotoForm(instance=AuthorFactory(photo=PRESENT)).as_div()

    assert f'src="/media/{PRESENT.name}"' in page
    assert 'name="photo-focal_x"' in page
    assert 'value="33"' in page
    assert 'name="photo-clear"' in page
    assert PhotoForm().is_multipart()


def test_a_file_is_required_by_the_browser_only_where_there_is_none():
    empty, filled = ImageForm().as_div(), ImageForm(instance=ImageFactory(picture=PRESENT)).as_div()

    assert 'id="id_picture" required' in " ".join(empty.split()).replace(
        'required id="id_picture"', 'id="id_picture" required'
    )
    assert filled.count("required") == empty.count("required") - 1


def test_cleaning_yields_a_picture_that_is_not_stored_yet():
    form = image_form(file=upload())

    assert form.is_valid()
    assert isinstance(form.cleaned_data["picture"], NewPicture)
