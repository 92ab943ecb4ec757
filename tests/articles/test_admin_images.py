"""An image of the library: what a change of it reaches, who may make it, and what is in use."""

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
from tests.articles.desk import change, delete, page
from tests.articles.library import UPLOAD, described
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory

pytestmark = pytest.mark.django_db


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
            "front", "archive", f"article:{article.pk}", f"author:{author.pk}",
            f"category:{article.category_id}", f"tag:{Tag.objects.get().pk}", f"image:{image.pk}",
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
