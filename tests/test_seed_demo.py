"""The demo: that seeding makes what its data say, and is safe to repeat."""

import itertools
from collections import Counter
from io import BytesIO, StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.flatpages.models import FlatPage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from PIL import Image as Pillow

from accounts.models import Author, User
from articles.models import Article, Category, Image, RelatedStory, Revision
from articles.related.store import STORED
from comments.models import Comment, Decision
from portal.demo import seeding
from portal.demo.content import (
    PENDING,
    RETURNED,
    SCHEDULED,
    remarks,
    stories,
    words,
)  # fmt: skip
from portal.demo.fronts import SHAPES
from portal.demo.people import LOGINS, PEOPLE
from portal.demo.reasons import REASONS
from portal.demo.sections import SECTIONS
from portal.demo.stylelist import STYLE_LIST
from portal.pictures.encoding import QUICK
from portal.pictures.renditions import RATIOS
from portal.site.models import SiteSettings
from tests import stamps
from tests.factories import ArticleFactory, CategoryFactory, UserFactory

TABLES = (User, Author, Category, Image, Article, Revision, Comment, Decision, FlatPage)


def paint(key: str) -> bytes:
    """A picture that costs next to nothing."""
    file = BytesIO()
    Pillow.new("RGB", (240, 160), "teal").save(file, "JPEG")
    return file.getvalue()


def seed() -> list[seeding.Step]:
    return list(seeding.seed(paint=paint))


def seed_before(part: str, *, but: int = 0) -> None:
    """All that comes before a part, the first of its things, and as many more."""
    steps = seeding.seed(paint=paint)
    of_part = (step for step in steps if step.part == part)
    for _step in itertools.islice(of_part, but + 1):
        pass
    steps.close()


def counted() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in TABLES}


@pytest.fixture(scope="class")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """What was done for a whole demo, made once: what a test changes of it is undone after it."""
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        django_db_blocker.unblock(),
        _of_tests(),
    ):
        with stamps.watched() as watch:
            steps = seed()
        assert watch.unstamped == []
        yield steps
        transaction.set_rollback(True)


def _of_tests():
    """A transaction that is none of the project's."""
    block = transaction.atomic()
    block._from_testcase = True
    return block


@pytest.mark.usefixtures("demo")
class TestWholeDemo:
    def test_seeding_makes_what_the_data_say(self, db):
        assert counted() | {"Revision": 0, "Decision": 0} == {
            "User": 4, "Author": len(PEOPLE), "Category": len(SECTIONS), "Image": len(words()),
            "Article": len(stories()), "Revision": 0, "Comment": len(remarks()), "Decision": 0,
            "FlatPage": 2,
        }  # fmt: skip
        assert SiteSettings.objects.get().name == "Zebalkans"
        assert Counter(Comment.objects.values_list("status", flat=True)) == Counter(
            remark.state for remark in remarks()
        )
        assert Comment.objects.filter(status="pending").exclude(reasons=[]).count() == 2
        assert {
            c.slug: (c.own_colour, c.is_opinion) for c in Category.objects.select_related("parent")
        } == {
            section.slug: (
                section.colour or next(s.colour for s in SECTIONS if s.slug == section.parent),
                section.slug == "opinion",
            )
            for section in SECTIONS
        }

    def test_seeding_leaves_stories_in_the_state_that_the_data_say(self, db):
        stated = Counter(story.state for story in stories())
        live = Article.objects.live().select_related("category")
        to_come = Article.objects.filter(published_at__gt=timezone.now())
        waiting = {article.headline for article in live if article.has_unpublished_changes}
        assert Counter(Article.objects.values_list("status", flat=True)) == {
            "draft": stated["draft"] + stated["returned"],
            "in_review": stated["review"],
            "withdrawn": stated["withdrawn"],
            "published": stated["scheduled"] + stated["live"] + stated["pending"],
        }
        assert {article.headline for article in to_come} == {
            story.headline for story in stories() if story.state == SCHEDULED
        }
        assert waiting == {story.headline for story in stories() if story.state == PENDING}
        assert live.count() == stated["live"] + stated["pending"]
        assert len({article.published_at.date() for article in live}) >= 14
        assert len({a.published_at.date() for a in live if a.category.slug == "politics"}) >= 3
        assert all(article.created_at < article.published_at for article in live)

    def test_its_fronts_show_what_its_editors_pinned(self, db, client):
        shown = [client.get(path).content.decode() for path in ("/", "/culture/")]

        assert all(
            pin.headline in html
            for html, shape in zip(shown, SHAPES, strict=True)
            for pins in shape.pins.values()
            for pin in pins
        )
        assert ['aria-labelledby="picks"' in html for html in shown] == [True, False]
        assert ["front--section" in html for html in shown] == [False, True]

    def test_below_each_story_stands_a_list_that_says_why(self, db):
        lists = Counter(RelatedStory.objects.values_list("article", flat=True))
        live = set(Article.objects.live().values_list("pk", flat=True))

        assert set(lists) == live
        assert set(lists.values()) == {STORED}
        assert not RelatedStory.objects.filter(reasons=[]).exists()

    @pytest.mark.slow
    def test_a_story_that_the_desk_returned_lies_with_its_writer_beside_a_note(self, db):
        [story] = [story for story in stories() if story.state == RETURNED]
        article = Article.objects.get(headline=story.headline)
        first, last = article.revisions.order_by("pk")
        assert (article.status, article.created_by.username) == ("draft", "journalist")
        assert (first.by.username, last.by.username, last.note) == (
            "journalist", "editor", story.desk_note,
        )  # fmt: skip
        assert article.created_at < first.at < last.at == article.modified_at < timezone.now()

    def test_seeding_a_second_time_changes_nothing(self, db, demo):
        before, saved = counted(), list(Article.objects.order_by("pk").values())

        second = seed()

        assert [step.made for step in demo] == [True] * len(demo)
        assert [step.made for step in second] == [False] * len(demo)
        assert (counted(), list(Article.objects.order_by("pk").values())) == (before, saved)

    @pytest.mark.slow
    def test_a_story_that_was_rewritten_is_not_made_again(self, db):
        story = Article.objects.get(headline="Snow")
        story.headline, story.slug = "Sleet", "sleet"
        story.save()

        seed()

        assert Article.objects.count() == len(stories())

    @pytest.mark.slow
    def test_pictures_have_at_once_all_sizes_that_every_browser_shows(self, db):
        pictures = [image.picture for image in Image.objects.all()]
        pictures += [author.photo for author in Author.objects.all()]
        wanted = {(ratio, form.extension) for ratio in RATIOS for form in QUICK}
        assert len(pictures) == len(words()) + len(PEOPLE)
        assert [
            picture.name
            for picture in pictures
            if {(each.ratio, each.format) for each in picture.renditions} != wanted
        ] == []

    @pytest.mark.slow
    def test_figures_stand_in_the_text_with_their_caption(self, db):
        cheese = Article.objects.get(headline="The cheese that needs a bell")
        pasture = Image.objects.get(alt=words()["pasture"].alt)
        assert f'<figure><img data-file="{pasture.pk}"' in cheese.body
        assert f"<figcaption>{pasture.caption} {pasture.credit}</figcaption>" in cheese.body
        assert [a.headline for a in Article.objects.all() if "{{" in a.body] == []

    @pytest.mark.slow
    def test_seed_demo_says_that_a_complete_demo_was_left_alone(self, db):
        said = StringIO()

        call_command("seed_demo", stdout=said)

        assert said.getvalue() == "Making the demo …\nThe demo is complete: nothing was changed.\n"


def test_a_demo_is_wanted_on_an_empty_site_only(db):
    empty = seeding.is_wanted()
    CategoryFactory()

    assert (empty, seeding.is_wanted()) == (True, False)


@pytest.mark.slow
def test_a_seed_that_was_killed_is_finished_by_the_next(db):
    seed_before("stories")
    unfinished = seeding.is_wanted()

    seed()

    assert (unfinished, seeding.is_wanted()) == (True, False)
    assert Article.objects.count() == len(stories())


@pytest.mark.slow
def test_each_login_opens_the_admin_in_its_role(db, rf):
    seed_before("pictures")

    for role, username, password in LOGINS:
        user = authenticate(rf.post("/"), username=username, password=password)
        assert user == User.objects.get(username=username)
        assert (user.is_staff, user.is_superuser) == (True, False)
        assert [group.name for group in user.groups.all()] == [role]
        assert user.author.name == user.get_full_name()


@pytest.mark.slow
def test_no_section_takes_an_address_of_the_site(db):
    seed_before("pictures")

    for category in Category.objects.select_related("parent"):
        category.full_clean()


# The command.


def test_seed_demo_refuses_in_production(db, settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError) as refusal:
        call_command("seed_demo")

    assert "PORTAL_ENV=production" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert User.objects.count() == 0


@pytest.mark.parametrize("make", [ArticleFactory, CategoryFactory, UserFactory])
def test_seed_demo_if_empty_leaves_a_site_with_content_alone(db, make):
    make()
    before = counted()
    said = StringIO()

    call_command("seed_demo", "--if-empty", stdout=said)

    assert said.getvalue() == "The site has content: nothing to do.\n"
    assert counted() == before


@pytest.mark.slow
def test_seed_demo_finishes_an_unfinished_demo_and_says_what_it_made(db):
    # All pictures but one, which the command draws: all of them take a minute.
    seed_before("pictures", but=len(words()) - 2)
    said = StringIO()

    call_command("seed_demo", "--if-empty", stdout=said)

    assert said.getvalue().splitlines() == [
        "Making the demo …",
        "logins: 0 made, 4 already there",
        f"bylines: 0 made, {len(PEOPLE)} already there",
        f"categories: 0 made, {len(SECTIONS)} already there",
        f"pictures: 1 made, {len(words()) - 1} already there",
        f"stories: {len(stories())} made, 0 already there",
        "series: 1 made, 0 already there",
        "related lists: 1 made, 0 already there",
        f"fronts: {len(SHAPES)} made, 0 already there",
        "readers: 1 made, 0 already there",
        "pages: 2 made, 0 already there",
        f"style list: {len(STYLE_LIST)} made, 0 already there",
        f"reasons: {len(REASONS)} made, 0 already there",
        "settings: 1 made, 0 already there",
    ]
