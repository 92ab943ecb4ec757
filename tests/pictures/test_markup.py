import itertools

import pytest
from django.core.files.storage import FileSystemStorage
from django.template import Context, Template

from portal.pictures import intake, markup
from portal.pictures.picture import NewPicture, Picture, Rendition
from portal.pictures.renditions import make
from portal.pictures.storage import store
from tests.pictures.samples import upload


class SigningStorage(FileSystemStorage):
    """Signs each address, as object stores that are not public do."""

    def url(self, name):
        return f"{super().url(name)}?signature={len(name)}"


class CountingStorage(FileSystemStorage):
    """Never gives the same address twice, as if each second had its own signature."""

    count = itertools.count()

    def url(self, name):
        return f"{super().url(name)}?signature={next(self.count)}"


FOLDER = "pictures/ab/" + "ab" * 16
MASTER = Picture(name=f"{FOLDER}/master.jpg", width=1000, height=800)


def rendition(ratio, form):
    return Rendition(ratio=ratio, format=form, generation="0a1b2c3d", widths=(320, 960))


UNCROPPED = (rendition("original", "webp"), rendition("original", "jpg"))
CROPPED = (rendition("16x9", "webp"), rendition("16x9", "jpg"))


def with_renditions(*renditions):
    return Picture(name=MASTER.name, width=1000, height=800, renditions=renditions)


def test_a_picture_lists_all_that_exists_of_its_ratio():
    shown = markup.sources(
        with_renditions(*UNCROPPED, *CROPPED),
        "16x9",
        alt="A river",
        sizes="50vw",
        css_class="card__picture",
    )

    made = f"/media/{FOLDER}/0a1b2c3d/16x9"
    assert shown == markup.Shown(
        sources=(
            markup.Source(type="image/webp", srcset=f"{made}-320.webp 320w, {made}-960.webp 960w"),
        ),
        src=f"{made}-960.jpg",
        srcset=f"{made}-320.jpg 320w, {made}-960.jpg 960w",
        sizes="50vw",
        width=960,
        height=540,
        alt="A river",
        css_class="card__picture",
        loading="lazy",
    )


def test_the_format_that_is_made_last_is_listed_first_once_it_exists():
    shown = markup.sources(with_renditions(*CROPPED, rendition("16x9", "avif")), "16x9", alt="")

    assert [source.type for source in shown.sources] == ["image/avif", "image/webp"]


def test_without_its_crops_a_picture_is_shown_uncropped():
    shown = markup.sources(with_renditions(*UNCROPPED, rendition("16x9", "webp")), "16x9", alt="")

    assert shown.src == f"/media/{FOLDER}/0a1b2c3d/original-960.jpg"
    assert (shown.width, shown.height) == (960, 768)


def test_without_any_rendition_the_master_itself_is_shown():
    shown = markup.sources(MASTER, "16x9", alt="")

    assert (shown.sources, shown.srcset) == ((), "")
    assert shown.src == f"/media/{MASTER.name}"
    assert (shown.width, shown.height) == (1000, 800)


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [(200, (320, 180)), (320, (320, 180)), (321, (960, 540)), (5000, (960, 540))],
)
def test_one_address_is_the_nearest_that_is_wide_enough(wanted, chosen):
    still = markup.still(with_renditions(*CROPPED), "16x9", width=wanted)

    assert (still.width, still.height) == chosen
    assert still.url == f"/media/{FOLDER}/0a1b2c3d/16x9-{chosen[0]}.jpg"
    assert markup.url(with_renditions(*CROPPED), "16x9", width=wanted) == still.url


def test_the_tag_prints_sizes_dimensions_and_an_escaped_description():
    tag = '{% picture picture "16x9" alt=alt sizes="50vw" class="lead" loading="first" %}'

    page = Template("{% load pictures %}" + tag).render(
        Context({"picture": with_renditions(*CROPPED), "alt": 'A "river"<'})
    )

    made = f"/media/{FOLDER}/0a1b2c3d/16x9"
    assert " ".join(page.split()) == (
        "<picture>"
        f' <source type="image/webp" srcset="{made}-320.webp 320w, {made}-960.webp 960w"'
        ' sizes="50vw">'
        f' <img src="{made}-960.jpg" srcset="{made}-320.jpg 320w, {made}-960.jpg 960w" sizes="50vw"'
        ' width="960" height="540" alt="A &quot;river&quot;&lt;" class="lead" fetchpriority="high"'
        ' decoding="sync"> </picture>'
    )


def test_the_tag_of_no_picture_prints_nothing():
    page = Template("{% load pictures %}{% picture photo %}").render(Context({"photo": None}))

    assert page.strip() == ""
    assert markup.render(None, alt="") == ""


def test_a_picture_without_a_description_is_a_mistake():
    with pytest.raises(TypeError):
        Template("{% load pictures %}{% picture photo %}").render(Context({"photo": MASTER}))


def test_a_figure_in_a_text_is_printed_as_the_tag_does():
    tag = Template('{% load pictures %}{% picture photo alt="A" %}').render(
        Context({"photo": MASTER})
    )

    assert markup.render(MASTER, alt="A").strip() == tag.strip()
    assert 'loading="lazy"' in tag


@pytest.mark.parametrize("language", ["de", "sr", "tr"])
def test_numbers_are_not_dressed_up_in_any_language(language, settings):
    settings.LANGUAGE_CODE = language
    settings.USE_THOUSAND_SEPARATOR = True

    page = markup.render(MASTER, alt="")

    assert 'width="1000"' in page


def test_every_address_that_is_printed_leads_to_a_file(client):
    picture = make(store(NewPicture(intake=intake.read(upload()))))

    shown = markup.sources(picture, "1x1", alt="")

    addresses = [each.split()[0] for source in shown.sources for each in source.srcset.split(", ")]
    addresses += [shown.src, *(each.split()[0] for each in shown.srcset.split(", "))]
    assert len(addresses) == 4
    names = {
        f"{each.name(picture.name, width=width)}"
        for each in picture.renditions
        for width in each.widths
    }
    assert {address.removeprefix("/media/") for address in addresses} < names


def test_a_storage_that_signs_addresses_is_asked_for_each(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "tests.pictures.test_markup.SigningStorage"},
    }

    shown = markup.sources(with_renditions(*CROPPED), "16x9", alt="")

    made = f"/media/{FOLDER}/0a1b2c3d/16x9"
    narrow, wide = len(f"{FOLDER}/0a1b2c3d/16x9-320.jpg"), len(f"{FOLDER}/0a1b2c3d/16x9-960.jpg")
    assert shown.src == f"{made}-960.jpg?signature={wide}"
    assert shown.srcset == (
        f"{made}-320.jpg?signature={narrow} 320w, {made}-960.jpg?signature={wide} 960w"
    )


def test_what_was_printed_before_is_printed_anew_once_a_format_is_made():
    before = markup.render(with_renditions(*CROPPED), "16x9", alt="")

    after = markup.render(with_renditions(*CROPPED, rendition("16x9", "avif")), "16x9", alt="")

    assert "image/avif" not in before
    assert "image/avif" in after


def test_an_address_that_is_signed_is_signed_anew_each_time(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "tests.pictures.test_markup.CountingStorage"},
    }

    assert markup.render(MASTER, alt="") != markup.render(MASTER, alt="")
