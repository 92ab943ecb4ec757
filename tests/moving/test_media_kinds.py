"""What a file is by how it begins."""

from io import BytesIO

import pytest
from PIL import Image

from portal.moving.media import Refused, kind
from portal.moving.media.kinds import kind_of
from portal.pictures.intake import READABLE


@pytest.mark.parametrize("form", READABLE)
def test_a_picture_is_what_the_intake_reads(tmp_path, form):
    path = tmp_path / "named.txt"
    Image.new("RGB", (64, 64), "red").save(path, form)

    assert kind(path) == "picture"


@pytest.mark.parametrize("form", ["BMP", "TIFF", "ICO"])
def test_a_picture_that_the_intake_does_not_read_is_none(form):
    content = BytesIO()
    Image.new("RGB", (64, 64), "red").save(content, form)

    assert kind_of(content.getvalue()) == "other"


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"ID3\x04\x00", "audio"),
        (b"\xff\xfb\x90\x64\x00", "audio"),
        (b"\xff\xf3\x40\xc0\x00", "audio"),
        (b"\xff\xf1\x50\x80\x00", "audio"),
        (b"fLaC\x00", "audio"),
        (b"OggS\x00\x02" + b"\x00" * 22 + b"\x01\x1e\x01vorbis", "audio"),
        (b"OggS\x00\x02" + b"\x00" * 22 + b"\x01\x2a\x80theora", "video"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio"),
        (b"RIFF\x24\x00\x00\x00AVI LIST", "video"),
        (b"RIFF\x24\x00\x00\x00CDR6", "other"),
        (b"\x00\x00\x00\x20ftypM4A \x00", "audio"),
        (b"\x00\x00\x00\x20ftypisom\x00", "video"),
        (b"\x00\x00\x00\x14ftypqt  \x00", "video"),
        (b"\x00\x00\x00\x18ftypheic\x00", "other"),
        (b"\x1aE\xdf\xa3\x9fB\x86", "video"),
        (b"\x00\x00\x01\xba\x44", "video"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- drawn <b> -->\n<SVG>", "svg"),
        (
            b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x' [<!ENTITY a 'b'>]>\n<svg:svg ",
            "svg",
        ),
        (b"<!doctype html><svg>", "other"),
        (b"<html><svg>", "other"),
        (b"<svgs>", "other"),
        (b"\xff\xfe<\x00s\x00v\x00g\x00", "other"),
        (b"PK\x03\x04", "other"),
        (b"<?php echo 1;", "other"),
        (b"", "other"),
        (b"\xff", "other"),
        (b"GIF", "other"),
    ],
)
def test_a_file_is_known_by_how_it_begins(content, wanted):
    assert kind_of(content) == wanted


@pytest.mark.parametrize(
    "piece", [b" ", b"\n<?", b"<!--", b"<!-- -->", b"<!doctype svg [", b"<?a?> ", b"<!doctype svg "]
)
def test_no_beginning_is_read_for_long(piece):
    assert kind_of(piece * 500_000) == "other"


def test_a_file_that_is_not_there_has_no_kind(tmp_path):
    with pytest.raises(Refused, match="unreadable"):
        kind(tmp_path / "nothing.jpg")
