import pytest
from django.test import override_settings

from articles import body
from portal.pictures.picture import Rendition
from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db


def figure(image, alt="A ferry", caption="The <em>old</em> ferry"):
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img data-file="{image.pk}" src="/media/x.jpg" alt="{alt}">{words}</figure>'


@pytest.mark.parametrize("count", [1, 5])
def test_all_figures_of_a_story_cost_one_query(count, django_assert_num_queries):
    images = ImageFactory.create_batch(count)
    ImageFactory(credit="Of another story")

    with django_assert_num_queries(1):
        html = body.for_reading("<p>Text</p>".join(map(figure, images)))

    assert html.count("<picture>") == count
    assert "Of another story" not in html


def test_a_story_without_figures_costs_none(django_assert_num_queries):
    with django_assert_num_queries(0):
        html = body.for_reading("<h2>Kako je počelo</h2><p>Bir gün</p>")

    assert html == "<h2>Kako je počelo</h2><p>Bir gün</p>"


def test_a_figure_has_the_sizes_that_exist_its_caption_and_the_credit():
    image = ImageFactory(credit="Edina Sumrak")
    made = tuple(
        Rendition(ratio="original", format=form, generation="ab12cd34", widths=(320, 640))
        for form in ("webp", "jpg")
    )
    image.picture = type(image.picture)(
        name=image.picture.name, width=800, height=600, renditions=made
    )
    image.save()

    html = " ".join(body.for_reading(figure(image)).split())

    folder = f"/media/{image.picture.name.removesuffix('master.jpg')}ab12cd34"
    assert (
        f'<source type="image/webp" srcset="{folder}/original-320.webp 320w, '
        f'{folder}/original-640.webp 640w"' in html
    )
    assert 'width="640" height="480" alt="A ferry"' in html
    assert 'loading="lazy"' in html
    assert (
        '<figcaption class="figure__caption"> The <em>old</em> ferry '
        '<span class="figure__credit">Edina Sumrak</span> </figcaption>' in html
    )
    assert "/media/x.jpg" not in html


def test_a_credit_that_the_caption_names_is_not_repeated():
    image = ImageFactory(credit="Edina Sumrak")

    html = body.for_reading(figure(image, caption="A ferry. Drawing: Edina Sumrak"))

    assert html.count("Edina Sumrak") == 1


def test_an_image_that_left_the_library_leaves_no_trace():
    gone, kept = ImageFactory(), ImageFactory()
    text = f"<p>Before</p>{figure(gone, caption='Of nothing')}{figure(kept)}<p>After</p>"
    gone.delete()

    html = body.for_reading(text)

    assert html.count("<figure") == html.count("<img") == 1
    assert "Of nothing" not in html
    assert html.startswith("<p>Before</p><figure")
    assert html.endswith("</figure><p>After</p>")


def test_screen_readers_skip_what_is_decorative_and_hear_the_library_where_the_story_is_silent():
    decorative = ImageFactory(decorative=True, alt="")
    silent = ImageFactory(alt="Ćuprija & reka")

    assert 'alt=""' in body.for_reading(figure(decorative, alt="Swirls"))
    assert 'alt="Ćuprija &amp; reka"' in body.for_reading(figure(silent, alt=""))
    assert 'alt="Salt &amp; “pepper”"' in body.for_reading(
        figure(silent, alt="Salt &amp; “pepper”")
    )


@override_settings(LANGUAGE_CODE="en")
def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches():
    cell = "<tr><td><p>1</p></td></tr>"
    html = body.for_reading(f"<table><tbody>{cell}</tbody></table><p>x</p>")

    assert html == (
        '<div class="table-scroller" role="region" tabindex="0" aria-label="Table">'
        f"<table><tbody>{cell}</tbody></table></div><p>x</p>"
    )
