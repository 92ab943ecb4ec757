"""Which files are no picture for this site, and that no file is a surprise."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.pictures import intake
from portal.pictures.intake import PictureRefused, read
from tests.pictures.samples import data, halves, opened, png_that_claims, upload

SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
HTML = b"<!doctype html><script>alert(1)</script>" + b" " * 3000
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 200
TIFF = data(form="TIFF")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (SVG, "svg"),
        (HTML, "not_a_picture"),
        (HEIC, "heic"),
        (TIFF, "not_a_picture"),
        (data()[: len(data()) // 2], "damaged"),
        (data(form="PNG")[:200], "damaged"),
        (data()[:12], "damaged"),
        (data(halves((199, 150))), "too_small"),
        (data(halves((4000, 30))), "too_small"),
        (data(halves((6000, 60))), "too_small"),
        (png_that_claims(7_750, 7_750), "too_many_pixels"),
        (png_that_claims(10_000, 10_000), "too_many_pixels"),
        (png_that_claims(60_000, 60_000), "too_many_pixels"),
        (png_that_claims(400, 300), "damaged"),
    ],
)
def test_what_is_no_usable_picture_is_refused_with_its_reason(content, code):
    with pytest.raises(PictureRefused) as refused:
        read(upload(content))

    assert refused.value.code == code
    assert "%(" not in refused.value.messages[0]


def test_a_bomb_is_refused_before_it_is_decoded():
    nothing_to_decode = {"claims much": (9_000, 9_000), "claims little": (400, 300)}

    codes = {}
    for claim, size in nothing_to_decode.items():
        with pytest.raises(PictureRefused) as refused:
            read(upload(png_that_claims(*size)))
        codes[claim] = refused.value.code

    assert codes == {"claims much": "too_many_pixels", "claims little": "damaged"}


def test_a_file_of_too_many_bytes_is_not_even_read():
    class Heavy(BytesIO):
        size = intake.MAX_BYTES + 1

        def read(self, *args):
            raise AssertionError("This file should not be read.")

    with pytest.raises(PictureRefused) as refused:
        read(Heavy())

    assert refused.value.messages == [
        "This file has 25.0\xa0MB; a picture may have 25.0\xa0MB. Export it in a smaller size."
    ]


def test_a_jpeg_of_endless_scans_is_refused():
    scan = data()[data().index(b"\xff\xda") : -2]

    with pytest.raises(PictureRefused) as refused:
        read(upload(data()[:-2] + scan * 200))

    assert refused.value.code == "damaged"


def archive():
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("payload.txt", "payload")
    return written.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
@pytest.mark.parametrize(
    "other", [archive(), HTML, b"<?php system($_GET['x']);", b"<!DOCTYPE HTML><p>x", b"%PDF-1.7"],
    ids=["archive", "script", "program", "page", "document"],
)  # fmt: skip
def test_a_picture_that_is_something_else_as_well_is_refused(form, other):
    with pytest.raises(PictureRefused, match="at the same time"):
        read(upload(data(form=form) + other))


def test_what_stands_before_the_pixels_counts_as_well():
    with pytest.raises(PictureRefused, match="at the same time"):
        read(upload(data(comment=b"<ScRiPt>alert(1)</sCrIpT>")))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    form=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "AVIF"]),
    place=st.floats(0, 1),
    junk=st.binary(min_size=1, max_size=12),
)
@pytest.mark.filterwarnings("ignore")
def test_a_broken_file_is_taken_or_refused_and_never_a_surprise(form, place, junk):
    content = bytearray(data(halves((240, 200)), form))
    start = int(place * len(content))
    content[start : start + len(junk)] = junk

    try:
        taken = read(upload(bytes(content)))
    except PictureRefused:
        return

    assert opened(taken.master).size == (taken.width, taken.height)
