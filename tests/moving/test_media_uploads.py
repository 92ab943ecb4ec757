"""Which file of a copy of the uploads stands for an address of the old site."""

import os
import socket
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.moving.media import Refused, Uploads, read

OLD = "https://old.example/wp-content/uploads/"
CYRILLIC, ACCENTED = "Река Сава.jpg", unicodedata.normalize("NFC", "Šuma-čamac.jpg")


@pytest.fixture
def folder(tmp_path):
    """A copy of uploads, beside which is what nobody may read."""
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "copy"
    folder.mkdir()
    return folder


def put(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.fsencode(name))


def found(folder, address):
    """The path below the folder of what is found."""
    path = Uploads(folder).find(address)
    return path and path.relative_to(folder.resolve()).as_posix()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (f"{OLD}2012/06/a.jpg", "2012/06/a.jpg"),
        (f"{OLD}2012/06/a.jpg?resize=300%2C200#top", "2012/06/a.jpg"),
        ("//old.example/wp-content/uploads/2012/06/a.jpg", "2012/06/a.jpg"),
        ("/wp-content/uploads/2012/06/a.jpg", "2012/06/a.jpg"),
        ("2012/06/a.jpg", "2012/06/a.jpg"),
        ("https://old.example/blog/app/uploads//2012/06/a.jpg", "2012/06/a.jpg"),
        ("https://news.old.example/files/2012/06/a.jpg", "2012/06/a.jpg"),
        (f"{OLD}sites/3/2012/06/a.jpg", "2012/06/a.jpg"),
        (f"{OLD}sites/4/2013/b.pdf", "sites/4/2013/b.pdf"),
        (f"{OLD}media/c.png", "media/c.png"),
        ("https://old.example/wp-content/blogs.dir/3/files/2012/06/a.jpg", "2012/06/a.jpg"),
        ("__GHOST_URL__/content/images/2012/06/a.jpg", "2012/06/a.jpg"),
        ("https://old.example/content/images/size/w600/2012/06/a.jpg", "2012/06/a.jpg"),
    ],
)
def test_a_file_is_found_by_the_addresses_that_it_had(folder, address, name):
    put(folder, "2012/06/a.jpg", "sites/4/2013/b.pdf", "media/c.png", "c.png")

    assert found(folder, address) == name


def test_a_backup_in_which_no_uploads_are_known_gives_pictures_and_nothing_that_is_secret(folder):
    secrets = ("wp-config.php", "dump.SQL", "public_html/debug.log", "site.tar.sqlite3")
    put(folder, "a.jpg", *secrets)

    assert found(folder, "https://old.example/files/a.jpg")
    for name in secrets:
        assert found(folder, name) is None
        assert found(folder, f"https://old.example/files/{name}") is None


@pytest.mark.parametrize("inside", ["uploads", "wp-content/uploads", "content"])
def test_a_copy_that_was_made_further_up_is_understood_but_nothing_beside_it(folder, inside):
    put(folder, f"{inside}/2012/06/a.jpg", "wp-config.php", "wp-content/debug.log")

    assert found(folder, f"{OLD}2012/06/a.jpg") == f"{inside}/2012/06/a.jpg"
    assert found(folder, "wp-config.php") is None
    assert found(folder, "https://old.example/files/wp-config.php") is None
    assert found(folder, "https://old.example/wp-content/debug.log") is None


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("asked", ["NFC", "NFD"])
def test_letters_may_be_put_together_in_either_way_here_and_there(folder, form, asked):
    name = unicodedata.normalize(form, f"2012/{ACCENTED}")
    put(folder, name)

    assert found(folder, OLD + unicodedata.normalize(asked, f"2012/{ACCENTED}")) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("%D0%A0%D0%B5%D0%BA%D0%B0%20%D0%A1%D0%B0%D0%B2%D0%B0.jpg", CYRILLIC),
        ("Река Сава.jpg", CYRILLIC),
        ("%d1%80%d0%b5%d0%ba%d0%b0.jpg", "%d1%80%d0%b5%d0%ba%d0%b0.jpg"),
        ("PHOTO.JPG", "Photo.jpg"),
        ("%E8amac.jpg", os.fsdecode(b"\xe8amac.jpg")),
    ],
)
def test_a_name_is_found_however_its_letters_are_written(folder, written, name):
    put(folder, name)

    assert found(folder, OLD + written) == name


def test_names_that_differ_in_case_alone_are_different_files_where_both_are_here(folder):
    put(folder, "2012/a.jpg", "2012/A.jpg")

    assert found(folder, f"{OLD}2012/A.jpg") == "2012/A.jpg"
    assert found(folder, f"{OLD}2012/a.jpg") == "2012/a.jpg"


@pytest.mark.parametrize(
    ("names", "asked", "name"),
    [
        (["a.jpg", "a-300x200.jpg", "a-scaled.jpg"], "a-300x200.jpg", "a-300x200.jpg"),
        (["a.jpg", "a-150x150.jpg", "a-scaled.jpg"], "a-300x200.jpg", "a.jpg"),
        (["a.jpg"], "a-scaled.jpg", "a.jpg"),
        (["a.jpg"], "A-Scaled.JPG", "a.jpg"),
        (["a-scaled.jpg", "a-1024x768.jpg"], "a.jpg", "a-scaled.jpg"),
        (["a-scaled.jpg", "a-1024x768.jpg"], "a-300x200.jpg", "a-scaled.jpg"),
        (["a-150x150.jpg", "a-1024x768.jpg", "a-300x200.jpg"], "a.jpg", "a-1024x768.jpg"),
        (["a-300x200.png", "ab.jpg", "a-2.jpg", "a"], "a.jpg", None),
    ],
)
def test_a_size_that_is_not_here_is_stood_for_by_the_best_that_is(folder, names, asked, name):
    put(folder, *(f"2012/{each}" for each in names))

    assert found(folder, f"{OLD}2012/{asked}") == (name and f"2012/{name}")


@pytest.mark.parametrize(
    "address",
    [
        "../secret.txt",
        f"{OLD}../secret.txt",
        f"{OLD}../../../secret.txt",
        f"{OLD}2012/../../secret.txt",
        f"{OLD}%2e%2e/secret.txt",
        f"{OLD}%2e%2e%2fsecret.txt",
        f"{OLD}%252e%252e%252fsecret.txt",
        f"{OLD}..\\secret.txt",
        f"{OLD}..%5csecret.txt",
        f"{OLD}....//secret.txt",
        f"{OLD}..;/secret.txt",
        f"{OLD}.../secret.txt",
        f"{OLD}/etc/passwd",
        f"{OLD}%2fetc%2fpasswd",
        "/etc/passwd",
        "//etc/passwd",
        "file:///etc/passwd",
        "C:/secret.txt",
        "C:\\secret.txt",
        f"{OLD}C:/secret.txt",
        f"{OLD}C%3A%5Csecret.txt",
        "\\\\server\\share\\secret.txt",
        f"{OLD}a.jpg%00.txt",
        f"{OLD}\x00",
        f"{OLD}2012",
        f"{OLD}2012/",
        f"{OLD}.hidden",
        f"{OLD}link.txt",
        f"{OLD}LINK.txt",
        f"{OLD}away/secret.txt",
        f"{OLD}AWAY/secret.txt",
        f"{OLD}loop/a.jpg",
        f"{OLD}LOOP/a.jpg",
        f"{OLD}broken.jpg",
        f"{OLD}{'x' * 300}.jpg",
        f"{OLD}{'%D0%96' * 200}.jpg",
        OLD + "x/" * 1_000 + "a.jpg",
        OLD + "x" * 1_000_000,
        f"{OLD}\ud800.jpg",
        f"{OLD}%ud800.jpg",
        "https://[::1/a.jpg",
        "data:image/png;base64,AAAA",
        "",
        "/",
    ],
)
def test_no_address_leads_out_of_the_folder(folder, address):
    put(folder, "2012/a.jpg", ".hidden")
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "away").symlink_to(folder.parent)
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "broken.jpg").symlink_to(folder / "nothing.jpg")

    assert Uploads(folder).find(address) is None


def test_the_folder_of_uploads_is_not_a_link_that_leads_out_either(folder):
    (folder / "uploads").symlink_to(folder.parent)

    assert Uploads(folder).find(f"{OLD}secret.txt") is None
    assert Uploads(folder).find("uploads/secret.txt") is None


def test_links_within_the_folder_and_the_folder_itself_may_be_links(folder):
    put(folder, "2012/a.jpg")
    (folder / "old").symlink_to(folder / "2012")
    (folder.parent / "given").symlink_to(folder)

    assert found(folder, f"{OLD}old/a.jpg") == "2012/a.jpg"
    assert Uploads(folder.parent / "given").find(f"{OLD}2012/a.jpg") is not None


@settings(max_examples=200)
@given(
    address=st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(
                ["..", "/", "\\", "%2e", "%2f", "%00", "a", "link.txt", "C:", "ž", "."]
            ),
            max_size=12,
        ).map("".join),
    )
)
def test_whatever_is_found_is_in_the_folder(tmp_path_factory, address):
    outside = tmp_path_factory.getbasetemp() / "outside"
    folder = outside / "copy"
    put(folder, "a", "aa/a", "až")
    (outside / "a").write_text("secret")
    uploads = Uploads(folder)

    for each in (address, OLD + address, f"{OLD}{address}/a"):
        path = uploads.find(each)
        assert path is None or path.is_relative_to(folder.resolve())


def test_files_are_told_of_like_those_that_are_fetched_with_a_reason_for_each_that_is_not_here(
    folder,
):
    put(folder, "a.jpg")

    here, absent = Uploads(folder).fetch([f"{OLD}a.jpg", f"{OLD}b.jpg"])

    assert (here.path, here.size, here.is_new, here.reason) == (folder / "a.jpg", 5, False, "")
    assert (absent.path, absent.reason) == (None, "absent")
    assert absent.text == "This file is not in the copy of the uploads."
    assert here.text == ""


def test_no_more_is_read_of_a_file_than_it_may_have(folder):
    put(folder, "a.jpg")

    assert read(folder / "a.jpg", most_bytes=5) == b"a.jpg"
    with pytest.raises(Refused, match="too_large"):
        read(folder / "a.jpg", most_bytes=4)


def test_what_is_no_plain_file_is_neither_found_nor_opened(folder):
    os.mkfifo(folder / "pipe.jpg")
    (folder / "link.jpg").symlink_to(folder.parent / "secret.txt")
    (folder / "folder.jpg").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(folder / "socket.jpg"))

        for name in ("pipe", "socket", "link", "folder", "nothing"):
            assert Uploads(folder).find(f"{OLD}{name}.jpg") is None
            with pytest.raises(Refused, match="unreadable"):
                read(folder / f"{name}.jpg")
    with pytest.raises(Refused, match="unreadable"):
        read(folder / "a\x00.jpg")
