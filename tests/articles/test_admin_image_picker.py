"""The picker that writers choose images from, and send new ones to the library with."""

import json

import pytest
from django.urls import reverse

from articles.models import Image
from tests.articles.desk import NO_PAGES, page
from tests.articles.library import UPLOAD, described
from tests.factories import ImageFactory
from tests.pictures import samples

pytestmark = pytest.mark.django_db

PICK = "admin:articles_image_pick"
SEND = "admin:articles_image_send"


class TestPicker:
    def test_shows_the_newest_images_first_with_all_that_stands_beside_them(
        self, client, journalist
    ):
        ImageFactory(alt="Older")
        ImageFactory(alt="Newer", caption="At dawn", credit="Ana Lens")
        client.force_login(journalist)

        response = client.get(reverse(PICK))

        first, second = response.context["images"]
        assert (first["alt"], first["caption"], first["credit"]) == ("Newer", "At dawn", "Ana Lens")
        assert second["alt"] == "Older"
        assert f'data-id="{first["id"]}"' in page(response)

    def test_finds_images_by_description_caption_and_credit(self, desk):
        ImageFactory(alt="A bridge")
        ImageFactory(alt="B", caption="The bridge again")
        ImageFactory(alt="C", credit="Bridget Lens")
        ImageFactory(alt="A river")

        found = desk.get(reverse(PICK), {"q": "bridge"}).context["images"]

        assert [each["alt"] for each in found] == ["C", "B", "A bridge"]

    @pytest.mark.parametrize(("asked", "found"), [("{pk}", ["A bridge"]), ("0", []), ("x", [])])
    def test_tells_of_one_image_what_the_library_says(self, desk, asked, found):
        wanted = ImageFactory(alt="A bridge")
        ImageFactory(alt="A river")

        images = desk.get(reverse(PICK), {"id": asked.format(pk=wanted.pk)}).context["images"]

        assert [each["alt"] for each in images] == found

    def test_goes_on_to_older_images_and_says_where_they_end(self, desk, monkeypatch):
        monkeypatch.setattr("articles.admin.image.SHOWN", 2)
        for name in ("first", "second", "third"):
            ImageFactory(alt=name)

        pages = [desk.get(reverse(PICK), {"p": number}) for number in ("1", "2", "3")]

        assert [[each["alt"] for each in one.context["images"]] for one in pages] == [
            ["third", "second"], ["first"], [],
        ]  # fmt: skip
        assert [one.context["next"] for one in pages] == [2, None, None]
        assert "There are no more." in page(pages[2])

    @pytest.mark.parametrize(
        ("query", "told"),
        [({}, "The library is empty."), ({"q": "<b>"}, "No image fits “<b>”.")],
    )
    def test_an_empty_answer_says_what_it_means(self, desk, query, told):
        response = desk.get(reverse(PICK), query)

        assert told in page(response)
        assert "<b>”" not in response.content.decode()

    @pytest.mark.parametrize("asked", NO_PAGES)
    def test_has_no_page_but_those_with_a_number(self, desk, asked):
        ImageFactory()

        assert desk.get(reverse(PICK), {"p": asked}).status_code == 404

    @pytest.mark.parametrize("count", [1, 5])
    def test_costs_the_same_however_many_images(self, desk, count, django_assert_num_queries):
        ImageFactory.create_batch(count)

        with django_assert_num_queries(5):
            response = desk.get(reverse(PICK))

        assert len(response.context["images"]) == count


class TestUpload:
    def test_puts_an_image_into_the_library_and_offers_it_at_once(
        self, client, journalist, django_capture_on_commit_callbacks
    ):
        client.force_login(journalist)

        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(reverse(UPLOAD), described(caption="At dawn"))

        image = Image.objects.get()
        answer = json.loads(response.content)
        assert response.status_code == 201
        assert (answer["id"], answer["alt"], answer["caption"], answer["credit"]) == (
            image.pk, "A bank", "At dawn", "Ana Lens",
        )  # fmt: skip
        assert image.picture.renditions
        assert client.get(reverse(PICK)).context["images"][0]["id"] == image.pk

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"alt": ""}, "Describe the picture, or mark it as decorative."),
            ({"credit": " "}, "This field is required."),
            ({"picture": ""}, "This field is required."),
            ({"picture": samples.upload(b"<svg/>", "a.svg")}, "SVG drawings are not accepted"),
        ],
    )
    def test_refuses_what_readers_could_not_do_with_and_keeps_the_words(self, desk, changes, told):
        response = desk.post(reverse(UPLOAD), described(caption="Kept") | changes)

        assert (response.status_code, response["Content-Type"].partition(";")[0]) == (
            200, "text/html",
        )  # fmt: skip
        assert told in page(response)
        assert 'value="Kept"' in page(response)
        assert not Image.objects.exists()

    def test_a_file_that_came_before_its_words_needs_not_come_again(self, client, journalist):
        client.force_login(journalist)
        sent = client.post(reverse(SEND), {"picture": samples.upload()})
        words = described(waiting=sent.json()["token"])
        del words["picture"]

        refused = client.post(reverse(UPLOAD), words | {"credit": ""})
        assert "This field is required." in page(refused)
        response = client.post(reverse(UPLOAD), words)

        picture = Image.objects.get().picture
        assert (sent.status_code, response.status_code) == (201, 201)
        assert (picture.width, picture.height) == (400, 300)
        assert client.post(reverse(UPLOAD), words).status_code == 200
        assert Image.objects.count() == 1

    def test_a_colleagues_token_brings_no_file(self, client, journalist, editor):
        client.force_login(journalist)
        token = client.post(reverse(SEND), {"picture": samples.upload()}).json()["token"]
        client.force_login(editor)

        response = client.post(reverse(UPLOAD), described(waiting=token, picture=""))

        assert "This field is required." in page(response)
        assert not Image.objects.exists()

    @pytest.mark.parametrize(
        ("sent", "told"),
        [
            ({"picture": samples.upload(b"<svg/>", "a.svg")}, "SVG drawings are not accepted"),
            ({}, "No file came."),
        ],
    )
    def test_a_file_is_refused_before_its_words_are_typed(self, desk, sent, told):
        response = desk.post(reverse(SEND), sent)

        assert (response.status_code, "token" in response.json()) == (200, False)
        assert told in response.json()["reason"]

    def test_only_who_may_add_images_may_send_a_file(self, client, moderator):
        assert client.post(reverse(SEND)).status_code == 302
        client.force_login(moderator)

        assert client.post(reverse(SEND)).status_code == 403
        assert client.get(reverse(SEND)).status_code == 405

    def test_a_decorative_picture_needs_no_description(self, desk):
        response = desk.post(reverse(UPLOAD), described(alt="", decorative="on"))

        assert (response.status_code, Image.objects.get().decorative) == (201, True)
