"""The image library: its pages, and the picker that writers choose from."""

import json

import pytest
from django.contrib.admin import site
from django.urls import reverse

from articles import revisions, workflow
from articles.admin.image import ImageForm
from articles.content import Content
from articles.models import Image, ImageUse, Tag
from portal.pagecache.models import CacheTag
from portal.pictures import renditions
from portal.pictures.picture import Picture
from portal.pictures.tasks import make_renditions
from portal.publicmodels.models import Trashed
from tests.articles.desk import NO_PAGES, change, delete, page
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory
from tests.pictures import samples

pytestmark = pytest.mark.django_db

PICK = "admin:articles_image_pick"
UPLOAD = "admin:articles_image_upload"
SEND = "admin:articles_image_send"


def described(**changes):
    return {"alt": "A bank", "credit": "Ana Lens", "picture": samples.upload()} | changes


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


class TestImages:
    def test_the_row_of_a_picture_is_kept_with_the_stories_that_show_it(self, editor):
        lead, figure, waiting = ImageFactory(), ImageFactory(), ImageFactory()
        body = f'<figure><img data-file="{figure.pk}" src="/x" alt=""></figure>'
        article = ArticleFactory(lead_image_id=lead.pk, body=body)

        new = Content(
            headline="New",
            category_id=article.category_id,
            lead_image_id=waiting.pk,
            body="<p>x</p>",
        )
        before = set(ImageUse.objects.values_list("image", flat=True))
        revisions.save(article, new, by=editor)
        meanwhile = set(ImageUse.objects.values_list("image", flat=True))
        workflow.publish(article, by=editor)
        after = set(ImageUse.objects.values_list("image", flat=True))

        assert (before, meanwhile, after) == (
            {lead.pk, figure.pk}, {lead.pk, figure.pk, waiting.pk}, {waiting.pk},
        )  # fmt: skip

    @pytest.mark.parametrize("live", [True, False])
    def test_an_image_that_a_text_shows_cannot_be_deleted_and_says_where_it_is(self, desk, live):
        image = ImageFactory()
        body = f'<figure><img data-file="{image.pk}" src="/x" alt=""></figure>'
        article = ArticleFactory(headline="Shows it", body=body, live=live)

        asked, _deleted = delete(desk, image)

        assert "Shows it" in page(asked)
        assert reverse("admin:articles_article_change", args=[article.pk]) in page(asked)
        assert "permission" not in page(asked)
        assert Image.objects.filter(pk=image.pk).exists()

    def test_an_image_that_nothing_shows_goes_to_the_trash(self, desk):
        image = ImageFactory(alt="Unused")
        ArticleFactory(lead_image_id=ImageFactory().pk)

        delete(desk, image)

        assert not Image.objects.filter(pk=image.pk).exists()
        assert Trashed.objects.get().kind == "articles.image"

    def test_a_change_refreshes_every_page_that_shows_it(self, desk):
        image, author = ImageFactory(), AuthorFactory()
        article = ArticleFactory(lead_image_id=image.pk, authors=(author,), tags=("river",))
        ArticleFactory()
        CacheTag.objects.all().delete()

        change(desk, image, alt="Seen\r\nanew", credit="Ana Lens")

        image.refresh_from_db()
        assert (image.alt, image.credit) == ("Seen anew", "Ana Lens")
        assert set(CacheTag.objects.values_list("name", flat=True)) == {
            "front", f"image:{image.pk}", f"article:{article.pk}", f"author:{author.pk}",
            f"category:{article.category_id}", f"tag:{Tag.objects.get().pk}",
        }  # fmt: skip

    def test_a_moved_focal_point_is_kept(self, desk):
        image = ImageFactory()

        change(desk, image, **{"picture-focal_x": "25", "picture-focal_y": "75"})

        picture = Image.objects.get().picture
        assert (picture.focal_x, picture.focal_y) == (0.25, 0.75)
        assert isinstance(picture, Picture)

    def test_sizes_that_were_finished_while_the_form_was_open_are_kept(
        self, desk, rf, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks():
            desk.post(reverse(UPLOAD), described())
        image = Image.objects.get()
        typed = {"alt": "A bank", "credit": "Ana Lens", "caption": "At dawn"}
        form = ImageForm(typed, instance=image)
        assert form.is_valid()
        assert image.picture.renditions == ()

        make_renditions.call("articles.image", image.pk, "picture")
        site.get_model_admin(Image).save_model(rf.post("/"), image, form, change=True)

        image = Image.objects.get()
        assert image.caption == "At dawn"
        assert renditions.is_complete(image.picture)


@pytest.mark.parametrize(
    ("role", "whose", "live", "allowed"),
    [
        ("journalist", None, False, True),
        ("journalist", "journalist", False, True),
        ("journalist", "journalist", True, False),
        ("journalist", "editor", False, False),
        ("editor", "journalist", True, True),
        ("moderator", None, False, False),
    ],
)
def test_what_readers_or_colleagues_see_of_an_image_is_changed_by_editors_only(
    client, request, role, whose, live, allowed
):
    image = ImageFactory(credit="Before")
    if whose:
        by = request.getfixturevalue(whose)
        ArticleFactory(by=by, live=live, lead_image_id=image.pk)
    client.force_login(request.getfixturevalue(role))
    fields = {"alt": "A bank", "credit": "After", "picture-focal_x": "50", "picture-focal_y": "50"}

    client.post(reverse("admin:articles_image_change", args=[image.pk]), fields)

    image.refresh_from_db()
    assert image.credit == ("After" if allowed else "Before")
