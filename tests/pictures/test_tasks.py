import logging
from dataclasses import replace

import pytest
from django.core.files.storage import default_storage
from django.tasks import task_backends

from accounts.models import Author
from articles.models import Image
from portal.pagecache.models import CacheTag, Clock
from portal.pictures import intake, renditions, tasks
from portal.pictures.picture import NewPicture
from portal.pictures.renditions import is_complete
from portal.publicmodels import verbs
from tests.factories import ArticleFactory, AuthorFactory, ImageFactory
from tests.pictures.samples import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(settings):
    """Tasks are kept instead of being done at once."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    return task_backends["default"]


def new_picture():
    return NewPicture(intake=intake.read(upload()))


def run(image):
    tasks.make_renditions.call("articles.image", image.pk, "picture")


def test_saving_a_row_gets_its_renditions_made_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = ImageFactory.build(picture=new_picture())
        verbs.save(image, tags=())
        before = Image.objects.get().picture
        article = ArticleFactory(lead_image_id=image.pk)
        number = Clock.objects.get().number

    assert not is_complete(before)
    assert is_complete(Image.objects.get().picture)
    shown = CacheTag.objects.get(name=f"article:{article.pk}")
    assert shown.number > number


def test_nothing_is_asked_for_what_is_complete_or_absent(django_capture_on_commit_callbacks):
    image = ImageFactory(picture=new_picture())
    run(image)
    image.refresh_from_db()

    with django_capture_on_commit_callbacks() as asked:
        tasks.ensure(image)
        tasks.ensure(AuthorFactory(photo=None))

    assert asked == []


def test_a_task_that_runs_twice_changes_nothing_the_second_time(media):
    image = ImageFactory(picture=new_picture())
    run(image)
    once, files = Image.objects.get().picture, set(media.glob("**/*.*"))
    CacheTag.objects.all().delete()

    run(image)

    assert Image.objects.get().picture == once
    assert set(media.glob("**/*.*")) == files
    assert not CacheTag.objects.exists()


def formats_of(image):
    return {each.format for each in Image.objects.get(pk=image.pk).picture.renditions}


def test_what_every_browser_shows_is_there_before_the_slow_format_is_begun(queue):
    first, second = ImageFactory(picture=new_picture()), ImageFactory(picture=new_picture())

    run(first)
    run(second)
    before = formats_of(first), formats_of(second)
    asked = [result.args for result in queue.results]
    for address in asked:
        tasks.make_renditions.call(*address)

    assert before == ({"jpg", "webp"}, {"jpg", "webp"})
    assert asked == [["articles.image", each.pk, "picture"] for each in (first, second)]
    assert formats_of(first) == formats_of(second) == {"jpg", "webp", "avif"}
    assert is_complete(Image.objects.get(pk=second.pk).picture)


def test_a_task_for_a_row_that_is_gone_does_nothing():
    tasks.make_renditions.call("articles.image", 404, "picture")
    tasks.make_renditions.call("accounts.author", AuthorFactory(photo=None).pk, "photo")

    assert not CacheTag.objects.exists()


def meanwhile(monkeypatch, change):
    """Let somebody else write while the renditions are being made."""
    really_make = renditions.make

    def make(picture, formats):
        made = really_make(picture, formats)
        change(picture)
        return made

    monkeypatch.setattr(renditions, "make", make)


def test_crops_for_a_focal_point_of_yesterday_are_not_shown(monkeypatch, media):
    image = ImageFactory(picture=new_picture())
    moved = image.picture.with_focal(0.1, 0.1)
    meanwhile(monkeypatch, lambda _: Image.objects.update(picture=moved))

    run(image)

    assert Image.objects.get().picture == moved
    assert [path.name for path in media.glob("**/*.*")] == ["master.jpg"]
    assert not CacheTag.objects.exists()


def test_of_two_workers_on_one_picture_the_first_wins_and_its_files_stay(monkeypatch):
    image = ImageFactory(picture=new_picture())
    first = renditions.make(image.picture)
    meanwhile(monkeypatch, lambda _: Image.objects.update(picture=first))

    run(image)

    assert Image.objects.get().picture == first
    names = [each.name(first.name, width=each.widths[0]) for each in first.renditions]
    assert [name for name in names if not default_storage.exists(name)] == []


def test_a_row_deleted_meanwhile_leaves_no_files_of_renditions(monkeypatch, media):
    image = ImageFactory(picture=new_picture())
    meanwhile(monkeypatch, lambda _: Image.objects.all().delete())

    run(image)

    assert [path.name for path in media.glob("**/*.*")] == ["master.jpg"]


def test_pending_are_the_rows_of_all_models_whose_renditions_are_missing():
    first, second = ImageFactory(picture=new_picture()), ImageFactory(picture=new_picture())
    author = AuthorFactory(photo=first.picture)
    AuthorFactory(photo=None)
    complete = ImageFactory(picture=replace(first.picture, recipe=renditions.RECIPE))
    by_other_rules = ImageFactory(picture=replace(first.picture, recipe="00000000"))

    pending = list(tasks.pending_rows())

    assert complete.pk not in {pk for label, pk, _ in pending if label == "articles.image"}
    assert sorted(pending) == sorted(
        [
            ("articles.image", by_other_rules.pk, "picture"),
            ("articles.image", second.pk, "picture"),
            ("articles.image", first.pk, "picture"),
            ("accounts.author", author.pk, "photo"),
        ]
    )


def test_the_tick_makes_what_is_missing_past_what_cannot_be_made(caplog):
    readable = ImageFactory(picture=new_picture())
    ImageFactory()

    with caplog.at_level(logging.WARNING, logger="portal.pictures.tasks"):
        done = tasks.repeat()

    assert done == 1
    assert is_complete(Image.objects.get(pk=readable.pk).picture)
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("No renditions for articles.image")


def test_the_tick_does_no_more_than_it_was_allowed():
    author = AuthorFactory(photo=ImageFactory(picture=new_picture()).picture)

    done = [tasks.repeat(limit=1), tasks.repeat(limit=1), tasks.repeat(limit=1)]

    assert done == [1, 1, 0]
    assert is_complete(Author.objects.get(pk=author.pk).photo)
