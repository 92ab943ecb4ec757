import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from django.test import RequestFactory
from django.urls import path

from portal.pictures import intake
from portal.pictures.picture import NewPicture
from portal.pictures.renditions import make
from portal.pictures.storage import store
from portal.pictures.views import media as view
from tests.pictures.samples import data, halves, opened, upload

pytestmark = pytest.mark.urls(__name__)
urlpatterns = [path("media/<path:path>", view)]


@pytest.fixture(autouse=True)
def static(settings, tmp_path):
    """WhiteNoise wants the folder to be there, though nothing is collected in a test."""
    settings.STATIC_ROOT = tmp_path


def stored(image=None, form="JPEG"):
    return store(NewPicture(intake=intake.read(upload(data(image, form)))))


def test_a_file_is_served_for_ever_and_can_do_nothing(client, media):
    name = stored().name

    response = client.get(f"/media/{name}")

    assert response.getvalue() == (media / name).read_bytes()
    assert response.headers.items() >= {
        ("Content-Type", "image/jpeg"),
        ("Content-Length", str(default_storage.size(name))),
        ("Cache-Control", "public, max-age=31536000, immutable"),
        ("Content-Security-Policy", "default-src 'none'; sandbox"),
        ("X-Content-Type-Options", "nosniff"),
        ("ETag", f'"{name}"'),
    }
    assert not response.cookies
    assert "Vary" not in response


def test_each_format_has_its_type(client):
    transparent = halves(mode="RGBA")
    transparent.putalpha(99)
    picture = make(stored(transparent, "PNG"))
    names = [picture.name]
    names += [each.name(picture.name, width=each.widths[0]) for each in picture.renditions[:3]]

    responses = [client.get(f"/media/{name}") for name in names]

    shown = [opened(response.getvalue()).format for response in responses]
    assert shown == ["PNG", "AVIF", "WEBP", "JPEG"]
    types = [response["Content-Type"] for response in responses]
    assert types == ["image/png", "image/avif", "image/webp", "image/jpeg"]


def test_a_browser_that_has_the_file_gets_no_bytes(client):
    name = stored().name

    response = client.get(f"/media/{name}", headers={"if-none-match": f'"{name}"'})

    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_media_can_only_be_read(client, method):
    name = stored().name

    response = getattr(client, method)(f"/media/{name}")

    assert response.status_code == 405


HEX = "ab" * 16


@pytest.mark.parametrize(
    "asked",
    [
        "secret.txt",
        "../secret.txt",
        "pictures/../secret.txt",
        "pictures/ab/../../secret.txt",
        f"pictures/ab/{HEX}/../../../secret.txt",
        f"/pictures/ab/{HEX}/master.jpg",
        f"pictures/ab/{HEX}/master.jpg\n",
        f"pictures/ab/{HEX}/master.jpg\x00.png",
        f"pictures/ab/{HEX}/master.svg",
        f"pictures/ab/{HEX}/master.html",
        f"pictures/ab/{HEX}/master",
        f"pictures/ab/{HEX}/",
        f"pictures/AB/{HEX.upper()}/master.jpg",
        f"pictures\\ab\\{HEX}\\master.jpg",
        f"pictures/ab/{HEX}/0a1b2c3d/../master.jpg",
        f"pictures/ab/{HEX}/master.jpg",
    ],
)
def test_nothing_but_pictures_that_exist_is_found(asked, media):
    for name in ("secret.txt", f"pictures/ab/{HEX}/master.svg", f"pictures/ab/{HEX}/master.html"):
        (media / name).parent.mkdir(parents=True, exist_ok=True)
        (media / name).write_text("not for readers")
    (media.parent / "secret.txt").write_text("not for readers")

    with pytest.raises(Http404):
        view(RequestFactory().get("/media/x"), path=asked)
