"""The image library as a grid, and the page of a picture."""

import pytest
from django.urls import reverse

from articles.models import Image
from portal.pictures.picture import Picture, Rendition
from portal.publicmodels.models import Trashed
from tests.articles.desk import page
from tests.factories import ArticleFactory, ImageFactory

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_image_changelist")


def form_of(image):
    return reverse("admin:articles_image_change", args=[image.pk])


def cards(response):
    return {card.image: card for card in response.context["cards"]}


def lacks(card):
    return [str(each) for each in card.lacks]


def cropped(number):
    """A picture whose crops are made."""
    name = f"pictures/00/{number:032x}/master.jpg"
    made = tuple(
        Rendition(ratio=ratio, format="jpg", generation="1", widths=(320,))
        for ratio in ("original", "4x3")
    )
    return Picture(name=name, width=1600, height=1067, renditions=made)


def test_a_card_shows_the_crop_the_words_and_in_how_many_stories_it_is(desk):
    image = ImageFactory(picture=cropped(1), alt="A bank", caption="At dawn", credit="Ana Lens")
    body = f'<figure><img data-file="{image.pk}" src="/x" alt=""></figure>'
    ArticleFactory(lead_image_id=image.pk)
    ArticleFactory(body=body)

    response = desk.get(LIST)

    shown = page(response)
    assert "/4x3-320.jpg" in shown
    assert 'alt="A bank"' in shown
    assert f'href="{form_of(image)}">At dawn</a>' in shown
    assert "Ana Lens" in shown
    assert cards(response)[image].uses == "in 2 stories"
    assert lacks(cards(response)[image]) == []


def test_a_card_says_what_its_picture_lacks(desk):
    bare = ImageFactory(alt="", decorative=True)

    response = desk.get(LIST)

    assert cards(response)[bare].uses == ""
    assert lacks(cards(response)[bare]) == [
        "in no story", "decorative, not described", "without a caption", "crops are being made",
    ]  # fmt: skip


def test_pictures_are_found_by_what_they_lack(desk):
    complete = ImageFactory(caption="At dawn")
    plain = ImageFactory(caption="")
    decorative = ImageFactory(alt="", decorative=True, caption="At noon")
    for image in (complete, plain):
        ArticleFactory(lead_image_id=image.pk)

    found = {
        lack: list(cards(desk.get(LIST, {"lack": lack})))
        for lack in ("story", "alt", "caption", "")
    }

    assert found == {
        "story": [decorative], "alt": [decorative], "caption": [plain],
        "": [decorative, plain, complete],
    }  # fmt: skip


def test_what_is_looked_for_often_stands_above_the_grid(desk):
    chips = desk.get(LIST, {"lack": "story"}).context["chips"]

    assert [(str(chip.name), chip.chosen) for chip in chips] == [
        ("All", False), ("In no story", True), ("Without a description", False),
        ("Without a caption", False),
    ]  # fmt: skip


def test_an_empty_grid_says_what_it_means_and_leads_on(desk):
    nothing = page(desk.get(LIST))
    ImageFactory(alt="A bank")
    no_match = page(desk.get(LIST, {"q": "unicorn"}))

    assert "The library is empty." in nothing
    assert f'href="{reverse("admin:articles_image_add")}">Upload the first picture' in nothing
    assert "No picture fits." in no_match
    assert "0 found" in no_match
    assert "A bank" not in no_match
    assert "1 found" in page(desk.get(LIST, {"q": "bank"}))


def test_the_chosen_go_to_the_trash_after_the_question(desk):
    chosen, other = ImageFactory(alt="Chosen"), ImageFactory(alt="Other")
    data = {"action": "delete_selected", "index": 0, "_selected_action": [chosen.pk]}

    asked = page(desk.post(LIST, data))
    before = Image.objects.count()
    desk.post(LIST, {**data, "post": "yes"})

    assert "These go to the trash and leave the site at once." in asked
    assert before == 2
    assert list(Image.objects.all()) == [other]
    assert Trashed.objects.get().label == "Chosen"


def test_who_may_not_throw_away_is_offered_nothing_to_choose_for(client, journalist):
    ImageFactory()
    client.force_login(journalist)

    shown = page(client.get(LIST))

    assert "library-card__title" in shown
    assert "action-select" not in shown
    assert "Upload a picture" in shown


@pytest.mark.parametrize("count", [1, 5])
def test_the_grid_costs_the_same_however_many_pictures(desk, count, django_assert_num_queries):
    for image in ImageFactory.create_batch(count):
        ArticleFactory(lead_image_id=image.pk)
    desk.get(LIST)

    with django_assert_num_queries(9):
        response = desk.get(LIST)

    assert len(cards(response)) == count


@pytest.mark.parametrize("used", [True, False])
def test_the_page_of_a_picture_says_why_it_stays_where_it_cannot_be_thrown_away(desk, used):
    image = ImageFactory()
    ArticleFactory(headline="Shows it", lead_image_id=(image if used else ImageFactory()).pk)

    shown = page(desk.get(form_of(image)))

    delete = reverse("admin:articles_image_delete", args=[image.pk])
    assert ("It stays in the library as long as a story shows it" in shown) is used
    assert ("Shows it" in shown) is used
    assert (delete in shown) is not used


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_of_a_picture_costs_the_same_however_many_stories(
    desk, count, django_assert_num_queries
):
    image = ImageFactory()
    for _ in range(count):
        ArticleFactory(lead_image_id=image.pk)

    with django_assert_num_queries(15):
        response = desk.get(form_of(image))

    assert len(response.context["stories"]) == count
