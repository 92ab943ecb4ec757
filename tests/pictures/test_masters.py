"""What is kept of a picture that is taken in: its pixels, upright and in plain colours, no more."""

import struct

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from portal.pictures.intake import read
from tests.pictures.samples import BLUE, RED, data, halves, near, opened, upload


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_picture_is_taken_by_its_content_whatever_its_name_says(form):
    taken = read(upload(data(form=form), name="notes.svg"))

    assert (taken.width, taken.height, taken.extension) == (400, 300, "jpg")
    assert opened(taken.master).format == "JPEG"
    assert near(opened(taken.master).getpixel((100, 150)), RED, by=20)
    assert near(opened(taken.master).getpixel((300, 150)), BLUE, by=20)


def test_a_large_picture_is_scaled_to_the_size_of_a_master():
    taken = read(upload(data(halves((8000, 4000)), quality=30)))

    assert (taken.width, taken.height) == (3200, 1600)
    assert opened(taken.master).size == (3200, 1600)


def test_camera_place_comment_and_profile_do_not_reach_the_master():
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (44.0, 48.0, 59.0)
    exif.get_ifd(0x8825)[29] = "2026:11:24"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = data(
        exif=exif, comment=b"SecretComment", xmp=b"<x>SecretXmp</x>", icc_profile=profile
    )

    master = read(upload(content)).master

    assert all(
        word in content for word in (b"SecretCamera", b"SecretComment", b"SecretXmp", b"2026:11:24")
    )
    assert not any(word in master for word in (b"Secret", b"2026:11:24", b"Exif", b"ICC_PROFILE"))
    assert dict(opened(master).getexif()) == {}


def test_a_png_loses_its_texts_and_keeps_its_transparency():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SecretAuthor")
    image = halves(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    content = data(image, "PNG", pnginfo=notes, dpi=(300, 300))

    taken = read(upload(content))

    assert b"SecretAuthor" in content
    assert opened(taken.master).format == "PNG"
    assert opened(taken.master).info == {}
    assert opened(taken.master).tobytes() == image.tobytes()


def test_a_palette_with_a_transparent_colour_keeps_it():
    image = halves().quantize(4)
    image.info["transparency"] = image.getpixel((300, 150))

    taken = read(upload(data(image, "PNG")))

    shown = opened(taken.master)
    assert (taken.extension, shown.mode) == ("png", "RGBA")
    assert shown.getpixel((100, 150))[3] == 255
    assert shown.getpixel((300, 150))[3] == 0


def test_an_alpha_channel_that_hides_nothing_makes_no_png():
    taken = read(upload(data(halves(mode="RGBA"), "PNG")))

    assert taken.extension == "jpg"


@pytest.mark.parametrize(
    ("orientation", "red"), [(1, (100, 150)), (3, (300, 150)), (6, (150, 100)), (8, (150, 300))]
)
def test_a_picture_is_stored_upright(orientation, red):
    exif = Image.Exif()
    exif[0x0112] = orientation

    taken = read(upload(data(exif=exif)))

    assert (taken.width, taken.height) == ((400, 300) if orientation < 5 else (300, 400))
    assert near(opened(taken.master).getpixel(red), RED)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    "notes",
    [
        b"Exif\x00\x00XX\x00\x2a\x00\x00\x00\x08",
        b"Exif\x00\x00MM\x00\x2a\xff\xff\xff\xff\x00\x01broken",
        b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03",
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_broken_camera_data_is_no_reason_to_refuse(form, notes):
    taken = read(upload(data(form=form, exif=notes)))

    assert (taken.width, taken.height) == (400, 300)


def test_one_broken_note_of_a_camera_does_not_turn_the_picture():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x0128] = 2
    notes = exif.tobytes()
    number_becomes_text = notes.replace(b"\x01\x28\x00\x03", b"\x01\x28\x00\x02")

    taken = read(upload(data(exif=number_becomes_text)))

    assert number_becomes_text != notes
    assert (taken.width, taken.height) == (300, 400)


def test_a_film_behind_a_photo_does_not_look_like_scans():
    taken = read(upload(data() + b"\xff\xda" * 500))

    assert (taken.width, taken.height) == (400, 300)


def test_colours_of_a_wide_profile_become_srgb():
    profile = ImageCms.createProfile("LAB")
    swapped = _profile_with_red_and_green_swapped()
    content = data(Image.new("RGB", (400, 300), (200, 30, 30)), icc_profile=swapped)

    taken = read(upload(content))
    unfit = read(upload(data(icc_profile=ImageCms.ImageCmsProfile(profile).tobytes())))

    assert near(opened(taken.master).getpixel((9, 9)), (30, 200, 30), by=40)
    assert near(opened(unfit.master).getpixel((100, 150)), RED)


def _profile_with_red_and_green_swapped():
    """sRGB with two primaries exchanged, so that its use can be seen."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    entries = 132
    count = struct.unpack(">I", profile[128:132])[0]
    places = {bytes(profile[entries + 12 * n :][:4]): entries + 12 * n for n in range(count)}
    red, green = places[b"rXYZ"], places[b"gXYZ"]
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize(
    ("mode", "form"),
    [("L", "JPEG"), ("CMYK", "JPEG"), ("1", "PNG"), ("LA", "PNG"), ("P", "GIF"), ("P", "PNG")],
)
def test_every_colour_mode_becomes_plain_rgb(mode, form):
    taken = read(upload(data(halves(mode=mode, left="white", right="black"), form)))

    master = opened(taken.master)
    assert master.mode == "RGB"
    assert near(master.getpixel((100, 150)), (255, 255, 255))
    assert near(master.getpixel((300, 150)), (0, 0, 0))


def test_sixteen_bits_are_scaled_and_not_clipped():
    image = Image.new("I;16", (400, 300), 30_000)

    taken = read(upload(data(image, "PNG")))

    assert near(opened(taken.master).getpixel((200, 150)), (117, 117, 117))


@pytest.mark.parametrize(
    ("form", "extra"), [("GIF", {}), ("WEBP", {"lossless": True}), ("PNG", {}), ("MPO", {})]
)
def test_of_a_moving_picture_the_first_frame_stays(form, extra):
    frames = [Image.new("RGB", (400, 300), RED), Image.new("RGB", (400, 300), BLUE)]

    taken = read(
        upload(data(frames[0], form, save_all=True, append_images=frames[1:], duration=90, **extra))
    )

    master = opened(taken.master)
    assert getattr(master, "n_frames", 1) == 1
    assert near(master.getpixel((200, 150)), RED)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_the_film_that_a_phone_appends_does_not_survive(form):
    master = read(upload(data(form=form) + b"ftypmp42 payload")).master

    assert b"payload" not in master
