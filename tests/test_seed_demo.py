"""The demo: what its data promise, and that seeding is safe to repeat."""

import itertools
import re
import unicodedata
from collections import Counter
from io import BytesIO, StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.flatpages.models import FlatPage
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image as Pillow

from accounts.models import Author, User
from articles.html import clean
from articles.models import Article, Category, Image, Revision
from comments.models import Comment, Decision
from portal.demo import drawing, seeding
from portal.demo.content import (
    DRAFT,
    LIVE,
    PENDING,
    PUBLISHED,
    RETURNED,
    REVIEW,
    SCHEDULED,
    STATES,
    Story,
    remarks,
    stories,
    words,
)  # fmt: skip
from portal.demo.newsdesk import FIGURE, LINK
from portal.demo.people import LOGINS, PEOPLE
from portal.demo.sections import SECTIONS, TAGS
from portal.pictures.encoding import QUICK
from portal.pictures.renditions import RATIOS
from portal.site.models import SiteSettings
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


# The data.


def test_every_tag_section_byline_and_picture_of_a_story_is_one_of_the_demo():
    slugs = {section.slug for section in SECTIONS}
    people = {person.key for person in PEOPLE}

    for story in stories():
        assert (set(story.tags) - set(TAGS), 2 <= len(story.tags) <= 5) == (set(), True), story.key
        assert {credit.partition(":")[0] for credit in story.credits} <= people, story.key
        assert story.category in slugs, story.key
        assert story.pictures() <= words().keys() <= drawing.SCENES.keys(), story.key


def test_every_tag_of_the_vocabulary_is_used():
    used = {tag for story in stories() for tag in story.tags}

    assert used == set(TAGS)


def words_of(story: Story) -> int:
    return len(re.sub(r"<[^>]+>|\{\{.*?\}\}", " ", story.body).split())


def test_there_are_stories_in_all_states_languages_and_shapes():
    languages = Counter(story.language for story in stories())
    states = Counter(story.state for story in stories())
    lengths = [len(story.headline) for story in stories()]
    texts = sorted(words_of(story) for story in stories() if story.state in PUBLISHED)

    assert len(stories()) >= 42
    assert languages == {"en": len(stories()) - 3, "sr-Cyrl": 1, "sr-Latn": 1, "tr": 1}
    assert {state for state in STATES if states[state]} == set(STATES)
    assert (states[DRAFT] + states[RETURNED] >= 4, states[REVIEW] >= 3) == (True, True)
    assert states[SCHEDULED] >= 2
    assert (min(lengths), max(lengths)) == (4, 176)
    assert (texts[3] <= 100, texts[-2] >= 1400) == (True, True)
    assert max(sum(":" not in credit for credit in story.credits) for story in stories()) == 3


def test_stories_that_are_not_in_english_are_of_a_length_to_judge_their_script_by():
    lengths = {story.language: words_of(story) for story in stories() if story.language != "en"}

    assert {language for language, length in lengths.items() if length >= 250} == lengths.keys()


def test_every_section_has_enough_live_stories_for_its_page():
    parents = {section.slug: section.parent for section in SECTIONS}
    live = [story.category for story in stories() if story.state in (LIVE, PENDING)]
    own = Counter(live)
    whole = own + Counter(parents[slug] for slug in live if parents[slug])

    assert [s.slug for s in SECTIONS if not s.parent and whole[s.slug] < 5] == []
    assert [s.slug for s in SECTIONS if s.parent and own[s.slug] < 3] == []


def test_sections_have_a_colour_of_their_own_and_opinion_has_many_voices():
    colours = [section.colour for section in SECTIONS if not section.parent]
    opinion = [section.slug for section in SECTIONS if section.kind == Category.Kind.OPINION]
    voices = {
        story.credits[0] for story in stories() if story.category in opinion and story.state == LIVE
    }

    assert set(colours) <= set(Category.Colour)
    assert len(set(colours)) == len(colours) == 8
    assert opinion == ["opinion"]
    assert len(voices) >= 5
    assert voices <= drawing.PORTRAITS.keys()


def test_stories_hold_only_what_the_editor_can_write():
    neither_here_nor_there = re.compile(r' class="pull-quote"|\s+|</?p>')

    for story in stories():
        written = LINK.sub("/", FIGURE.sub("", story.body))
        kept = clean(written, pictures={})
        same = [neither_here_nor_there.sub("", text) for text in (kept, written)]
        assert same[0] == same[1], story.key


def test_stories_link_to_older_ones_only():
    order = [story.key for story in stories()]

    for story in stories():
        for key in re.findall(r"\{\{story:(\w+)\}\}", story.body):
            assert order.index(key) < order.index(story.key), story.key


def test_no_word_mixes_alphabets():
    texts = [story.headline + story.standfirst + story.body for story in stories()]
    texts += [remark.text + remark.name for remark in remarks()]

    mixed = [
        word
        for text in texts
        for word in re.findall(r"[^\W\d_]+", text)
        if {"LATIN", "CYRILLIC"} <= {unicodedata.name(letter).split()[0] for letter in word}
    ]

    assert mixed == []


def test_comments_are_in_all_states_and_answer_four_deep():
    above = {remark.key: remark.answers for remark in remarks()}
    states = Counter(remark.state for remark in remarks())

    def depth(key: str) -> int:
        return 1 + (depth(above[key]) if above[key] else 0)

    assert (len(remarks()) >= 64, len(above)) == (True, len(remarks()))
    assert set(states) == set(Comment.Status.values)
    assert min(states["pending"], states["rejected"]) >= 4
    assert max(map(depth, above)) == 4
    assert len({remark.story for remark in remarks()}) >= 20


def test_comments_come_after_their_story_and_what_they_answer_and_before_now():
    days = {story.key: story.days for story in stories() if story.state in PUBLISHED}
    hours = {remark.key: remark.hours for remark in remarks()}
    story_of = {remark.key: remark.story for remark in remarks()}

    for remark in remarks():
        assert 0 < remark.hours < 24 * days[remark.story], remark.key
        assert remark.hours > hours.get(remark.answers, 0), remark.key
        assert story_of.get(remark.answers, remark.story) == remark.story, remark.key


def test_every_picture_is_described_and_credited_and_used():
    used = set().union(*(story.pictures() for story in stories()))

    assert [key for key, text in words().items() if not (text.alt and text.credit)] == []
    assert len({text.alt for text in words().values()}) == len(words())
    assert [key for key in drawing.SCENES if key not in used] == []
    assert [key for key, text in words().items() if len(text.alt) > 125] == []
    assert 3 <= sum(not story.picture for story in stories() if story.state == LIVE) <= 12


def test_every_address_of_a_person_leads_nowhere():
    addresses = [each.email for each in (*remarks(), *PEOPLE) if each.email]

    assert {address.partition("@")[2] for address in addresses} == {"example.com", "example.org"}


@pytest.mark.parametrize("key", ["nighttrain", "library"])
def test_a_scene_is_the_same_each_time_it_is_drawn(key):
    first, second = drawing.scene(key), drawing.scene(key)

    assert first == second
    assert Pillow.open(BytesIO(first)).size == (1280, 854)


def test_some_pictures_are_upright_and_one_is_a_panorama():
    shapes = Counter(Pillow.open(BytesIO(drawing.scene(key))).size for key in drawing.FORMATS)

    assert shapes == {(854, 1138): 2, (1280, 569): 1}


@pytest.mark.slow
@pytest.mark.parametrize("key", [*drawing.SCENES, *drawing.PORTRAITS])
def test_no_part_of_a_picture_was_left_black(key):
    draw = drawing.scene if key in drawing.SCENES else drawing.portrait
    picture = Pillow.open(BytesIO(draw(key))).convert("L").resize((72, 48))

    assert sum(picture.histogram()[:4]) == 0


# Seeding.


def test_seeding_makes_what_the_data_say(db):
    seed()

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


def test_seeding_leaves_stories_in_the_state_that_the_data_say(db):
    seed()

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


@pytest.mark.slow
def test_a_story_that_the_desk_returned_lies_with_its_writer_beside_a_note(db):
    seed()

    [story] = [story for story in stories() if story.state == RETURNED]
    article = Article.objects.get(headline=story.headline)
    first, last = article.revisions.order_by("pk")
    assert (article.status, article.created_by.username) == ("draft", "journalist")
    assert (first.by.username, last.by.username, last.note) == (
        "journalist", "editor", story.desk_note,
    )  # fmt: skip
    assert article.created_at < first.at < last.at == article.modified_at < timezone.now()


def test_a_demo_is_wanted_on_an_empty_site_only(db):
    empty = seeding.is_wanted()
    CategoryFactory()

    assert (empty, seeding.is_wanted()) == (True, False)


def test_seeding_a_second_time_changes_nothing(db):
    first = seed()
    before, saved = counted(), list(Article.objects.order_by("pk").values())

    second = seed()

    assert [step.made for step in first] == [True] * len(first)
    assert [step.made for step in second] == [False] * len(first)
    assert (counted(), list(Article.objects.order_by("pk").values())) == (before, saved)


@pytest.mark.slow
def test_a_story_that_was_rewritten_is_not_made_again(db):
    seed()
    Article.objects.filter(headline="Snow").update(headline="Sleet", slug="sleet")

    seed()

    assert Article.objects.count() == len(stories())


@pytest.mark.slow
def test_a_seed_that_was_killed_is_finished_by_the_next(db):
    seed_before("stories")
    unfinished = seeding.is_wanted()

    seed()

    assert (unfinished, seeding.is_wanted()) == (True, False)
    assert Article.objects.count() == len(stories())


@pytest.mark.slow
def test_pictures_have_at_once_all_sizes_that_every_browser_shows(db):
    seed()

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
def test_figures_stand_in_the_text_with_their_caption(db):
    seed()

    cheese = Article.objects.get(headline="The cheese that needs a bell")
    pasture = Image.objects.get(alt=words()["pasture"].alt)
    assert f'<figure><img data-file="{pasture.pk}"' in cheese.body
    assert f"<figcaption>{pasture.caption} {pasture.credit}</figcaption>" in cheese.body
    assert [a.headline for a in Article.objects.all() if "{{" in a.body] == []


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
def test_seed_demo_says_that_a_complete_demo_was_left_alone(db):
    seed()
    said = StringIO()

    call_command("seed_demo", stdout=said)

    assert said.getvalue() == "Making the demo …\nThe demo is complete: nothing was changed.\n"


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
        "pages: 2 made, 0 already there",
        "settings: 1 made, 0 already there",
    ]
